"""A limit on the processor time that one article may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extract.errors import TooSlow

SECONDS = 4.0
"""Processor time for one article; a page of 10,000 characters takes about a hundredth of it."""


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooSlow in the block once it has used so much of the processor.

    Also inside a regular expression. Processor time, not wall time: a busy machine refuses nothing.
    Without effect outside the main thread and where the system has no such timer (Windows).
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "SIGVTALRM"
    ):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(seconds)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
