"""One outlet's crawl by workers, as home sees it: what it is told, what comes, how it ended."""

import logging
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cli.afar import Told
from crawler.afar.arrived import Arrived
from crawler.afar.coming_home import Homecoming
from crawler.afar.leaving import known_of
from crawler.afar.order import Order
from crawler.afar.parcel import Parcel
from crawler.errors import ArchiveError, LedgerError
from crawler.health import verdict_on
from crawler.items import SLUG_NOTE, Article, Document
from crawler.keeper import Keeper
from crawler.outlet import Outlet
from crawler.run import CrawlRequest, OutletReport, report_of
from crawler.tally import PREFIX
from crawler.window import Window
from db.errors import StoreError, StoreLocked
from db.store import RecordStore, store_path
from pipelines.channels import AlertConfig
from pipelines.flow import Flow
from pipelines.newness import CUT, Asked, is_cut, of_crawl
from pipelines.runs import Reasons, keep_outlet, outcome_of

logger = logging.getLogger("batchwatch.crawl")
DEATHS: Final = 3
"""Workers that may die in an outlet's crawl; then it has failed and the others go on."""
_LOST: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ended": ("ended_early", "the crawl did not come to its end"),
        "stopped": ("killed", "the crawl was stopped before its end"),
        "too_long": ("too_long", "the crawl was ended, for it took too long"),
        "too_big": ("too_big", "the crawl was killed, for it took too much memory"),
        "died": ("died", "the crawl was killed"),
        "failed": ("ended_early", "the crawl could not go on"),
        "deaths": ("died", f"{DEATHS} workers died in its crawl"),
        "gone": ("ended_early", "the engine went away before the crawl came to its end"),
    }
)


