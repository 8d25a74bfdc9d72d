"""Outlets and options in, one crawl of them all in this process, a report out."""

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
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
    process = AsyncCrawlerProcess(_settings(request))
    _hear_what_is_said()
    loaded = _Loaded()
    crawls = []
    for outlet in outlets:
        crawler = process.create_crawler(spider_of(outlet))
        crawler.signals.connect(loaded.stays, signals.item_scraped)
        if request.on_event:
            _follow(crawler, outlet.name, request.on_event)
        task = process.crawl(
            crawler,
            since=request.since,
            until=request.until,
            limit=request.limit,
            url=_urls_of(outlet, request.urls, outlets),
        )
        crawls.append((outlet, crawler, task))
    process.start()
    errors = [_error(task) for _, _, task in crawls]
    if all(errors) and isinstance(errors[0], Exception):
        raise errors[0]
    return CrawlReport(tuple(_report(*one) for one in crawls))


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
    outlet: type[Outlet], urls: tuple[str, ...], outlets: list[type[Outlet]]
) -> tuple[str, ...]:
    return tuple(url for url in urls if best(url, outlets) is outlet)


def _follow(crawler: Crawler, name: str, tell: Progress) -> None:
    """Report progress whenever a response arrives."""

    def report(**_: object) -> None:
        read = crawler.stats.get_stats().get
        fetched = sum(read(key, 0) for key in _SETTLED)
        listed = sum(read(key, 0) for key in _REQUESTED)
        tell(name, fetched, listed, read("item_scraped_count", 0))

    crawler.signals.connect(report, signals.response_received, weak=False)
    crawler.signals.connect(report, signals.engine_stopped, weak=False)


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


def _report(outlet: type[Outlet], crawler: Crawler, task: "asyncio.Task[None]") -> OutletReport:
    name = outlet.name
    error = _error(task)
    try:
        stats = crawler.stats.get_stats()
    except RuntimeError:
        stats = {}
    if error is not None or not stats:
        reason = f"the crawl did not start: {error or 'it was stopped'}"
        told = Reason("not_started", 1, reason).as_json()
        return OutletReport(name, None, _now(), "failed", (told,), counters_of(stats))
    began = as_published(stats.get("start_time"))
    return report_of(name, began, as_published(stats.get("finish_time")) or _now(), stats)


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
