"""A run in, which of its arrivals are news out; the rest is history, of which nobody is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from db.days import china_day
from db.store import RecordStore

CLOSE_DAYS: Final = 30
"""What an outlet published so long before its newest known article is news all the same."""
LATE_DAYS: Final = 180
"""How long after an event a first report of it is news."""
CUT: Final = "cut"
"""Counter of a run that did not look at all that its outlet has."""
_ESTABLISHED = (
    "SELECT 1 FROM runs WHERE outlet = ? AND verb IN ('crawl', 'watch')"
    " AND coalesce(json_extract(counters, '$.cut'), 0) = 0"
    " AND (outcome = 'ok' OR outcome = 'partial' AND json_extract(counters, '$.new') > 0) LIMIT 1"
)
_UNDER_WAY = "SELECT DISTINCT outlet FROM runs WHERE finished_at IS NULL AND outlet IS NOT ?"
_NEWEST = "SELECT max(published_at) AS at FROM articles WHERE outlet = ? AND published_at < ?"


@dataclass(frozen=True, slots=True)
class Newness:
    """What of a run is news; days are calendar days in China."""

    since: str | None
    """What was published before this day is history; None: everything."""
    undated: bool = False
    """Whether an article without a date is news."""
    horizon: str = ""
    """Events before this day are history, whoever tells of them now."""
    confirms: bool = False
    """Whether lists that are no news themselves confirm what was told aloud."""

    @property
    def speaks(self) -> bool:
        """Whether the run tells anything of its own."""
        return self.since is not None

    def holds(self, published_at: str | None) -> bool:
        """Whether an article of that publication is news."""
        if self.since is None:
            return False
        day = china_day(published_at)
        return self.undated if day is None else day >= self.since


HISTORY: Final = Newness(None)
"""Of ``ingest``, ``replay``, back-fill and an outlet's first run."""
PLAYED: Final = Newness("", undated=True)
"""Of ``ingest --live``: every article comes on the day of its publication."""
HANDED: Final = Newness(None, confirms=True)
"""Of official lists that a person stores."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a crawl was limited; days are calendar days in China."""

    since: str | None = None
    until: str | None = None
    alert_since: str | None = None


def of_crawl(store: RecordStore, outlet: str | None, asked: Asked, *, began: str) -> Newness:
    """What is news in a crawl that began at an instant, by what its outlet's earlier runs saw.

    The first run that sees all of an outlet is history, and so are dates that lie in the past.
    After that an outlet's news begins a month before the newest of its articles: by its own
    calendar, so that what was missed while nobody crawled is news still.
    """
    if asked.alert_since:
        return Newness(asked.alert_since)
    day = date.fromisoformat(china_day(began) or began)
    if _in_the_past(asked, day) or not store.rows(_ESTABLISHED, (outlet,)):
        return HISTORY
    tomorrow = (day + timedelta(days=2)).isoformat()
    newest = china_day(store.rows(_NEWEST, (outlet, tomorrow))[0]["at"])
    if newest is None:
        return Newness("", undated=True, confirms=True)
    return Newness(
        _before(newest, CLOSE_DAYS),
        undated=True,
        horizon=_before(newest, LATE_DAYS),
        confirms=True,
    )


def told_beside(store: RecordStore, outlet: str | None) -> bool:
    """Whether a run that is under way beside this outlet's may tell of what it finds in ``due``."""
    beside = store.rows(_UNDER_WAY, (outlet,))
    return any(store.rows(_ESTABLISHED, (row["outlet"],)) for row in beside)


def is_cut(spider: object, counters: Mapping[str, Any]) -> bool:
    """Whether a crawl was told to leave something of its outlet out, and did."""
    window, limit = getattr(spider, "window", None), getattr(spider, "limit", None)
    full = limit is not None and counters.get("page/requested", 0) >= limit
    ends = getattr(window, "last_day", None) is not None
    return bool(full or ends or getattr(spider, "asked", ()))


def _in_the_past(asked: Asked, today: date) -> bool:
    if asked.until and asked.until < today.isoformat():
        return True
    return bool(asked.since) and str(asked.since) < _before(today.isoformat(), CLOSE_DAYS)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat()
