"""What is stated and the stored lists in, the list that each was published with out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from db import register
from db.days import china_day
from db.store import RecordStore
from pipelines.official.announced import Said

NEAR: Final = 40
"""Days between a list's last entry and the day up to which a total counts, or two publications."""
_ENDS = (
    "SELECT list, max(date) AS last, max(seq) AS serial FROM register_rows"
    " WHERE list IS NOT NULL GROUP BY list"
)


@dataclass(frozen=True, slots=True)
class Ends:
    """Up to where a list goes."""

    list: str
    scheme: str
    province: str
    last: str
    """The day of its last entry; empty where none has a day."""
    serial: int | None
    published: str | None


def ends(store: RecordStore) -> list[Ends]:
    """The stored lists."""
    found = {row["list"]: row for row in store.rows(_ENDS)}
    return [
        Ends(
            list=name,
            scheme=row["scheme"],
            province=row["province"] or "",
            last=found.get(name, {}).get("last") or "",
            serial=found.get(name, {}).get("serial"),
            published=china_day(row["published"]),
        )
        for name, row in register.lists(store).items()
    ]


def published_with(
    said: Sequence[Said], lists: Sequence[Ends], taken: Iterable[str]
) -> dict[int, str]:
    """The list of each statement, by its place; a list has one at most.

    It is the one of its page, else the one whose last serial number is the total, else the newest
    that ends shortly before the day and was published about then.
    """
    found: dict[int, str] = {}
    gone = set(taken)
    for fits in (_of_page, _by_serial, _by_time):
        for place in sorted(range(len(said)), key=lambda n: (said[n].until, said[n].article)):
            if place in found:
                continue
            free = [one for one in lists if one.list not in gone and _same(said[place], one)]
            best = max(fits(said[place], free), key=_order, default=None)
            if best is not None:
                found[place] = best.list
                gone.add(best.list)
    return found


def _order(one: Ends) -> tuple[str, str]:
    return one.last, one.list


def _same(said: Said, one: Ends) -> bool:
    return (said.scheme, said.province) == (one.scheme, one.province)


def _of_page(said: Said, lists: Iterable[Ends]) -> list[Ends]:
    """A page that gains lists states what held when it was published."""
    mine = [one for one in lists if one.list in said.lists and one.last <= said.until]
    return _by_serial(said, mine) or mine


def _by_serial(said: Said, lists: Iterable[Ends]) -> list[Ends]:
    return [one for one in lists if said.cumulative and one.serial == said.cumulative]


def _by_time(said: Said, lists: Iterable[Ends]) -> list[Ends]:
    if said.as_of is None or said.lists:
        return []
    return [
        one
        for one in lists
        if one.last
        and one.last <= said.as_of
        and _apart(one.last, said.as_of) <= NEAR
        and _about_then(said, one)
    ]


def _about_then(said: Said, one: Ends) -> bool:
    """Whether a list was published about when the statement was, as far as both are dated.

    A list that has later entries than its publication hangs on an older page.
    """
    if not said.published or not one.published or one.published < one.last:
        return True
    return _apart(said.published, one.published) <= NEAR


def _apart(first: str, second: str) -> int:
    days = [date.fromisoformat(f"{day}-01"[:10]) for day in (first, second)]
    return abs((days[0] - days[1]).days)
