"""Rows that a page break cuts in two: what stands on the next page goes with its row."""

import re
from collections.abc import Sequence

from extract.register.cells import solid, whole
from extract.register.columns import Header, Key
from extract.register.days import day_and_note
from extract.register.lines import cell_of
from extract.register.numbers import is_whole

SERIAL = re.compile(r"S?\d*号?")
REST: tuple[Key, ...] = ("seq", "name", "company", "number", "date", "province")


def belongs_before(
    header: Header,
    before: Sequence[str],
    first: Sequence[str],
    earlier: Sequence[str] | None,
) -> bool:
    """Is the first line of a page the rest of the last row of the page before?

    ``earlier`` is the row before that one. Two whole numbers are two rows, as are two days;
    a whole number goes on with digits alone.
    """
    numbers = solid(cell_of(header, before, "number")), solid(cell_of(header, first, "number"))
    days = _day_of(header, before), _day_of(header, first)
    if all(map(is_whole, numbers)) or all(days):
        return False
    if is_whole(numbers[0]) and not SERIAL.fullmatch(numbers[1]):
        return False
    if "seq" in header.keys:
        return _counted(header, before, first, earlier)
    return not _is_row(header, first) or not _is_row(header, before)


def joined(before: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
    """The whole row, cell by cell."""
    width = max(len(before), len(rest))
    pairs = zip(_padded(before, width), _padded(rest, width), strict=True)
    return tuple("\n".join(part for part in pair if part) for pair in pairs)


def _counted(
    header: Header, before: Sequence[str], first: Sequence[str], earlier: Sequence[str] | None
) -> bool:
    """By 序号: the rest has none, or the beginning lacks the one that the rest has."""
    above, below = cell_of(header, before, "seq"), cell_of(header, first, "seq")
    if above and below:
        return False
    if not below:
        return not _is_row(header, first) or not _is_row(header, before) or bool(above)
    last = whole(cell_of(header, earlier, "seq")) if earlier is not None else None
    following = whole(below)
    return last is None or following is None or following == last + 1


def _day_of(header: Header, cells: Sequence[str]) -> str | None:
    """The day in a line, None where it has none or a part of one."""
    return day_and_note(cell_of(header, cells, "date"))[0]


def _is_row(header: Header, cells: Sequence[str]) -> bool:
    """Has it what the list has of every row?"""
    needed = [key for key in REST if key in header.keys and key != "province"]
    return all(cell_of(header, cells, key) for key in needed)


def _padded(cells: Sequence[str], width: int) -> Sequence[str]:
    return [*cells, *[""] * (width - len(cells))]
