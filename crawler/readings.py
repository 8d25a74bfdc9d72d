"""The pages of one list, one after another, in; what to follow and which page to ask for next out.

The newest pages are read until one reaches what is known; ``crawler.past`` reads the others.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.gaps import NEWEST, UNDATED, Gaps
from crawler.ledger.ledger import Ledger
from crawler.reach import Reach
from crawler.sources import ListPage, Source

MOST_PAGES: Final = 200
"""Pages of one list that one run follows."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a page of a list comes to."""

    follow: tuple[Listed, ...] = ()
    next: int | None = None
    """The page to ask for next; None where the list has been read."""
    capped: bool = False
    """Whether the list goes on beyond what a run reads."""
    mark: str | None = None
    """What to note in the ledger once all of ``follow`` is noted."""
    gap: bool = False
    """Whether it has ended before anything that an earlier run knew."""
    reached: bool = False
    """Whether it has ended at something that an earlier run knew."""


class Reading(ABC):
    """One list as one run reads it."""

    limited = True
    """Whether it ends where a run has as many pages as it may fetch."""

    def __init__(self, source: Source, key: str) -> None:
        self.source, self.key = source, key
        """``key`` is that of the mark."""

    def begin(self) -> int | None:
        """Return the page to ask for first; None where there is nothing to read."""
        return 0

    @abstractmethod
    def take(self, number: int, page: ListPage) -> Step:
        """Take a page in."""

    def broken(self) -> tuple[Listed, ...]:
        """Return what is to be followed although a page could not be had."""
        return ()


class Newest(Reading):
    """From the first page on until one reaches what an earlier run had found.

    What was published while no crawl ran is followed all at once: a crawl that ends before must
    not make it known to the next one. What a reading of the past made known ends no reading: its
    mark is the newest publication that it has seen, and it goes back that far. Where a run could
    not read to the end, a gap is noted, and the next one goes back to what was known before it.
    """

    limited = False

    def __init__(
        self, source: Source, ledger: Ledger, frontier: Frontier, gaps: Gaps, outlet: str
    ) -> None:
        super().__init__(source, f"{NEWEST} {outlet} {source.key()}")
        first, mark = ledger.find(source.key()), ledger.mark(self.key)
        self._frontier, self._gaps = frontier, gaps
        self._mark = mark[0] if mark and mark[0] != UNDATED else None
        gap = gaps.of(source.key())
        left = gap is not None and gap.at is not None
        had = gap is None and first is not None and first.changed_at is not None
        self._had = left or had
        """Whether an earlier run has read it, or what it stands in for; else its first pages are
        enough."""
        self._followed = left or mark is not None
        """Whether an earlier run has followed all that it named; a killed one may not have."""
        self._reach = Reach(frontier, gaps, source.key(), self._mark)
        self._found: dict[str, Listed] = {}

    def begin(self) -> int | None:
        """Return the first page; note that it is the first time, where it is."""
        if not self._had:
            self._gaps.begin(self.source.key())
        return 0

    def take(self, number: int, page: ListPage) -> Step:
        """Keep what the page names; follow it with the last page."""
        fresh = [one for one in page.articles if one.url not in self._found]
        ends = self._had and self.source.paged and bool(fresh) and self._reach.ends(number, fresh)
        beyond = bool(number) or self._gaps.of(self.source.key()) is not None
        named = self._reach.without_older(fresh) if ends and beyond else fresh
        self._found |= {one.url: one for one in named}
        goes_on = bool(fresh) and self.source.paged and not page.last
        wants = not ends if self._had else number + 1 < self.source.first_pages
        if goes_on and wants and number + 1 < MOST_PAGES:
            return Step(next=number + 1)
        if number and self._had:
            self._leave()
        mark = self._newest() or UNDATED
        if goes_on and wants:
            return Step(self._all(), capped=True, mark=mark)
        whole = self.source.sparse and page.last
        known = ends or any(map(self._reach.knew, self._all()))
        gap = self._followed and bool(self._found) and not whole and not known
        return Step(self._all(), mark=mark, gap=gap, reached=known)

    def broken(self) -> tuple[Listed, ...]:
        """Return what the pages so far have named; the next run reads those that are missing."""
        if self._had:
            self._leave()
        return self._all()

    def _leave(self) -> None:
        self._gaps.open(self.source.key(), self._reach.since)

    def _all(self) -> tuple[Listed, ...]:
        return tuple(self._found.values())

    def _newest(self) -> str | None:
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        moments = [self._frontier.published(one) for one in self._found.values()]
        seen = [moment for moment in (*moments, self._mark) if moment and moment <= now]
        return max(seen, default=None)
