"""Resolved readings in, committed records out: buffered, written and settled in one transaction."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.items import PRINTED, STORED, UNSTORABLE
from db.errors import StoreError, StoreLocked
from db.store import RecordStore, store_path
from pipelines.channels import AlertConfig, load_alerts
from pipelines.copies import followers, link_copies
from pipelines.forwarding import keep_slugs, printed_slugs
from pipelines.herald import Herald
from pipelines.names import settle_names
from pipelines.naming import settle_identities
from pipelines.newness import CUT, HISTORY, Asked, Newness, is_cut, of_crawl, told_beside
from pipelines.official import bundled
from pipelines.official.announced import may_state
from pipelines.official.checking import keep_verdicts
from pipelines.official.keep import KeptDocument, keep_documents
from pipelines.official.naming import mark_register_due
from pipelines.resolve import Resolved
from pipelines.ruled import nothing_fits, waiting
from pipelines.runs import Reasons, Run, crawl_outcome, keep_outlet
from pipelines.settle import (
    Settled,
    dangling,
    follow_decisions,
    is_due,
    mark_due,
    registered,
    settle,
)
from pipelines.step import ReadDocument, Step
from pipelines.versions import documents
from pipelines.writing import load, write

AT_MOST_ARTICLES = 200
AT_MOST_SECONDS = 2.0
AT_MOST_UNSETTLED = 30.0
"""Seconds after which a crawl of history makes batches of what it has stored so far."""
PATIENCE = 120.0
"""Seconds that one of several storing processes waits for its turn at most."""
_logger = logging.getLogger(__name__)
Committed = Callable[[list[str]], None]
Printed = Callable[[dict[str, str]], None]
Changed = TypeVar("Changed")
Item = TypeVar("Item", Resolved, ReadDocument)


@dataclass(slots=True)
class Settings:
    """How a store step behaves: in a crawl slugs count as printed after every commit."""

    verb: str = "crawl"
    outlet: str | None = None
    slugs_at_once: bool = True
    shared: bool = False
    """Whether other processes store at the same time, each with the lock of one parent."""
    one_by_one: bool = False
    """Whether each article is settled and told of by itself."""
    alerts: AlertConfig | None = None
    """Who is to be told of what; None where nothing is told or taken note of."""
    newness: Newness = HISTORY
    """What of the run is news; a crawl finds it out by itself."""


class Store(Step):
    """The step that writes.

    ``on_committed`` hears the keys of the articles of each commit, ``on_printed`` the slugs that
    were printed for the first time, with their members as JSON.
    """

    name: ClassVar[str] = "store"

    def __init__(
        self,
        path: Path,
        settings: Settings | None = None,
        *,
        on_committed: Committed | None = None,
        on_printed: Printed | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.settings = settings or Settings()
        self.on_committed = on_committed
        self.on_printed = on_printed
        self._printed: dict[str, str] = {}
        self.store: RecordStore | None = None
        self.run: Run | None = None
        self.kept: list[KeptDocument] = []
        """What became of the documents that were committed."""
        self.herald = Herald(self.settings.alerts, self.settings.newness)
        self._waiting: list[Resolved | ReadDocument] = []
        self._since = 0.0
        self._settled = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The store of the setting ``BATCHWATCH_DATA``; writes the run when the engine stops."""
        settings = crawler.settings
        step = cls(
            store_path(Path(settings.get("BATCHWATCH_DATA") or "data")),
            Settings(
                verb=settings.get("BATCHWATCH_VERB") or "crawl",
                outlet=getattr(crawler.spidercls, "name", None),
                shared=settings.getbool("BATCHWATCH_SHARED"),
                alerts=_alerts(settings),
            ),
            on_committed=lambda keys: _tell(crawler, STORED, keys=keys),
            on_printed=lambda slugs: _tell(crawler, PRINTED, slugs=slugs),
        )
        step.crawler = crawler
        crawler.signals.connect(step.engine_stopped, signal=signals.engine_stopped)
        return step

    def open_spider(self) -> None:
        """Opens the store; a damaged or newer one stops the crawl before it fetches."""
        if self.crawler is not None and self.crawler.spider is not None:
            self.settings.outlet = self.crawler.spider.name
        self._settled = time.monotonic()
        alone = not self.settings.shared
        self.store = RecordStore.open(self.path)
        if not alone:
            self.store.wait(PATIENCE)
        self.run = Run.begin(self.store, self.settings.verb, self.settings.outlet, alone=alone)
        if self.crawler is not None:
            keep_outlet(self.store, self.crawler.spider)
            self.herald = Herald(self.settings.alerts, self._newness(self.store))
        if self.herald.speaks and alone:
            self._settle_history(self.store)

    def process_item(self, item: Item) -> Item:
        """Takes the item; writes when enough have come or the oldest has waited long enough."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(item)
        enough = len(self._waiting) % AT_MOST_ARTICLES == 0 or self.settings.one_by_one
        if enough or time.monotonic() - self._since >= AT_MOST_SECONDS:
            try:
                self.flush()
            except StoreLocked:
                # The articles stay in the buffer; only the last flush of a run gives up.
                self.count("locked")
                self._since = time.monotonic()
        return item

    def close_spider(self) -> None:
        """Writes what waits and keeps the slugs; ``finish`` follows when the outcome is known."""
        try:
            self.flush()
            self.herald.begin()
            with self._opened().transaction():
                self._settle(self._opened())
            keep_slugs(self._opened())
            self._follow_decisions()
            self._count_told()
            self._printed |= printed_slugs(self._opened())
            self._tell_printed()
        except StoreError as error:
            self.set("failed", 1)
            if not self._tell_unstorable(error):
                raise

    def flush(self) -> None:
        """Writes and settles what waits, all of it or nothing; StoreError where it cannot."""
        if not self._waiting:
            return
        items, self._waiting = self._waiting, []
        store = self._opened()
        self.herald.begin()
        try:
            with store.transaction():
                kept = self._keep(store, items)
                outcomes = self._write(store, [i for i in items if isinstance(i, Resolved)])
                self._hold(store, changed=bool(kept))
        except StoreLocked:
            self._waiting = items
            raise
        except Exception as error:
            self.set("failed", 1)
            self._tell_unstorable(error)
            raise
        for outcome in outcomes:
            self.count(outcome)
        self._count_kept(kept)
        self._count_told()
        self.count("commits")
        if self.on_committed is not None:
            self.on_committed([_key(item) for item in items])
        self._tell_printed()

    def act(self, change: Callable[[RecordStore], Changed]) -> Changed:
        """Changes the store in one transaction, after all that came before."""
        self.flush()
        store = self._opened()
        self.herald.begin()
        with store.transaction():
            changed = change(store)
            self._hold(store, changed=True)
        self._count_told()
        return changed

    def load_bundled(self, as_of: str | None) -> bundled.Loaded:
        """Stores the official rows and totals that ship, all of them or nothing."""
        loaded = self.act(lambda store: bundled.load(store, as_of=as_of))
        self.count("rows_new", loaded.new)
        self.count("rows_changed", loaded.changed)
        return loaded

    def finish(self, outcome: str, counters: dict[str, int], reasons: Reasons = ()) -> None:
        """Writes the row of the run and closes the store."""
        if self.store is None or self.run is None:
            return
        try:
            self.run.write(self.store, outcome, counters, reasons)
        finally:
            self.store.close()
            self.store = None

    def engine_stopped(self) -> None:
        """Writes the crawl's run with the outcome that its health check found."""
        if self.crawler is None or self.store is None:
            return
        outcome, counters, reasons = crawl_outcome(self.crawler)
        counters |= {CUT: 1} if is_cut(self.crawler.spider, counters) else {}
        try:
            self.finish(outcome, counters, reasons)
        except StoreError as error:
            self._tell_unstorable(error)

    def _keep(self, store: RecordStore, items: list[Resolved | ReadDocument]) -> list[KeptDocument]:
        documents = [(i.document, i.file) for i in items if isinstance(i, ReadDocument)]
        kept = keep_documents(store, documents) if documents else []
        self.herald.documents(store, kept)
        return kept

    def _count_kept(self, documents: list[KeptDocument]) -> None:
        self.kept += documents
        for kept in (one for document in documents for one in document.lists):
            self.count("rows_new", kept.new)
            self.count("rows_changed", kept.changed)
            self.count("rows_known", kept.known)

    def _write(self, store: RecordStore, items: list[Resolved]) -> list[str]:
        arrived = documents(items)
        histories, facts = load(store, arrived)
        before = {doc: dict(h.current) if h.current else None for doc, h in histories.items()}
        for doc, sightings in arrived.items():
            for item in sightings:
                histories[doc].arrive(item, facts[doc])
        touched = write(store, histories, before)
        self.herald.articles(store, arrived, histories)
        moved = link_copies(store, touched.docs, touched.texts)
        found = settle_identities(store, touched.names)
        gone = settle_names(store, found)
        mark_due(store, followers(store, touched.claims | found.docs | moved))
        mark_register_due(store, found.schemes)
        if any(may_state(store, item.article) for item in items):
            keep_verdicts(store)
        if self._is_awaited(store) or registered(store, gone):
            self._settle(store)
        return [outcome for history in histories.values() for outcome in history.outcomes]

    def _hold(self, store: RecordStore, *, changed: bool) -> None:
        """Settles, and tells, what is news, and where changed names would leave registrations
        without theirs.
        """
        if changed and (self.herald.speaks or dangling(store)):
            self._settle(store)

    def _is_awaited(self, store: RecordStore) -> bool:
        """Whether batches are made now: of news in each commit, of history from time to time.

        Each settling resolves all that is near the articles of its commit, so that a long crawl
        of history would do the same over and over. It leaves nothing to a run that brings news.
        """
        if self.herald.speaks or self.settings.shared:
            return self.settings.slugs_at_once
        late = time.monotonic() - self._settled >= AT_MOST_UNSETTLED
        return self.settings.slugs_at_once and (late or told_beside(store, self.settings.outlet))

    def _settle_history(self, store: RecordStore) -> None:
        """Settles what a run of history has left that was killed, or waits: it is no news.

        What people decided since waits for news, which tells of it.
        """
        with store.transaction():
            if is_due(store) and not waiting(store):
                settled = settle(store, slugs_printed=self.settings.slugs_at_once)
                Herald(self.settings.alerts).tell(store, settled)

    def _settle(self, store: RecordStore) -> None:
        if is_due(store):
            settled = settle(store, slugs_printed=self.settings.slugs_at_once)
            self.set("batches", settled.batches)
            self._printed |= settled.printed
            self._tell_of(settled)
            self._settled = time.monotonic()

    def _tell_of(self, settled: Settled) -> None:
        self.herald.tell(self._opened(), settled)

    def _newness(self, store: RecordStore) -> Newness:
        """What is news in the crawl that the step is part of."""
        window = getattr(self.crawler and self.crawler.spider, "window", None)
        asked = Asked(
            since=getattr(window, "first_day", None),
            until=getattr(window, "last_day", None),
            alert_since=self.setting("BATCHWATCH_ALERT_SINCE"),
        )
        assert self.run is not None
        return of_crawl(store, self.settings.outlet, asked, began=self.run.started_at)

    def _count_told(self) -> None:
        told = self.herald.commit()
        self.count("alerts_raised", told.raised)
        self.count("alerts_quiet", told.quiet)

    def _follow_decisions(self) -> None:
        """Settles again while what people decided waits for it; names what fits nothing."""
        for row in follow_decisions(self._opened(), self._tell_of):
            _logger.warning("%s", nothing_fits(row))
            self.count("decisions_unknown")

    def _tell_unstorable(self, error: Exception) -> bool:
        """Ends the crawl that a store which cannot be written is part of, False outside one."""
        if self.crawler is None or not isinstance(error, StoreError):
            return False
        _tell(self.crawler, UNSTORABLE, error=error)
        return True

    def _tell_printed(self) -> None:
        if self._printed and self.on_printed is not None:
            self.on_printed(self._printed)
        self._printed = {}

    def _opened(self) -> RecordStore:
        if self.store is None:
            self.open_spider()
        assert self.store is not None
        return self.store


def _key(item: Resolved | ReadDocument) -> str:
    return item.document.key if isinstance(item, ReadDocument) else item.article.key


def _alerts(settings: BaseSettings) -> AlertConfig:
    """The configuration of alerts that the command line has read, else that of the file."""
    known = settings.get("BATCHWATCH_ALERTS")
    if isinstance(known, AlertConfig):
        return known
    path = settings.get("BATCHWATCH_CONFIG")
    return load_alerts(Path(path) if path else None)


def _tell(crawler: Crawler, signal: str, **what: object) -> None:
    crawler.signals.send_catch_log(signal, **what)
