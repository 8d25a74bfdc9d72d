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

from crawler.config import load_config
from crawler.dates import parse_published, zone_of
from crawler.discovery import Entries, Listed, read_entries, read_list
from crawler.encoding import content_type, decode
from crawler.handler import Via
from crawler.items import Article
from crawler.layout import Layout
from crawler.manners import polite
from crawler.outlet import Outlet
from crawler.page import memento_time, read_page
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.window import Window

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
        self.layout = Layout.of(self)
        self._article = re.compile(self.article) if self.article else None
        self._seen: set[str] = set()
        self._requested = 0

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Apply the configuration file's ``[crawl]``; the command line's settings go first."""
        super().update_settings(settings)
        if path := settings.get("BATCHWATCH_CONFIG"):
            settings.setdict(polite(load_config(Path(path))), priority="spider")

    @cached_property
    def tally(self) -> Tally:
        """The account of this run."""
        return Tally(self.logger, self.crawler.stats.inc_value)

    async def start(self) -> AsyncIterator[Request]:
        """Yield the pages asked for, or every entry point and, with ``since``, the searches."""
        for url in self.asked:
            for request in self._article_requests([Listed(url)], asked=True):
                yield request
        if self.asked:
            return
        for url in (*self.sitemaps, *self.feeds, *self.lists):
            yield Request(url, self.parse_entries, errback=self.entry_failed)
        if self.search and self.window.since:
            for query in self.queries:
                yield self._search_request(query, 1, frozenset())

    def parse_entries(self, response: Response) -> Iterator[Request]:
        """Follow what a sitemap, feed or list names."""
        text = self._text(response)
        entries = read_entries(response.body, text, response.url, self._article)
        if entries == Entries():
            self.tally.count("entries_empty")
            self.logger.warning("%s names no article", response.url)
        for page in entries.pages:
            yield Request(page, self.parse_entries, errback=self.entry_failed)
        yield from self._article_requests(entries.articles)

    def parse_search(
        self, response: Response, query: str, page: int, seen: frozenset[frozenset[str]]
    ) -> Iterator[Request]:
        """Follow one page of results and go on to the next, until a set of links repeats."""
        found = tuple(read_list(self._text(response), response.url, self._article))
        links = frozenset(listed.url for listed in found)
        if not links or links in seen:
            return
        yield from self._article_requests(found)
        if page < SEARCH_PAGES and not self._full():
            yield self._search_request(query, page + 1, seen | {links})

    def parse_article(self, response: Response, listed: Listed, asked: bool) -> Iterator[Article]:
        """Yield the article of one page where it lies within ``since`` and ``until``."""
        headers = _headers(response)
        fetched_at = memento_time(headers) or datetime.now(UTC)
        page = read_page(
            response.body,
            url=response.url,
            headers=headers,
            layout=self.layout,
            fetched_at=fetched_at,
        )
        if page is None:
            self.tally.settle(listed.url, "no_article")
            self.logger.warning("no article on %s", response.url)
            return
        if page.reader == "generic" and self.body:
            self.tally.count("page/selectors_missed")
            self.logger.warning("the selectors of %s found nothing on %s", self.name, response.url)
        article = replace(
            page.article,
            listed=not asked,
            published_at=page.article.published_at or self._listed_date(listed, fetched_at),
        )
        if not asked and not self.window.holds(article.published_at):
            self.tally.settle(listed.url, "outside_dates")
            return
        self.tally.settle(listed.url, "article")
        yield article

    def entry_failed(self, failure: Failure) -> None:
        """Note an entry point that could not be read."""
        self.tally.entry_failed(_request(failure).url, failure)

    def article_failed(self, failure: Failure) -> None:
        """Note an article page that could not be read."""
        self.tally.page_failed(_request(failure).cb_kwargs["listed"].url, failure)

    def closed(self, reason: str) -> None:
        """Name what was asked for and never came, unless the crawl was stopped before."""
        if reason == "finished":
            self.tally.close()

    def _article_requests(self, found: Iterable[Listed], asked: bool = False) -> Iterator[Request]:
        for listed in map(self._original, found):
            if not asked and self._article and not self._article.search(listed.url):
                continue
            key = canonical_key(listed.url)
            if key in self._seen:
                continue
            self._seen.add(key)
            self.tally.count("found")
            if self._full() or (not asked and not self._in_time(listed)):
                self.tally.count("page/passed_over")
                continue
            self._requested += 1
            self.tally.ask(listed.url)
            yield Request(
                listed.url,
                self.parse_article,
                errback=self.article_failed,
                cb_kwargs={"listed": listed, "asked": asked},
            )

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
        return Request(
            url,
            self.parse_search,
            errback=self.entry_failed,
            cb_kwargs={"query": query, "page": page, "seen": seen},
        )

    def _full(self) -> bool:
        return self.limit is not None and self._requested >= self.limit

    def _in_time(self, listed: Listed) -> bool:
        if not self.window:
            return True
        named = self._listed_date(listed, datetime.now(UTC))
        if named is not None:
            return self.window.holds(named)
        found = self._article.search(listed.url) if self._article else None
        return found is None or self.window.may_hold(**found.groupdict())

    def _listed_date(self, listed: Listed, base: datetime) -> str | None:
        if not listed.published_text:
            return None
        return parse_published(
            listed.published_text,
            language=self.language or "en",
            timezone=self.timezone,
            base=base,
        )

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
