"""What happened to every URL of one run: counted, noted in the ledger, failures logged."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from logging import LoggerAdapter
from typing import Any

from twisted.python.failure import Failure

from crawler.archive.capture import About
from crawler.bounds import LeftForLater
from crawler.dates import as_published
from crawler.discovery import Listed
from crawler.keeper import Keeper
from crawler.ledger.before import take_back
from crawler.ledger.page import Page
from crawler.middleware import ForbiddenByRobots, NotKept, RobotsUnreachable
from crawler.noting import key_of
from crawler.outcomes import FEW, Outcome, outcome_of
from crawler.urls import canonical_key

PREFIX = "batchwatch/"
_GONE = frozenset({"http_404", "http_410"})
ASTRAY = "it led to a page that was asked for already and gave no answer"


def now() -> str:
    """The present instant in UTC, to the second."""
    moment = as_published(datetime.now(UTC))
    assert moment is not None
    return moment


class Tally:
    """Each page asked for is settled once; those still waiting at the end went astray."""

    def __init__(
        self,
        log: "LoggerAdapter[Any]",
        increase: Callable[[str, int], None],
        keeper: Keeper,
        watched: Iterable[str] = (),
    ) -> None:
        """``watched`` are the addresses of pages that every run asks for."""
        self._log = log
        self._increase = increase
        self._keeper = keeper
        self._watched = frozenset(map(canonical_key, watched))
        self._waiting: dict[str, str] = {}
        """Keys of pages that were asked for, with their URLs."""
        self._answered: set[str] = set()
        """Keys of pages that a request of this run ended at, whichever page it was for."""
        self._vain: dict[str, tuple[Outcome, str]] = {}
        """Of these the ones without an article: why, and what that is counted as."""

    def count(self, what: str, number: int = 1) -> None:
        """Count ``what`` under our prefix."""
        self._increase(PREFIX + what, number)

    def warn(self, text: str, *what: object) -> None:
        """Name in the log what a person should look at."""
        self._log.warning(text, *what)

    def broke(self, url: str) -> None:
        """Note a page whose reading raised, in the place where an exception is handled."""
        self._increase("spider_exceptions/count", 1)
        self._log.exception("%s could not be read out of the archive", url)

    def known(self, key: str) -> Page | None:
        """Return the row of a page, None where it was never seen."""
        return self._keeper.ledger.find(key)

    def found(self, key: str, listed: Listed, about: About) -> None:
        """Note a page that a list names or a person asks for, as exactly as ``crawler.gaps``."""
        at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        self._keeper.ledger.found(key, listed.url, about, at, fetch=listed.fetch)

    def follow(self, page: Page) -> Page:
        """Return the page that ``page`` was redirected to, where it was."""
        if page.state != "redirected":
            return page
        return self._end_of(page) or page

    def pass_over(self, key: str, why: str, *, final: bool = False) -> None:
        """Note a page that is not asked for; ``final`` where it never will be."""
        self.count("page/passed_over")
        self._keeper.ledger.passed(key, why, final=final)

    def leave(self, key: str, why: str) -> None:
        """Note a page or file that is left for the next run, asked for already or not."""
        if self._waiting.pop(key, None) is not None:
            self.count("page/left_over")
        self.count(f"left/{why}")
        self._keeper.ledger.passed(key, why, final=False)

    def ask(self, key: str, url: str, *, again: bool = False) -> None:
        """Note that an article page is about to be fetched; ``again`` after an earlier run."""
        self._waiting[key] = url
        self.count("page/requested")
        if again:
            self.count("page/asked_again")

    def settle(
        self,
        asked: str,
        key: str,
        what: str,
        *,
        by: Iterable[str] = (),
        published_at: str | None = None,
        final: bool = False,
        counted: str | None = None,
    ) -> None:
        """Note what the page asked for turned out to be; ``key`` is that of the page it led to,
        ``by`` are those on the way.

        ``final`` where there is nothing to store; an article waits for the record store.
        ``counted`` is the name of the counter where it is another.
        """
        self._waiting.pop(asked, None)
        self._answered.add(key)
        self.count(f"page/{counted or what}")
        ledger = self._keeper.ledger
        barren = what == "no_article" and asked != key
        why = Outcome("no_article", f"it leads to {key}, which is no article")
        if barren:
            self._vain[key] = why, "page/no_article"
        for hop in {asked, *by} - {key}:
            if barren:
                # A page for maintenance or the front page: the article may be back tomorrow.
                self._fail(hop, why)
            else:
                ledger.redirected(hop, key)
        if what == "no_article" and not final and not barren:
            ledger.unread(key, FEW)
        elif what != "unchanged":
            ledger.settle(key, what, published_at=published_at, final=final or barren)

    def unchanged(self, asked: str, key: str, *, by: Iterable[str] = ()) -> None:
        """Note that the page asked for is what the archive has; an article is known already."""
        page = self._keeper.ledger.find(key)
        barren = page is not None and page.outcome == "no_article"
        again = page is not None and asked == key and barren and page.state == "queued"
        what = "no_article" if again or (barren and asked != key) else "unchanged"
        self.settle(asked, key, what, by=by, final=not again)

    def leads(self, asked: str, key: str, target: str, *, by: Iterable[str] = ()) -> bool:
        """Note that a page leads to another that is asked for by itself; False for a circle."""
        led = self._keeper.ledger.find(target)
        if target == key or (led is not None and key in self._way_of(led)):
            return False
        self._waiting.pop(asked, None)
        self._answered.add(key)
        self.count("page/redirected")
        for hop in {asked, *by} - {key}:
            self._keeper.ledger.redirected(hop, key)
        self._keeper.ledger.redirected(key, target)
        return True

    def refuse(self, key: str, url: str, outcome: Outcome) -> None:
        """Note a page that cannot even be asked for."""
        self._failed(key, key, outcome)
        self._log.warning("page %s failed: %s", url, outcome.cause)

    def waits(self, key: str) -> bool:
        """Whether a page was asked for and is not settled."""
        return key in self._waiting

    def anew(self, key: str) -> None:
        """Take back what came for a page: its row is as before, or it stays to be fetched."""
        ledger = self._keeper.ledger
        page = ledger.find(key)
        if page is not None and page.state == "fetched" and not take_back(ledger, key, now()):
            ledger.lost(key)

    def unusable(
        self, asked: str, key: str, url: str, outcome: Outcome, *, by: Iterable[str] = ()
    ) -> None:
        """Note an answer that is none: the page stays to be fetched."""
        self.anew(key)
        if asked == key and not self.waits(key):
            self._fail_as("failed", key, outcome)  # An earlier run had it, and could not say so.
        self._failed(asked, key, outcome, by=by)
        self._log.warning("page %s failed: %s", url, outcome.cause)

    def page_failed(
        self, asked: str, key: str, url: str, failure: Failure, *, by: Iterable[str] = ()
    ) -> None:
        """Note an article page that could not be had; forbidden is no failure.

        One that could not be archived stays to be fetched: the whole crawl ends.
        """
        if isinstance(failure.value, NotKept):
            return
        if isinstance(failure.value, LeftForLater):
            self.leave(asked, failure.value.why)
            return
        forbidden = isinstance(failure.value, ForbiddenByRobots)
        outcome = outcome_of(failure)
        gone = "page/still_gone" if self._still_gone(asked, outcome) else "failed"
        counted = "page/forbidden" if forbidden else gone
        self._failed(asked, key, outcome, by=by, counted=counted)
        self._name("page", url, failure)

    def _still_gone(self, key: str, outcome: Outcome) -> bool:
        """Tell whether a page that every run asks for is not there as in the run before, which
        told it."""
        page = self._keeper.ledger.find(key) if key in self._watched else None
        return page is not None and outcome.name in _GONE and page.outcome == outcome.name

    def entry_failed(self, url: str, about: About, failure: Failure) -> None:
        """Note a list, feed, sitemap or search page that could not be had."""
        if isinstance(failure.value, NotKept):
            return
        if isinstance(failure.value, LeftForLater):
            key = key_of(about, url)
            self._keeper.ledger.found(key, url, about, now())
            self._keeper.ledger.passed(key, failure.value.why, final=False)
            self.count(f"entries_left/{failure.value.why}")
            return
        outcome = outcome_of(failure)
        key = self._entry(url, about, outcome.name)
        self._fail(key, outcome)
        self._name("entry", key, failure)

    def entry_unreadable(
        self, url: str, about: About, cause: str, name: str = "unreadable"
    ) -> None:
        """Note a list that was had and is not what it should be."""
        key = self._entry(url, about, name)
        self._keeper.ledger.failed(key, name, cause, at=now(), tries=None)
        self._log.warning("entry %s failed: %s", key, cause)

    def _entry(self, url: str, about: About, cause: str) -> str:
        key = key_of(about, url)
        self.count("entries_failed")
        self.count(f"entries_failed/{cause}")
        self._keeper.ledger.found(key, url, about, now())
        return key

    def close(self) -> None:
        """Settle the pages that Scrapy dropped in silence in a crawl that came to its end.

        It drops a redirect to what was asked for before: its answer counts for both.
        """
        ledger = self._keeper.ledger
        for key, url in sorted(self._waiting.items()):
            page = ledger.find(key)
            assert page is not None
            end = self._end_of(page)
            if key in self._answered or page.state == "stored":
                self.count("page/redirected")
            elif page.state == "fetched":
                # The spider broke on it, as the log says; it is read again in the next run.
                ledger.settle(key, "unread", final=False)
            elif end is not None and end.key in self._vain:
                outcome, counted = self._vain[end.key]
                self._fail_as(counted, key, outcome)
            elif end is not None and end.key != key:
                self.count("page/redirected")
                ledger.redirected(key, end.key)
            else:
                self._fail(key, Outcome("astray", ASTRAY))
                self._pass_by(self._way_of(page), "astray")
                self._log.warning("%s gave no answer (%s)", url, ASTRAY)

    def _failed(
        self,
        asked: str,
        key: str,
        outcome: Outcome,
        *,
        by: Iterable[str] = (),
        counted: str = "failed",
    ) -> None:
        """Note a failure with the page asked for and, where it has a request of its own that
        Scrapy dropped, with the page it led to; others on the way are not asked for themselves.
        """
        self._answered.add(key)
        self._vain[key] = outcome, counted
        for failed in (asked, key) if key in self._waiting else (asked,):
            if self._waiting.pop(failed, None) is not None:
                self._fail_as(counted, failed, outcome)
        self._pass_by({*by, key} - {asked}, outcome.name)

    def _pass_by(self, keys: Iterable[str], why: str) -> None:
        """Keep pages that only a redirect named from being asked for by themselves."""
        for key in keys:
            page = self._keeper.ledger.find(key)
            unasked = page is not None and page.outcome in (None, "lost")
            if unasked and key not in self._waiting:
                self._keeper.ledger.passed(key, why, final=True)

    def _way_of(self, page: Page) -> list[str]:
        """Keys of the pages that redirects lead to from ``page``, until there are no more."""
        way: list[str] = []
        at: Page | None = page
        while at is not None and at.target is not None and at.target not in way:
            way.append(at.target)
            at = self._keeper.ledger.find(at.target)
        return way

    def _end_of(self, page: Page) -> Page | None:
        """The page that redirects lead to in the end; None for a circle or one never asked for."""
        end = self._keeper.ledger.find(([page.key, *self._way_of(page)])[-1])
        return None if end is None or end.target is not None else end

    def _fail_as(self, counted: str, key: str, outcome: Outcome) -> None:
        self.count(counted)
        if counted == "failed":
            self.count(f"failed/{outcome.name}")
            page = self._keeper.ledger.find(key)
            self.count("failed_again", int(page is not None and page.attempts > 0))
        self._fail(key, outcome)

    def _fail(self, key: str, outcome: Outcome) -> None:
        self._keeper.ledger.failed(key, outcome.name, outcome.cause, at=now(), tries=outcome.tries)

    def _name(self, what: str, url: str, failure: Failure) -> None:
        # Of a host without robots.txt everything fails; one warning has named the host.
        known = isinstance(failure.value, RobotsUnreachable)
        level = logging.INFO if known else logging.WARNING
        self._log.log(level, "%s %s failed: %s", what, url, outcome_of(failure).cause)
