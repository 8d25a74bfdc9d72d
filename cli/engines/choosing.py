"""The name of an engine in, the engine out."""

import os
from typing import Final

from cli.engines.errors import EngineMissing
from cli.engines.jobs import Engine, Function
from cli.errors import USAGE, Failure

NAMES: Final = ("local", "dask")


def engine_of(
    name: str = "local",
    scheduler: str | None = None,
    workers: int | None = None,
    *,
    warm: Function | None = None,
) -> Engine:
    """The engine of a name; ``workers`` is by default the number of processors.

    ``scheduler`` is the address of a Dask scheduler that runs already: its workers do the jobs.
    ``warm`` is called once in a process before others are forked from it to do jobs: what it
    imports and reads is shared; of a cluster of our own all jobs then share one Dask worker.
    Raises EngineMissing and EngineUnreachable.
    """
    if scheduler and name != "dask":
        raise Failure("--scheduler goes with --engine dask", USAGE)
    if name == "local":
        from cli.engines.local import LocalEngine

        return LocalEngine(workers or processors(), warm=warm)
    require(name)
    from cli.engines.dask import DaskEngine

    return DaskEngine(scheduler, workers or processors(), warm=warm)


def require(name: str) -> None:
    """Raise EngineMissing where a package that the engine needs is not installed."""
    if name == "dask":
        try:
            import distributed  # noqa: F401  # is it installed?
        except ImportError as error:
            raise EngineMissing(name) from error


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
