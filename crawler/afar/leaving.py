"""A data directory and an outlet in, what a crawl elsewhere must know of both out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from crawler.archive.capture import Place, archive_path
from crawler.archive.reading import Member, members
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.outlet import Outlet
from crawler.urls import canonical_key

CONTENTS: Final = "known.warc.gz"
"""The file of the contents that go along."""
MOST: Final = 16 << 20
"""Bytes of them; what is more is asked for without condition."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of the ledger, and the contents of some of them as one WARC file."""

    pages: tuple[Page, ...]
    contents: bytes


def known_of(keeper: Keeper, outlet: type[Outlet]) -> Known:
    """What is known of an outlet's site.

    A list that has not changed is read out of the archive, and so are pages for the files that
    they link to and the pages of articles of several: these go along.
    """
    ledger = keeper.ledger
    rows = ledger.of_site(outlet.name, outlet.allowed_domains)
    files = set(map(canonical_key, ledger.pages_of_documents(outlet.name)))
    files |= set(map(canonical_key, outlet.watched))
    files |= {row.page for row in rows if row.kind == "part" and row.page is not None}
    kinds = ("entry", "part")
    needed = {r.key for r in rows if r.place and (r.kind in kinds or r.key in files)}
    places = {row.key: row.place for row in rows if row.key in needed and row.place}
    contents, starts = _contents(archive_path(keeper.data), places.items())
    return Known(tuple(_told(row, needed, starts) for row in rows), contents)


def _told(row: Page, needed: set[str], starts: dict[str, int]) -> Page:
    if row.key in starts:
        return replace(row, file=CONTENTS, start=starts[row.key])
    if row.key in needed:
        # Nothing is asked on a condition that could not be followed up.
        return replace(row, etag=None, last_modified=None)
    return row


def _contents(folder: Path, places: Iterable[tuple[str, Place]]) -> tuple[bytes, dict[str, int]]:
    """The records at some places one after the other, and where each begins, by its key."""
    packed, starts = bytearray(), {}
    for key, place in places:
        record = record_at(folder / place.file, place.start)
        if record is not None and len(packed) + len(record) <= MOST:
            starts[key] = len(packed)
            packed += record
    return bytes(packed), starts


def record_at(path: Path, start: int) -> bytes | None:
    """The bytes of a record as they stand in its file, None where it is gone or damaged."""
    try:
        found = next(members(path, start), None)
        if not isinstance(found, Member):
            return None
        with path.open("rb") as file:
            file.seek(found.start)
            return file.read(found.end - found.start)
    except OSError:
        return None
