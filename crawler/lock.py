"""One writer a data directory: a lock that the system frees when its process ends, however.

A process may lend its lock to its children: they write together, each in its turn, and the lock
is free when the last of them has ended.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawler.errors import CrawlBusy

LOCK_NAME: Final = "lock"
WATCH_NAME: Final = "watch.lock"
TURN_NAME: Final = "turn.lock"
ORPHANS: Final = 5.0
"""Seconds in which the children of a process that was killed come to their end, too."""
_held: dict[Path, int] = {}
"""How often this process holds each directory's lock: a crawl and its steps share it."""
_handles: dict[Path, int] = {}
"""The open lock files that this process holds itself."""
_borrowed: set[Path] = set()
"""Directories whose lock is that of the parent process."""


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the lock of ``data`` (made where it is missing); CrawlBusy at once where it is held."""
    folder = data.resolve()
    if _held.get(folder):
        with _counted(folder):
            yield
        return
    with _locked(folder / LOCK_NAME, f"writes into {data}") as handle:
        _handles[folder] = handle
        try:
            with _counted(folder):
                yield
        finally:
            del _handles[folder]


@contextmanager
def watching(data: Path) -> Iterator[None]:
    """Be the one watch of ``data``; CrawlBusy at once where there is another."""
    with _locked(data.resolve() / WATCH_NAME, f"watches {data}"):
        yield


def lent(data: Path) -> int:
    """The descriptor of the lock that this process holds, for a child process to inherit."""
    return _handles[data.resolve()]


@contextmanager
def borrowing(data: Path, handle: int) -> Iterator[None]:
    """Write beside the other children of the process that holds the lock and lent it as ``handle``.

    Raises CrawlBusy where the descriptor is no such lock.
    """
    folder = data.resolve()
    try:
        lock, ours = os.fstat(handle), (folder / LOCK_NAME).stat()
        if (lock.st_dev, lock.st_ino) != (ours.st_dev, ours.st_ino):
            raise CrawlBusy(f"descriptor {handle} is not the lock of {data}")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CrawlBusy(f"the lock of {data} was not lent: {error.strerror}") from error
    _borrowed.add(folder)
    try:
        with _counted(folder):
            yield
    finally:
        _borrowed.discard(folder)


def shared(data: Path) -> bool:
    """Whether other processes may write into the directory at the same time as this one."""
    return data.resolve() in _borrowed


@contextmanager
def turn(data: Path) -> Iterator[None]:
    """Wait until none of those who share the lock appends to the archive, and keep them waiting."""
    handle = os.open(data / TURN_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _counted(folder: Path) -> Iterator[None]:
    _held[folder] = _held.get(folder, 0) + 1
    try:
        yield
    finally:
        _held[folder] -= 1


@contextmanager
def _locked(path: Path, does: str) -> Iterator[int]:
    """Hold one lock file, which names its holder; CrawlBusy where another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, does)
        began = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}, since {began}\n".encode(), 0)
        try:
            yield handle
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int, does: str) -> None:
    """Lock at once or not at all; the children of a holder that was killed are waited for."""
    until = time.monotonic() + ORPHANS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until or _lives(handle):
                raise CrawlBusy(_busy(does, handle)) from None
            time.sleep(0.05)
        else:
            return


def _lives(handle: int) -> bool:
    """Whether the process that a lock file names is there; one that is named not yet is."""
    named = re.match(rb"process (\d+),", os.pread(handle, 200, 0))
    try:
        if named is not None:
            os.kill(int(named[1]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _busy(does: str, handle: int) -> str:
    who = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
    return f"another batchwatch {does} ({who or 'just started'}); try again later"
