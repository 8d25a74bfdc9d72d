"""An archive and the present store in, a new store in its place out, in one step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from cli.output import Progress
from crawler.archive.capture import Capture, archive_files
from crawler.archive.reading import Damage, Member, capture_of, members
from crawler.captured import read_capture
from crawler.items import SLUG_NOTE, Article
from crawler.keeper import Keeper, key_of
from crawler.outlet import Outlet
from db.copies import copy_database, replace_database
from db.errors import DamagedStore
from db.kept import copy_kept, keep_printed, save_kept
from db.store import RecordStore, Row, store_path
from db.workplace import workplace
from pipelines.flow import Flow
from pipelines.forgetting import forget
from pipelines.resolve import china_day, document_number
from pipelines.runs import keep_outlet

_KNOWN_TO_ARCHIVE: Final = ("outlets", "batch_slugs")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are read again, and up to which day anything is known."""

    since: str | None = None
    outlet: str | None = None
    as_of: str | None = None

    @property
    def partial(self) -> bool:
        """Whether the other articles of the present store stay as they are."""
        return self.since is not None or self.outlet is not None

    def reads(self, outlet: str | None, published_at: str | None, fetched_at: str | None) -> bool:
        """Whether an article is to be read again; one without a date goes by its fetch."""
        told = china_day(published_at or fetched_at) or "9999"
        mine = self.outlet is None or self.outlet == outlet
        return mine and (self.since is None or told >= self.since) and self.knows(told)

    def knows(self, told: str) -> bool:
        """Whether the day lies within what is known ``--as-of``."""
        return self.as_of is None or told <= self.as_of


class Rebuild:
    """One replay; the present store is untouched until the new one is whole."""

    def __init__(
        self, keeper: Keeper, outlets: Mapping[str, type[Outlet]], selection: Selection
    ) -> None:
        self.damaged: list[str] = []
        """What of the archive could not be read, a line each."""
        self.carried = 0
        """Articles that only the present store has."""
        self.aside: Path | None = None
        """Where a store went that could not be used."""
        self.lost: list[str] = []
        """Tables of that store that could not be carried over."""
        self._keeper, self._outlets, self._selection = keeper, outlets, selection
        self._path = store_path(keeper.data)
        self._seen: set[int] = set()
        """Numbers of the articles that the archive was read for."""
        self._stored: set[str] = set()
        """Rows of the ledger that the new store has."""
        self._named: set[str] = set()
        """Outlets whose pages were read."""

    def run(self, bar: Progress) -> dict[str, int]:
        """Build, replace, and tell the ledger; return what the steps counted."""
        ledger = self._keeper.ledger  # level with the archive from here on
        with workplace(self._keeper.data) as place:
            new = place / self._path.name
            flow = Flow(new, verb="replay", outlet=self._selection.outlet)
            chosen = self._prepare(new)
            with flow:
                for article in self._articles(bar):
                    flow.add(article)
                for article in self._left_over(chosen):
                    flow.add(article)
                    self.carried += 1
                for damaged in self.damaged:
                    flow.failed(str(self._keeper.data), damaged)
            with RecordStore.open(new) as store:
                for outlet in map(self._outlets.get, sorted(self._named)):
                    keep_outlet(store, outlet)
            self.aside = replace_database(self._path, new)
        if self._selection.as_of is None:
            ledger.stored(self._stored)
            self._keeper.commit()
        return flow.counters

    def _prepare(self, new: Path) -> list[int]:
        """Make the new store without what is read again; return the numbers of all that is."""
        if not self._usable():
            with RecordStore.open(new) as store:
                if self._path.exists():
                    lost = save_kept(store, self._path)
                    self.lost = [table for table in lost if table not in _KNOWN_TO_ARCHIVE]
                keep_printed(store, self._notes(SLUG_NOTE))
            return []
        with RecordStore.open(self._path) as old:
            rows = old.rows("SELECT doc, outlet, published_at, fetched_at FROM articles")
        chosen = [row["doc"] for row in rows if self._reads(row)]
        if self._selection.partial:
            copy_database(self._path, new)
        with RecordStore.open(new) as store:
            if self._selection.partial:
                forget(store, chosen)
            else:
                copy_kept(store, self._path)
        return chosen

    def _notes(self, name: str) -> dict[str, str]:
        """What the archive was asked to remember under ``name``, the last of each key."""
        prefix = f"urn:batchwatch:{name}:"
        notes = {}
        for path in archive_files(self._keeper.data):
            for found in members(path):
                capture = self._capture(path, found, tell=False)
                if capture is not None and capture.url.startswith(prefix):
                    notes[unquote(capture.url.removeprefix(prefix))] = capture.body.decode()
        return notes

    def _usable(self) -> bool:
        """Whether there is a sound store; only a whole replay may do without it."""
        try:
            if self._path.exists():
                RecordStore.open(self._path).close()
        except DamagedStore:
            if self._selection.partial:
                raise
            return False
        return self._path.exists()

    def _reads(self, row: Row) -> bool:
        return self._selection.reads(row["outlet"], row["published_at"], row["fetched_at"])

    def _articles(self, bar: Progress) -> Iterator[Article]:
        """Yield the articles of the archive in the order in which they came."""
        outside = self._keeper.ledger.outside()
        for capture in self._captures(bar):
            key = key_of(capture.about, capture.url, capture)
            if key in outside or capture.about.kind not in ("page", "file"):
                continue
            read = read_capture(capture, self._outlets)
            if read is None:
                self._seen |= _numbers(key)
                continue
            article = read.article
            self._seen.add(document_number(article.key, article.language))
            if self._selection.reads(article.outlet, article.published_at, article.fetched_at):
                self._stored.add(key)
                self._named.add(capture.about.outlet or "")
                yield article

    def _captures(self, bar: Progress) -> Iterator[Capture]:
        files = archive_files(self._keeper.data)
        total, before = sum(path.stat().st_size for path in files), 0
        bar.reach(0, _megabytes(total))
        for path in files:
            for found in members(path):
                bar.reach(_megabytes(before + found.end))
                capture = self._capture(path, found)
                if capture is not None:
                    yield capture
            before += path.stat().st_size

    def _capture(self, path: Path, found: Member | Damage, *, tell: bool = True) -> Capture | None:
        error: object = ""
        try:
            if isinstance(found, Member):
                return capture_of(found)
        except ValueError as caught:
            error = f" ({caught})"
        if tell:
            self.damaged.append(f"{path} is damaged at byte {found.start}{error}")
        return None

    def _left_over(self, chosen: list[int]) -> Iterator[Article]:
        """Yield what the present store has and the archive lacks: nothing is lost by a replay."""
        missing = [doc for doc in chosen if doc not in self._seen]
        if missing:
            with RecordStore.open(self._path) as old:
                rows = old.rows_for("SELECT * FROM articles WHERE doc IN (?)", missing)
            for row in rows:
                yield _article(row)


def _article(row: Row) -> Article:
    """An article as the store has it."""
    columns = set(Article.__dataclass_fields__) - {"sha256", "listed"}
    kept = {column: row[column] for column in columns}
    return Article(**kept, sha256=row["page_sha256"], listed=bool(row["listed"]))


def _numbers(key: str) -> set[int]:
    """The numbers under which a store may have the page of a key."""
    return {document_number(key, language) for language in ("en", "zh")}


def _megabytes(size: int) -> int:
    return -(-size // (1 << 20))
