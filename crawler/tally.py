"""What happened to every URL of one run: counted, noted in the ledger, failures logged."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from logging import LoggerAdapter
from typing import Any

from twisted.python.failure import Failure

from crawler.archive.capture import About
from crawler.dates import as_published
from crawler.discovery import Listed
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.middleware import ForbiddenByRobots, NotKept, RobotsUnreachable
from crawler.outcomes import FEW, outcome_of

PREFIX = "batchwatch/"


def now() -> str:
    """The present instant in UTC, to the second."""
    moment = as_published(datetime.now(UTC))
    assert moment is not None
    return moment


class Tally:
    """Each page asked for is settled once; those still waiting at the end went astray."""

    def __init__(
        self, log: "LoggerAdapter[Any]", increase: Callable[[str], None], keeper: Keeper
    ) -> None:
        self._log = log
        self._increase = increase
        self._keeper = keeper
        self._waiting: dict[str, str] = {}
        """Keys of pages that were asked for, with their URLs."""

    def count(self, what: str) -> None:
        """Count ``what`` under our prefix."""
        self._increase(PREFIX + what)

    def found(self, key: str, listed: Listed, about: About) -> Page | None:
        """Note a page that a list names or a person asks for; return its row from before."""
        page = self._keeper.ledger.find(key)
        if page is None:
            self._keeper.ledger.found(key, listed.url, about, now(), fetch=listed.fetch)
        return page

    def follow(self, page: Page) -> Page:
        """Return the page that ``page`` was redirected to, where it was."""
        if page.state == "redirected" and page.target is not None:
            return self._keeper.ledger.find(page.target) or page
        return page

    def pass_over(self, key: str, why: str, *, final: bool = False) -> None:
        """Note a page that is not asked for; ``final`` where it never will be."""
        self.count("page/passed_over")
        self._keeper.ledger.passed(key, why, final=final)

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
        published_at: str | None = None,
        final: bool = False,
    ) -> None:
        """Note what the page asked for turned out to be; ``key`` is that of the page it led to.

        ``final`` where there is nothing to store; an article waits for the record store.
        """
        self._waiting.pop(asked, None)
        self.count(f"page/{what}")
        ledger = self._keeper.ledger
        if asked != key:
            ledger.redirected(asked, key)
        if what != "unchanged":
            ledger.settle(key, what, published_at=published_at, final=final)

    def page_failed(self, key: str, url: str, failure: Failure) -> None:
        """Note an article page that could not be had; forbidden is no failure.

        One that could not be archived stays to be fetched: the whole crawl ends.
        """
        if isinstance(failure.value, NotKept):
            return
        self._waiting.pop(key, None)
        forbidden = isinstance(failure.value, ForbiddenByRobots)
        self.count("page/forbidden" if forbidden else "failed")
        self._note(key, failure)
        self._name("page", url, failure)

    def entry_failed(self, url: str, outlet: str, failure: Failure) -> None:
        """Note a list, feed, sitemap or search page that could not be had."""
        if isinstance(failure.value, NotKept):
            return
        self.count("entries_failed")
        self._keeper.ledger.found(url, url, About("entry", outlet=outlet), now())
        self._note(url, failure)
        self._name("entry", url, failure)

    def entry_unreadable(self, url: str, outlet: str, cause: str) -> None:
        """Note a list that was had and is not what it should be."""
        self.count("entries_failed")
        self._keeper.ledger.found(url, url, About("entry", outlet=outlet), now())
        self._keeper.ledger.failed(url, "unreadable", cause, at=now(), tries=None)
        self._log.warning("entry %s failed: %s", url, cause)

    def close(self) -> None:
        """Settle the pages that Scrapy dropped in silence in a crawl that came to its end."""
        ledger = self._keeper.ledger
        for key, url in sorted(self._waiting.items()):
            page = ledger.find(key)
            target = ledger.find(page.target) if page is not None and page.target else None
            if target is not None and target.key != key:
                self.count("page/redirected")
                ledger.redirected(key, target.key)
                continue
            cause = "it led to itself or away from the site"
            ledger.failed(key, "astray", cause, at=now(), tries=FEW)
            self._log.warning("%s gave no answer (it led to itself or away from the site)", url)

    def _note(self, key: str, failure: Failure) -> None:
        outcome = outcome_of(failure)
        self._keeper.ledger.failed(key, outcome.name, outcome.cause, at=now(), tries=outcome.tries)

    def _name(self, what: str, url: str, failure: Failure) -> None:
        # Of a host without robots.txt everything fails; one warning has named the host.
        known = isinstance(failure.value, RobotsUnreachable)
        level = logging.INFO if known else logging.WARNING
        self._log.log(level, "%s %s failed: %s", what, url, outcome_of(failure).cause)
