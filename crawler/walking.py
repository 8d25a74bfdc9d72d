"""The numbers of an outlet's articles in, requests for those that nobody has named out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.asking import Asking
from crawler.bounds import LeftForLater
from crawler.dates import day_in_china
from crawler.frontier import Frontier
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.middleware import NotKept
from crawler.numbers import Calendar, numbers_of
from crawler.outlet import Outlet
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.window import Window

MOST: Final = 5_000
"""Requests of one run."""
_RESTS: Final = timedelta(days=30)
"""So long an address that had no article is not asked for again."""
Parse = Callable[[Response, str], Iterator[Any]]


class Walker:
    """Walks over the numbers of the days of a back-fill; what the ledger knows is not asked for.

    What has no article is no failure: half of all numbers have none. ``parse`` reads a page.
    """

    def __init__(
        self,
        outlet: type[Outlet],
        keeper: Keeper,
        tally: Tally,
        frontier: Frontier,
        asking: Asking,
        *,
        window: Window,
        parse: Parse,
    ) -> None:
        assert outlet.walk is not None
        assert window.since is not None
        self._walk, self._outlet, self._window = outlet.walk, outlet, window
        self._keeper, self._tally, self._frontier = keeper, tally, frontier
        self._asking, self._parse = asking, parse
        days = dict(self._days())
        self._calendar = Calendar((days | dict(self._walk.known)).items())
        today = day_in_china(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        until = min(window.last_day or today, today)
        self._numbers = numbers_of(window.since, until, self._calendar)
        self._asked = 0

    def start(self) -> Request | None:
        """Return the first request, None where there is nothing to ask for."""
        return self._next(next(self._numbers, None))

    def got(self, response: Response, number: int) -> Iterator[Any]:
        """Read an article; or look for the number in another month, then for the next number."""
        if response.status == 200:
            key = canonical_key(response.url)
            self._frontier.guessed(response.url, key)
            yield from self._parse(response, key)
        if (request := self._next(number)) is not None:
            yield request

    def failed(self, failure: Failure) -> None:
        """Note an address that could not be asked for; the next run goes on with it."""
        if isinstance(failure.value, NotKept):
            return
        if isinstance(failure.value, LeftForLater):
            self._tally.count("walk_capped")
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
        self._tally.count("walk_failed")
        told = " ".join(failure.getErrorMessage().split())
        self._tally.warn("the walk over numbers ends at %s: %s", request.url, told)

    def _next(self, number: int | None) -> Request | None:
        """Return the next request, answering out of the ledger what it knows."""
        while number is not None:
            page = self._keeper.ledger.find(f"{self._outlet.name}:{number}")
            if page is None and (url := self._unasked(number)) is not None:
                return self._request(url, number)
            number = self._told(number, page)
        return None

    def _told(self, number: int, page: Page | None) -> int | None:
        """Say what a number is, and return the next one to look at."""
        day = None
        if page is not None:
            moment = page.published_at or page.listed_date
            known = _as_day(moment)
            day = known or self._calendar.day(number).isoformat()
            if known is not None:
                self._calendar.learn(number, known)
        try:
            return self._numbers.send(day)
        except StopIteration:
            return None

    def _unasked(self, number: int) -> str | None:
        """Return the first address of a number that was not asked for, None where all were."""
        for month in self._calendar.months(number):
            url = self._walk.url.replace("{id}", str(number)).replace("{month}", month)
            page = self._keeper.ledger.find(url)
            if page is None or page.checked_at is None or _old(page.checked_at):
                return url
        return None

    def _request(self, url: str, number: int) -> Request | None:
        if self._frontier.full:
            return None
        if self._asked >= MOST:
            self._tally.count("walk_capped")
            return None
        self._asked += 1
        return self._asking.guess(url, self.got, self.failed, number=number)

    def _days(self) -> Iterator[tuple[int, str]]:
        """The days of the numbers that the ledger knows."""
        for key, moment in self._keeper.ledger.moments(self._outlet.name):
            number, day = key.rpartition(":")[2], _as_day(moment)
            if number.isdecimal() and day is not None:
                yield int(number), day


def _as_day(moment: str | None) -> str | None:
    """The day in China of an instant or a day, None for any other form."""
    try:
        return day_in_china(moment) if moment else None
    except ValueError:
        return None


def _old(checked_at: str) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(checked_at) > _RESTS
