"""What happened to every page of one run: counted in the statistics, failures named in the log."""

import logging
from collections.abc import Callable
from logging import LoggerAdapter
from typing import Any

from twisted.python.failure import Failure

from crawler.middleware import ForbiddenByRobots, RobotsUnreachable

PREFIX = "batchwatch/"


class Tally:
    """Each page asked for is settled once; those still waiting at the end went astray."""

    def __init__(self, log: "LoggerAdapter[Any]", increase: Callable[[str], None]) -> None:
        self._log = log
        self._increase = increase
        self._waiting: set[str] = set()

    def count(self, what: str) -> None:
        """Count ``what`` under our prefix."""
        self._increase(PREFIX + what)

    def ask(self, url: str) -> None:
        """Note that the article page ``url`` is about to be fetched."""
        self._waiting.add(url)
        self.count("page/requested")

    def settle(self, url: str, what: str) -> None:
        """Note what the page listed as ``url`` turned out to be."""
        self._waiting.discard(url)
        self.count(f"page/{what}")

    def page_failed(self, url: str, failure: Failure) -> None:
        """Note an article page that could not be had; forbidden is no failure."""
        self._waiting.discard(url)
        forbidden = isinstance(failure.value, ForbiddenByRobots)
        self.count("page/forbidden" if forbidden else "failed")
        self._name("page", url, failure)

    def entry_failed(self, url: str, failure: Failure) -> None:
        """Note a list, feed, sitemap or search page that could not be had."""
        self.count("entries_failed")
        self._name("entry", url, failure)

    def close(self) -> None:
        """Name the pages that Scrapy dropped in silence in a crawl that came to its end."""
        for url in sorted(self._waiting):
            self._log.warning("%s gave no answer (it led to itself or away from the site)", url)

    def _name(self, what: str, url: str, failure: Failure) -> None:
        # Of a host without robots.txt everything fails; one warning has named the host.
        known = isinstance(failure.value, RobotsUnreachable)
        level = logging.INFO if known else logging.WARNING
        self._log.log(level, "%s %s failed: %s", what, url, failure.getErrorMessage())
