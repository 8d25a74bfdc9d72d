"""What a claim says of its event's date in, the days on which it may have been out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

APART_DAYS = 10
"""Events further apart than this are two, unless the numbers tie them."""


@dataclass(frozen=True, slots=True)
class When:
    """The days on which a claim's event may have been, as ordinals."""

    first: int
    last: int
    source: Literal["day", "month", "published"]

    def gap(self, other: "When") -> int:
        """Days between the two; 0 where they overlap."""
        after = self.first - other.last
        if after > 0:
            return after
        before = other.first - self.last
        return before if before > 0 else 0


@lru_cache(maxsize=20_000)
def when(event_date: str | None, published: str | None, *, main: bool) -> When | None:
    """The event's days; those before publication for a main claim without a date of its own."""
    if event_date and len(event_date) >= 10:
        day = ordinal(event_date[:10])
        return When(day, day, "day")
    if event_date and len(event_date) == 7:
        return When(*month_days(event_date), "month")
    if main and published and len(published) >= 10:
        day = ordinal(published[:10])
        return When(day - APART_DAYS, day, "published")
    return None


@lru_cache(maxsize=2_000)
def month_days(day: str) -> tuple[int, int]:
    """The ordinals of the first and last day of the month of a day or a month."""
    year, month = int(day[:4]), int(day[5:7])
    start = date(year, month, 1).toordinal()
    return start, start + monthrange(year, month)[1] - 1


def of_report(event_date: str | None, printed: str | None) -> bool:
    """Whether a date is no more than the month of the report, since none was printed."""
    return printed is None and event_date is not None and len(event_date) == 7


@lru_cache(maxsize=20_000)
def ordinal(day: str) -> int:
    """The ordinal of a day as it is written in ISO 8601."""
    return date.fromisoformat(day).toordinal()
