"""Outlets and options in, one crawl of them all in this process, a report out."""

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.config import Config
from crawler.dates import as_published
from crawler.health import Outcome
from crawler.keeper import keeping
from crawler.lock import shared
from crawler.manners import polite
from crawler.outlet import Outlet
from crawler.outlets import best, chosen
from crawler.reasons import Reason
from crawler.spider import spider_of
from crawler.tally import PREFIX
from crawler.turns import Turns
from crawler.via import Via
from crawler.window import Window

Progress = Callable[[str, int, int, int], None]
"""Called with outlet, pages and files fetched, those listed, articles and documents stored."""


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What to crawl and where to; without ``outlets`` and ``urls`` all that are enabled."""

    data: Path
    outlets: tuple[str, ...] = ()
    config: Config = field(default_factory=Config)
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    urls: tuple[str, ...] = ()
    via: str | None = None
    on_event: Progress | None = None
    shape: Callable[[type[Outlet]], type[Outlet]] | None = None
    """What is changed of each outlet, for a look at it."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings on top of all others, for tests and benchmarks."""


@dataclass(frozen=True, slots=True)
class OutletReport:
    """How one outlet went; instants in UTC."""

    name: str
    started_at: str | None
    finished_at: str | None
    outcome: Outcome
    reasons: tuple[Mapping[str, object], ...]
    """What a person must look at, each with ``code``, ``number`` and ``text``."""
    counters: dict[str, int]
    stats: dict[str, Any] = field(default_factory=dict)
    """The numbers and words of its statistics, Scrapy's own too."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """How the crawl went, an entry an outlet in the order asked for."""

    outlets: tuple[OutletReport, ...]

    @property
    def ok(self) -> bool:
        """True where no outlet failed, wholly or in part."""
        return all(outlet.outcome == "ok" for outlet in self.outlets)


def crawl(request: CrawlRequest) -> CrawlReport:
    """Crawl and store; once a process, for the reactor cannot be started twice.

    Raises UnknownOutlet for a name that no outlet has, CrawlerError for a wrong date, URL or
    prefix, CrawlBusy where another process writes into the directory, what kept every outlet
    from starting (a damaged store) and what made it end early (a full disk).
    """
    outlets = chosen(request.config, request.outlets, request.urls)
    outlets = [request.shape(one) for one in outlets] if request.shape else outlets
    Window.of(request.since, request.until)
    Via(request.via or "")
    with keeping(request.data) as keeper:
        report = _crawl(request, outlets)
        if keeper.broken is not None:
            raise keeper.broken
        keeper.commit()
    return report


def _crawl(request: CrawlRequest, outlets: list[type[Outlet]]) -> CrawlReport:
    process = Turns(_settings(request))
    _hear_what_is_said()
    loaded, urls = _Loaded(), _urls_of(request.urls, outlets)
    crawls = [_Crawl(request, outlet, urls.get(outlet, ())) for outlet in outlets]
    process.run([partial(one.begin, process, loaded) for one in crawls])
    errors = [one.error for one in crawls]
    if all(errors) and isinstance(errors[0], Exception):
        raise errors[0]
    return CrawlReport(tuple(one.report or _stopped(one.outlet) for one in crawls))


@dataclass(slots=True)
class _Crawl:
    """The crawl of one outlet: after its end the report of it is all that is kept."""

    request: CrawlRequest
    outlet: type[Outlet]
    urls: tuple[str, ...]
    report: OutletReport | None = None
    error: BaseException | None = None
    _follows: Callable[..., None] | None = None
    """Signals hold no more than a weak reference to it: it refers to the crawl."""

    def begin(self, process: AsyncCrawlerProcess, loaded: "_Loaded") -> "asyncio.Task[None]":
        """Begin it."""
        request = self.request
        crawler = process.create_crawler(spider_of(self.outlet))
        crawler.signals.connect(loaded.stays, signals.item_scraped)
        if request.on_event:
            self._follows = _follow(crawler, self.outlet.name, request.on_event)
        when = {"since": request.since, "until": request.until, "limit": request.limit}
        task = process.crawl(crawler, **when, url=self.urls)
        task.add_done_callback(partial(self._ended, crawler))
        return task

    def _ended(self, crawler: Crawler, task: "asyncio.Task[None]") -> None:
        self.error = _error(task)
        self.report = _report(self.outlet, crawler, self.error)
        self._follows = None


class _Loaded:
    """Keeps Python's collector from looking at names and rules, which stay, again and again."""

    def __init__(self) -> None:
        self._told = False

    def stays(self, spider: Spider) -> None:
        """With the first article all is loaded that ever will be; little of it is garbage."""
        spider.crawler.signals.disconnect(self.stays, signals.item_scraped)
        if not self._told:
            self._told = True
            gc.freeze()


