"""The days of a back-fill and the pages of one list in; what to follow, and how far it was read.

A list that can be asked for days is asked for them part by part; in any other the page of the last
day is sought. The ledger's marks say how far earlier runs came.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from crawler.captured import day_of_address, listed_day
from crawler.dates import day_in_china
from crawler.discovery import Listed
from crawler.ledger.ledger import Ledger
from crawler.outlet import Outlet
from crawler.readings import MOST_PAGES, Reading, Step
from crawler.seek import Seek
from crawler.sources import ListPage, Source
from crawler.window import Window

_DONE: Final = "done"
_RESTS: Final = timedelta(days=30)
"""So long a past that was read to its end is not asked for again."""

DayOf = Callable[[Listed], str | None]


class Asked(Reading):
    """All pages of a list that was asked for certain days.

    Where a run ended, the next one goes on; what was read to its end rests, unless the days are so
    new that they may still gain articles.
    """

    def __init__(self, source: Source, ledger: Ledger, outlet: str) -> None:
        super().__init__(source, f"asked {outlet} {source.key()}")
        mark = fresh_mark(ledger, self.key)
        self._done, self._from = mark == _DONE, int(mark) if mark and mark.isdecimal() else 0
        self._seen: set[str] = set()
        self._pages = 0

    def begin(self) -> int | None:
        """Return the page after the last that an earlier run has read."""
        return None if self._done else max(0, self._from - 1)

    def take(self, number: int, page: ListPage) -> Step:
        """Follow the page, until nothing is new on it."""
        self._pages += 1
        fresh = tuple(one for one in page.articles if one.url not in self._seen)
        self._seen |= {one.url for one in fresh}
        if not fresh or page.last or not self.source.paged:
            return Step(fresh, mark=self._mark(_DONE))
        capped = self._pages >= MOST_PAGES
        return Step(fresh, None if capped else number + 1, capped, self._mark(str(number)))

    def _mark(self, mark: str) -> str | None:
        days = self.source.dated
        return mark if days is not None and days[1] < _days_ago(1) else None


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of days to be read, backwards."""

    until: str
    since: str
    newer: bool = False
    """Whether it lies after what earlier runs have read."""


class Past(Reading):
    """A list that has no search, newest first: seeks the page of the last day, then reads on until
    one is older than the first.

    The mark is the stretch of days that is read; the next run reads what lies after and before it.
    """

    def __init__(
        self, source: Source, ledger: Ledger, outlet: str, window: Window, day_of: DayOf
    ) -> None:
        super().__init__(source, f"past {outlet} {source.key()} {window.since} {window.last_day}")
        self._day_of = day_of
        self._stretch = stretch_of(fresh_mark(ledger, self.key))
        self._legs = legs(window, self._stretch)
        self._pages: dict[int, ListPage] = {}
        self._seek = Seek(self._legs[0].until) if self._legs else None
        self._read = 0
        self._seen: set[str] = set()

    def begin(self) -> int | None:
        """Return the first page, None where all days are read."""
        return 0 if self._legs else None

    def take(self, number: int, page: ListPage) -> Step:
        """Take a page that was looked at or is to be read; follow all that can be."""
        self._note(number, page)
        follow: list[Listed] = []
        at: int | None = number
        while at is not None and at in self._pages and self._read < MOST_PAGES:
            at, found = self._advance(at)
            follow += found
        capped = at is not None and self._read >= MOST_PAGES
        mark = " ".join(self._stretch) if self._stretch else None
        return Step(tuple(follow), None if capped else at, capped, mark)

    def _note(self, number: int, page: ListPage) -> None:
        urls = _urls(page)
        repeated = any(_urls(other) == urls for n, other in self._pages.items() if n < number)
        if repeated:
            page = ListPage(last=True)
        self._pages[number] = page
        if self._seek is not None:
            self._seek.learn(number, self._oldest(page), end=page.empty)

    def _advance(self, number: int) -> tuple[int | None, tuple[Listed, ...]]:
        """Return the next page to have, and what is to be followed of this one."""
        if self._seek is not None:
            if (found := self._seek.found) is None:
                return self._seek.ask(), ()
            self._seek = None
            return found, ()
        page, leg = self._pages[number], self._legs[0]
        self._read += 1
        oldest = self._oldest(page)
        fresh = _urls(page) - self._seen
        self._seen |= fresh
        if page.last or not fresh or (oldest is not None and oldest < leg.since):
            return self._end_leg(), page.articles
        if oldest is not None and not leg.newer:
            self._stretch = oldest, self._stretch[1] if self._stretch else leg.until
        return number + 1, page.articles

    def _end_leg(self) -> int | None:
        """Note what the leg has added; return where the next one begins to look."""
        leg = self._legs.pop(0)
        reached, top = self._stretch or (leg.since, leg.until)
        self._stretch = (reached, leg.until) if leg.newer else (leg.since, top)
        if not self._legs:
            return None
        self._seek = Seek(self._legs[0].until)
        self._seen.clear()
        for number, page in sorted(self._pages.items()):
            self._seek.learn(number, self._oldest(page), end=page.empty)
        found = self._seek.found
        return self._seek.ask() if found is None else found

    def _oldest(self, page: ListPage) -> str | None:
        """The day of the last row: the rows on top may be pinned there."""
        days = (self._day_of(one) for one in reversed(page.articles))
        return next((day for day in days if day is not None), None)


def legs(window: Window, stretch: tuple[str, str] | None) -> list[Leg]:
    """Return the parts of a window that lie outside the stretch that is read, the newest first."""
    assert window.since is not None
    today = _days_ago(0)
    until = min(window.last_day or today, today)
    if stretch is None:
        return [Leg(until, window.since)]
    reached, top = stretch
    after = [Leg(until, top, newer=True)] if until > top or top >= _days_ago(1) else []
    before = [Leg(reached, window.since)] if reached > window.since else []
    return after + before


def stretch_of(mark: str | None) -> tuple[str, str] | None:
    """Return the first and the last day that a mark says are read."""
    reached, _, top = (mark or "").partition(" ")
    return (reached, top) if top else None


def fresh_mark(ledger: Ledger, key: str) -> str | None:
    """Return a mark that is not too old."""
    found = ledger.mark(key)
    if found is None:
        return None
    value, at = found
    return value if datetime.now(UTC) - datetime.fromisoformat(at) < _RESTS else None


def slices(window: Window, days: int = 60) -> Iterable[tuple[str, str]]:
    """Yield the window in parts of so many days at most, the first first."""
    assert window.since is not None
    first = date.fromisoformat(window.since)
    last = date.fromisoformat(window.last_day or _days_ago(0))
    while first <= last:
        end = min(last, first + timedelta(days=days - 1))
        yield first.isoformat(), end.isoformat()
        first = end + timedelta(days=1)


def day_of(outlet: type[Outlet]) -> DayOf:
    """Return what tells the day in China of an article that a list of the outlet names."""

    def tell(listed: Listed) -> str | None:
        now = datetime.now(UTC)
        named = listed_day(listed.published_text, outlet, now)
        named = named or day_of_address(listed.url, outlet)
        return day_in_china(named) if named else None

    return tell


def _urls(page: ListPage) -> set[str]:
    return {one.url for one in page.articles}


def _days_ago(days: int) -> str:
    return day_in_china(f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}")
