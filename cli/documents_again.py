"""The official documents of an archive and of the present store, into a new store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cli.errors import Failure
from crawler.archive.capture import Capture, Place, archive_path
from crawler.archive.reading import read_at
from crawler.captured import read_document_capture
from crawler.items import Document
from crawler.outlet import Outlet
from db import register
from db.days import china_day
from db.store import RecordStore, Row
from pipelines.flow import Flow
from pipelines.official import bundled
from pipelines.official.keep import carry, forget_later
from pipelines.official.sightings import BUNDLED

_NEVER: Final = "9999"


@dataclass(slots=True)
class DocumentsAgain:
    """Documents come before the articles, whose readers may know the lists' names."""

    data: Path
    outlets: Mapping[str, type[Outlet]]
    as_of: str | None
    places: list[Place] = field(default_factory=list)
    """Where the archive has what may be a document."""
    bundled: bool = False
    """Whether the rows that ship were loaded."""
    stored: set[str] = field(default_factory=set)
    """Rows of the ledger that the new store has."""
    later: set[str] = field(default_factory=set)
    """Rows of what is not known ``--as-of``."""
    named: set[str] = field(default_factory=set)
    """Outlets whose documents were stored."""

    def look(self, capture: Capture, place: Place) -> None:
        """Remember a capture that may be a document: a file, or a page of an outlet of tables."""
        about = capture.about
        outlet = self.outlets.get(about.outlet or "")
        tables = about.kind == "page" and outlet is not None and outlet.tables
        if about.kind == "document" or tables:
            self.places.append(place)

    def store(self, flow: Flow, present: Path | None) -> None:
        """Store what is known of the archive, what only the present store has, and what ships."""
        for document in self._documents():
            if self._is_later(document.published_at or document.fetched_at):
                self.later.add(document.key)
            elif flow.add_document(document):
                self.stored.add(document.key)
                self.named.add(document.outlet or "")
        if present is not None:
            self._carry(flow, present)
        if self.bundled:
            flow.load_bundled(self.as_of)
        if (day := self.as_of) is not None:
            gone = flow.act(lambda store: forget_later(store, day))
            self.later |= gone
            self.stored -= gone

    def _documents(self) -> Iterator[Document]:
        """The documents in the order of arrival; of one that a page has twice the first."""
        seen: set[str] = set()
        for place in self.places:
            capture = read_at(archive_path(self.data), place)
            document = read_document_capture(capture, self.outlets) if capture else None
            if document is None or (document.url is not None and document.key in seen):
                continue
            seen.add(document.key)
            yield document

    def _carry(self, flow: Flow, present: Path) -> None:
        """Nothing is lost by a replay: what the archive lacks stays as it is stored."""
        with RecordStore.open(present) as old:
            rows = [r for r in register.documents(old) if r["type"] != BUNDLED]
            contents = register.contents(old)
            self.bundled = self.bundled or bundled.is_loaded(old)
        missing = [row for row in rows if row["key"] not in self.stored | self.later]
        self._refuse_to_forget(missing)
        self.stored |= {row["key"] for row in missing}
        if missing:
            flow.act(lambda store: carry(store, missing, contents))

    def _refuse_to_forget(self, rows: Iterable[Row]) -> None:
        lost = [row for row in rows if self._is_later(row["known_from"])]
        if lost:
            raise Failure(
                f"{len(lost)} official lists of after {self.as_of} are in the database and not in"
                " the archive: replay --as-of in a copy of the data directory; nothing changed"
            )

    def _is_later(self, moment: str | None) -> bool:
        return self.as_of is not None and (china_day(moment) or _NEVER) > self.as_of
