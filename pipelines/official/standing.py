"""The sightings of one scheme in the order of time in, what its entries are and were out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipelines.official.entries import BASE, Entry, folded
from pipelines.official.lists import Placed

Row = dict[str, Any]


@dataclass(slots=True)
class Standing:
    """One entry with its history."""

    scheme: str
    number: str
    owner: str
    """The earliest list that has it; one of the whole country goes before a province's."""
    local: bool
    """Is that a province's?"""
    known_from: str
    entry: Entry
    """As its own list had it last: its serial number and place."""
    cells: dict[str, str | None]
    columns: frozenset[str]
    """Those of which a list has told what they hold."""
    source: str
    """The list that gave the present content."""
    since: str
    earlier: list[Row] = field(default_factory=list)

    def meet(self, entry: Entry, placed: Placed) -> None:
        """Takes in what a later sighting says; a changed cell makes a revision.

        A cell of a column that no list had before completes the entry and is no change.
        """
        columns = placed.sighting.columns
        told = {c: v for c, v in entry.cells.items() if c in columns or v is not None}
        told |= {column: entry.cells.get(column) for column in columns}
        both = columns & self.columns
        if any(folded(self.cells.get(c)) != folded(entry.cells.get(c)) for c in both):
            self.earlier.append(self._revision())
            self.source, self.since = placed.list.name, placed.day
        self.cells |= told
        self.columns |= columns
        if self.local and placed.list.place is None:
            self.owner, self.local, self.entry = placed.list.name, False, entry
        elif placed.list.name == self.owner and not placed.repeats:
            seq = entry.seq if entry.seq is not None else self.entry.seq
            self.entry = Entry(entry.number, seq, entry.page, entry.row)

    def row(self) -> Row:
        """The entry's row of ``register_rows``, but for what others find out about it."""
        return {
            "scheme": self.scheme,
            "number": self.number,
            "seq": self.entry.seq,
            **{column: self.cells.get(column) for column in BASE},
            "list": self.owner,
            "page": self.entry.page,
            "row": self.entry.row,
            "revision": len(self.earlier) + 1,
            "details": _details(self.cells),
            "known_from": self.known_from,
            "stands_from": self.since,
        }

    def _revision(self) -> Row:
        return {
            "scheme": self.scheme,
            "number": self.number,
            "revision": len(self.earlier) + 1,
            "content": json.dumps(_filled(self.cells), ensure_ascii=False),
            "list": self.source,
            "known_from": self.since,
        }


def standings(sightings: Iterable[Placed]) -> dict[str, Standing]:
    """The entries by their keys."""
    found: dict[str, Standing] = {}
    for placed in sightings:
        for entry in placed.sighting.entries:
            if (known := found.get(entry.number)) is not None:
                known.meet(entry, placed)
            else:
                found[entry.number] = _new(entry, placed)
    return found


def _new(entry: Entry, placed: Placed) -> Standing:
    return Standing(
        scheme=placed.sighting.row["scheme"],
        number=entry.number,
        owner=placed.list.name,
        local=placed.list.place is not None,
        known_from=placed.day,
        entry=entry,
        cells=dict(entry.cells),
        columns=placed.sighting.columns,
        source=placed.list.name,
        since=placed.day,
    )


def _filled(cells: dict[str, str | None]) -> dict[str, str | None]:
    return {column: value for column, value in sorted(cells.items()) if value is not None}


def _details(cells: dict[str, str | None]) -> str | None:
    told = {column: value for column, value in _filled(cells).items() if column not in BASE}
    return json.dumps(told, ensure_ascii=False) if told else None
