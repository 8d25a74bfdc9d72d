"""An engine that does each job in this process when it is asked for the result."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from cli.engines import Job


class Inline:
    """Does what ``cli.engines.Engine`` does, without processes."""

    def __init__(self, before: Callable[[Job], None] = lambda _: None) -> None:
        self.done: list[str] = []
        self._jobs: deque[Job] = deque()
        self._before = before

    def submit(self, function: Callable[..., Any], *arguments: Any, key: str | None = None) -> Job:
        """Keep a job."""
        self._jobs.append(Job(key or "", function, arguments))
        return self._jobs[-1]

    def next_done(self, timeout: float | None = None) -> Job | None:
        """Do a job."""
        if not self._jobs:
            return None
        job = self._jobs.popleft()
        self._before(job)
        job.returned(job.function(*job.arguments))
        self.done.append(job.key)
        return job

    def slots(self) -> int:
        """One."""
        return 1

    def as_completed(self) -> Iterator[Job]:
        """Do all jobs."""
        while (job := self.next_done()) is not None:
            yield job

    def close(self) -> None:
        """Nothing is open."""
