"""Parcels of a crawl afar in, its records in the archive and its rows in the ledger out.

Each state that a seal closes is taken in whole. The same one twice changes nothing.
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from crawler.afar.parcel import Parcel
from crawler.archive.capture import Place
from crawler.archive.reading import Member, members
from crawler.keeper import Keeper
from crawler.ledger.page import Page, State

logger = logging.getLogger(__name__)


class OutOfOrder(Exception):
    """A parcel is missing: what follows it cannot be taken in."""


class Homecoming:
    """Takes in one crawl of an outlet; ``folder`` is for what is not sealed yet."""

    def __init__(self, keeper: Keeper, outlet: str, folder: Path) -> None:
        self._keeper, self._outlet, self._folder = keeper, outlet, folder
        self._number = 0
        self._begins: dict[str, int] = {}
        """Byte of each file of the crawl at which the piece in the folder begins."""
        self._places: dict[Place, Place] = {}
        """Where the records of the crawl are in the archive."""
        self._pages: list[Page] = []
        self._marks: list[tuple[str, str, str]] = []
        self.damaged = 0
        """Records that are not what their digest says: nothing of them is taken in."""

    def take(self, parcel: Parcel) -> list[Page] | None:
        """Take a piece; return the rows that are new where it is a seal.

        Raises OutOfOrder, and what keeps archive or ledger from being written.
        """
        if parcel.number <= self._number:
            return None
        if parcel.number > self._number + 1:
            raise OutOfOrder(f"parcel {self._number + 1} of {parcel.crawl} did not come")
        self._number = parcel.number
        match parcel.what:
            case "warc":
                with (self._folder / parcel.told["file"]).open("ab") as file:
                    file.write(parcel.data)
            case "rows":
                self._pages += [Page(*row) for row in parcel.told["pages"]]
                self._marks += [(key, value, at) for key, value, at in parcel.told["marks"]]
            case "seal":
                return self._seal()
        return None

    def _seal(self) -> list[Page]:
        for path in sorted(self._folder.iterdir()):
            self._append(path)
        ledger, taken = self._keeper.ledger, []
        for came in self._pages:
            row = self._at_home(came)
            known = ledger.find(came.key)
            merged = row if known is None else merge(known, row, own=self._outlet)
            if merged != known:
                ledger.put(merged)
                if merged.kind == "part" and merged.page and known and known.digest != row.digest:
                    ledger.unstored([merged.page])  # until it is stored with this page
                taken.append(merged)
        for key, value, at in self._marks:
            noted = ledger.mark(key)
            if noted is None or noted[1] <= at:
                ledger.note_mark(key, value, at=at)
        self._pages, self._marks = [], []
        self._keeper.commit()
        return taken

    def _append(self, path: Path) -> None:
        """Append the records of a piece to the archive, but not those that are damaged."""
        begins, size = self._begins.get(path.name, 0), path.stat().st_size
        with path.open("rb") as file:
            for found in members(path):
                if not (isinstance(found, Member) and _intact(found)):
                    self.damaged += 1
                    logger.warning("%s came damaged at byte %d", path.name, begins + found.start)
                    continue
                if _HEAD in found.data.partition(b"\r\n\r\n")[0]:
                    continue
                file.seek(found.start)
                place = self._keeper.archive.append(file.read(found.end - found.start))
                self._places[Place(path.name, begins + found.start)] = place
        self._begins[path.name] = begins + size
        path.unlink()

    def _at_home(self, row: Page) -> Page:
        """The row with the place that its content has in this archive."""
        place = row.place
        if place is None:
            return row
        if place.file in self._begins:
            here = self._places.get(place)
            if here is None:
                return replace(row, **_LOST, state=_asked_again(row))
            return replace(row, file=here.file, start=here.start)
        known = self._keeper.ledger.find(row.key)
        if known is None or known.place is None:
            return replace(row, **_LOST)
        return replace(row, file=known.file, start=known.start)


_HEAD: Final = b"WARC-Type: warcinfo"
"""The first record of a file, about that file."""
_LOST: dict[str, Any] = {
    "outcome": "lost",
    "digest": None,
    "etag": None,
    "last_modified": None,
    "file": None,
    "start": None,
}


def merge(known: Page, came: Page, *, own: str) -> Page:
    """What is known of a URL by the row at home and by one that came.

    What came of the crawl's ``own`` outlet is newer, for nobody else crawls it meanwhile; of any
    other the one that was looked at last. Whether a content is stored, or was refused by a step,
    is known at home alone.
    """
    if own not in (known.outlet, came.outlet) and _seen(known) > _seen(came):
        return known
    done = known.state in ("stored", "settled") and came.state == "fetched"
    if done and known.digest == came.digest:
        return replace(came, state=known.state, outcome=known.outcome)
    return came


def _asked_again(row: Page) -> State:
    """The state of a row that has lost its content; of a document's its address is asked for."""
    return "settled" if row.kind == "document" and row.key != row.url else "queued"


def _seen(page: Page) -> str:
    return max(page.found_at, page.checked_at or "", page.changed_at or "")


def _intact(member: Member) -> bool:
    try:
        return member.intact()
    except ValueError:
        return False
