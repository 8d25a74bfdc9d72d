"""Pages and the files they link to in, the files worth a request out; what became of each noted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from twisted.python.failure import Failure

from crawler import rechecks
from crawler.archive.capture import About
from crawler.attachments import Attachment, names_month
from crawler.bounds import LeftForLater
from crawler.ceiling import Ceiling
from crawler.discovery import Listed
from crawler.frontier import Wanted
from crawler.guard import refusal
from crawler.hosts import host
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.middleware import ForbiddenByRobots, NotKept
from crawler.outcomes import MANY, Outcome, outcome_of
from crawler.outlet import Outlet
from crawler.tally import ASTRAY, Tally, now
from crawler.urls import canonical_key
from crawler.window import Window

MOST_AGAIN: Final = 40
"""Files that one run asks for again to learn if they were changed."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that was read and the files that it links to."""

    url: str
    published_at: str | None
    files: tuple[Attachment, ...]
    asked: bool = False
    """True where a person asked for the page."""
    by: frozenset[str] = frozenset()
    """Keys of the pages that led to it."""


class Attached:
    """The files of one run of one outlet; each address is chosen and settled once."""

    def __init__(
        self,
        outlet: type[Outlet],
        keeper: Keeper,
        tally: Tally,
        window: Window,
        ceiling: Ceiling | None = None,
    ) -> None:
        self._outlet, self._keeper, self._tally, self._window = outlet, keeper, tally, window
        self._ceiling = ceiling or Ceiling(outlet)
        self._watched = set(self._ends(outlet.watched))
        self._before: dict[str, list[Page]] = {}
        """Addresses that earlier runs have found, by the key of their page."""
        for row in keeper.ledger.documents(outlet.name):
            self._before.setdefault(canonical_key(row.page or ""), []).append(row)
        self._seen: set[str] = set()
        self._again = 0
        self._waiting: dict[str, str] = {}

    def _ends(self, urls: Iterable[str]) -> Iterator[str]:
        """The keys of pages and of those that they have led to."""
        for key in map(canonical_key, urls):
            yield key
            if (row := self._tally.known(key)) is not None:
                yield self._tally.follow(row).key

    def left_over(self) -> Iterator[Wanted]:
        """Choose what earlier runs found and never had; a page that is watched names its own."""
        for key, rows in self._before.items():
            for row in rows if key not in self._watched else ():
                if row.state == "queued":
                    yield from self._choose(row.url, self._about(row.page, row.name, None))

    def linked(self, page: Linked) -> Iterator[Wanted]:
        """Choose from the files of a page: those that are new, and some that may be changed."""
        keys = {canonical_key(page.url), *page.by}
        watched = not keys.isdisjoint(self._watched)
        if not (watched or page.asked or self._window.holds(page.published_at)):
            return
        if watched and not page.files and self._outlet.documents:
            self._tally.count("document/none")
            self._tally.warn("%s names no attachment", page.url)
        named = {file.url for file in page.files}
        before = [row for key in keys for row in self._before.get(key, ())]
        for row in before:
            if row.url not in named:
                self._keeper.ledger.passed(row.key, "gone", final=True)
        wanted: list[Wanted] = []
        for file in page.files:
            date = self._publication(page, file.name, watched=watched, late=bool(before))
            about = self._about(page.url, file.name, date)
            wanted += self._choose(file.url, about, asked=page.asked)
        if wanted:
            # A kill must leave all or none of them: what is found later is not dated by the page.
            self._keeper.commit()
        yield from wanted

    def listed(self, file: Listed, published_at: str | None) -> Iterator[Wanted]:
        """Choose a file that a list names itself."""
        if self._window.holds(published_at):
            about = self._about(file.shown_on, file.title, published_at)
            yield from self._choose(file.url, about)

    def settle(self, asked: str, key: str, what: str) -> None:
        """Note what a file turned out to be; ``key`` is that of the address that it led to."""
        self._waiting.pop(asked, None)
        self._tally.count(f"document/{what}")
        if asked != key:
            self._keeper.ledger.redirected(asked, key)
        else:
            self._keeper.ledger.settle(key, "document")

    def unusable(self, asked: str, outcome: Outcome) -> None:
        """Note an answer that is not the file."""
        self._waiting.pop(asked, None)
        self._tally.count("document/failed")
        self._tally.count(f"document/failed/{outcome.name}")
        self._note(asked, outcome)
        self._tally.warn("attachment %s failed: %s", asked, outcome.cause)

    def failed(self, asked: str, failure: Failure) -> None:
        """Note a file that could not be had; forbidden is no failure."""
        if isinstance(failure.value, NotKept):
            return
        if isinstance(failure.value, LeftForLater):
            self._waiting.pop(asked, None)
            self._tally.leave(asked, failure.value.why)
            return
        if not isinstance(failure.value, ForbiddenByRobots):
            outcome = outcome_of(failure)
            self.unusable(asked, replace(outcome, tries=outcome.tries and MANY))
            return
        self._waiting.pop(asked, None)
        self._tally.count("document/forbidden")
        self._note(asked, outcome_of(failure))

    def close(self) -> None:
        """Settle what Scrapy dropped in silence: a redirect to what was asked for before."""
        for asked in sorted(self._waiting):
            self.unusable(asked, Outcome("astray", ASTRAY, MANY))

    def _choose(self, url: str, about: About, *, asked: bool = False) -> Iterator[Wanted]:
        if url in self._seen:
            return
        self._seen.add(url)
        ledger = self._keeper.ledger
        row = ledger.find(url)
        if row is None:
            ledger.found(url, url, about, now())
        else:
            about = replace(about, page=row.page, name=row.name, listed_date=row.listed_date)
        if not self._own(url):
            self._leave(url, row)
        elif self._worth_it(row, asked=asked):
            if (reached := self._ceiling.take()) is not None:
                self._tally.leave(url, reached)
                return
            self._waiting[url] = url
            self._tally.count("document/requested")
            yield Wanted(url, Listed(url), about)
        else:
            self._tally.count("document/known")

    def _worth_it(self, row: Page | None, *, asked: bool) -> bool:
        if row is None or asked or row.state == "queued":
            return True
        row = self._tally.follow(row)
        if row.state == "failed" or row.changed_at is None:
            return row.state != "failed"
        due = self._again < MOST_AGAIN and rechecks.due(row, datetime.now(UTC))
        self._again += due
        return due

    def _own(self, url: str) -> bool:
        name = host(url)
        return any(f".{name}".endswith(f".{domain}") for domain in self._outlet.allowed_domains)

    def _leave(self, url: str, row: Page | None) -> None:
        why = "private_address" if refusal(url) else "elsewhere"
        self._keeper.ledger.passed(url, why, final=True)
        if row is None or row.state == "queued":
            private = why == "private_address"
            self._tally.count("document/private" if private else "document/elsewhere")
            lies = "leads to a private address" if private else "lies outside the site"
            self._tally.warn("attachment %s %s", url, lies)

    def _about(self, page: str | None, name: str | None, date: str | None) -> About:
        outlet = self._outlet.name
        return About("document", outlet, listed=True, listed_date=date, page=page, name=name)

    def _publication(self, page: Linked, name: str, *, watched: bool, late: bool) -> str | None:
        """When a file was published, as far as it is known: with its page, if it was not added.

        On a page that gains files only the one that names the page's own month is as old as it.
        """
        if late or page.published_at is None:
            return None
        return page.published_at if not watched or names_month(name, page.published_at) else None

    def _note(self, key: str, outcome: Outcome) -> None:
        ledger, at = self._keeper.ledger, now()
        row = ledger.find(key)
        if row is not None and row.state == "redirected":
            ledger.lost(key)
        ledger.failed(key, outcome.name, outcome.cause, at=at, tries=outcome.tries)
