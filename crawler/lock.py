"""One writer a data directory: a lock that the system frees when its process ends, however."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawler.errors import CrawlBusy

LOCK_NAME: Final = "lock"
_held: dict[Path, int] = {}
"""How often this process holds each directory's lock: a crawl and its steps share it."""


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the lock of ``data`` (made where it is missing); CrawlBusy at once where it is held."""
    folder = data.resolve()
    if _held.get(folder):
        _held[folder] += 1
        try:
            yield
        finally:
            _held[folder] -= 1
        return
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CrawlBusy(_busy(data, handle)) from None
        began = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}, since {began}\n".encode(), 0)
        _held[folder] = 1
        try:
            yield
        finally:
            del _held[folder]
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _busy(data: Path, handle: int) -> str:
    who = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
    return f"another batchwatch writes into {data} ({who or 'just started'}); try again later"
