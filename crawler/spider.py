"""An outlet's declaration in, the Scrapy spider that crawls it out."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
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

from crawler import rechecks
from crawler.archive.capture import About, Capture
from crawler.captured import listed_day, read_capture
from crawler.config import load_config
from crawler.dates import zone_of
from crawler.discovery import Entries, Listed, read_entries, read_list
from crawler.encoding import content_type, decode
from crawler.items import Article
from crawler.keeper import Keeper, Kept
from crawler.keeping import keeper_of
from crawler.ledger.page import Page
from crawler.manners import polite
from crawler.outlet import Outlet
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.via import Via
from crawler.window import Window

Callback = Callable[..., Any]
SEARCH_PAGES = 200
"""Result pages read of one search at most."""


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
        self._article = re.compile(self.article) if self.article else None
        self._seen: set[str] = set()
        self._requested = 0
        self._rechecks = 0

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

    async def start(self) -> AsyncIterator[Request | Article]:
        """Yield what an earlier run left, then the pages asked for, or every entry point and,
        with ``since``, the searches.
        """
        for article in self._left_unstored():
            yield article
        for url in self.asked:
            for request in self._article_requests([Listed(url)], asked=True):
                yield request
        if self.asked:
            return
        for page in self.keeper.ledger.queue(self.name):
            listed = Listed(page.url, published_text=page.listed_date, fetch=page.fetch)
            for request in self._article_requests([listed], again=True):
                yield request
        for url in (*self.sitemaps, *self.feeds, *self.lists):
            yield self._entry_request(url, self.parse_entries)
        if self.search and self.window.since:
            for query in self.queries:
                yield self._search_request(query, 1, frozenset())

    def parse_entries(self, response: Response) -> Iterator[Request]:
        """Follow what a sitemap, feed or list names."""
        response = self._present(response)
        text = self._text(response)
        entries = read_entries(response.body, text, response.url, self._article)
        if entries == Entries():
            self.tally.count("entries_empty")
            self.logger.warning("%s names no article", response.url)
        for page in entries.pages:
            yield self._entry_request(page, self.parse_entries)
        yield from self._article_requests(entries.articles)

    def parse_search(
        self, response: Response, query: str, page: int, seen: frozenset[frozenset[str]]
    ) -> Iterator[Request]:
        """Follow one page of results and go on to the next, until a set of links repeats."""
        response = self._present(response)
        found = tuple(read_list(self._text(response), response.url, self._article))
        links = frozenset(listed.url for listed in found)
        if not links or links in seen:
            return
        yield from self._article_requests(found)
        if page < SEARCH_PAGES and not self._full():
            yield self._search_request(query, page + 1, seen | {links})

    def parse_article(self, response: Response, key: str) -> Iterator[Article]:
        """Yield the article of one page where it is new and within ``since`` and ``until``."""
        kept: Kept = response.meta["kept"]
        if kept.unchanged:
            self.tally.settle(key, kept.key, "unchanged")
            return
        capture = Capture(
            url=response.url,
            fetched_at=kept.fetched_at,
            body=response.body,
            status=response.status,
            fields=tuple(_headers(response).items()),
            about=response.meta["about"],
        )
        yield from self._read(capture, key, kept.key)

    def entry_failed(self, failure: Failure) -> None:
        """Note an entry point that could not be read."""
        self.tally.entry_failed(_request(failure).url, self.name, failure)

    def article_failed(self, failure: Failure) -> None:
        """Note an article page that could not be read."""
        request = _request(failure)
        self.tally.page_failed(request.cb_kwargs["key"], request.url, failure)

    def closed(self, reason: str) -> None:
        """Name what was asked for and never came, unless the crawl was stopped before."""
        if reason == "finished":
            self.tally.close()

    def _left_unstored(self) -> Iterator[Article]:
        """Read what the archive has and the record store lacks; ask again for what is lost."""
        asked = {canonical_key(url) for url in self.asked}
        for page in self.keeper.ledger.waiting(self.name):
            if not self.window.holds(page.published_at) and page.key not in asked:
                continue
            capture = self.keeper.content(page)
            if capture is None:
                self.logger.warning("%s is not in the archive any more: asked for again", page.url)
                self.keeper.ledger.lost(page.key)
                continue
            self.tally.count("page/left_unstored")
            yield from self._read(capture, page.key, page.key)

    def _read(self, capture: Capture, asked: str, key: str) -> Iterator[Article]:
        read = read_capture(capture, {self.name: type(self)})
        if read is None:
            self.tally.settle(asked, key, "no_article", final=True)
            self.logger.warning("no article on %s", capture.url)
            return
        if not read.by_outlet and self.body:
            self.tally.count("page/selectors_missed")
            self.logger.warning("the selectors of %s found nothing on %s", self.name, capture.url)
        published_at = read.article.published_at
        if capture.about.listed and not self.window.holds(published_at):
            self.tally.settle(asked, key, "outside_dates", published_at=published_at)
            return
        self.tally.settle(asked, key, "article", published_at=published_at)
        yield read.article

    def _article_requests(
        self, found: Iterable[Listed], *, asked: bool = False, again: bool = False
    ) -> Iterator[Request]:
        """Yield requests for what the ledger does not have; ``again`` for what it was left with."""
        for listed in map(self._original, found):
            if not asked and self._article and not self._article.search(listed.url):
                continue
            key = canonical_key(listed.url)
            if key in self._seen:
                continue
            self._seen.add(key)
            about = About(
                kind="page",
                outlet=self.name,
                listed=not asked,
                listed_date=listed.published_text,
                mark=listed.changed,
                page=listed.url if listed.fetch else None,
            )
            known = self.tally.found(key, listed, about)
            self.tally.count("left_over" if again else "found")
            if listed.passed is not None:
                self.tally.pass_over(key, listed.passed, final=True)
            elif asked or self._wanted(known, listed, key):
                yield self._article_request(key, listed, about, known)

    def _wanted(self, known: Page | None, listed: Listed, key: str) -> bool:
        """Tell whether a page that a list names is to be fetched, and count it where it is not."""
        page = self.tally.follow(known) if known is not None else None
        if page is None or page.state == "queued":
            if self._full() or not self._in_time(listed):
                self.tally.pass_over(key, "limit" if self._full() else "outside_dates")
                return False
            return True
        if page.state != "failed" and self._rechecks < rechecks.MOST and not self._full():
            due = rechecks.due(page, datetime.now(UTC)) and self.keeper.has(page)
            if (due or rechecks.changed(page, listed.changed)) and self._in_time(listed):
                self._rechecks += 1
                return True
        self.tally.count("page/known")
        return False

    def _article_request(
        self, key: str, listed: Listed, about: About, known: Page | None
    ) -> Request:
        self._requested += 1
        self.tally.ask(key, listed.url)
        return self._request(
            listed.fetch or listed.url,
            self.parse_article,
            self.article_failed,
            about=about,
            known=self.tally.follow(known) if known is not None else None,
            cb_kwargs={"key": key},
        )

    def _entry_request(self, url: str, callback: Callback, **kwargs: Any) -> Request:
        about = About(kind="entry", outlet=self.name)
        known = self.keeper.ledger.find(url)
        return self._request(
            url, callback, self.entry_failed, about=about, known=known, cb_kwargs=kwargs
        )

    def _request(
        self,
        url: str,
        callback: Callback,
        errback: Callback,
        *,
        about: About,
        known: Page | None,
        cb_kwargs: dict[str, Any],
    ) -> Request:
        """Ask for a URL, with what the server said to recognise the present content by."""
        headers = dict(self.headers)
        if known is not None and self.keeper.has(known):
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
        meta = {"about": about, "handle_httpstatus_list": [304]}
        return Request(
            url, callback, errback=errback, headers=headers, meta=meta, cb_kwargs=cb_kwargs
        )

    def _present(self, response: Response) -> Response:
        """The answer to an entry point, for a 304 the content that the archive has."""
        if response.status != 304:
            return response
        page = self.keeper.ledger.find(response.url)
        capture = self.keeper.content(page) if page is not None else None
        if capture is None:
            self.logger.warning("%s is unchanged, but not in the archive", response.url)
            return response
        headers = {name: value for name, value in capture.fields if name.lower() == "content-type"}
        return response.replace(body=capture.body, headers=headers, status=200)

    def _original(self, listed: Listed) -> Listed:
        """Undo the prefix in a link that the replay has rewritten."""
        via = Via(self.settings.get("BATCHWATCH_VIA") or "")
        original = via.original(listed.url) if via.prefix else None
        return replace(listed, url=original) if original else listed

    def _search_request(self, query: str, page: int, seen: frozenset[frozenset[str]]) -> Request:
        assert self.search is not None
        today = datetime.now(zone_of(self.timezone)).date().isoformat()
        since, until = self.window.first_day or today, self.window.last_day or today
        url = self.search.format(query=quote(query), page=page, since=since, until=until)
        return self._entry_request(url, self.parse_search, query=query, page=page, seen=seen)

    def _full(self) -> bool:
        return self.limit is not None and self._requested >= self.limit

    def _in_time(self, listed: Listed) -> bool:
        if not self.window:
            return True
        named = listed_day(listed.published_text, type(self), datetime.now(UTC))
        if named is not None:
            return self.window.holds(named)
        found = self._article.search(listed.url) if self._article else None
        return found is None or self.window.may_hold(**found.groupdict())

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
