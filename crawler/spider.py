"""An outlet's declaration in, the Scrapy spider that crawls it out."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.archive.capture import Capture
from crawler.asking import FIRST, NEWS, Asking, headers_of, request_of
from crawler.attached import Attached
from crawler.captured import listed_day
from crawler.ceiling import Ceiling
from crawler.config import load_config
from crawler.dates import as_published
from crawler.discovery import Listed
from crawler.expectation import Expectation
from crawler.frontier import Frontier, Wanted
from crawler.harvest import Answer, Harvest, way
from crawler.items import Article, Document
from crawler.keeper import Keeper
from crawler.keeping import keeper_of
from crawler.listing import Lists
from crawler.lull import lull
from crawler.manners import polite
from crawler.noting import key_of
from crawler.outlet import Outlet
from crawler.parts import Parts
from crawler.tally import Tally
from crawler.urls import canonical_key, first_page
from crawler.via import Via
from crawler.walking import Walker
from crawler.window import Window


class OutletSpider(Outlet, Spider):
    """What every outlet does, whatever it declares."""

    def __init__(
        self,
        name: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | str | None = None,
        url: str | Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.window = Window.of(since, until)
        self.limit = int(limit) if limit not in (None, "") else None
        self.asked = tuple(url.split() if isinstance(url, str) else url)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Apply the configuration file's ``[crawl]``; the command line's settings go first."""
        super().update_settings(settings)
        if path := settings.get("BATCHWATCH_CONFIG"):
            settings.setdict(polite(load_config(Path(path))), priority="spider")

    @cached_property
    def keeper(self) -> Keeper:
        """The archive and the ledger of this run."""
        return keeper_of(self.crawler)

    @cached_property
    def tally(self) -> Tally:
        """The account of this run."""
        return Tally(self.logger, self.crawler.stats.inc_value, self.keeper, self.watched)

    @cached_property
    def ceiling(self) -> Ceiling:
        """How much this run may take."""
        return Ceiling(type(self))

    @cached_property
    def frontier(self) -> Frontier:
        """What this run fetches."""
        return Frontier(
            type(self),
            self.keeper,
            self.tally,
            window=self.window,
            limit=self.limit,
            ceiling=self.ceiling,
        )

    @cached_property
    def harvest(self) -> Harvest:
        """How this run reads articles' pages."""
        return Harvest(
            type(self), self.keeper, self.tally, self.window, self.expectation, self.parts
        )

    @cached_property
    def parts(self) -> Parts:
        """Which further pages of articles this run fetches."""
        return Parts(type(self), self.keeper, self.tally, self.ceiling)

    @cached_property
    def expectation(self) -> Expectation:
        """What this run is held against."""
        known = self.keeper.ledger.newest(self.name, as_published(datetime.now(UTC)) or "")
        return Expectation(type(self), self.tally, known)

    @cached_property
    def attached(self) -> Attached:
        """Which files this run fetches."""
        return Attached(type(self), self.keeper, self.tally, self.window, self.ceiling)

    @cached_property
    def asking(self) -> Asking:
        """How this run asks."""
        return Asking(self.keeper, self.name, self.headers)

    @cached_property
    def reader_of_lists(self) -> Lists:
        """How this run reads what names articles."""
        return Lists(
            type(self),
            self.keeper,
            self.tally,
            self.frontier,
            self.asking,
            self.expectation,
            window=self.window,
            original=self._original_url,
            follow=self._article_requests,
        )

    async def start(self) -> AsyncIterator[Request | Article | Document]:
        """Yield what the archive has, then the pages asked for, or every entry point; when that is
        done, what earlier runs left to be fetched.
        """
        _ = self.attached, self.expectation  # as earlier runs have left it
        if not self.settings.getbool("BATCHWATCH_AFAR"):
            for item in self.harvest.left_unstored(map(canonical_key, self.asked)):
                yield item
            self.frontier.taken_up(self.harvest.read_again)
        if self.asked:
            for one in self._withheld():
                yield one
            for wanted in self.frontier.asked(self.asked):
                yield self._article_request(wanted)
            self.tally.count("asked")
            return
        for wanted in self.frontier.watched():
            yield self._article_request(wanted, priority=FIRST)
        for request in self.reader_of_lists.start():
            yield request
        for later in (self._left_over, self._withheld):
            await lull(self.crawler)
            for one in later():
                yield one
        if self.walk and self.window.since:
            self.crawler.signals.connect(self.walk_on, signals.spider_idle)

    def _left_over(self) -> Iterator[Request | Article | Document]:
        """Yield what earlier runs have found and never had, and what is looked at again."""
        yield from self.harvest.withheld(ever=False)
        yield from self.parts.left_over()
        yield from self._files()
        yield from self._parts()
        for wanted in (*self.frontier.left_over(), *self.frontier.revisited()):
            yield self._article_request(wanted)
        yield from map(self._file_request, self.attached.left_over())

    def _withheld(self) -> Iterator[Request | Article | Document]:
        """Yield the articles that nothing speaks against, and ask for what belongs to them."""
        yield from self.harvest.withheld(ever=True)
        yield from self._files()
        yield from self._parts()

    def walk_on(self) -> None:
        """Begin to look for what no list has named, when all else is done."""
        self.crawler.signals.disconnect(self.walk_on, signals.spider_idle)
        walker = Walker(
            type(self),
            self.keeper,
            self.tally,
            self.frontier,
            self.asking,
            window=self.window,
            parse=self.parse_article,
        )
        if (request := walker.start()) is not None:
            self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def parse_article(self, response: Response, key: str) -> Iterator[Article | Document | Request]:
        """Yield the article of one page where it is new and within ``since`` and ``until``; follow
        its files.
        """
        answer = self._answer(response, key)
        yield from self.harvest.of_answer(answer)
        asked = not answer.capture.about.listed
        for wanted in self.frontier.led(map(self._original, self.harvest.led()), asked=asked):
            yield self._article_request(wanted)
        for wanted in self.harvest.sent_on():
            yield self._article_request(replace(wanted, listed=self._original(wanted.listed)))
        yield from self._parts()
        yield from self._files()

    def parse_part(
        self, response: Response, first: str, number: int
    ) -> Iterator[Article | Request]:
        """Yield the article that a further page completes, and ask for pages that it names."""
        answer = self._answer(response, first)
        yield from self.parts.got(answer.capture, answer.kept, number)
        yield from self._parts()

    def part_failed(self, failure: Failure) -> Iterator[Article | Request]:
        """Yield the article of which a further page could not be had, as far as there is one."""
        told = request_of(failure).cb_kwargs
        yield from self.parts.failed(told["first"], told["number"], failure)
        yield from self._parts()

    def parse_file(self, response: Response, key: str) -> Iterator[Document]:
        """Yield the document that a page links to where its content is new."""
        yield from self.harvest.of_file(self._answer(response, key), self.attached)

    def _answer(self, response: Response, key: str) -> Answer:
        capture = Capture(
            url=response.url,
            fetched_at=response.meta["kept"].fetched_at,
            body=response.body,
            status=response.status,
            fields=tuple(headers_of(response).items()),
            about=response.meta["about"],
        )
        return Answer(capture, response.meta["kept"], key, way(response.request))

    def article_failed(self, failure: Failure) -> None:
        """Note an article page that could not be read."""
        request = request_of(failure)
        asked, led_to = request.cb_kwargs["key"], key_of(request.meta["about"], request.url)
        first = (*request.meta.get("redirect_urls", ()), request.url)[0]
        told = first if first == request.url else f"{first} (which led to {request.url})"
        self.tally.page_failed(asked, led_to, told, failure, by=way(request))

    def file_failed(self, failure: Failure) -> None:
        """Note a file that could not be had."""
        self.attached.failed(request_of(failure).cb_kwargs["key"], failure)

    def closed(self, reason: str) -> None:
        """Name what was asked for and never came, unless the crawl was stopped before."""
        self.frontier.close()
        if reason == "finished":
            replayed = bool(self.settings.get("BATCHWATCH_VIA"))
            self.expectation.close(None if replayed else datetime.now(UTC))
            self.tally.close()
            self.attached.close()

    def _article_requests(self, found: Iterable[Listed]) -> Iterator[Request]:
        originals = [self._original(one) for one in found]
        listed = self.frontier.listed(one for one in originals if one.shown_on is None)
        for wanted in sorted(listed, key=lambda one: not one.news):
            yield self._article_request(wanted, priority=NEWS if wanted.news else 0)
        for file in (one for one in originals if one.shown_on is not None):
            day = listed_day(file.published_text, type(self), datetime.now(UTC))
            for wanted in self.attached.listed(file, day):
                yield self._file_request(wanted)

    def _files(self) -> Iterator[Request]:
        for page in self.harvest.linked():
            files = (replace(file, url=self._original_url(file.url)) for file in page.files)
            page = replace(page, files=tuple(files))
            for wanted in self.attached.linked(page):
                yield self._file_request(wanted)

    def _parts(self) -> Iterator[Request]:
        for asked in self.parts.wanted():
            yield self.asking.part(asked, self.parse_part, self.part_failed)

    def _file_request(self, wanted: Wanted) -> Request:
        return self.asking.document(wanted, self.parse_file, self.file_failed)

    def _article_request(self, wanted: Wanted, *, priority: int = 0) -> Request:
        failed = self.article_failed
        return self.asking.page(wanted, self.parse_article, failed, priority=priority)

    def _original(self, listed: Listed) -> Listed:
        return replace(listed, url=self._original_url(listed.url))

    def _original_url(self, url: str) -> str:
        """Undo the prefix that a replay has written into a link; use https where the site does,
        and of an article the first page.
        """
        via = Via(self.settings.get("BATCHWATCH_VIA") or "")
        url = first_page((via.original(url) if via.prefix else None) or url)
        return f"https://{url[7:]}" if self.secure and url.startswith("http://") else url


def spider_of(outlet: type[Outlet]) -> type[OutletSpider]:
    """Return the spider of a declared outlet."""
    return type(outlet.__name__, (outlet, OutletSpider), {"__module__": outlet.__module__})
