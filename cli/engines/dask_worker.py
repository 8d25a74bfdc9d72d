"""A job in, its result or error out: what a Dask worker does with it.

It is done in a process of its own (``cli.engines.local``): the limits of time need a main thread,
and what crashes takes no worker with it.
"""

import atexit
import threading
from functools import cache
from typing import Any, Final

from cli.engines.errors import JobFailed
from cli.engines.forks import Forks
from cli.engines.jobs import Function
from cli.engines.local import LocalEngine
from cli.engines.nursery import told

_one_at_a_time: Final = threading.Lock()


def in_place_of_it(function: Function, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Do a job in the thread that would wait for a process to do it; what ``in_own_process`` does
    otherwise.
    """
    try:
        return True, function(*arguments)
    except Exception as error:  # the edge of every job
        return False, told(error)


def in_own_process(
    warm: Function | None, function: Function, arguments: tuple[Any, ...]
) -> tuple[bool, Any]:
    """Do a job in this Dask worker's child; whether it ended well, with its result or error."""
    with _one_at_a_time:
        engine = _child(warm, threading.get_ident())
    job = engine.submit(function, *arguments)
    for _ in engine.as_completed():
        pass
    try:
        return True, job.result()
    except JobFailed as error:
        return False, str(error)


@cache
def _child(warm: Function | None, _thread: int) -> LocalEngine:
    """What does the jobs of one thread: an engine that several used would mix up their jobs."""
    engine = LocalEngine(1, forks=_forks(warm))
    atexit.register(engine.close)
    return engine


@cache
def _forks(warm: Function | None) -> Forks:
    """Where the jobs of all threads of this Dask worker have their processes from."""
    forks = Forks(warm)
    atexit.register(forks.close)
    return forks
