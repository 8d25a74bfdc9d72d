"""An archive and the present store in, a new store in its place out, in one step."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from cli.backfill.errors import BadShard
from cli.backfill.known import fingerprint, knowledge
from cli.backfill.shelf import Shelf, shards_of
from cli.carrying import stored_articles
from cli.documents_again import DocumentsAgain
from cli.errors import Failure
from cli.joined_again import JoinedAgain
from cli.output import Progress
from crawler.archive.capture import Capture, Place, archive_files
from crawler.archive.reading import Damage, Member, capture_of, members
from crawler.captured import Read, read_capture
from crawler.errors import ArchiveError, LedgerError
from crawler.items import BUNDLED_NOTE, SLUG_NOTE, WALL_NOTE, Article
from crawler.joined import Joint
from crawler.keeper import Keeper
from crawler.noting import key_of
from crawler.outlet import Outlet
from crawler.replacing import Succession
from db.copies import copy_database, replace_database
from db.days import china_day
from db.errors import DamagedStore, StoreError
from db.kept import copy_kept, keep_printed, save_kept
from db.opening import refuse_missing
from db.store import RecordStore, store_path
from db.workplace import workplace
from pipelines.channels import AlertConfig
from pipelines.flow import Flow
from pipelines.forgetting import forget
from pipelines.official.known import use_names_of
from pipelines.resolve import document_number
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

    def covers(self, outlet: str | None, day: str) -> bool:
        """Whether an article is to be read again, else it stays as it is."""
        mine = self.outlet is None or self.outlet == outlet
        return mine and (self.since is None or day >= self.since)

    def knows(self, day: str) -> bool:
        """Whether the day lies within what is known ``--as-of``."""
        return self.as_of is None or day <= self.as_of


def day_of(published_at: str | None, fetched_at: str | None) -> str:
    """The day of an article in China; of one without a date that of its fetch."""
    return china_day(published_at or fetched_at) or "9999"


class Rebuild:
    """One replay; the present store is untouched until the new one is whole."""

    def __init__(
        self,
        keeper: Keeper,
        outlets: Mapping[str, type[Outlet]],
        selection: Selection,
        alerts: AlertConfig | None = None,
    ) -> None:
        self.damaged: list[str] = []
        """What of the archive could not be read, a line each."""
        self.carried = 0
        """Articles that only the present store has."""
        self.aside: Path | None = None
        """Where a store went that could not be used."""
        self.anew = False
        """Whether there was no store."""
        self._is_unusable = False
        """Whether there was none, or a damaged one."""
        self.lost: list[str] = []
        """Tables of that store that could not be carried over."""
        self._keeper, self._outlets, self._selection = keeper, outlets, selection
        # What was told stands as it was told: an earlier state of knowledge takes nothing back.
        self._alerts = None if selection.as_of else alerts
        self._path = store_path(keeper.data)
        self._seen: set[int] = set()
        """Numbers of the articles that the archive was read for."""
        self._bodies: set[str] = set()
        """Hashes of the pages and files that it has."""
        self._stored: set[str] = set()
        """Rows of the ledger that the new store has."""
        self._later: set[str] = set()
        """Rows of what is not known ``--as-of``, or broke a step."""
        self._kept: set[int] = set()
        """Numbers of the articles that were carried over."""
        self._unknown: dict[int, str | None] = {}
        """Stored articles that are not known ``--as-of``, with the hashes of their pages."""
        self._named: set[str] = set()
        """Outlets whose pages were read."""
        self._printed: dict[str, str] = {}
        """Slugs that the archive was asked to remember, with their members."""
        self._walls: set[str] = set()
        """Digests of contents that other pages repeat: no articles, if the outlet's selectors find
        nothing on them.
        """
        self._joined = JoinedAgain(keeper.data, outlets)
        self._succession = Succession(keeper, outlets)
        self._documents = DocumentsAgain(keeper.data, outlets, selection.as_of)

    def run(self, bar: Progress) -> dict[str, int]:
        """Build, replace, and tell the ledger; return what the steps counted."""
        ledger = self._keeper.ledger  # level with the archive from here on
        with workplace(self._keeper.data) as place:
            new = place / self._path.name
            shelf = Shelf()
            flow = Flow(
                new,
                verb="replay",
                outlet=self._selection.outlet,
                alerts=self._alerts,
                reader=shelf,
            )
            self._survey()
            chosen = self._prepare(new)
            with flow:
                self._documents.store(flow, None if self._is_unusable else self._path)
                flow.act(use_names_of)
                for key, article in self._articles(bar):
                    if not self._add(flow, article):
                        self._stored.discard(key)
                        self._later.add(key)
                for article in self._of_shards(shelf):
                    self._add(flow, article)
                for article in self._left_over(chosen):
                    self._add(flow, article)
                self._refuse_to_forget()
                for damaged in self.damaged:
                    flow.failed(str(self._keeper.data), damaged)
            with RecordStore.open(new) as store:
                for outlet in map(self._outlets.get, sorted(self._named | self._documents.named)):
                    keep_outlet(store, outlet)
            self.aside = replace_database(self._path, new)
            if self.anew:
                self.aside = None
        self._stored |= self._documents.stored
        ledger.stored(self._stored - ledger.outside().keys())
        ledger.unstored(self._later | self._documents.later)
        if not self._selection.partial:
            self._ask_again()
        self._keeper.commit()
        return flow.counters

    def _prepare(self, new: Path) -> dict[int, str | None]:
        """Make the new store without what is read again; return the articles that may be kept.

        By number, with the hash of the page that each was read from last.
        """
        self.anew = not self._path.exists()
        if not self._usable():
            with RecordStore.open(new) as store:
                if self._path.exists():
                    lost = save_kept(store, self._path)
                    self.lost = [table for table in lost if table not in _KNOWN_TO_ARCHIVE]
                keep_printed(store, self._printed)
            self._is_unusable = True
            return {}
        with RecordStore.open(self._path) as old:
            rows = old.rows(
                "SELECT doc, outlet, published_at, fetched_at, page_sha256 FROM articles"
            )
        days = {row["doc"]: day_of(row["published_at"], row["fetched_at"]) for row in rows}
        chosen = [r for r in rows if self._selection.covers(r["outlet"], days[r["doc"]])]
        if self._selection.partial:
            copy_database(self._path, new)
        with RecordStore.open(new) as store:
            if self._selection.partial:
                forget(store, [row["doc"] for row in chosen])
            else:
                copy_kept(store, self._path)
            keep_printed(store, self._printed)
        pages = {row["doc"]: row["page_sha256"] for row in chosen}
        self._unknown = {doc: p for doc, p in pages.items() if not self._selection.knows(days[doc])}
        return {doc: page for doc, page in pages.items() if doc not in self._unknown}

    def _refuse_to_forget(self) -> None:
        """Raise where ``--as-of`` would drop what no other replay could bring back."""
        lost = [
            doc
            for doc, page in self._unknown.items()
            if doc not in self._seen or (page and page not in self._bodies)
        ]
        if lost:
            raise Failure(
                f"{len(lost)} articles of after {self._selection.as_of} are in the database and not"
                " in the archive: replay --as-of in a copy of the data directory; nothing changed"
            )

    def _ask_again(self) -> None:
        """Let the next crawl fetch the pages that neither the new store nor the archive has."""
        ledger = self._keeper.ledger
        for page in ledger.said_stored():
            there = page.key in self._stored or bool(_numbers(page.key) & self._kept)
            if not there and self._keeper.content(page) is None:
                ledger.lost(page.key)

    def _add(self, flow: Flow, article: Article) -> bool:
        """Store an article; False where a step breaks on it, and it waits for the next run."""
        try:
            flow.add(article)
        except (ArchiveError, LedgerError, StoreError):
            raise
        except Exception as error:  # the edge: one article must not keep the others away
            self.damaged.append(f"{article.url or article.id} broke a step ({error})")
            return False
        return True

    def _waits(self, key: str) -> bool:
        """Whether a page waits in the ledger for the further pages of its article."""
        page = self._keeper.ledger.find(key)
        return page is not None and page.state == "fetched"

    def _read(self, capture: Capture, joint: Joint | None) -> Read | None:
        try:
            return self._joined.read(joint) if joint else read_capture(capture, self._outlets)
        except Exception as error:  # the edge, as for the steps
            self.damaged.append(f"{capture.url} broke the reader ({error})")
            return None

    def _survey(self) -> None:
        """Find what the archive was asked to remember, and where it has documents."""
        names = (SLUG_NOTE, BUNDLED_NOTE, WALL_NOTE)
        slug, shipped, wall = (f"urn:batchwatch:{name}:" for name in names)
        for path in archive_files(self._keeper.data):
            for found in members(path):
                capture = self._capture(path, found, tell=False)
                if capture is None:
                    continue
                if capture.url.startswith(slug):
                    self._printed[unquote(capture.url.removeprefix(slug))] = capture.body.decode()
                elif capture.url.startswith(shipped):
                    self._documents.bundled = True
                elif capture.url.startswith(wall):
                    self._walls.add(unquote(capture.url.removeprefix(wall)))
                else:
                    self._joined.look(capture)
                    self._documents.look(capture, Place(path.name, found.start))

    def _usable(self) -> bool:
        """Whether there is a sound store; only a whole replay may do without it."""
        if self._selection.partial:
            refuse_missing(self._path)
        try:
            if self._path.exists():
                RecordStore.open(self._path).close()
        except DamagedStore:
            if self._selection.partial:
                raise
            return False
        return self._path.exists()

    def _articles(self, bar: Progress) -> Iterator[tuple[str, Article]]:
        """Yield the articles of the archive, with their rows' keys, in the order of arrival."""
        outside = self._keeper.ledger.outside()
        for capture, place in self._captures(bar):
            joint = Joint.of(capture)
            key = joint.first if joint else key_of(capture.about, capture.url, capture)
            kind = "page" if joint else capture.about.kind
            if outside.get(key) == place or kind not in ("page", "part", "file"):
                continue
            self._bodies.add(hashlib.sha256(capture.body).hexdigest())
            if self._joined.waits((key, capture.digest or ""), place) or kind == "part":
                self._succession.took(key, place)
                continue
            read = self._read(capture, joint)
            page = kind == "page" and not joint
            if (
                read is None
                or (read.blind and capture.digest in self._walls)
                or (page and not self._succession.takes(key, place, capture, read))
            ):
                self._seen |= _numbers(key)
                continue
            article = read.article
            self._seen.add(document_number(article.key, article.language))
            day = day_of(article.published_at, article.fetched_at)
            if not self._selection.knows(day):
                self._later.add(key)
            elif self._selection.covers(article.outlet, day):
                if joint or not read.further or not self._waits(key):
                    self._stored.add(key)
                self._named.add(capture.about.outlet or "")
                yield key, article

    def _of_shards(self, shelf: Shelf) -> Iterator[Article]:
        """Yield what back-fills have read; what other rules made of it is extracted anew."""
        shelf.rules = fingerprint(knowledge())
        for path in shards_of(self._keeper.data):
            try:
                for article in shelf.rows(path):
                    day = day_of(article.published_at, article.fetched_at)
                    self._seen.add(document_number(article.key, article.language))
                    self._bodies.add(article.sha256 or "")
                    if self._selection.knows(day) and self._selection.covers(article.outlet, day):
                        yield article
            except BadShard as error:
                self.damaged.append(f"{path} is damaged ({error})")

    def _captures(self, bar: Progress) -> Iterator[tuple[Capture, Place]]:
        files = archive_files(self._keeper.data)
        total, before = sum(path.stat().st_size for path in files), 0
        bar.reach(0, _megabytes(total))
        for path in files:
            for found in members(path):
                bar.reach(_megabytes(before + found.end))
                capture = self._capture(path, found)
                if capture is not None:
                    yield capture, Place(path.name, found.start)
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

    def _left_over(self, chosen: Mapping[int, str | None]) -> Iterator[Article]:
        """Yield what the present store has and the archive lacks: nothing is lost by a replay."""
        missing = {doc for doc in chosen if doc not in self._seen}
        later = {doc for doc, page in chosen.items() if page and page not in self._bodies}
        self._kept = missing | later
        self.carried = len(self._kept)
        if self.carried:
            yield from stored_articles(self._path, missing, later - missing)


def _numbers(key: str) -> set[int]:
    """The numbers under which a store may have the page of a key."""
    return {document_number(key, language) for language in ("en", "zh")}


def _megabytes(size: int) -> int:
    return -(-size // (1 << 20))
