"""The statistics of one outlet's run in, its outcome and the reasons out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.corestats import CoreStats

from crawler.ceiling import BYTES, PAGES, TIME
from crawler.reasons import Reason, counter, told, unlike
from crawler.tally import PREFIX

Outcome = Literal["ok", "partial", "failed"]
FINISHED: Final = "finished"
_STOPPED: Final = "shutdown"
"""Scrapy's reason for the end of a crawl that a signal stopped."""


_NO_FAULTS: Final = (
    *("page/outside_dates", "page/unchanged", "page/redirected", "page/not_for_us"),
    "page/still_gone",
)
"""What a page may turn out to be beside an article."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``failed``: nothing of use came of the run, or the outlet is not what it promises to be;
    ``partial``: something a person must look at.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


class Health:
    """Writes the verdict into the statistics before the last step stores the run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Health":
        """Connect to the signals of one crawl."""
        health = cls(crawler)
        crawler.signals.connect(health.spider_closed, signals.spider_closed)
        crawler.signals.connect(health.item_error, signals.item_error)
        return health

    def item_error(self, item: object) -> None:
        """Count an article that a pipeline step could not take."""
        self._crawler.stats.inc_value(f"{PREFIX}steps_failed")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Judge the run; ``batchwatch/failed`` counts every page and entry that failed."""
        stats = self._crawler.stats
        for name, value in verdict_on(stats.get_stats(), reason).items():
            stats.set_value(name, value)


def verdict_on(stats: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """Return what the statistics of a run that ended for ``reason`` lack: its outcome, why, and
    how many pages and entries failed.
    """
    verdict = judge({**stats, "finish_reason": reason})
    unanswered = count_unanswered(stats)
    left = {f"{PREFIX}page/left": unanswered} if reason != FINISHED else {}
    unanswered = unanswered if reason == FINISHED else 0
    failed = _sum(stats, *_FAILED) + unanswered
    return {
        **left,
        f"{PREFIX}page/unanswered": unanswered,
        f"{PREFIX}failed": failed,
        f"{PREFIX}outcome": verdict.outcome,
        f"{PREFIX}reasons": [reason.as_json() for reason in verdict.reasons],
    }


_FAILED: Final = ("failed", "entries_failed", "page/no_article", "document/failed")


class Stats(CoreStats):
    """Scrapy's own, silent about a crawl that ended before it started."""

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Note the end of a crawl that had a start."""
        if self.start_time is not None:
            super().spider_closed(spider, reason)


def judge(stats: Mapping[str, Any]) -> Verdict:
    """Return the verdict on a run from Scrapy's and our own statistics."""

    count = counter(stats)
    asked, articles = count("page/requested") - count("page/asked_again"), count("page/article")
    looked_at = sum(map(count, _NO_FAULTS))
    reasons = [*_end_of(stats), *told(stats)]
    nothing = found_nothing(stats) or (asked > 0 and not articles and not looked_at)
    steps_failed = articles and count("steps_failed") >= articles
    if nothing or count("store/failed") or steps_failed or unlike(stats):
        return Verdict("failed", tuple(reasons) or (_FORBIDDEN,))
    return Verdict("partial" if reasons else "ok", tuple(reasons))


def _end_of(stats: Mapping[str, Any]) -> Iterator[Reason]:
    """Whether the run came to its end, and found anything."""
    reason, unanswered = stats.get("finish_reason", FINISHED), count_unanswered(stats)
    if reason != FINISHED:
        ended = "was stopped" if reason == _STOPPED else f"ended early ({reason})"
        text = f"the crawl {ended}, {unanswered} of the pages found were left"
        yield Reason("stopped" if reason == _STOPPED else "ended_early", unanswered, text)
        return
    if found_nothing(stats):
        yield Reason("no_listing", 0, "no article was found")
    if unanswered:
        text = f"{unanswered} pages led to others that gave no answer"
        yield Reason("astray", unanswered, text)


def found_nothing(stats: Mapping[str, Any]) -> bool:
    """Tell whether the lists named nothing, unless earlier runs had read all that was asked for or
    a ceiling was reached in the lists.
    """
    count = counter(stats)
    looked = not any(count(f"entries_left/{ceiling}") for ceiling in (PAGES, BYTES, TIME))
    return looked and not count("found") and not count("lists_read_before")


_FORBIDDEN: Final = Reason("forbidden", 0, "robots.txt forbids every article page")


def count_unanswered(stats: Mapping[str, Any]) -> int:
    """Return how many pages Scrapy dropped in silence (redirects to what was asked for already)."""
    left = stats.get(f"{PREFIX}page/left_unstored", 0)
    answered = _sum(
        stats,
        *("page/article", "page/outside_dates", "page/no_article", "page/forbidden", "failed"),
        *("page/unchanged", "page/redirected", "page/not_for_us", "page/left_over"),
        "page/still_gone",
    )
    broken = stats.get("spider_exceptions/count", 0)
    return int(max(0, _sum(stats, "page/requested") + left - answered - broken))


def _sum(stats: Mapping[str, Any], *names: str) -> int:
    return sum(stats.get(PREFIX + name, 0) for name in names)
