"""Jobs in, processes of this machine that do them out; one that dies loses no job."""

import contextlib
import itertools
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from cli.children import memory_of
from cli.engines.forks import Forks
from cli.engines.jobs import DEATHS, Function, Job
from cli.engines.post import FolderOffice, Office

LARGEST: Final = 1 << 30
"""Bytes of memory of one worker, which is ended where it takes more."""
FORKED_ANEW: Final = 230 << 20
"""Bytes of memory of a worker that gets no further job: another one is forked."""
GRACE: Final = 5.0
"""Seconds in which workers at work may come to their end when all are to end."""
_LOOK: Final = 1.0


@dataclass(slots=True, eq=False)
class _Worker:
    pipe: Connection
    pid: int | None = None
    """None until it has said it."""
    job: Job | None = None


class LocalEngine:
    """Forks workers as jobs come, at most so many; each does one job at a time."""

    def __init__(
        self,
        workers: int,
        *,
        warm: Function | None = None,
        memory: int = LARGEST,
        forks: Forks | None = None,
    ) -> None:
        """``forks``: where workers come from, if that is shared with other engines."""
        self._most, self._memory = workers, memory
        self._forks, self._shared = forks or Forks(warm), forks is not None
        self._numbers = itertools.count(1)
        self._waiting: deque[Job] = deque()
        self._done: deque[Job] = deque()
        self._workers: list[_Worker] = []

    @property
    def pids(self) -> list[int]:
        """The processes that work now."""
        return [worker.pid for worker in self._workers if worker.pid]

    def submit(
        self, function: Function, *arguments: Any, key: str | None = None, in_place: bool = False
    ) -> Job:
        """Hand in a job; see ``Engine``."""
        pickle.dumps((function, arguments))
        job = Job(key or str(next(self._numbers)), function, arguments)
        self._waiting.append(job)
        return job

    def office(self) -> Office:
        """A folder; see ``Engine``."""
        return FolderOffice(Path(mkdtemp(prefix="batchwatch-post-")))

    def slots(self) -> int:
        """As many as it has workers; see ``Engine``."""
        return self._most

    def as_completed(self) -> Iterator[Job]:
        """Yield the jobs as they are done."""
        while (job := self.next_done()) is not None:
            yield job

    def next_done(self, timeout: float | None = None) -> Job | None:
        """Wait for a job that is done; see ``Engine``."""
        until = None if timeout is None else time.monotonic() + timeout
        while not self._done:
            self._hand_out()
            if not any(worker.job for worker in self._workers):
                break
            left = _LOOK if until is None else min(_LOOK, until - time.monotonic())
            if left < 0:
                return None
            self._hear(left)
        return self._done.popleft() if self._done else None

    def close(self) -> None:
        """End all workers; they have a few seconds where they are at work."""
        for worker in self._workers:
            if worker.job is not None and worker.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker.pid, signal.SIGTERM)
            if worker.job is None:
                worker.pipe.close()
        busy = [worker.pipe for worker in self._workers if worker.job is not None]
        until = time.monotonic() + GRACE
        while busy and (left := until - time.monotonic()) > 0:
            for pipe in wait(busy, left):
                busy = [other for other in busy if other is not pipe]
        for worker in self._workers:
            worker.pipe.close()
        self._workers.clear()
        if not self._shared:
            self._forks.close()

    def _hand_out(self) -> None:
        while self._waiting:
            worker = next((one for one in self._workers if one.job is None), None)
            if worker is None:
                if len(self._workers) >= self._most:
                    return
                worker = self._fork()
            worker.job = self._waiting.popleft()
            job = pickle.dumps((worker.job.function, worker.job.arguments))
            with contextlib.suppress(OSError):  # of one that died, which is heard next
                worker.pipe.send_bytes(job)

    def _hear(self, seconds: float) -> None:
        """Take what workers say, and look whether one takes too much memory."""
        heard = wait([worker.pipe for worker in self._workers], seconds)
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._take(worker)
            elif worker.pid and memory_of(worker.pid) > self._memory:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker.pid, signal.SIGKILL)

    def _take(self, worker: _Worker) -> None:
        try:
            if worker.pid is None:
                worker.pid = worker.pipe.recv()
                return
            ended_well, value = pickle.loads(worker.pipe.recv_bytes())
        except (EOFError, OSError):
            self._bury(worker)
            return
        job, worker.job = worker.job, None
        if job is not None:
            (job.returned if ended_well else job.failed)(value)
            self._done.append(job)
        if memory_of(worker.pid) > FORKED_ANEW:
            self._workers.remove(worker)
            worker.pipe.close()

    def _bury(self, worker: _Worker) -> None:
        """A worker died: its job is done again, unless it took too many with it."""
        self._workers.remove(worker)
        worker.pipe.close()
        if (job := worker.job) is None:
            return
        job.deaths += 1
        if job.deaths < DEATHS:
            self._waiting.appendleft(job)
        else:
            job.failed(f"its worker died {DEATHS} times")
            self._done.append(job)

    def _fork(self) -> _Worker:
        worker = _Worker(self._forks.fork())
        self._workers.append(worker)
        return worker
