"""A folder for files that are not finished: they are moved out of it whole, or go with it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

PREFIX: Final = ".batchwatch-unfinished-"


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A new folder inside ``folder``, so on the same disk; removed at the end with what it holds.

    Those of processes that were killed are removed first: the living hold a lock on theirs.
    """
    _sweep(folder)
    place, handle = _claim(folder)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(handle)


def make_durable(path: Path) -> None:
    """Brings a file, or a folder's list of names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_into_place(new: Path, path: Path) -> None:
    """Gives a finished file its name, in place of any that has it; survives a power cut."""
    make_durable(new)
    new.replace(path)
    make_durable(path.parent)


def _claim(folder: Path) -> tuple[Path, int]:
    """Another process may sweep a folder away between its making and its locking: try again."""
    while True:
        place = Path(mkdtemp(prefix=PREFIX, dir=folder))
        with suppress(FileNotFoundError):
            handle = os.open(place, os.O_RDONLY)
            if _ours(handle) and place.exists():
                return place, handle
            os.close(handle)


def _ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a network disk without locks, where nothing is swept either
    return True


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(handle)
