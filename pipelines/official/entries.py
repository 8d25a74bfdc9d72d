"""Rows of a file in, entries under keys that do not depend on the file out."""

import hashlib
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from extract.register.records import RegisterRow

Cells = Mapping[str, str | None]
BASE: Final = ("province", "name", "company", "date", "date_note")
UNNUMBERED: Final = "unnumbered:"
"""How the key of an entry begins that has no number in its list."""
_ALGORITHMS: Final = frozenset({"purpose", "products"})
_MARKS: Final = frozenset({"swapped"})
"""What the reader says of a row beside its cells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of one file under its key."""

    number: str
    """As printed, else a stand-in made of the row's names."""
    seq: int | None
    page: int | None
    row: int
    cells: dict[str, str | None] = field(default_factory=dict)
    """``BASE`` and the further cells that the row has."""


def folded(text: str | None) -> str:
    """A cell without what print may change: white space and the width of characters."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def entries_of(rows: Iterable[RegisterRow]) -> tuple[Entry, ...]:
    """The entries of one list of one file; a row that is there twice is one entry.

    A number that stands at two different services is the key of the first; the others have
    ``#2``, ``#3`` … behind it.
    """
    found: dict[str, Entry] = {}
    times: Counter[str] = Counter()
    twins: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in rows:
        printed = row.number or _stand_in(row)
        who = folded(row.name), folded(row.company)
        if who not in twins[printed] or not row.number:
            times[printed] += 1
            last = times[printed]
            twins[printed][who] = printed if last == 1 else f"{printed}#{last}"
        key = twins[printed][who]
        found.setdefault(key, _entry(key, row))
    return tuple(found.values())


def known_columns(entries: Sequence[Entry], *, form: bool) -> frozenset[str]:
    """The columns that a list has: one that is empty throughout is not told from none.

    An algorithm list in its official form has its remarks even where no row has one.
    """
    filled = {column for e in entries for column, value in e.cells.items() if value is not None}
    if form and filled & _ALGORITHMS:
        filled.add("remark")
    if "date" in filled:
        filled.add("date_note")
    return frozenset(filled - _MARKS)


def packed(scheme: str, entries: Sequence[Entry]) -> tuple[str, str]:
    """The hash of what a list holds and the JSON of it; page and place do not make the hash."""
    told = [[e.number, e.seq, e.cells] for e in entries]
    plain = json.dumps([scheme, told], ensure_ascii=False, sort_keys=True)
    rows = json.dumps([asdict(e) for e in entries], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:32], rows


def unpacked(text: str) -> tuple[Entry, ...]:
    """The entries of a list out of their JSON."""
    return tuple(Entry(**told) for told in json.loads(text))


def _entry(key: str, row: RegisterRow) -> Entry:
    cells = {column: getattr(row, column) or None for column in BASE}
    return Entry(key, row.seq, row.page, row.row, cells | dict(sorted(row.details.items())))


def _stand_in(row: RegisterRow) -> str:
    who = "|".join(folded(text) for text in (row.name, row.company, row.province))
    return UNNUMBERED + hashlib.sha256(who.encode()).hexdigest()[:16]
