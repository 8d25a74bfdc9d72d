"""Bundled totals and official announcements in, what is stated of each list and day out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import register
from db.store import RecordStore
from pipelines.official.announced import Said, announced
from pipelines.official.published_with import NEAR, ends, published_with
from pipelines.official.sightings import BUNDLED

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """What one official text states of a register up to a day."""

    scheme: str
    as_of: str | None
    province: str
    """Empty for the whole country."""
    new: int | None
    cumulative: int | None
    includes: str | None
    """Another scheme whose entries it counts as well."""
    list: str | None
    """The list that it was published with, as the store names it."""
    since: str | None
    """First day of the period in which the new ones came, where the text names it."""
    origin: str


def stated(store: RecordStore) -> list[Stated]:
    """All that is stated; of one day what ships goes before what was read."""
    names = {row["read_as"]: row["list"] for row in register.documents_of_type(store, BUNDLED)}
    found = [_shipped(row, names) for row in register.totals(store)]
    said = [one for one in announced(store) if not any(_repeats(one, known) for known in found)]
    taken = {one.list for one in found if one.list}
    lists = published_with(said, ends(store), taken)
    read = [_read(one, lists.get(place)) for place, one in enumerate(said)]
    return found + [one for one in read if one.list or one.cumulative is not None]


def _repeats(said: Said, known: Stated) -> bool:
    """Whether an announcement states what is known: of the day, or the same total about then."""
    if (said.scheme, said.province) != (known.scheme, known.province):
        return False
    if not said.as_of or not known.as_of or said.as_of == known.as_of:
        return said.as_of == known.as_of
    same = said.cumulative is not None and said.cumulative == known.cumulative
    days = date.fromisoformat(said.as_of) - date.fromisoformat(known.as_of)
    return same and abs(days.days) <= NEAR


def _read(said: Said, name: str | None) -> Stated:
    return Stated(
        scheme=said.scheme,
        as_of=said.as_of,
        province=said.province,
        new=said.new,
        cumulative=said.cumulative,
        includes=None,
        list=name,
        since=said.since,
        origin=said.article,
    )


def _shipped(row: Row, names: Mapping[str, str]) -> Stated:
    return Stated(
        scheme=row["scheme"],
        as_of=row["as_of"],
        province=row["province"],
        new=row["stated_new"],
        cumulative=row["stated_cumulative"],
        includes=row["includes"],
        list=names.get(row["list"], row["list"]),
        since=None,
        origin=row["origin"],
    )
