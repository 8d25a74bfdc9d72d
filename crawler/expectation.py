"""Articles and lists of one run in, what they lack of what the outlet promises counted."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from crawler.captured import Read, day_of_address, listed_day
from crawler.discovery import Listed
from crawler.items import Article
from crawler.outlet import Outlet
from crawler.sources import names_articles
from crawler.tally import Tally
from crawler.urls import canonical_key

LACKS: Final = "lacks/"
"""What the counters of what articles lack begin with; their codes follow."""
_ROWS: Final = 10
"""Rows of a list that are looked at for its newest: no more are pinned above it."""
_DAY: Final = len("2024-01-30")
_WEEK: Final = timedelta(days=7)
_UNDECLARED: Final = timedelta(days=30)
"""How far back a list may fall whose number of articles a day is not declared."""


class Expectation:
    """What one run of one outlet is held against."""

    def __init__(self, outlet: type[Outlet], tally: Tally, known: str | None = None) -> None:
        """``known`` is the latest publication that earlier runs knew of."""
        self._outlet, self._tally, self._known = outlet, tally, known
        self._newest: str | None = None
        self._undated: list[list[str]] = []
        """Keys of what each list names that tells no days."""

    def meet(self, read: Read) -> None:
        """Count what an article lacks of what is expected of every one."""
        article = read.article
        shortest, longest = self._outlet.lengths
        lacks = {
            "selectors_missed": bool(self._outlet.body) and not read.by_outlet,
            "no_titles": (not article.title or "title" in read.missed)
            and "title" in self._outlet.fields,
            "no_dates": (self._lacks_date(article) or "date" in read.missed)
            and "date" in self._outlet.fields,
            "no_authors": not article.author and "author" in self._outlet.fields,
            "short_texts": len(article.text) < shortest,
            "long_texts": len(article.text) > longest,
        }
        self._tally.count("page/read")
        for code in (code for code, lacking in lacks.items() if lacking):
            self._tally.count(LACKS + code)

    def miss_text(self) -> None:
        """Count a page that shows pictures or a video in the place of the text."""
        self._tally.count("page/read")
        self._tally.count(f"{LACKS}no_texts")

    def list_names(self, found: tuple[Listed, ...]) -> None:
        """Note the newest day among the first rows of a list; of one without days what it names."""
        now, told = datetime.now(UTC), ""
        for listed in islice(found, _ROWS):
            day = listed_day(listed.published_text, self._outlet, now)
            told = max(told, day or day_of_address(listed.url, self._outlet) or "")
        if told:
            self._newest = max(self._newest or "", told[:_DAY])
        elif self._known or self._outlet.listings:
            named = (one.url for one in found if one.passed is None)
            own = (url for url in named if names_articles(self._outlet, url))
            self._undated.append([canonical_key(url) for url in own])

    def close(self, now: datetime | None) -> None:
        """Count by how many days the lists lie behind what earlier runs knew.

        With ``now``, in a crawl of the present, they may not lie far behind it either; an outlet
        whose number of articles a day is not declared may.
        """
        newest = max((*filter(None, (self._newest,)), *self._days_read()), default=None)
        if newest is None:
            return
        listings = self._outlet.listings
        reach = max(_WEEK, timedelta(days=20 / listings)) if listings else _UNDECLARED
        bounds = [_midnight(self._known)] if self._known else []
        if now is not None and listings:
            bounds.append(now - 2 * reach)
        behind = max((bound - _midnight(newest) for bound in bounds), default=timedelta())
        if behind > reach:
            self._tally.count("list_outdated", behind.days)

    def _days_read(self) -> Iterator[str]:
        """The newest publication that the pages of a list have told which tells none itself; a
        page that was not looked at may be newer.
        """
        for keys in self._undated:
            rows = [row and self._tally.follow(row) for row in map(self._tally.known, keys)]
            days = [row.published_at for row in rows if row and row.published_at]
            if days and all(row and (row.changed_at or row.attempts) for row in rows):
                yield max(days)

    def _lacks_date(self, article: Article) -> bool:
        """Whether a page states no date itself where its outlet's pages do, or nothing dates it."""
        states = article.published_text is not None or not self._outlet.date
        return article.published_at is None or not states


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day[:_DAY]).replace(tzinfo=UTC)
