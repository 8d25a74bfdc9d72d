"""``since`` and ``until`` in, which days lie between them out."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from crawler.dates import day_in_china
from crawler.errors import CrawlerError

_DAY: Final = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Window:
    """Calendar days in China, both ends included; None is open. Empty windows are false."""

    first_day: str | None = None
    last_day: str | None = None

    @classmethod
    def of(cls, since: str | None, until: str | None) -> Self:
        """Build a window of ``2024-01-29`` or ``2024-01`` (the whole month); raise CrawlerError."""
        return cls(_bound("since", since, last=False), _bound("until", until, last=True))

    @property
    def since(self) -> str | None:
        """The first day."""
        return self.first_day

    def __bool__(self) -> bool:
        return self.first_day is not None or self.last_day is not None

    def holds(self, published_at: str | None) -> bool:
        """Return True where the day is inside; an unknown date is let through."""
        if published_at is None or not self:
            return True
        return self._overlaps(day_in_china(published_at), day_in_china(published_at))

    def may_hold(
        self,
        year: str | None = None,
        month: str | None = None,
        day: str | None = None,
        **_: str | None,
    ) -> bool:
        """Return False only where the year, month and day of a URL lie outside for certain."""
        if not year:
            return True
        first, last = f"{year}-01-01", f"{year}-12-31"
        if month and 1 <= int(month) <= 12:
            first, last = f"{year}-{month}-{day or '01'}", f"{year}-{month}-{day or '31'}"
        return self._overlaps(first, last)

    def _overlaps(self, first: str, last: str) -> bool:
        after = self.first_day is None or last >= self.first_day
        return after and (self.last_day is None or first <= self.last_day)


def _bound(name: str, text: str | None, *, last: bool) -> str | None:
    if not text:
        return None
    found = _DAY.match(text)
    try:
        if not found:
            raise ValueError
        year, month = int(found[1]), int(found[2])
        day = int(found[3] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day).isoformat()
    except ValueError:
        raise CrawlerError(f"{name} must be a day such as 2024-01-29, not {text!r}") from None
