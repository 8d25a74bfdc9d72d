"""Looks at a few pages of a long list in, the page on which a day begins out."""

from datetime import date
from typing import Final

FARTHEST: Final = 100_000
"""Pages that a list can have."""
_LOOKS: Final = 60
_STRIDE: Final = 7


class Seek:
    """Finds the first page of a list, newest first, that reaches back to ``day``.

    Far apart at first, then between two pages by how their days lie, every other time halfway:
    a handful of looks in a list that grows evenly, never more than some thirty.
    """

    def __init__(self, day: str) -> None:
        self._day = date.fromisoformat(day).toordinal()
        self._near, self._far = -1, FARTHEST
        self._days: dict[int, int] = {}
        self._bounded = False
        self._looks = 0

    @property
    def found(self) -> int | None:
        """The page, once it is known; where the days make no sense the farthest one that is
        certain not to be too far."""
        if self._far - self._near <= 1:
            return self._far
        return self._near + 1 if self._looks >= _LOOKS else None

    def learn(self, number: int, oldest: str | None, *, end: bool = False) -> None:
        """Note the last day of a page; ``end`` where the list has no such page, or none after."""
        self._looks += 1
        if oldest is not None:
            self._days[number] = date.fromisoformat(oldest).toordinal()
        reaches = oldest is not None and self._days[number] <= self._day
        if end or reaches or oldest is None:
            self._far, self._bounded = min(self._far, number), True
        else:
            self._near = max(self._near, number)

    def ask(self) -> int:
        """Return the page to look at next."""
        if self._near < 0:
            return 0
        if not self._bounded:
            return min(max(1, self._ahead()), FARTHEST - 1)
        halfway = (self._near + self._far) // 2
        between = self._between() if self._looks % 2 else None
        return halfway if between is None else between

    def _ahead(self) -> int:
        """A page beyond the near one: where the day lies if the list goes on as it began."""
        first, near = self._days.get(0), self._days.get(self._near)
        if first is None or near is None or first <= near:
            return self._near * _STRIDE
        ahead = round((near - self._day) / (first - near) * self._near)
        return self._near + min(max(ahead, 1), self._near * _STRIDE)

    def _between(self) -> int | None:
        """Where the day lies between the two pages, if their days tell."""
        near, far = self._days.get(self._near), self._days.get(self._far)
        if near is None or far is None or near <= far:
            return None
        share = (near - self._day) / (near - far)
        guess = self._near + round(share * (self._far - self._near))
        return min(max(guess, self._near + 1), self._far - 1)
