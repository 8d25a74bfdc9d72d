"""A batch in, the sets of official entries out that it may be about: days, lists, single ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extract.extraction import Quantity
from pipelines.merge import BatchRecord
from pipelines.official.listed import Entry, OfficialList
from pipelines.official.register import Register
from pipelines.official.times import Time
from pipelines.reconcile import agrees

RUN_DAYS = 45
"""From the first to the last approval of what one report tells of."""
NEAR_LIST = 30
"""Days between a list and the report of it; further apart only a total or a page ties them."""
TIED = 60
"""Days between a list and a report whose running total is the number that the list ends with."""
LEAST_OF_YEAR = 20
_SAME = {"run": "day", "year": "period"}
"""Kinds of candidates that are one where their entries are."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Official entries that may be what a batch is about."""

    kind: Literal["day", "run", "list", "period", "year", "entry"]
    name: str
    scheme: str
    entries: tuple[Entry, ...]
    day: str
    """The last approval; of a list the day of its publication."""
    lists: tuple[OfficialList, ...] = ()
    partly: bool = False
    """Are there more entries of that day, of other provinces?"""

    def counted(self, stated: Quantity | None) -> tuple[Entry, ...]:
        """The entries that a stated number can be of: a list's new ones leave out its late ones."""
        in_time = tuple(entry for entry in self.entries if not entry.late)
        if not self.lists or stated is None or agrees(stated, len(self.entries)):
            return self.entries
        return in_time


@dataclass(frozen=True, slots=True)
class Judged:
    """The entries that a batch is about, and why."""

    candidate: Candidate
    score: int
    reasons: tuple[str, ...]
    certain: bool = False
    """Is the candidate the batch by its page?"""

    @property
    def tied(self) -> bool:
        """Are the entries those of a time that the candidate's list ends?"""
        return self.candidate.kind in ("period", "year") and bool(self.candidate.lists)


def schemes_of(batch: BatchRecord, register: Register) -> Sequence[str]:
    """The registers that a batch may be in: its own, or any where no source tells."""
    if batch.scheme is None:
        return [scheme for scheme in register.schemes if scheme.startswith("genai")]
    return [batch.scheme]


def window(batch: BatchRecord, register: Register, time: Time) -> list[Entry]:
    """The dated entries that the batch may be about, by scheme and day.

    All of them where nothing dates the batch: then only names can tell.
    """
    earliest, latest = time.earliest or register.span[0], time.latest or register.span[1]
    return [
        entry
        for scheme in schemes_of(batch, register)
        for entry in register.dated(scheme, earliest, latest)
        if batch.province in (None, entry.province)
    ]


def candidates(
    batch: BatchRecord, register: Register, time: Time, entries: Sequence[Entry]
) -> Iterator[Candidate]:
    """All of them, each set of entries once where it is the same for another reason."""
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    found = (*_days(batch, entries), *_runs(batch, entries), *_lists(batch, register, time))
    for one in (*found, *_so_far(batch, register, time), *_years(batch, register)):
        key = _SAME.get(one.kind, one.kind), frozenset(entry.key for entry in one.entries)
        if key not in seen:
            seen.add(key)
            yield one


def _days(batch: BatchRecord, entries: Iterable[Entry]) -> Iterator[Candidate]:
    """The entries of one day, and of one province on one day."""
    by_day: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.scheme, entry.date or ""].append(entry)
    for (scheme, day), those in sorted(by_day.items()):
        name = f"{scheme} {day}"
        yield Candidate("day", name, scheme, tuple(those), day)
        places = {entry.province for entry in those}
        if batch.level == "national" and batch.services is None:
            continue
        for place in sorted(places - {None}, key=str):
            some = tuple(entry for entry in those if entry.province == place)
            yield Candidate("day", f"{name} {place}", scheme, some, day, partly=len(places) > 1)


def _runs(batch: BatchRecord, entries: Sequence[Entry]) -> Iterator[Candidate]:
    """The last entries up to a day that are as many as the batch states, whole days each.

    Where sources give a period, the entries of its days.
    """
    by_day: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.scheme, entry.date or ""].append(entry)
    for scheme in sorted({scheme for scheme, _ in by_day}):
        days = sorted(day for one, day in by_day if one == scheme)
        for end, last in enumerate(days):
            yield from _run(batch, scheme, [(d, by_day[scheme, d]) for d in days[: end + 1]], last)
        if batch.period_start and batch.period_end:
            span = batch.period_start, f"{batch.period_end}-31"[:10]
            inside = [day for day in days if span[0] <= day <= span[1]]
            some = tuple(entry for day in inside for entry in by_day[scheme, day])
            if some:
                name = f"{scheme} {inside[0]} to {inside[-1]}"
                yield Candidate("run", name, scheme, some, inside[-1])