def _hear_what_is_said() -> None:
    """Let Scrapy make no record of each page and item where nobody listens."""
    levels = [handler.level for handler in logging.root.handlers]
    for name in ("scrapy.core.engine", "scrapy.core.scraper"):
        logging.getLogger(name).setLevel(min(levels, default=logging.WARNING))


def _settings(request: CrawlRequest) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(polite(request.config), priority="cmdline")
    settings.set("BATCHWATCH_CONFIG", "", priority="cmdline")
    settings.set("BATCHWATCH_DATA", str(request.data), priority="cmdline")
    settings.set("BATCHWATCH_SHARED", shared(request.data), priority="cmdline")
    if request.via is not None:
        settings.set("BATCHWATCH_VIA", request.via, priority="cmdline")
    settings.setdict(request.settings, priority="cmdline")
    return settings


def _urls_of(
    urls: tuple[str, ...], outlets: list[type[Outlet]]
) -> dict[type[Outlet], tuple[str, ...]]:
    """Return the URLs of each outlet."""
    found: dict[type[Outlet], tuple[str, ...]] = {}
    for url in urls:
        if (outlet := best(url, outlets)) is not None:
            found[outlet] = (*found.get(outlet, ()), url)
    return found


def _follow(crawler: Crawler, name: str, tell: Progress) -> Callable[..., None]:
    """Return what reports progress whenever a response arrives, while it is referred to."""

    def report(**_: object) -> None:
        read = crawler.stats.get_stats().get
        fetched = sum(read(key, 0) for key in _SETTLED)
        listed = sum(read(key, 0) for key in _REQUESTED)
        tell(name, fetched, listed, read("item_scraped_count", 0))

    crawler.signals.connect(report, signals.response_received)
    crawler.signals.connect(report, signals.engine_stopped)
    return report


_REQUESTED = (f"{PREFIX}page/requested", f"{PREFIX}document/requested")
_SETTLED = tuple(
    PREFIX + key
    for key in (
        *("page/article", "page/no_article", "page/outside_dates", "page/unchanged"),
        *("page/redirected", "page/not_for_us", "page/forbidden", "failed"),
        *("document/new", "document/copy", "document/unchanged", "document/failed"),
        "document/forbidden",
    )
)


_STOPPED = (Reason("stopped", 1, "the crawl was stopped").as_json(),)


def _report(outlet: type[Outlet], crawler: Crawler, error: BaseException | None) -> OutletReport:
    try:
        stats = crawler.stats.get_stats()
    except RuntimeError:
        stats = {}
    if error is not None or not stats:
        return _stopped(outlet, error, stats)
    began = as_published(stats.get("start_time"))
    return report_of(outlet.name, began, as_published(stats.get("finish_time")) or _now(), stats)


def _stopped(
    outlet: type[Outlet], error: BaseException | None = None, stats: Mapping[str, Any] | None = None
) -> OutletReport:
    """How an outlet went that was not crawled."""
    reason = f"the crawl did not start: {error or 'it was stopped'}"
    told = Reason("not_started", 1, reason).as_json()
    return OutletReport(outlet.name, None, _now(), "failed", (told,), counters_of(stats or {}))


def report_of(
    name: str, began: str | None, finished: str | None, stats: Mapping[str, Any]
) -> OutletReport:
    """How an outlet went by the statistics of its run, those of its health among them."""
    return OutletReport(
        name,
        began,
        finished,
        stats.get(f"{PREFIX}outcome", "failed"),
        tuple(stats.get(f"{PREFIX}reasons", _STOPPED)),
        counters_of(stats),
        {key: value for key, value in stats.items() if isinstance(value, int | str)},
    )


def counters_of(stats: Mapping[str, Any]) -> dict[str, int]:
    """Our own numbers among the statistics of a run."""
    return {
        key.removeprefix(PREFIX): value
        for key, value in sorted(stats.items())
        if key.startswith(PREFIX) and isinstance(value, int)
    }


def _error(task: "asyncio.Task[None]") -> BaseException | None:
    return task.exception() if task.done() and not task.cancelled() else None


def _now() -> str | None:
    return as_published(datetime.now(UTC))
