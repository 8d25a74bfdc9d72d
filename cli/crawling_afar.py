"""The outlets of a crawl in, a job of an engine for each, what they bring home stored out."""

import contextlib
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.afar import GO, KILL, STOP, crawl_for_home
from cli.engines import EngineError, JobFailed, engine_of
from cli.errors import Failure
from cli.options import Globals
from cli.outing import DEATHS, Outing, now
from cli.output import note
from cli.word import Word, no_orphans
from crawler.afar.coming_home import OutOfOrder
from crawler.afar.parcel import Parcel
from crawler.config import tables_of_crawling
from crawler.keeper import Keeper, keeping
from crawler.outlet import Outlet
from crawler.outlets import best, chosen, share_a_site
from crawler.reasons import Reason
from crawler.run import CrawlReport, CrawlRequest, OutletReport
from db.workplace import workplace

if TYPE_CHECKING:
    from cli.engines import Engine, Job
    from cli.engines.post import Office

logger = logging.getLogger("batchwatch.crawl")
HASTE: Final = 10.0
"""Seconds in which crawls that are to end at once are waited for."""
NOBODY: Final = 300.0
"""Seconds without any worker after which the crawl is given up."""
_LOOK: Final = 0.2


@dataclass(frozen=True, slots=True)
class Workers:
    """Who crawls."""

    engine: str
    scheduler: str | None = None
    number: int | None = None


def crawl_afar(
    options: Globals, request: CrawlRequest, workers: Workers, deliver: Callable[[], object]
) -> CrawlReport:
    """Crawl on an engine, in the data directory that is locked; raises what ends the crawl early.

    ``deliver`` is called whenever an outlet's crawl has raised alerts.
    """
    outlets = chosen(request.config, request.outlets, request.urls)
    with (
        keeping(request.data) as keeper,
        workplace(request.data) as place,
        contextlib.closing(engine_of(workers.engine, workers.scheduler, workers.number)) as engine,
        contextlib.closing(engine.office()) as office,
        no_orphans(request.data, lasting=workers.scheduler is not None) as beaten,
        Word(office, beaten) as word,
    ):
        round_ = Round(options, request, outlets, keeper, place, engine, office, word)
        with _told_by_signals(round_.stop):
            round_.run(deliver)
    return CrawlReport(tuple(round_.reports[outlet.name] for outlet in outlets))


