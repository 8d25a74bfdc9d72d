"""New entries by month and register to bars of one lane a register, for a chart without script."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

FEWEST: Final = 24
"""Months that a lane has room for at least, so that few bars stay slim."""
HIGH: Final = 20


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one register: (place from the left in months, height up to ``HIGH``)."""

    scheme: str
    total: int
    bars: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Lanes:
    """A chart: its first and last month, how many months wide it is, and a lane a register."""

    first: str
    last: str
    months: int
    most: int
    lanes: Sequence[Lane]


def lanes(rows: Iterable[Mapping[str, Any]]) -> Lanes | None:
    """Rows with ``month``, ``scheme`` and ``entries`` as a chart; None where no month is known."""
    by_scheme: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        month = _month(row["month"])
        if month is not None and row["entries"]:
            by_scheme[str(row["scheme"])][month] += int(row["entries"])
    if not by_scheme:
        return None
    every = [month for counts in by_scheme.values() for month in counts]
    first, last = min(every), max(every)
    most = max(number for counts in by_scheme.values() for number in counts.values())
    drawn = [_lane(scheme, counts, first, most) for scheme, counts in by_scheme.items()]
    drawn.sort(key=lambda lane: (-lane.total, lane.scheme))
    return Lanes(_name(first), _name(last), max(last - first + 1, FEWEST), most, drawn)


def _lane(scheme: str, counts: Mapping[int, int], first: int, most: int) -> Lane:
    bars = [
        (month - first + 0.1, round(max(1.0, HIGH * number / most), 2))
        for month, number in sorted(counts.items())
    ]
    return Lane(scheme, sum(counts.values()), bars)


def _month(text: object) -> int | None:
    """Months since the year 0 of ``2024-01``."""
    year, _, month = str(text or "").partition("-")
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        return None
    return int(year) * 12 + int(month) - 1


def _name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
