"""Outlets in, processes that crawl one each out: followed, stopped in time, never left behind."""

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Literal

from cli.errors import BUSY, Failure

SPARE: Final = 600.0
"""Seconds beyond its outlet's ``most_time``, in which a crawl ends by itself, after which it is
asked to end; the next one goes on where it was.
"""
GRACE: Final = 45.0
"""Seconds for the pages in hand, of which none may take longer than 30, before a kill."""
LARGEST: Final = 2 << 30
"""Bytes of memory of one crawl."""
COMMAND = (sys.executable, "-m", "cli")
_PDEATHSIG: Final = 1
_LOOK: Final = 1.0
End = Literal["ended", "stopped", "too_long", "too_big", "died"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one crawl may take."""

    ceiling: float
    grace: float = GRACE
    memory: int = LARGEST


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: ``died`` by itself, killed where it was too long or too big."""

    outlet: str
    how: End
    status: int
    """Exit status, negative for a signal."""
    report: dict[str, Any] | None
    """The outlet's entry of what ``crawl --json`` prints."""
    seconds: float


class Child:
    """One crawl of one outlet in a process of its own."""

    def __init__(self, outlet: str, limits: Limits) -> None:
        self.outlet = outlet
        self._limits = limits
        self._process: asyncio.subprocess.Process | None = None
        self._how: End = "ended"
        self._kill_at: float | None = None

    async def run(self, arguments: list[str], handle: int) -> Ended:
        """Crawl with the lock of ``handle``; see ``follow``."""
        lent = ["--lent", f"{handle},{os.getpid()}"]
        return await self.follow([self.outlet, *arguments, *lent], handles=(handle,))

    async def follow(
        self, words: Sequence[str], *, handles: Sequence[int] = (), said: IO[bytes] | None = None
    ) -> Ended:
        """Crawl and wait for the end; to be called in the thread that lives longest.

        The system ends the child when the thread that started it ends. ``said`` takes what it
        writes to stderr.
        """
        began = time.monotonic()
        self._process = await asyncio.create_subprocess_exec(
            *(*COMMAND, "crawl", *words, "--json"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=said,
            env=os.environ | {"PYTHONPATH": program_path()},
            pass_fds=handles,
            # The terminal's Ctrl-C is for the watch alone, which tells its children once.
            start_new_session=True,
        )
        if self._kill_at is not None:
            self._send(signal.SIGTERM)
        guard = asyncio.create_task(self._guard(self._process, began))
        try:
            out, _ = await self._process.communicate()
        except asyncio.CancelledError:
            self.kill()
            raise
        finally:
            guard.cancel()
        status = self._process.returncode or 0
        report = next(iter(_reports(out)), None)
        how = self._how
        if report is None and how == "ended" and status < 0:
            how = "died"
        return Ended(self.outlet, how, status, report, time.monotonic() - began)

    @property
    def process(self) -> int | None:
        """The number of the process that crawls; None before it has begun."""
        return None if self._process is None else self._process.pid

    def stop(self) -> None:
        """Ask it to finish the pages in hand; kill it where it does not."""
        self._end("stopped", signal.SIGTERM)

    def kill(self) -> None:
        """End it at once: what it has committed is kept."""
        self._send(signal.SIGKILL)

    async def _guard(self, process: asyncio.subprocess.Process, began: float) -> None:
        while True:
            await asyncio.sleep(min(_LOOK, self._limits.ceiling))
            now = time.monotonic()
            if self._kill_at is not None and now >= self._kill_at:
                self.kill()
            elif now - began >= self._limits.ceiling:
                self._end("too_long", signal.SIGTERM)
            elif memory_of(process.pid) > self._limits.memory:
                self._end("too_big", signal.SIGKILL)

    def _end(self, how: End, by: signal.Signals) -> None:
        if self._kill_at is None:
            self._how = how
            self._kill_at = time.monotonic() + self._limits.grace
            self._send(by)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            # The process's own way would first ask whether it has ended, and so take the status
            # away from asyncio, which waits for it.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, number)


def crawl_beside(data: Path, arguments: Sequence[str]) -> list[dict[str, Any]]:
    """Crawl in another process with the lock that this one holds; the reports of the outlets.

    Raises Failure where it leaves none.
    """
    from crawler.lock import lent

    handle = lent(data)
    ran = subprocess.run(
        [*COMMAND, "crawl", *arguments, "--lent", f"{handle},{os.getpid()}", "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": program_path()},
        pass_fds=(handle,),
        check=False,
    )
    reports = _reports(ran.stdout)
    if not reports:
        raise Failure(f"the crawl ended with status {ran.returncode}")
    return reports


@contextmanager
def of_watch(data: Path, lent: str) -> Iterator[None]:
    """Be the child of a watch: write with its lock, and end when it ends, however it does."""
    from crawler.lock import borrowing

    handle, _, parent = lent.partition(",")
    if not (handle.isdecimal() and parent.isdecimal()):
        raise Failure(f"--lent is for the watch alone, not {lent!r}", BUSY)
    end_with(int(parent), "the watch that started this crawl has ended")
    with borrowing(data, int(handle)):
        yield


def end_with(parent: int, otherwise: str) -> None:
    """End when the thread of the parent that started this process ends, however it does.

    Raises Failure with what to say ``otherwise`` where it has ended already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PDEATHSIG, signal.SIGKILL)
        # Where memory runs out the system ends a crawl, not the watch.
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    if os.getppid() != parent:
        raise Failure(otherwise, BUSY)


def memory_of(process: int) -> int:
    """Bytes of memory that a process takes; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def program_path() -> str:
    """Where the child finds this program, whatever the working directory."""
    own = str(Path(__file__).parent.parent)
    given = os.environ.get("PYTHONPATH")
    return f"{own}{os.pathsep}{given}" if given else own


def _reports(out: bytes) -> list[dict[str, Any]]:
    try:
        reports: list[dict[str, Any]] = json.loads(out)["outlets"]
    except (ValueError, LookupError, TypeError):
        return []
    return reports
