"""An outlet's declaration in, the Scrapy spider that crawls it out."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.api import Api
from crawler.api_reading import ApiPage, read_api
from crawler.archive.capture import Capture
from crawler.asking import Asking, Callback, entry_key
from crawler.attached import Attached
from crawler.captured import listed_day
from crawler.config import load_config
from crawler.dates import zone_of
from crawler.discovery import Entries, Listed, ListForm, read_entries, read_list
from crawler.encoding import content_type, decode
from crawler.errors import BadApi
from crawler.filetypes import challenge
from crawler.frontier import Frontier, Wanted
from crawler.harvest import Answer, Harvest, way
from crawler.items import Article, Document
from crawler.keeper import Keeper
from crawler.keeping import keeper_of
from crawler.manners import polite
from crawler.noting import key_of
from crawler.outlet import Outlet
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.via import Via
from crawler.window import Window

MOST_PAGES = 200
"""Pages read of one search or of one JSON list at most."""


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
        article = re.compile(self.article) if self.article else None
        sections = re.compile(self.sections) if self.sections else None
        self._form = ListForm(article, self.links, self.rows, self.row_date, sections)
        self._had: set[tuple[str, str]] = set()
        """JSON lists that an earlier run has read: pages beyond the first are then read until one
        names what is known."""

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
        return Tally(self.logger, self.crawler.stats.inc_value, self.keeper)

    @cached_property
    def frontier(self) -> Frontier:
        """What this run fetches."""
        return Frontier(type(self), self.keeper, self.tally, window=self.window, limit=self.limit)

    @cached_property
    def harvest(self) -> Harvest:
        """How this run reads articles' pages."""
        return Harvest(type(self), self.keeper, self.tally, self.window)

    @cached_property
    def attached(self) -> Attached:
        """Which files this run fetches."""
        return Attached(type(self), self.keeper, self.tally, self.window)

    @cached_property
    def asking(self) -> Asking:
        """How this run asks."""
        return Asking(self.keeper, self.name, self.headers)

    async def start(self) -> AsyncIterator[Request | Article | Document]:
        """Yield what an earlier run left, then the pages asked for, or every entry point and,
        with ``since``, the searches.
        """
        attached = self.attached  # as earlier runs have left it
        for item in self.harvest.left_unstored(map(canonical_key, self.asked)):
            yield item
        for request in self._files():
            yield request
        for wanted in self.frontier.asked(self.asked):
            yield self._article_request(wanted)
        if self.asked:
            self.tally.count("asked")
            return
        self._had = {api.key for api in self.apis if self._was_had(api)}
        frontier = self.frontier
        for wanted in (*frontier.watched(), *frontier.left_over(), *frontier.revisited()):
            yield self._article_request(wanted)
        for file in attached.left_over():
            yield self._file_request(file)
        for url in (*self.sitemaps, *self.feeds, *self.lists):
            yield self._entry_request(url, self.parse_entries)
        for api in self.apis:
            yield self._api_request(api, 0, ())
        if self.search and self.window.since:
            for query in self.queries:
                yield self._search_request(query, 1, frozenset())

    def parse_entries(self, response: Response) -> Iterator[Request]:
        """Follow what a sitemap, feed or list names."""
        present = self.asking.present(response)
        if present is None:
            yield from self._ask_anew(response)
            return
        if not present.body.strip() or challenge(present.body):
            challenged = bool(present.body.strip())
            told = "a challenge instead of the list" if challenged else "nothing"
            name = "challenge" if challenged else "empty"
            self._unreadable(present, f"the server sent {told}", name)
            return
        text = self._text(present)
        entries = read_entries(present.body, text, present.url, self._form)
        if entries == Entries():
            self._names_nothing(present)
        for page in entries.pages:
            yield self._entry_request(self._original_url(page), self.parse_entries)
        yield from self._article_requests(entries.articles)

    def parse_api(
        self, response: Response, api: Api, page: int, newer: tuple[Listed, ...]
    ) -> Iterator[Request]:
        """Follow one page of a JSON list, and go on while it names what is to be fetched.

        What was published while no crawl ran is noted all at once, with what is on the earlier
        pages (``newer``): a crawl that ends before must not make them known to the next one.
        """
        present = self.asking.present(response)
        if present is None:
            yield from self._ask_anew(response)
            return
        try:
            found = read_api(present.body, api, self._form)
        except BadApi as error:
            self._unreadable(present, str(error))
            yield from self._article_requests(newer)
            return
        if not found.articles and not page:
            self._names_nothing(present)
        if found.nameless + found.unknown > len(found.articles):
            cause = f"{found.nameless + found.unknown} rows of {found.rows} name no article"
            self._unreadable(present, cause)
        fresh = {one.url for one in found.articles} - {one.url for one in newer}
        newer += found.articles
        if fresh and found.rows >= api.size and api.paged and self._reads_on(api, found, page):
            if page + 1 < MOST_PAGES:
                yield self._api_request(api, page + 1, newer)
                return
            self.tally.count("entries_capped")
        yield from self._article_requests(newer)

    def _reads_on(self, api: Api, found: ApiPage, page: int) -> bool:
        """Tell whether the next page of a list may name what is to be fetched."""
        if self.window.since:
            dated = [one for one in found.articles if one.published_text]
            return page == 0 or any(map(self.frontier.holds, dated or found.articles))
        if api.key not in self._had:
            return False
        # The last row counts: what is pinned to the top was known long before.
        oldest = next((one for one in reversed(found.articles) if one.passed is None), None)
        if oldest is not None and not self.frontier.knew(oldest):
            return True
        later = range(page + 1, MOST_PAGES)
        return self.frontier.broke_off(entry_key(api, number) for number in later)

    def parse_search(
        self, response: Response, query: str, page: int, seen: frozenset[frozenset[str]]
    ) -> Iterator[Request]:
        """Follow one page of results and go on to the next, until a set of links repeats."""
        present = self.asking.present(response)
        if present is None:
            yield from self._ask_anew(response)
            return
        found = tuple(read_list(self._text(present), present.url, replace(self._form, links=())))
        links = frozenset(listed.url for listed in found)
        if not links or links in seen:
            return
        yield from self._article_requests(found)
        if page < MOST_PAGES and not self.frontier.full:
            yield self._search_request(query, page + 1, seen | {links})

    def parse_article(self, response: Response, key: str) -> Iterator[Article | Document | Request]:
        """Yield the article of one page where it is new and within ``since`` and ``until``; follow
        its files.
        """
        answer = self._answer(response, key)
        yield from self.harvest.of_answer(answer)
        asked = not answer.capture.about.listed
        for wanted in self.frontier.led(map(self._original, self.harvest.led()), asked=asked):
            yield self._article_request(wanted)
        yield from self._files()

    def parse_file(self, response: Response, key: str) -> Iterator[Document]:
        """Yield the document that a page links to where its content is new."""
        yield from self.harvest.of_file(self._answer(response, key), self.attached)

    def _answer(self, response: Response, key: str) -> Answer:
        capture = Capture(
            url=response.url,
            fetched_at=response.meta["kept"].fetched_at,
            body=response.body,
            status=response.status,
            fields=tuple(_headers(response).items()),
            about=response.meta["about"],
        )
        return Answer(capture, response.meta["kept"], key, way(response.request))

    def entry_failed(self, failure: Failure) -> None:
        """Note an entry point that could not be read."""
        request = _request(failure)
        self.tally.entry_failed(request.url, request.meta["about"], failure)

    def api_failed(self, failure: Failure) -> Iterator[Request]:
        """Note a page of a JSON list that could not be read; follow those before it."""
        self.entry_failed(failure)
        yield from self._article_requests(_request(failure).cb_kwargs["newer"])

    def article_failed(self, failure: Failure) -> None:
        """Note an article page that could not be read."""
        request = _request(failure)
        asked, led_to = request.cb_kwargs["key"], key_of(request.meta["about"], request.url)
        first = (*request.meta.get("redirect_urls", ()), request.url)[0]
        told = first if first == request.url else f"{first} (which led to {request.url})"
        self.tally.page_failed(asked, led_to, told, failure, by=way(request))

    def file_failed(self, failure: Failure) -> None:
        """Note a file that could not be had."""
        self.attached.failed(_request(failure).cb_kwargs["key"], failure)

    def closed(self, reason: str) -> None:
        """Name what was asked for and never came, unless the crawl was stopped before."""
        if reason == "finished":
            self.tally.close()
            self.attached.close()

    def _article_requests(self, found: Iterable[Listed]) -> Iterator[Request]:
        originals = [self._original(one) for one in found]
        for wanted in self.frontier.listed(one for one in originals if one.shown_on is None):
            yield self._article_request(wanted)
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

    def _file_request(self, wanted: Wanted) -> Request:
        return self.asking.document(wanted, self.parse_file, self.file_failed)

    def _article_request(self, wanted: Wanted) -> Request:
        return self.asking.page(wanted, self.parse_article, self.article_failed)

    def _entry_request(self, url: str, callback: Callback, **kwargs: Any) -> Request:
        return self.asking.entry(url, callback, self.entry_failed, **kwargs)

    def _api_request(self, api: Api, page: int, newer: tuple[Listed, ...]) -> Request:
        return self.asking.api(api, page, self.parse_api, self.api_failed, newer=newer)

    def _original(self, listed: Listed) -> Listed:
        return replace(listed, url=self._original_url(listed.url))

    def _original_url(self, url: str) -> str:
        """Undo the prefix that a replay has written into a link; use https where the site does."""
        via = Via(self.settings.get("BATCHWATCH_VIA") or "")
        url = (via.original(url) if via.prefix else None) or url
        return f"https://{url[7:]}" if self.secure and url.startswith("http://") else url

    def _search_request(self, query: str, page: int, seen: frozenset[frozenset[str]]) -> Request:
        assert self.search is not None
        today = datetime.now(zone_of(self.timezone)).date().isoformat()
        since, until = self.window.first_day or today, self.window.last_day or today
        url = self.search.format(query=quote(query), page=page, since=since, until=until)
        return self._entry_request(url, self.parse_search, query=query, page=page, seen=seen)

    def _ask_anew(self, response: Response) -> Iterator[Request]:
        again = self.asking.anew(response)
        if again is None:
            cause = "the server answered 304 to a request without condition"
            self._unreadable(response, cause)
        else:
            yield again

    def _was_had(self, api: Api) -> bool:
        page = self.keeper.ledger.find(entry_key(api, 0))
        return page is not None and page.changed_at is not None

    def _names_nothing(self, response: Response) -> None:
        self.tally.count("entries_empty")
        self.logger.warning("%s names no article", key_of(response.meta["about"], response.url))

    def _unreadable(self, response: Response, cause: str, name: str = "unreadable") -> None:
        self.tally.entry_unreadable(response.url, response.meta["about"], cause, name)

    def _text(self, response: Response) -> str:
        return decode(response.body, content_type(_headers(response)), charset=self.charset)


def spider_of(outlet: type[Outlet]) -> type[OutletSpider]:
    """Return the spider of a declared outlet."""
    return type(outlet.__name__, (outlet, OutletSpider), {"__module__": outlet.__module__})


def _request(failure: Failure) -> Request:
    """Return the request that Scrapy puts on every failure of a download."""
    request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
    return request


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1"): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
