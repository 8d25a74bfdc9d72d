"""The row that each crawl and ingest leaves behind, and the row of each outlet."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from scrapy import Spider
from scrapy.crawler import Crawler

from db.store import RecordStore

PREFIX = "batchwatch/"


def now() -> str:
    """The present instant in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a verb, of one outlet where the verb is about one."""

    id: str
    verb: str
    outlet: str | None
    started_at: str

    @classmethod
    def begin(cls, verb: str, outlet: str | None) -> Self:
        """A run that starts now."""
        started = now()
        stamp = started.replace("-", "").replace(":", "")
        return cls(f"{stamp}-{secrets.token_hex(3)}", verb, outlet, started)

    def write(self, store: RecordStore, outcome: str, counters: dict[str, int]) -> None:
        """Keeps the run with its outcome: ``ok``, ``partial`` or ``failed``."""
        with store.transaction():
            store.upsert(
                "runs",
                [
                    {
                        "id": self.id,
                        "verb": self.verb,
                        "outlet": self.outlet,
                        "started_at": self.started_at,
                        "finished_at": now(),
                        "outcome": outcome,
                        "counters": json.dumps(counters, sort_keys=True),
                    }
                ],
            )


def keep_outlet(store: RecordStore, spider: Spider | None) -> None:
    """Keeps an outlet's name, language and interval as its spider declares them."""
    if spider is None:
        return
    every = getattr(spider, "every", None)
    row = {
        "name": spider.name,
        "language": getattr(spider, "language", None),
        "every": None if every is None else str(every),
        "enabled": int(bool(getattr(spider, "enabled", True))),
    }
    with store.transaction():
        if store.rows("SELECT * FROM outlets WHERE name = ?", (spider.name,)) != [row]:
            store.upsert("outlets", [row])


def crawl_outcome(crawler: Crawler) -> tuple[str, dict[str, int]]:
    """A crawl's outcome and counters out of its stats.

    The crawler's own judgement (``batchwatch/outcome``) counts; without one, an unfinished crawl
    or a failed write is ``failed`` and any logged error makes it ``partial``.
    """
    stats = crawler.stats.get_stats() if crawler.stats is not None else {}
    counters = {
        key.removeprefix(PREFIX): value
        for key, value in stats.items()
        if key.startswith(PREFIX) and isinstance(value, int)
    }
    counters.setdefault("new", counters.get("store/new", 0))
    outcome = stats.get(f"{PREFIX}outcome")
    if counters.get("store/failed"):
        return "failed", counters
    if isinstance(outcome, str):
        return outcome, counters
    if stats.get("finish_reason", "finished") != "finished":
        return "failed", counters
    return ("partial" if stats.get("log_count/ERROR") else "ok"), counters