def _run(
    batch: BatchRecord, scheme: str, days: Sequence[tuple[str, list[Entry]]], last: str
) -> Iterator[Candidate]:
    wanted = batch.services.value if batch.services else 0
    some: list[Entry] = []
    for day, those in reversed(days):
        if (date.fromisoformat(last) - date.fromisoformat(day)).days > RUN_DAYS:
            return
        some[:0] = those
        if len(some) >= wanted:
            if len(some) == wanted and day != last:
                yield Candidate("run", f"{scheme} {day} to {last}", scheme, tuple(some), last)
            return


def _lists(batch: BatchRecord, register: Register, time: Time) -> Iterator[Candidate]:
    """The lists of the batch's register near it in time, or tied to it by a page or a total."""
    schemes = (
        schemes_of(batch, register) if batch.scheme else {one.scheme for one in register.lists}
    )
    docs = {claim.doc for claim in batch.claims if claim.opens}
    last = max((claim.published or "9" for claim in batch.claims if claim.opens), default="9")
    for one in register.lists:
        total = batch.cumulative is not None and _ends_with(one, batch.cumulative, time)
        near = bool(one.day) and time.known and time.gap(one.day) <= NEAR_LIST and one.day <= last
        if one.province != batch.province or one.scheme not in schemes:
            continue
        if not (near or total or one.docs & docs):
            continue
        entries = register.of_list(one.list)
        if not entries or not one.day:
            continue
        yield Candidate("list", one.list, one.scheme, entries, one.day, (one,))
        if total or one.docs & docs:
            yield from _of_period(batch, register, one)
        yield from _with_included(register, one, entries)


def _ends_with(one: OfficialList, total: Quantity, time: Time) -> bool:
    """Is a running total that of a list: as stated with it, or its last serial number?"""
    if total.value == one.stated_cumulative:
        return True
    exact = total.qualifier == "exact" and total.value >= LEAST_OF_YEAR
    return exact and total.value == one.last and time.known and time.gap(one.day) <= TIED


def _of_period(batch: BatchRecord, register: Register, one: OfficialList) -> Iterator[Candidate]:
    """The entries of the time that a list's announcement counts, where it is not the list's own."""
    for first, last in _periods(batch):
        some = register.within(one.scheme, first, last)
        if some and {entry.key for entry in some} != {e.key for e in register.of_list(one.list)}:
            name = f"{one.scheme} {first} to {last}"
            yield Candidate("period", name, one.scheme, some, one.day, (one,))


def _periods(batch: BatchRecord) -> Iterator[tuple[date, date]]:
    """The days that sources give, and the year that something told at its end is of."""
    stated = batch.period_start, batch.period_end
    if all(day and len(day) == len("2024-01-31") for day in stated):
        yield date.fromisoformat(stated[0] or ""), date.fromisoformat(stated[1] or "")
    told = batch.event_date or ""
    if told[5:7] == "01" or told[5:] == "12-31":
        year = int(told[:4]) - (told[5:7] == "01")
        yield date(year, 1, 1), date(year, 12, 31)


def _with_included(
    register: Register, one: OfficialList, entries: tuple[Entry, ...]
) -> Iterator[Candidate]:
    """The list together with those of the scheme that its total counts as well."""
    own = [other.day for other in register.lists if other.scheme == one.scheme]
    last = max((day for day in own if day < one.day), default="")
    for other in register.lists:
        if other.scheme == one.includes and last < other.day <= one.day:
            both = (*entries, *register.of_list(other.list))
            name = f"{one.list} and {other.list}"
            yield Candidate("list", name, one.scheme, both, one.day, (one, other))


def _so_far(batch: BatchRecord, register: Register, time: Time) -> Iterator[Candidate]:
    """All entries up to a list, where a source tells of their number as if it were a batch's."""
    if batch.province or not batch.services or batch.services.qualifier != "exact":
        return
    for one in register.lists:
        if one.scheme != batch.scheme or one.province or time.gap(one.day) > NEAR_LIST:
            continue
        if sum(number for _, number in register.listed_by(one)) == batch.services.value:
            lists = [other for other in register.lists if other.scheme == one.scheme]
            before = [other for other in lists if other.day <= one.day]
            some = tuple(entry for other in before for entry in register.of_list(other.list))
            name = f"{one.scheme} up to {one.list}"
            yield Candidate("year", name, one.scheme, some, one.day, (one,))


def _years(batch: BatchRecord, register: Register) -> Iterator[Candidate]:
    """The entries of a whole year, for what is told at its end or just after it."""
    stated = batch.services
    if batch.province or batch.scheme is None or not stated or stated.value < LEAST_OF_YEAR:
        return
    for first, last in _periods(batch):
        whole = (first.month, first.day, last.month) == (1, 1, 12)
        if whole and (some := register.within(batch.scheme, first, last)):
            name = f"{batch.scheme} {first.year}"
            yield Candidate("year", name, batch.scheme, some, last.isoformat())
