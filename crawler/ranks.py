"""Pages to be fetched in, the same in the order in which they are out: the newest first."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from crawler.captured import day_of_address, listed_day
from crawler.discovery import HINT, Listed
from crawler.ledger.page import Page
from crawler.outlet import Outlet

_SECOND: Final = len("2024-01-30T12:20:00")
_AHEAD: Final = "9"
"""Sorts after every day."""


def newest_first(found: Iterable[Listed], outlet: type[Outlet]) -> list[Listed]:
    """Sort what a list names by the days that it tells; a row without one stays behind the row
    above it.
    """
    now, day = datetime.now(UTC), _AHEAD
    ranked: list[tuple[str, Listed]] = []
    for listed in found:
        day = _day(listed, outlet, now) or day
        ranked.append((day, listed))
    return [listed for _, listed in sorted(ranked, key=lambda one: one[0], reverse=True)]


def easiest_first(pages: Iterable[Page], outlet: type[Outlet]) -> list[Page]:
    """Sort what earlier runs left: what never failed before what did, each the newest first, by
    the day that a list told, else by the second of its finding; of one second as they stood in
    their list.
    """

    def rank(page: Page) -> tuple[bool, str]:
        day = listed_day(page.listed_date, outlet, datetime.fromisoformat(page.found_at))
        return not page.attempts, day or day_of_address(page.url, outlet) or page.found_at[:_SECOND]

    return sorted(pages, key=rank, reverse=True)


def _day(listed: Listed, outlet: type[Outlet], now: datetime) -> str | None:
    """When a page was published; where no list tells it, when it was edited."""
    edited = None if (listed.changed or HINT).startswith(HINT) else listed.changed
    told = (listed_day(one, outlet, now) for one in (listed.published_text, edited))
    return next(filter(None, told), None) or day_of_address(listed.url, outlet)
