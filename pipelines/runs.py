"""The row that each crawl and ingest leaves behind, and the row of each outlet."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Self

from scrapy.crawler import Crawler

from db.health import written
from db.store import RecordStore

PREFIX = "batchwatch/"
Reasons = Sequence[Mapping[str, object]]
"""What a person must look at, each with ``code``, ``number`` and ``text``."""
_SUMS = {
    "new": ("store/new",),
    "changed": ("store/revised",),
    "skipped": (
        *("page/passed_over", "page/not_for_us", "page/outside_dates", "page/forbidden"),
        "page/still_gone",
        *(f"check/{why}" for why in ("no_text", "short_text", "long_text", "unknown_language")),
        *(f"check/{why}" for why in ("bad_date", "ancient", "future")),
    ),
}


def now() -> str:
    """The present instant in UTC, to the second."""
    return written(datetime.now(UTC))


def moment() -> str:
    """The present instant in UTC, to the microsecond: what was told in one second has an order."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


KILLED: Final[Mapping[str, Any]] = MappingProxyType(
    {"code": "killed", "number": 1, "text": "the run was killed"}
)
_PROCESS_BEGAN = now()
"""Unfinished runs from before are of processes that were killed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a verb, of one outlet where the verb is about one."""

    id: str
    verb: str
    outlet: str | None
    started_at: str

    @classmethod
    def begin(
        cls, store: RecordStore, verb: str, outlet: str | None, *, alone: bool = True
    ) -> Self:
        """A run that starts now, kept as unfinished.

        Only a process that holds the directory's lock may begin a run; where it holds it
        ``alone``, the runs of dead processes end as failed.
        """
        with store.transaction():
            if alone:
                _end_dead(store, "started_at < ?", _PROCESS_BEGAN)
            return cls.begin_in(store, verb, outlet)

    @classmethod
    def begin_in(cls, store: RecordStore, verb: str, outlet: str | None) -> Self:
        """A run that starts now, kept as unfinished in the open transaction.

        Ids are in the order in which runs began, also of those that began in one second.
        """
        began = datetime.now(UTC)
        name = f"{began:%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(3)}"
        run = cls(name, verb, outlet, written(began))
        store.upsert("runs", [run._row(None, None, {})])
        return run

    def write(
        self,
        store: RecordStore,
        outcome: str,
        counters: dict[str, int],
        reasons: Reasons = (),
    ) -> None:
        """Keeps the run with its outcome: ``ok``, ``partial`` or ``failed``, and why."""
        row = self._row(now(), outcome, counters)
        row["reasons"] = json.dumps(list(reasons), ensure_ascii=False)
        with store.transaction():
            store.upsert("runs", [row])

    def _row(
        self, finished_at: str | None, outcome: str | None, counters: dict[str, int]
    ) -> dict[str, str | None]:
        return {
            "id": self.id,
            "verb": self.verb,
            "outlet": self.outlet,
            "started_at": self.started_at,
            "finished_at": finished_at,
            "outcome": outcome,
            "counters": json.dumps(counters, sort_keys=True),
        }


def end_dead(store: RecordStore) -> None:
    """End the runs of killed processes; for the one that alone holds the lock and runs none."""
    with store.transaction():
        _end_dead(store, "1 = ?", 1)


def end_lost(
    store: RecordStore,
    outlet: str,
    reason: Mapping[str, Any] = KILLED,
    *,
    at_all: bool = False,
) -> None:
    """End the run of an outlet whose process is known to have ended.

    There is none where it died before; then one is written down, unless a run is known to have
    been (``at_all``).
    """
    with store.transaction():
        if not _end_dead(store, "outlet = ?", outlet, reason) and not at_all:
            Run.begin_in(store, "crawl", outlet)
            _end_dead(store, "outlet = ?", outlet, reason)


def _end_dead(
    store: RecordStore, where: str, value: str | int, reason: Mapping[str, Any] = KILLED
) -> int:
    counters = json.dumps({str(reason["code"]): 1})
    return store.write(
        "UPDATE runs SET finished_at = ?, outcome = 'failed', counters = ?, reasons = ?"
        f" WHERE finished_at IS NULL AND {where}",
        [(now(), counters, json.dumps([dict(reason)]), value)],
    )


def keep_outlet(store: RecordStore, outlet: object) -> None:
    """Keeps an outlet's name, language and interval as its spider or its class declares them."""
    name = getattr(outlet, "name", None)
    if not name:
        return
    every = getattr(outlet, "every", None)
    row = {
        "name": name,
        "language": getattr(outlet, "language", None),
        "every": None if every is None else str(every),
        "enabled": int(bool(getattr(outlet, "enabled", True))),
        "listings": getattr(outlet, "listings", None),
    }
    with store.transaction():
        if store.rows("SELECT * FROM outlets WHERE name = ?", (name,)) != [row]:
            store.upsert("outlets", [row])


def crawl_outcome(crawler: Crawler) -> tuple[str, dict[str, int], Reasons]:
    """A crawl's outcome, counters and reasons out of its stats."""
    return outcome_of(crawler.stats.get_stats() if crawler.stats is not None else {})


def outcome_of(stats: Mapping[str, Any]) -> tuple[str, dict[str, int], Reasons]:
    """A crawl's outcome, counters and reasons out of its stats.

    The crawler's own judgement (``batchwatch/outcome``) counts; without one, an unfinished crawl
    or a failed write is ``failed`` and any logged error makes it ``partial``.
    """
    counters = {
        key.removeprefix(PREFIX): value
        for key, value in stats.items()
        if key.startswith(PREFIX) and isinstance(value, int)
    }
    counters = with_sums(counters)
    return _outcome(stats, counters), counters, stats.get(f"{PREFIX}reasons", ())


def with_sums(counters: Mapping[str, int]) -> dict[str, int]:
    """The counters, and what those of ``new``, ``changed`` and ``skipped`` come to."""
    sums = {name: sum(counters.get(part, 0) for part in parts) for name, parts in _SUMS.items()}
    return sums | dict(counters)


def _outcome(stats: Mapping[str, Any], counters: Mapping[str, int]) -> str:
    outcome = stats.get(f"{PREFIX}outcome")
    if counters.get("store/failed"):
        return "failed"
    if isinstance(outcome, str):
        return outcome
    if stats.get("finish_reason", "finished") != "finished":
        return "failed"
    return "partial" if stats.get("log_count/ERROR") else "ok"