class Round:
    """All outlets of one crawl."""

    def __init__(
        self,
        options: Globals,
        request: CrawlRequest,
        outlets: list[type[Outlet]],
        keeper: Keeper,
        place: Path,
        engine: "Engine",
        office: "Office",
        word: "Word",
    ) -> None:
        self._request, self._keeper, self._place = request, keeper, place
        self._engine, self._office, self._word = engine, office, word
        self._all = outlets
        self._verbosity = options.verbosity
        self._config = tables_of_crawling(options.config)
        self._waiting: list[Outing | type[Outlet]] = list(outlets)
        """Outlets, and those whose worker has died."""
        self._away: dict[Job, Outing] = {}
        self._visited: list[tuple[type[Outlet], dict[str, float]]] = []
        """Outlets that were crawled, at least in part, and what their hosts asked for."""
        self._manned = time.monotonic()
        self._until: float | None = None
        self.reports: dict[str, OutletReport] = {}

    def run(self, deliver: Callable[[], object]) -> None:
        """Crawl them all; what came is stored, whatever happens."""
        try:
            while self._away or (self._waiting and not self._stopping):
                self._hand_out()
                self._take()
                job = self._engine.next_done(_LOOK) if self._away else None
                if job is not None:
                    self._take()
                    if self._ended(self._away.pop(job), job):
                        deliver()
                if self._until is not None and time.monotonic() > self._until:
                    break
                self._look_for_workers()
        except EngineError:
            self._take()
            self._let_go("gone")
            raise
        except BaseException as error:
            self._abandon(error)
            raise
        self._let_go("stopped")

    def stop(self) -> None:
        """Let the crawls finish the pages in hand; at the second call end them."""
        if self._stopping:
            self._word.now(KILL)
            self._until = time.monotonic() + HASTE
        else:
            note("batchwatch: stopping after the pages in hand; Ctrl-C again stops at once")
            self._word.now(STOP)

    @property
    def _stopping(self) -> bool:
        return self._word.said != GO

    def _hand_out(self) -> None:
        """Give out what can be crawled now: one outlet of a site, as many as there are slots."""
        for one in list(self._waiting):
            if self._stopping or len(self._away) >= self._engine.slots():
                return
            outlet = one.outlet if isinstance(one, Outing) else one
            if any(share_a_site(outlet, other.outlet) for other in self._away.values()):
                continue
            self._waiting.remove(one)
            outing = one if isinstance(one, Outing) else self._outing(one)
            before = [rests for seen, rests in self._visited if share_a_site(outlet, seen)]
            for rests in before:
                outing.rests |= {h: max(s, outing.rests.get(h, 0.0)) for h, s in rests.items()}
            first = self._request.config.delay if before else 0.0
            order = outing.order(self._config, first=first, verbosity=self._verbosity)
            post = self._office.post(outing.crawl)
            job = self._engine.submit(
                crawl_for_home, order, outing.crawl, post, key=outing.crawl, in_place=True
            )
            self._away[job] = outing

    def _outing(self, outlet: type[Outlet]) -> Outing:
        urls = self._request.urls
        mine = tuple(url for url in urls if best(url, self._all) is outlet)
        return Outing(replace(self._request, urls=mine), outlet, self._keeper, self._place)

    def _take(self) -> None:
        """Take in all that has come."""
        crawls = {outing.crawl: outing for outing in self._away.values()}
        for packed in self._office.take():
            parcel = Parcel.of_bytes(packed)
            outing = crawls.get(parcel.crawl)
            if outing is None:
                continue
            try:
                outing.take(parcel)
            except OutOfOrder as error:
                logger.info("%s", error)

    def _ended(self, outing: Outing, job: "Job") -> bool:
        """Note the end of a job; whether alerts were raised."""
        self._visited.append((outing.outlet, outing.rests))
        try:
            told = job.result()
        except JobFailed as error:
            if not job.deaths:
                raise Failure(f"the workers cannot crawl: {error}{_HINT}") from error
            self._lost(outing)
            return False
        for line in told["said"].splitlines() if told["report"] else ():
            note(line)
        match told["how"]:
            case "other":
                raise Failure(f"the worker on {told['where']} cannot crawl: {told['said']}")
            case "lost" | "alone":
                self._lost(outing)
                return False
        outing.ended(told)
        return self._close(outing)

    def _lost(self, outing: Outing) -> None:
        """Have an outlet crawled by another worker, unless too many died in it."""
        outing.deaths += 1
        logger.info("a worker died in the crawl of %s", outing.outlet.name)
        if outing.deaths < DEATHS and not self._stopping:
            self._waiting.insert(0, outing)
        else:
            outing.lost("deaths" if outing.deaths >= DEATHS else "stopped")
            self._close(outing)

    def _close(self, outing: Outing) -> bool:
        assert outing.report is not None
        self.reports[outing.outlet.name] = outing.report
        return bool(outing.report.counters.get("store/alerts_raised"))

    def _let_go(self, how: str) -> None:
        """Write the runs of crawls that nobody waits for any more, and name outlets not begun."""
        begun = [*self._away.values(), *(one for one in self._waiting if isinstance(one, Outing))]
        for outing in begun:
            outing.lost(how)
            self._close(outing)
        for outlet in self._all:
            if outlet.name not in self.reports:
                text = "the crawl did not start: it was stopped"
                reason = Reason("not_started", 1, text).as_json()
                self.reports[outlet.name] = OutletReport(
                    outlet.name, None, now(), "failed", (reason,), {}
                )

    def _abandon(self, error: BaseException) -> None:
        begun = [*self._away.values(), *(one for one in self._waiting if isinstance(one, Outing))]
        for outing in begun:
            with contextlib.suppress(
                Exception
            ):  # of what cannot be written; the first error counts
                outing.abandon(error)

    def _look_for_workers(self) -> None:
        if self._engine.slots():
            self._manned = time.monotonic()
        elif time.monotonic() - self._manned > NOBODY:
            raise EngineError(f"there has been no worker for {NOBODY / 60:.0f} minutes")


_HINT: Final = " (is the same batchwatch installed there?)"


@contextmanager
def _told_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stop()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