class Outing:
    """From the first order to the outlet's run in the record store; one run, whoever dies."""

    def __init__(
        self, request: CrawlRequest, outlet: type[Outlet], keeper: Keeper, place: Path
    ) -> None:
        self.outlet = outlet
        self.crawl = ""
        """The name of its present crawl; parcels of others are of workers given up for dead."""
        self.deaths = 0
        self.rests: dict[str, float] = {}
        """Seconds that hosts asked to be left alone for."""
        self.report: OutletReport | None = None
        self._request, self._keeper, self._place = request, keeper, place
        self._window = Window.of(request.since, request.until)
        self._asked = _Asked(self._window, request.limit, request.urls)
        self._arrived = Arrived(keeper, outlet)
        self._began = now()
        self._broken = 0
        self._named: set[str] = set()
        self._had: set[str] = set()
        """Keys of pages that came, and of those with an answer, for the progress."""
        self._coming: Homecoming
        self._flow = self._steps()
        self._flow.__enter__()

    def order(self, config: Mapping[str, Any], *, first: float, verbosity: int) -> bytes:
        """What a worker must know; what an earlier one left is stored before."""
        request = self._request
        self._store(self._arrived.left(self._window, request.urls))
        self.crawl = f"{self.outlet.name}-{secrets.token_hex(4)}"
        folder = self._place / self.crawl
        folder.mkdir()
        self._coming = Homecoming(self._keeper, self.outlet.name, folder)
        known = known_of(self._keeper, self.outlet)
        ledger = self._keeper.ledger
        return Order(
            outlet=self.outlet.name,
            config=dict(config),
            since=request.since,
            until=request.until,
            limit=request.limit,
            urls=request.urls,
            via=request.via,
            first=first,
            rests=self.rests,
            pages=known.pages,
            marks=tuple(ledger.marks()),
            files=ledger.sizes(),
            verbosity=verbosity,
            settings={k: v for k, v in request.settings.items() if not k.startswith(_OURS)},
            contents=known.contents,
        ).packed()

    def take(self, parcel: Parcel) -> None:
        """Take in what came, and store what is complete."""
        rows = self._coming.take(parcel)
        if parcel.what == "seal":
            self.rests |= parcel.told["rests"]
        if rows is None:
            return
        pages = [row for row in rows if row.kind == "page"]
        self._named |= {row.key for row in pages}
        self._had |= {row.key for row in pages if row.checked_at}
        self._store(self._arrived.of(rows))
        if tell := self._request.on_event:
            counters = self._flow.counters
            stored = sum(counters.get(f"store/{what}", 0) for what in ("new", "revised"))
            tell(self.outlet.name, len(self._had), len(self._named), stored)

    def ended(self, told: Told) -> None:
        """Write the run as the crawl and the steps went."""
        report = told["report"]
        if report is None or not report.get("stats"):
            self.lost(told["how"], where=told["where"], said=told["said"])
            return
        stats = dict(report["stats"])
        self._finish(stats, report["started_at"], stats.pop("finish_reason", "shutdown"))

    def lost(self, how: str, *, where: str = "", said: str = "") -> None:
        """Write a run that left no word of how it went."""
        code, text = _LOST[how]
        text += f" on {where}" if where else ""
        if lines := said.strip().splitlines():
            text += f": {lines[-1].removeprefix('batchwatch: ')}"
        self._end([{"code": code, "number": max(self.deaths, 1), "text": text}])

    def abandon(self, error: BaseException) -> None:
        """Let go where home itself cannot go on."""
        self._flow.failed(self.outlet.name, " ".join(str(error).split()))
        self._flow.__exit__(type(error), error, None)

    def _finish(self, stats: dict[str, Any], began: str | None, reason: str) -> None:
        def judge(steps: Mapping[str, int]) -> tuple[str, dict[str, int], Reasons]:
            ours = {"steps_failed": self._broken, "afar/workers_lost": self.deaths}
            for name, number in {**steps, **{k: n for k, n in ours.items() if n}}.items():
                stats[PREFIX + name] = stats.get(PREFIX + name, 0) + number
            stats.update(verdict_on(stats, reason))
            outcome, counters, reasons = outcome_of({**stats, "finish_reason": reason})
            report = report_of(self.outlet.name, began, now(), stats)
            self.report = replace(
                report, outcome="failed" if outcome == "failed" else report.outcome
            )
            cut = {CUT: 1} if is_cut(self._asked, counters) else {}
            return outcome, counters | cut, reasons

        self._flow.judge = judge
        self._flow.__exit__(None, None, None)

    def _end(self, reasons: list[dict[str, Any]]) -> None:
        def judge(steps: Mapping[str, int]) -> tuple[str, dict[str, int], Reasons]:
            counters = {**steps, reasons[0]["code"]: 1}
            self.report = OutletReport(
                self.outlet.name, self._began, now(), "failed", tuple(reasons), counters
            )
            return "failed", counters, reasons

        self._flow.judge = judge
        self._flow.__exit__(None, None, None)

    def _steps(self) -> Flow:
        asked = Asked(
            since=self._window.first_day,
            until=self._window.last_day,
            alert_since=self._request.settings.get("BATCHWATCH_ALERT_SINCE"),
        )
        alerts = self._request.settings.get("BATCHWATCH_ALERTS")
        path = store_path(self._keeper.data)
        with RecordStore.open(path) as store:
            keep_outlet(store, self.outlet)
            newness = of_crawl(store, self.outlet.name, asked, began=now())
        return Flow(
            path,
            verb="crawl",
            outlet=self.outlet.name,
            on_committed=self._keeper.ledger.stored,
            on_printed=self._printed,
            alerts=alerts if isinstance(alerts, AlertConfig) else None,
            newness=newness,
            crawled=True,
        )

    def _printed(self, slugs: dict[str, str]) -> None:
        for slug, members in slugs.items():
            self._keeper.keep_note(SLUG_NOTE, slug, members)

    def _store(self, items: Iterable[Article | Document]) -> None:
        for item in items:
            self._add(item)
        # Where others write, what waits stays until the next ones come.
        with suppress(StoreLocked), self._counted("what came"):
            self._flow.flush()

    def _add(self, item: Article | Document) -> None:
        with self._counted(str(item.url)):
            match item:
                case Document():
                    kept = self._flow.add_document(item)
                case _:
                    kept = self._flow.add(item)
            if not kept:
                self._keeper.ledger.settle(item.key, self._flow.last_drop or "dropped")

    @contextmanager
    def _counted(self, what: str) -> Iterator[None]:
        """Count what breaks a step: one article must not keep the others away."""
        try:
            yield
        except (ArchiveError, LedgerError, StoreError):
            raise
        except Exception:  # the edge
            self._broken += 1
            logger.exception("%s broke a step", what)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a crawl was limited, as its spider would say it."""

    window: Window
    limit: int | None
    asked: tuple[str, ...]


_OURS: Final = "BATCHWATCH_"
"""Settings that home keeps to itself: whom alerts go to, with their secrets."""


def now() -> str:
    """The present instant in UTC, to the second."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
