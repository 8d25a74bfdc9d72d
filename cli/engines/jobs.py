"""What the engines share: a job, and the three things that are asked of an engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from cli.engines.errors import JobFailed
from cli.engines.post import Office

DEATHS: Final = 3
"""Workers that a job may take with it; then it has failed and the others go on."""
Function = Callable[..., Any]


@dataclass(slots=True, eq=False)
class Job:
    """A call of a function that can be imported by name, with arguments that can be pickled.

    It may be made more than once, where the worker died before it told the result.
    """

    key: str
    function: Function
    arguments: tuple[Any, ...]
    deaths: int = 0
    """Workers that died with it."""
    _value: Any = field(default=None, repr=False)
    _error: str | None = field(default=None, repr=False)

    def result(self) -> Any:
        """What the function returned; JobFailed where it raised or was given up."""
        if self._error is not None:
            raise JobFailed(self._error)
        return self._value

    def returned(self, value: Any) -> None:
        """Note what the function returned."""
        self._value = value

    def failed(self, error: str) -> None:
        """Note why there is no result."""
        self._error = error


class Engine(Protocol):
    """Where jobs are done; no order is promised."""

    def submit(
        self, function: Function, *arguments: Any, key: str | None = None, in_place: bool = False
    ) -> Job:
        """Hand in a job; returns at once. ``key`` names it, else its number does.

        ``in_place``: it starts its own process and needs none of the engine's.
        """

    def office(self) -> Office:
        """A way on which jobs that are done ``in_place`` send home more than their result."""

    def slots(self) -> int:
        """How many jobs can be done at the same time, as things stand."""

    def next_done(self, timeout: float | None = None) -> Job | None:
        """Wait for a job that is done; None after ``timeout`` seconds, or where none is left.

        Raises EngineError where no job can be done any more.
        """

    def as_completed(self) -> Iterator[Job]:
        """Yield the jobs as they are done, those that are handed in meanwhile too."""

    def close(self) -> None:
        """End all workers that were started here, those at work too; unfinished jobs are lost."""
