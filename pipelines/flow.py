"""The steps in their order outside Scrapy, for files instead of the web."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from scrapy.exceptions import DropItem

from crawler.items import Article, Document
from db.errors import StoreError
from db.store import RecordStore
from extract.register.records import RegisterFile
from pipelines.channels import AlertConfig
from pipelines.check import Check
from pipelines.merge import Merge
from pipelines.newness import HISTORY, Newness
from pipelines.official.bundled import Loaded
from pipelines.official.keep import KeptDocument
from pipelines.read import Read, Reader
from pipelines.resolve import Resolve
from pipelines.runs import Reasons
from pipelines.store import Committed, Printed, Settings, Store

Changed = TypeVar("Changed")
Judge = Callable[[Mapping[str, int]], tuple[str, dict[str, int], Reasons]]
"""From what the steps counted to the outcome of the run, its counters and reasons."""
MOST_REASONS = 1000
"""Files that the row of a run names."""


class Flow:
    """Takes articles one by one; leaving the block commits them and writes the run's row."""

    def __init__(
        self,
        store_path: Path,
        *,
        verb: str,
        outlet: str | None = None,
        names: bool = True,
        on_committed: Committed | None = None,
        on_printed: Printed | None = None,
        reader: Reader | None = None,
        alerts: AlertConfig | None = None,
        newness: Newness = HISTORY,
        crawled: bool = False,
    ) -> None:
        self._check = Check()
        self._read = Read(reader, names=names)
        self._resolve = Resolve()
        self._merge = Merge()
        # Of history only the slugs that stand at the end of the run count as printed. What is
        # told is told of each article as it comes. A crawl does as ``Store`` does within Scrapy.
        settings = Settings(
            verb=verb,
            outlet=outlet,
            slugs_at_once=newness.speaks or crawled,
            one_by_one=newness.speaks and not crawled,
            alerts=alerts,
            newness=newness,
        )
        self._store = Store(store_path, settings, on_committed=on_committed, on_printed=on_printed)
        self._unreadable: Counter[str] = Counter()
        self.last_drop: str | None = None
        self.failures: list[tuple[str, str]] = []
        self.judge: Judge | None = None
        """Says how the run went, where what passed the steps does not say it all."""

    @property
    def counters(self) -> dict[str, int]:
        """What the steps did, such as ``check/passed`` and ``store/new``."""
        total: Counter[str] = Counter()
        steps = (self._check, self._read, self._resolve, self._merge, self._store)
        for step in steps:
            total.update(step.counters)
        return dict(sorted((total + self._unreadable).items()))

    def __enter__(self) -> Self:
        self._store.open_spider()
        return self

    def add(self, article: Article) -> bool:
        """Passes one article through the steps; False where one drops it."""
        try:
            reading = self._read.process_item(self._check.process_item(article))
        except DropItem as dropped:
            self.last_drop = str(dropped)
            return False
        resolved = self._resolve.process_item(reading)
        self._store.process_item(self._merge.process_item(resolved))
        return True

    def add_document(self, document: Document, file: RegisterFile | None = None) -> bool:
        """Passes one document, which may have been read before; False where it is no list."""
        try:
            read = self._read.take(document, file) if file else self._read.process_item(document)
        except DropItem as dropped:
            self.last_drop = str(dropped)
            return False
        self._store.process_item(read)
        return True

    def load_bundled(self, as_of: str | None = None) -> Loaded:
        """Stores the official rows and totals that ship; ``as_of`` leaves later ones out."""
        return self._store.load_bundled(as_of)

    def flush(self) -> None:
        """Commits what came so far."""
        self._store.flush()

    def act(self, change: Callable[[RecordStore], Changed]) -> Changed:
        """Changes the store in one transaction, after all that came before."""
        return self._store.act(change)

    @property
    def kept(self) -> list[KeptDocument]:
        """What became of the documents that were committed."""
        return self._store.kept

    def failed(self, what: str, reason: str, counted: str | None = "read/unreadable") -> None:
        """Notes a file that could not be read; the run ends as ``partial``."""
        self.failures.append((what, reason))
        if counted:
            self._unreadable[counted] += 1

    def counted(self, counters: Mapping[str, int]) -> None:
        """Adds what was counted before the articles came here."""
        self._unreadable.update(counters)

    def _reasons(self) -> list[dict[str, object]]:
        return [
            {"code": "unreadable", "number": 1, "text": f"{what}: {why}"}
            for what, why in self.failures[:MOST_REASONS]
        ]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commits what came before an error too; only a store that cannot be written loses it."""
        outcome = "failed" if kind else "partial" if self.failures else "ok"
        try:
            if not isinstance(error, StoreError):
                self._store.close_spider()
        except StoreError:
            outcome = "failed"
            raise
        finally:
            ended_well = self.judge is not None and kind is None and outcome != "failed"
            judged = self.judge(self.counters) if self.judge and ended_well else None
            self._store.finish(*(judged or (outcome, self.counters, self._reasons())))
