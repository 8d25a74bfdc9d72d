"""Bundled totals and official announcements in, what is stated of each list and day out."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db import register
from db.days import china_day
from db.store import RecordStore
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
    known = {(one.scheme, one.list) for one in found if one.list}
    days = {(one.scheme, one.as_of, one.province) for one in found}
    read = [_read(row) for row in _fitting(store)]
    return found + [
        one
        for one in read
        if (one.scheme, one.list) not in known and (one.scheme, one.as_of, "") not in days
    ]


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


def _read(row: Row) -> Stated:
    exact = {"exact", None}
    return Stated(
        scheme=row["scheme"],
        as_of=_day(row["event_date"] or row["period_end"]),
        province="",
        new=row["services_in_batch"] if row["services_qualifier"] in exact else None,
        cumulative=row["cumulative_services"] if row["cumulative_qualifier"] in exact else None,
        includes=None,
        list=row["list"],
        since=row["period_start"],
        origin=row["article"],
    )


def _fitting(store: RecordStore) -> list[Row]:
    """What pages state, each for the one list that it can be about.

    A page that gains lists states what held when it was published: it is the newest of its
    lists then whose entries lie before the day that the text names.
    """
    last = {row["list"]: row["last"] for row in store.rows(_LAST)}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in register.stated_on_pages(store):
        if row["services_in_batch"] is not None or row["cumulative_services"] is not None:
            groups.setdefault((row["article"], row["scheme"]), []).append(row)
    return [row for rows in groups.values() for row in _about(rows, last)]


_LAST = "SELECT list, max(date) AS last FROM register_rows GROUP BY list"


def _about(rows: Iterable[Row], last: Mapping[str, str | None]) -> list[Row]:
    """The statements of one page on one scheme: the fullest one, for the list that it fits."""
    said = sorted(rows, key=lambda r: (r["cumulative_services"] is None, r["list"]))
    until = _day(said[0]["event_date"] or said[0]["period_end"]) or china_day(
        said[0]["published_at"]
    )
    lists = {row["list"] for row in said}
    before = [name for name in lists if (last.get(name) or "") <= (until or "9999")]
    if not before:
        return []
    chosen = max(before, key=lambda name: (last.get(name) or "", name))
    return [row for row in said if row["list"] == chosen][:1]


def _day(date: str | None) -> str | None:
    """The last day of a month, the day of a day."""
    if date is None or len(date) != 7:
        return date if date is None or len(date) == 10 else None
    year, month = int(date[:4]), int(date[5:7])
    return f"{date}-{calendar.monthrange(year, month)[1]:02}"
