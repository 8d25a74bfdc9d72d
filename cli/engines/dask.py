"""Jobs in, a Dask cluster that does them out: one of this machine, or one that runs already.

What its workers do is in ``cli.engines.dask_worker``.
"""

import contextlib
import itertools
import logging
import queue
import socket
from collections.abc import Iterator
from concurrent.futures import CancelledError
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit

from cli.engines.dask_worker import in_own_process, in_place_of_it
from cli.engines.errors import EngineUnreachable
from cli.engines.jobs import DEATHS, Function, Job
from cli.engines.post import Office
from cli.engines.uninterrupted import uninterrupted

dask: Any = import_module("dask")  # half of it has types, which is worse than none
distributed: Any = import_module("distributed")
PATIENCE: Final = 15.0
"""Seconds in which a scheduler must answer and have a worker."""
MEMORY: Final = "1GiB"
"""Of one Dask worker, of which its nanny makes a new one where it takes more."""
_LOOK: Final = 1.0
_SETTINGS: Final = {
    "distributed.scheduler.allowed-failures": DEATHS - 1,
    "distributed.worker.daemon": False,
    "distributed.admin.tick.limit": "1h",
    # What Dask looks at for its dashboard takes a twentieth of a core in each of its processes.
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
    "distributed.comm.timeouts.connect": f"{PATIENCE:.0f}s",
}
_DEAF: Final = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""What our own workers do first: Ctrl-C is for the one who hands out the jobs."""
_LOGGERS: Final = ("distributed", "distributed.client", "tornado", "asyncio")


class DaskEngine:
    """Hands jobs to a scheduler; without an address to one of its own, with workers here."""

    def __init__(
        self, scheduler: str | None, workers: int, *, warm: Function | None = None
    ) -> None:
        self._warm = warm
        self._numbers = itertools.count(1)
        self._jobs: dict[Any, Job] = {}
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._undone: list[Any] = []
        """Those that were heard of and whose results went with a worker."""
        self._client: Any = None
        self._cluster: Any = None
        _be_quiet()
        try:
            self._client = self._connected(scheduler) if scheduler else self._begun(workers)
        except BaseException:
            self.close()
            raise
        self.scheduler: str = scheduler or self._client.scheduler_info()["address"]

    def submit(
        self, function: Function, *arguments: Any, key: str | None = None, in_place: bool = False
    ) -> Job:
        """Hand in a job; see ``Engine``. Done in place it runs in a thread of the Dask worker."""
        job = Job(key or str(next(self._numbers)), function, arguments)
        call = (in_place_of_it,) if in_place else (in_own_process, self._warm)
        future = self._client.submit(*call, function, arguments, pure=False, retries=0)
        self._jobs[future] = job
        future.add_done_callback(self._heard.put)
        return job

    def office(self) -> Office:
        """A queue at the scheduler; see ``Engine``."""
        from cli.engines.dask_post import QueueOffice

        return QueueOffice(self._client)

    def slots(self) -> int:
        """The threads of all workers; see ``Engine``."""
        return sum(self._client.nthreads().values())

    def as_completed(self) -> Iterator[Job]:
        """Yield the jobs as they are done."""
        while (job := self.next_done()) is not None:
            yield job

    def next_done(self, timeout: float | None = None) -> Job | None:
        """Wait for a job that is done; see ``Engine``."""
        while self._jobs:
            self._hear_again()
            try:
                future = self._heard.get(timeout=_LOOK if timeout is None else timeout)
            except queue.Empty:
                self._refuse_lost()
                if timeout is not None:
                    return None
                continue
            if self._take(future, self._jobs[future]):
                return self._jobs.pop(future)
            self._undone.append(future)
        return None

    def close(self) -> None:
        """Take back what is not done; end the cluster where it is our own."""
        with contextlib.suppress(Exception):  # of a scheduler that is gone
            self._client.cancel(list(self._jobs), force=True)
        self._jobs.clear()
        self._undone.clear()
        for part in (self._client, self._cluster):
            if part is not None:
                with contextlib.suppress(Exception):  # likewise
                    part.close(timeout=5)

    def _begun(self, workers: int) -> Any:
        """A cluster of our own, whole: Dask cannot end one that is half begun."""
        with uninterrupted():
            self._cluster = distributed.LocalCluster(
                # What jobs share is loaded once where one Dask worker does them all.
                n_workers=1 if self._warm else workers,
                threads_per_worker=workers if self._warm else 1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                memory_limit=MEMORY,
                silence_logs=logging.CRITICAL,
                preload=[_DEAF],
            )
            self._client = distributed.Client(self._cluster)
        return self._client

    @staticmethod
    def _connected(scheduler: str) -> Any:
        try:
            _knock(scheduler)
            client = distributed.Client(scheduler, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise EngineUnreachable(f"no Dask scheduler answers at {scheduler}") from error
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            client.close()
            raise EngineUnreachable(f"the Dask scheduler at {scheduler} has no worker") from error
        return client

    def _take(self, future: Any, job: Job) -> bool:
        """Note how a job ended; False where its result was lost with a worker and is made anew."""
        match future.status:
            case "finished":
                try:
                    ended_well, value = future.result(timeout=PATIENCE)
                except (TimeoutError, CancelledError):
                    return False
                (job.returned if ended_well else job.failed)(value)
            case "error":
                error = future.exception(timeout=PATIENCE)
                if isinstance(error, distributed.KilledWorker):
                    job.deaths = DEATHS
                    job.failed(f"its worker died {DEATHS} times")
                else:
                    job.failed(" ".join(f"{type(error).__name__}: {error}".split()))
            case "cancelled":
                raise EngineUnreachable(f"the Dask scheduler {self.scheduler} went away")
            case _:
                return False
        return True

    def _hear_again(self) -> None:
        """Wait for results that are made anew: of one that is lost Dask would speak at once."""
        for future in [future for future in self._undone if future.status != "lost"]:
            self._undone.remove(future)
            future.add_done_callback(self._heard.put)

    def _refuse_lost(self) -> None:
        """Raise where the scheduler is gone; a cluster whose workers come back is waited for."""
        if self._client.status not in ("running", "connecting", "newly-created"):
            raise EngineUnreachable(f"the Dask scheduler {self.scheduler} went away")


def _knock(address: str) -> None:
    """OSError at once where nobody listens: Dask itself would try again for a while."""
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.hostname and place.port and place.scheme in ("tcp", "tls"):
        socket.create_connection((place.hostname, place.port), PATIENCE).close()


def _be_quiet() -> None:
    """What goes wrong is told by the jobs; Dask's own logs would hide it."""
    dask.config.set(_SETTINGS)
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
