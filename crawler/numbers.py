"""Days and numbers that are known in, the numbers to look at out, by which all of some days are
found."""

from bisect import bisect_left, insort
from collections.abc import Generator, Iterable
from datetime import date, timedelta
from typing import Final

NEAR: Final = 60
"""Numbers given on about a day: so close the end of the days has to be known."""
CLUSTER: Final = 12
"""Numbers in a row without an article that say that there are no later ones."""
MOST_ABSENT: Final = 60
"""Numbers in a row without an article that end a walk."""
MOST_OLDER: Final = 5
"""Articles in a row from before the first day that end a walk."""
_SURE: Final = 7
"""Days by which numbers near each other may differ."""
_BOUNDARY: Final = 400
_SPAN: Final = 40
"""Days by which an estimate may be wrong."""
_LOOKS: Final = 24

Look = Generator[int, str | None, None]


class Calendar:
    """When numbers were given, as far as it is known."""

    def __init__(self, known: Iterable[tuple[int, str]]) -> None:
        self._known = sorted((number, date.fromisoformat(day).toordinal()) for number, day in known)
        assert len(self._known) >= 2

    def learn(self, number: int, day: str) -> None:
        """Note the day of a number."""
        insort(self._known, (number, date.fromisoformat(day).toordinal()))

    def day(self, number: int) -> date:
        """Estimate the day of a number."""
        (low, first), (high, last) = self._around(bisect_left(self._known, (number, 0)))
        share = (number - low) / max(1, high - low)
        return date.fromordinal(max(1, min(first + round(share * (last - first)), _FARTHEST)))

    def number(self, day: str) -> int:
        """Estimate the last number of a day."""
        wanted = date.fromisoformat(day).toordinal() + 1
        at = next((n for n, (_, known) in enumerate(self._known) if known >= wanted), None)
        (low, first), (high, last) = self._around(len(self._known) if at is None else at)
        return low + round((wanted - first) / max(1, last - first) * (high - low))

    def months(self, number: int) -> list[str]:
        """Return the months in which a number may have been given, the likeliest first."""
        day = self.day(number)
        at = bisect_left(self._known, (number, 0))
        close = (abs(known - number) for known, _ in self._known[max(0, at - 1) : at + 1])
        apart = timedelta(days=_SURE if min(close, default=_BOUNDARY) < _BOUNDARY else 31)
        days = (day, day - apart, day + apart)
        return list(dict.fromkeys(f"{one:%Y%m}" for one in days))

    def _around(self, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
        at = min(max(at, 1), len(self._known) - 1)
        return self._known[at - 1], self._known[at]


_FARTHEST: Final = date(2100, 1, 1).toordinal()


def numbers_of(since: str, until: str, calendar: Calendar, newest: int | None) -> Look:
    """Yield numbers to look at, and take the day of each, None where it has no article: first to
    find where ``until`` ends, then one by one down to ``since``.

    ``newest`` is the number to begin at, where it is known.
    """
    high = yield from _end_of(until, calendar, newest)
    absent = older = 0
    for number in range(high, 0, -1):
        day = yield number
        if day is None:
            absent += 1
        else:
            absent, older = 0, older + 1 if day < since else 0
        if absent >= MOST_ABSENT or older >= MOST_OLDER:
            return


def _end_of(until: str, calendar: Calendar, newest: int | None) -> Generator[int, str | None, int]:
    """Return a number that was given soon after a day: looks on both sides of where it must be,
    and every third time halfway."""
    if newest is not None:
        return newest
    high = yield from _above(until, calendar)
    low = min(calendar.number(_later(until, -_SPAN)), high - 1)
    for look in range(_LOOKS):
        if high - low <= NEAR:
            break
        sides = (NEAR // 2, -(NEAR // 2))
        guess = calendar.number(until) + sides[look % 3] if look % 3 < 2 else (low + high) // 2
        at, day = yield from _cluster(min(max(guess, low + 1), high - 1), low)
        if day is not None and day <= until:
            low = at
        else:
            high = max(at, low + 1)
    return high


def _above(until: str, calendar: Calendar) -> Generator[int, str | None, int]:
    """Return a number that was given after a day, or after which there is none."""
    number = calendar.number(_later(until, _SPAN // 2))
    for _ in range(_LOOKS):
        _, day = yield from _cluster(number, 0)
        if day is None or day > until:
            break
        number = max(calendar.number(_later(until, _SPAN // 2)), number + 20 * NEAR)
    return number


def _cluster(guess: int, low: int) -> Generator[int, str | None, tuple[int, str | None]]:
    """Look at a number and, where it has no article, at those below; return the one that has."""
    day, at = None, guess
    while day is None and at > max(low, guess - CLUSTER):
        day = yield at
        at -= day is None
    return at, day


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
