"""One list with what is stated of it in, whether it is whole out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["complete", "partial", "conflict"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has of one list."""

    list: str
    scheme: str
    rows: int
    """Entries that are in no earlier list."""
    held: int
    """Entries of its fullest document: a province's list may have told of some before."""
    late: int
    """Of the rows those that were entered late (补登)."""
    serials: tuple[int, ...]
    """Of the entries of its fullest document."""
    unread: int
    """Stretches that could not be read in any of its documents."""
    included: int = 0
    """Entries of another scheme that its totals count as well."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is stated of one list, and of the one before it."""

    new: int | None = None
    cumulative: int | None = None
    fits: bool = True
    """False where the new ones came in a longer time than the list covers."""
    before: int | None = None
    """The total that was stated with the list before."""
    earlier: int = 0
    """Entries of earlier lists that came in the time of the new ones."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a list is whole."""

    rows: int
    """Its entries, as far as its totals count them."""
    verdict: Verdict | None
    """None where nothing is stated and no entry has a serial number."""
    difference: int | None
    """Rows minus how many there should be; None where nothing is stated."""
    expected: int | None
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    reasons: tuple[str, ...]


def judge(found: Found, told: Told, last_before: int | None) -> Judgement:
    """The judgement on one list; ``last_before`` is the last serial number of the list before."""
    doubled = tuple(sorted(n for n, times in Counter(found.serials).items() if times > 1))
    missing = gaps(found.serials, last_before)
    sizes = _sizes(found, told, last_before)
    expected = next((size for size in sizes if _fits(found, size)), sizes[0] if sizes else None)
    rows = _rows(found, expected)
    difference = None
    if expected is not None:
        difference = 0 if _fits(found, expected) else rows + found.included - expected
    reasons = _reasons(found, difference, missing, doubled)
    verdict = _verdict(found, difference, missing, doubled)
    return Judgement(rows, verdict, difference, expected, missing, doubled, reasons)


def gaps(serials: Sequence[int], last_before: int | None) -> tuple[int, ...]:
    """Serial numbers that are missing within a list, and between it and the one before.

    A list that begins at 1, or below the end of the one before, has a count of its own.
    """
    if not serials:
        return ()
    first, last = min(serials), max(serials)
    start = first
    if last_before is not None:
        start = last_before + 1 if first > last_before else 1
    return tuple(sorted(set(range(start, last + 1)) - set(serials)))


def _fits(found: Found, size: int) -> bool:
    """Whether a list has so many rows, with those that were entered late or without them."""
    rows = size - found.included
    return rows in (found.rows, found.rows - found.late, found.held)


def _rows(found: Found, expected: int | None) -> int:
    """The rows of a list; of a cumulative one those that are new in it."""
    if expected is not None and found.rows < found.held <= expected - found.included:
        return found.held
    return found.rows


def _sizes(found: Found, told: Told, last_before: int | None) -> list[int]:
    """How many rows a list should have, the best founded number first."""
    sizes = []
    if told.cumulative is not None:
        before = told.before if told.before is not None else last_before
        if before is None and found.serials:
            before = min(found.serials) - 1
        if before is not None and before <= told.cumulative:
            sizes.append(told.cumulative - before)
    if told.new is not None:
        own = [told.new - told.earlier] if told.new > told.earlier else []
        sizes += [told.new, *own] if told.fits else [*own, told.new]
    return sizes


def _verdict(
    found: Found, difference: int | None, missing: Sequence[int], doubled: Sequence[int]
) -> Verdict | None:
    if doubled or (difference or 0) > 0:
        return "conflict"
    if difference is not None:
        return "partial" if difference < 0 else "complete"
    if missing or found.unread:
        return "partial"
    return "complete" if found.serials or (found.held and not found.rows) else None


def _reasons(
    found: Found, difference: int | None, missing: Sequence[int], doubled: Sequence[int]
) -> tuple[str, ...]:
    told_why = (
        ((difference or 0) < 0, f"rows that are missing: {-(difference or 0)}"),
        ((difference or 0) > 0, f"rows more than stated: {difference}"),
        (missing, f"no row has the serial numbers {ranges(missing)}"),
        (doubled, f"several rows have the serial numbers {ranges(doubled)}"),
        (found.unread, f"{found.unread} stretches of its file could not be read"),
        (found.included, f"its totals count {found.included} entries of another register"),
        (found.late, f"{found.late} rows were entered late"),
        (
            difference is None and not found.serials,
            "nothing is stated, and no row has a serial number",
        ),
    )
    return tuple(text for holds, text in told_why if holds)


def ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3 and 7 as ``1-3, 7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, part)) for part in parts)
