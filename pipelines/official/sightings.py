"""A list of one file as it was met: where, when, and what it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crawler.items import Document
from db.days import china_day
from extract.register.records import RegisterFile, RegisterRow
from pipelines.official.entries import Entry, entries_of, known_columns, packed, unpacked
from pipelines.official.places import place_of

Row = dict[str, Any]
BUNDLED: Final = "bundled"
_NEVER: Final = "9999"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One list of one document, with its entries."""

    row: Row
    """Of ``register_documents``."""
    entries: tuple[Entry, ...]
    columns: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """The keys of its entries."""
        return frozenset(entry.number for entry in self.entries)

    @property
    def place(self) -> str | None:
        """The province whose own list it is; None for a list of the whole country."""
        if self.row["type"] == BUNDLED:
            return None
        return place_of(self.row, (entry.cells.get("province") for entry in self.entries))

    @property
    def fetched(self) -> str | None:
        """The day in China on which it was first fetched."""
        return china_day(self.row["first_seen"])

    @property
    def day(self) -> str:
        """The day from which it can be known: its publication, else its first fetch.

        A page that gains lists keeps its date: no list was public before its last entry.
        """
        published, fetched = china_day(self.row["published"]), self.fetched
        last = max((e.cells.get("date") or "" for e in self.entries), default="")
        if published and fetched and published < last <= fetched:
            return fetched
        return published or fetched or _NEVER

    @property
    def rank(self) -> tuple[str, ...]:
        """What sorts sightings of one day: the bundled rows first, then by their fetch."""
        row = self.row
        real = "0" if row["type"] == BUNDLED else "1"
        return (real, row["first_seen"] or "", row["content"], row["key"], row["read_as"])


def sightings_of(
    document: Document, file: RegisterFile, contents: dict[str, Row]
) -> list[Sighting]:
    """What a document holds, list by list; ``contents`` gains the rows of its contents."""
    groups: dict[tuple[str, str], list[RegisterRow]] = {}
    for row in file.rows:
        groups.setdefault((row.scheme, _named(row)), []).append(row)
    found = []
    for (scheme, name), rows in groups.items():
        entries = entries_of(rows)
        content, text = packed(scheme, entries)
        contents[content] = {"content": content, "scheme": scheme, "entries": text}
        told = _document_row(document, file) | {
            "read_as": name, "scheme": scheme, "content": content, "rows": len(entries),
        }  # fmt: skip
        found.append(_sighting(told, entries))
    return found


def stored_sightings(rows: Iterable[Row], contents: Mapping[str, str]) -> list[Sighting]:
    """Sightings out of their rows and their contents' JSON."""
    entries = {content: unpacked(text) for content, text in contents.items()}
    return [_sighting(row, entries[row["content"]]) for row in rows]


def fullest_serials(rows: Iterable[Row], contents: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """The serial numbers of the document that holds most of each list, of equals the newest.

    One that repeats several lists is none's.
    """
    best: dict[str, Row] = {}
    own = (row for row in rows if not row["repeats"])
    for row in sorted(own, key=lambda r: (r["rows"], r["type"] != BUNDLED, r["known_from"] or "")):
        best[row["list"]] = row
    return {
        name: tuple(e.seq for e in unpacked(contents[row["content"]]) if e.seq is not None)
        for name, row in best.items()
    }


def met_again(known: Row, new: Row) -> Row:
    """The row of a document that is met at a second place, whichever was the first.

    Its first place counts, and the publication that was told last; how it is read is today's.
    """
    first, _ = sorted((known, new), key=lambda r: (r["first_seen"] or "", r["url"] or ""))
    places = {column: first[column] for column in ("url", "page", "page_key", "name", "outlet")}
    dated = max((known, new), key=lambda r: (r["published"] is not None, r["dated_at"] or ""))
    seen = [row["first_seen"] for row in (known, new) if row["first_seen"]]
    times = {column: dated[column] for column in ("published", "dated_at")}
    times["first_seen"] = min(seen, default=None)
    derived = {column: known[column] for column in ("list", "known_from", "repeats")}
    return known | new | places | times | derived


def _sighting(row: Row, entries: tuple[Entry, ...]) -> Sighting:
    """The bundled rows have the columns that they fill; a file has all that its form has."""
    return Sighting(row, entries, known_columns(entries, form=row["type"] != BUNDLED))


def _document_row(document: Document, file: RegisterFile) -> Row:
    return {
        "key": document.key,
        "list": None,
        "sha256": document.sha256,
        "type": file.type,
        "title": file.title,
        "name": document.name,
        "url": document.url,
        "page": document.page,
        "page_key": document.page_key,
        "outlet": document.outlet,
        "published": document.published_at,
        "dated_at": document.fetched_at if document.published_at else None,
        "first_seen": document.fetched_at,
        "known_from": None,
        "repeats": 0,
        "unread": len(file.unread),
    }


def _named(row: RegisterRow) -> str:
    mine = f"{row.scheme}/"
    return row.list if row.list.startswith(mine) else mine + row.list
