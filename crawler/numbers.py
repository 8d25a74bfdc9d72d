"""Days and numbers that are known in, the numbers to look at out, by which all of some days are
found."""

from bisect import bisect_left, insort
from collections.abc import Callable, Generator, Iterable
from datetime import date, timedelta
from typing import Final

NEAR: Final = 60
"""Numbers given on about a day."""
CLUSTER: Final = 8
"""Numbers in a row without an article that say that there are none about there."""
FARTHEST: Final = 1_000_000
MOST_ABSENT: Final = 60
"""Numbers in a row without an article that end a walk; half of them before the first article."""
MOST_BEYOND: Final = 5
"""Articles in a row from other days that end a walk."""
_SURE: Final = 7
"""Days by which numbers near each other may differ."""
_FAR: Final = 5_000
"""Numbers of about two months."""
_LOOKS: Final = 10

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

    def number(self, wanted: int) -> int:
        """Estimate the number of a day."""
        at = next((n for n, (_, known) in enumerate(self._known) if known >= wanted), None)
        (low, first), (high, last) = self._around(len(self._known) if at is None else at)
        return low + round((wanted - first) / max(1, last - first) * (high - low))

    def within(self, first: int, last: int) -> int | None:
        """Return the known number in the middle of those of some days."""
        known = [number for number, day in self._known if first <= day <= last]
        return known[len(known) // 2] if known else None

    def nearest(self, number: int) -> int:
        """Return the known number that is nearest to another."""
        return min((known for known, _ in self._known), key=lambda known: abs(known - number))

    def months(self, number: int) -> list[str]:
        """Return the months in which a number may have been given, the likeliest first: one within
        a month, two at its ends, three where no number near is known."""
        day = self.day(number)
        at = bisect_left(self._known, (number, 0))
        close = (abs(known - number) for known, _ in self._known[max(0, at - 1) : at + 1])
        apart = timedelta(days=_SURE if min(close, default=_FAR) < _FAR else 31)
        days = (day, day - apart, day + apart)
        return list(dict.fromkeys(f"{one:%Y%m}" for one in days))

    def _around(self, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
        at = min(max(at, 1), len(self._known) - 1)
        return self._known[at - 1], self._known[at]


_FARTHEST: Final = date(2100, 1, 1).toordinal()


def numbers_of(since: str, until: str, calendar: Calendar) -> Look:
    """Yield numbers to look at, and take the day of each, None where it has no article: all of
    ``since`` to ``until``, up and down from one that is about there."""
    start = yield from _about(since, until, calendar)
    if start is None:
        return
    met = yield from _stretch(range(start + 1, start + FARTHEST), lambda day: day > until, met=0)
    yield from _stretch(range(start, 0, -1), lambda day: day < since, met=met)


def _stretch(
    numbers: Iterable[int], outside: Callable[[str], bool], *, met: int
) -> Generator[int, str | None, int]:
    """Look at numbers until they are outside or there are no more; return how many were met."""
    absent = beyond = 0
    for number in numbers:
        day = yield number
        if day is None:
            absent += 1
        else:
            absent, beyond, met = 0, beyond + 1 if outside(day) else 0, met + 1
        if absent >= (MOST_ABSENT if met else MOST_ABSENT // 2) or beyond >= MOST_BEYOND:
            break
    return met


def _about(since: str, until: str, calendar: Calendar) -> Generator[int, str | None, int | None]:
    """Return a number of some days or next to them, None where nothing is found there."""
    first, last = (date.fromisoformat(day).toordinal() for day in (since, until))
    middle = (first + last) // 2
    if (known := calendar.within(first, last)) is not None:
        return known
    guess = calendar.number(middle)
    for _ in range(_LOOKS):
        at, day = guess, None
        while day is None and at > max(0, guess - CLUSTER):
            day = yield at
            at -= day is None
        if day is None:
            guess = (guess + calendar.nearest(guess)) // 2
            continue
        again = calendar.number(middle)
        if since <= day <= until or abs(again - at) < NEAR:
            return at
        guess = again
    return None
