"""A configuration in, crawls of what is due and deliveries of what waits, until told to stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.children import SPARE, Child, Ended, Limits
from cli.errors import DAMAGED
from cli.output import note

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from crawler.outlet import Outlet
    from crawler.schedule import Timetable

AT_ONCE: Final = 4
"""Outlets that are crawled at the same time."""
DELIVERIES: Final = 10.0
"""Seconds between two looks for alerts to deliver. As often the scheduler looks at the clock, so
that a machine that slept catches up as soon as it wakes."""
_LOCK: Final = 1.0
logger = logging.getLogger("batchwatch.watch")


@dataclass(frozen=True, slots=True)
class Watched:
    """What a watch works on."""

    data: Path
    outlets: tuple["type[Outlet]", ...]
    arguments: tuple[str, ...]
    """Words that every crawl gets."""
    deliver: Callable[[], None]
    """Try each delivery that is due; called in a thread, one at a time."""
    after: Callable[[Ended], None]
    """Look at the store after a crawl: dead runs, incidents."""
    tell: Callable[[str], None]
    """Say how things stand, in one line."""
    limits: Limits | None = None
    """Of every crawl; None: by what its outlet declares."""
    at_once: int = AT_ONCE


class Watch:
    """Crawls outlets in processes of their own; holds the directory's lock while one runs."""

    def __init__(self, watched: Watched, timetables: Callable[[], "list[Timetable]"]) -> None:
        self._watched, self._timetables = watched, timetables
        self._outlets = {outlet.name: outlet for outlet in watched.outlets}
        self._lock = _Lock(watched.data)
        self._places = asyncio.Semaphore(watched.at_once)
        self._sites: dict[str, asyncio.Lock] = {}
        self._children: dict[str, Child] = {}
        self._stopping = asyncio.Event()
        self._delivering = asyncio.Lock()
        self._scheduler: AsyncIOScheduler | None = None
        self.unusable = False
        """Whether a crawl found that the data directory cannot be used."""

    async def once(self) -> None:
        """Crawl what is due, then try every delivery that is due."""
        with self._told_by_signals():
            now = datetime.now(UTC)
            due = [table.name for table in self._timetables() if table.is_due(now)]
            await asyncio.gather(*map(self.crawl, due))
            await self._deliver()

    async def forever(self) -> None:
        """Crawl each outlet whenever it is due, and deliver, until a signal asks for the end."""
        with self._told_by_signals():
            self._scheduler = scheduler = _scheduler()
            for table in self._timetables():
                self._plan(scheduler, table)
            scheduler.add_job(self._deliver, "interval", seconds=DELIVERIES, id=_DELIVER)
            scheduler.start()
            self._say()
            await self._stopping.wait()
            scheduler.pause()
            while self._children:
                await asyncio.sleep(0.05)
            scheduler.shutdown(wait=False)
            async with self._delivering:
                pass

    async def crawl(self, name: str) -> None:
        """Crawl one outlet; whatever becomes of it concerns no other."""
        async with self._alone_on(name), self._places, self._lock.held(self._stopping) as handle:
            if handle is None or self._stopping.is_set():
                return
            child = self._children[name] = Child(
                name, self._watched.limits or _limits(self._outlets[name])
            )
            self._say()
            try:
                ended = await child.run(list(self._watched.arguments), handle)
                await asyncio.to_thread(self._watched.after, ended)
                if ended.status == DAMAGED:
                    self.unusable = True
                    self.stop(told=False)
            except Exception:  # the edge: one outlet must not keep the others away
                logger.exception("the crawl of %s could not be run", name)
            finally:
                del self._children[name]
        self._say()
        if self._scheduler is not None and not self._stopping.is_set():
            await self._deliver()

    def stop(self, *, told: bool = True) -> None:
        """Let the crawls finish the pages in hand; at the second call end them."""
        again = self._stopping.is_set()
        self._stopping.set()
        for child in self._children.values():
            if again:
                child.kill()
            else:
                child.stop()
        if told and not again:
            note("batchwatch: stopping after the pages in hand; Ctrl-C again stops at once")

    @property
    def stopping(self) -> bool:
        """Whether the watch was asked to end."""
        return self._stopping.is_set()

    async def _deliver(self) -> None:
        async with self._delivering:
            try:
                await asyncio.to_thread(self._watched.deliver)
            except Exception:  # the edge: the next look tries again
                logger.exception("alerts could not be delivered")

    def _plan(self, scheduler: "AsyncIOScheduler", table: "Timetable") -> None:
        now = datetime.now(UTC)
        first = max(table.due(now), now)
        scheduler.add_job(
            self.crawl,
            "interval",
            (table.name,),
            id=table.name,
            seconds=table.every,
            jitter=table.jitter,
            start_date=first,
            next_run_time=first,
        )

    def _say(self) -> None:
        self._watched.tell(self.status())

    def status(self) -> str:
        """How things stand: what is crawled, and what comes next."""
        parts = [f"watching {len(self._outlets)} outlets"]
        if self._children:
            parts.append(f"crawling {', '.join(sorted(self._children))}")
        jobs = self._scheduler.get_jobs() if self._scheduler is not None else []
        coming = [(job.next_run_time, job.id) for job in jobs if job.id not in self._children]
        planned = sorted(one for one in coming if one[0] is not None and one[1] != _DELIVER)
        if planned:
            moment, name = planned[0]
            parts.append(f"next {name} at {moment.astimezone(UTC):%H:%M} UTC")
        return "; ".join(parts)

    @asynccontextmanager
    async def _alone_on(self, name: str) -> AsyncIterator[None]:
        """Wait while an outlet on the same sites is crawled: a host is asked by one at a time."""
        async with contextlib.AsyncExitStack() as held:
            for domain in sorted(self._outlets[name].allowed_domains):
                await held.enter_async_context(self._sites.setdefault(domain, asyncio.Lock()))
            yield

    @contextlib.contextmanager
    def _told_by_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)


_DELIVER: Final = "deliveries"


def _limits(outlet: "type[Outlet]") -> Limits:
    from crawler.config_values import seconds

    return Limits(seconds(outlet.most_time) + SPARE)


class _Lock:
    """The directory's lock, held while any crawl runs; other commands write in between."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._users = 0
        self._held = ExitStack()
        self._asking = asyncio.Lock()

    @asynccontextmanager
    async def held(self, stopping: asyncio.Event) -> AsyncIterator[int | None]:
        """Yield the lock's descriptor, once no other command has it; None at the watch's end."""
        from crawler.errors import CrawlBusy
        from crawler.lock import lent, writing

        told = False
        async with self._asking:
            while not self._users:
                try:
                    self._held.enter_context(writing(self._data))
                    break
                except CrawlBusy as error:
                    logger.log(logging.DEBUG if told else logging.INFO, "waiting: %s", error)
                    told = True
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(stopping.wait(), _LOCK)
                        yield None
                        return
            self._users += 1
        try:
            yield lent(self._data)
        finally:
            self._users -= 1
            if not self._users:
                self._held.close()


def _scheduler() -> "AsyncIOScheduler":
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    # A crawl that takes longer than its interval is no news: the next one follows.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    manners = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return AsyncIOScheduler(timezone=UTC, job_defaults=manners)
