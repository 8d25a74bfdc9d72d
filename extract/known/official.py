"""Names of the official lists: those that ship, and those of the lists that a program stored.

Which of them are known depends on the day up to which anything is known and on the stored lists;
both are set where a program starts.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract import own
from extract.known.alias_files import Kind

ROWS = Path(__file__).parents[1] / "register" / "bundled" / "rows.csv"
COLUMNS: dict[Kind, str] = {"company": "company", "service": "name"}
_day: list[str] = []
_stored: list["OfficialName"] = []


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A name as an official list prints it."""

    kind: Kind
    name: str
    since: str
    """Day in China on which a list with it was published; empty where that is unknown."""


@lru_cache
def bundled() -> tuple[OfficialName, ...]:
    """The names of the rows that ship, in their order."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return tuple(
            OfficialName(kind, row[column], row["published"])
            for row in csv.DictReader(file)
            for kind, column in COLUMNS.items()
            if row[column]
        )


def use_horizon(day: str | None) -> None:
    """Has only the lists published up to and on a day in China known from now on; None: all.

    A worker process that is not forked calls this itself.
    """
    before = horizon(), stored()
    _day[:] = [day] if day else []
    if (horizon(), stored()) != before:
        own.forget_names()


def horizon() -> str | None:
    """The day in use, where a list that ships is of a later one."""
    day = _day[0] if _day else None
    return day if day and any(name.since > day for name in bundled()) else None


def use_stored(names: Iterable[OfficialName]) -> bool:
    """Has the names of stored lists known beside those that ship; were others known before?"""
    there = {(name.kind, name.name) for name in bundled()}
    found = sorted(names, key=lambda name: (name.since or "9", name.kind, name.name))
    first = {(name.kind, name.name): name for name in reversed(found)}
    new = [name for name in found if first[name.kind, name.name] is name]
    new = [name for name in new if (name.kind, name.name) not in there]
    if new == _stored:
        return False
    _stored[:] = new
    own.forget_names()
    return True


def stored() -> list[OfficialName]:
    """The further names of stored lists, the earliest published first."""
    day = _day[0] if _day else None
    return [name for name in _stored if day is None or name.since <= day]


def of_bundled(kind: Kind, until: str | None) -> list[str]:
    """The names of a kind that ship and that a list had by a day; None: all."""
    known = (name for name in bundled() if name.kind == kind)
    return [name.name for name in known if until is None or name.since <= until]
