"""Who writes into a data directory at this moment, and how to have its alerts wait."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cli.errors import BUSY, Failure

PATIENCE: Final = 60.0
"""Seconds that a deliverer is waited for."""


def writer(data: Path, name: str = "lock") -> str | None:
    """``process 4711, since 2024-01-30T10:15:00Z``; None where nobody holds that lock.

    Its line stays in the lock file after a kill: only then is the lock itself tried, for an
    instant and shared.
    """
    try:
        with (data / name).open("rb") as lock:
            said = lock.read(200).decode("utf-8", "replace").strip()
            if not said:
                return None
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return said
    except OSError:
        return None
    return None


@contextmanager
def without_deliveries(data: Path) -> Iterator[None]:
    """Keeps alerts from being delivered while the store that knows of them is replaced.

    What is delivered meanwhile would be forgotten, and delivered again.
    """
    from db.store import store_path
    from pipelines.deliver import delivering

    with delivering(store_path(data), PATIENCE) as mine:
        if not mine:
            raise Failure("another batchwatch delivers alerts now; try again later", BUSY)
        yield
