"""The pages of one list, one after another, in; what to follow and which page to ask for next out.

The newest pages are read until one names what is known; ``crawler.past`` reads the others.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.ledger.ledger import Ledger
from crawler.sources import ListPage, Source

MOST_PAGES: Final = 200
"""Pages of one list that one run follows."""

_UNDATED: Final = "undated"
"""The mark of a list that was followed and gives no dates."""


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
    """From the first page on until one names what an earlier run had found.

    What was published while no crawl ran is followed all at once: a crawl that ends before must
    not make it known to the next one. What a reading of the past made known ends no reading: its
    mark is the newest publication that it has seen, and it goes back that far.
    """

    limited = False

    def __init__(
        self,
        source: Source,
        ledger: Ledger,
        frontier: Frontier,
        outlet: str,
        *,
        had: bool = False,
    ) -> None:
        super().__init__(source, f"newest {outlet} {source.key()}")
        first, mark = ledger.find(source.key()), ledger.mark(self.key)
        self._frontier, self._since = frontier, mark[0] if mark else None
        self._had = had or (first is not None and first.changed_at is not None)
        """Whether an earlier run has read it, or what it stands in for; else its first pages are
        enough."""
        self._followed = had or mark is not None
        """Whether an earlier run has followed all that it named; a killed one may not have."""
        self._found: dict[str, Listed] = {}

    def take(self, number: int, page: ListPage) -> Step:
        """Keep what the page names; follow it with the last page."""
        fresh = [one for one in page.articles if one.url not in self._found]
        self._found |= {one.url: one for one in fresh}
        goes_on = bool(fresh) and self.source.paged and not page.last
        if goes_on and self._wants(number, page):
            if number + 1 < MOST_PAGES:
                return Step(next=number + 1)
            return Step(self.broken(), capped=True)
        whole = self.source.sparse and page.last
        known = any(map(self._frontier.knew, self.broken()))
        gap = self._followed and bool(self._found) and not whole and not known
        return Step(self.broken(), mark=self._newest() or _UNDATED, gap=gap, reached=known)

    def broken(self) -> tuple[Listed, ...]:
        """Return what the pages so far have named."""
        return tuple(self._found.values())

    def _wants(self, number: int, page: ListPage) -> bool:
        if not self._had:
            return number + 1 < self.source.first_pages
        return self._reads_on(number, page)

    def _reads_on(self, number: int, page: ListPage) -> bool:
        # The last row counts: what is pinned to the top was known long before.
        oldest = next((one for one in reversed(page.articles) if one.passed is None), None)
        if oldest is not None and not self._frontier.knew(oldest):
            return True
        moment = self._frontier.published(oldest) if oldest is not None else None
        if moment is not None and self._since is not None and moment > self._since:
            return True
        later = range(number + 1, MOST_PAGES)
        return self._frontier.broke_off(self.source.key(number) for number in later)

    def _newest(self) -> str | None:
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        moments = [self._frontier.published(one) for one in self._found.values()]
        seen = [moment for moment in (*moments, self._since) if moment and moment <= now]
        return max(seen, default=None)
