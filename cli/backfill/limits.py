"""Limits of one record: of processor time for what can be stopped, of time for what cannot."""

import faulthandler
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

SECONDS: Final = 10.0
"""Processor time for the reading of one page; the usual one takes a hundredth of a second."""
HANGS: Final = 120.0
"""Seconds after which a page ends the process that reads it."""


@contextmanager
def within_limits() -> Iterator[None]:
    """Raise TooSlow in the block where a page takes too long; end the process where it hangs.

    A library that hangs in C hears no signal: the process ends, another one does the job again
    (``cli.engines``) and passes the page over (``cli.backfill.journal``).
    """
    from extract.limit import time_limit

    ours = threading.current_thread() is threading.main_thread()
    if ours:
        faulthandler.dump_traceback_later(HANGS, exit=True, file=_nowhere())
    try:
        with time_limit(SECONDS):
            yield
    finally:
        if ours:
            faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)
