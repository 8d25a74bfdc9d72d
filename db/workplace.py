"""A folder for files that are not finished: they are moved out of it whole, or go with it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PREFIX: Final = ".batchwatch-unfinished-"
_AT_CWD: Final = -100
_EXCHANGE: Final = 2
"""Of Linux: ``AT_FDCWD`` and ``RENAME_EXCHANGE``."""


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A new folder inside ``folder``, so on the same disk; removed at the end with what it holds.

    Those of processes that were killed are removed first: the living hold a lock on theirs.
    """
    from shutil import rmtree

    _sweep(folder)
    place, handle = _claim(folder)
    try:
        yield place
    finally:
        rmtree(place, ignore_errors=True)
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


def move_folder_into_place(new: Path, path: Path) -> None:
    """Gives a finished folder its name, in place of any that has it.

    The two change places in one step, and the old one goes. Where a file system cannot do that
    the old one is renamed a moment before, and stays under that name if the machine stops.
    """
    from shutil import rmtree

    for file in new.iterdir():
        make_durable(file)
    make_durable(new)
    if not path.exists():
        new.rename(path)
    elif not _exchange(new, path):
        aside = path.with_name(f"{path.name}.replaced-{os.getpid()}")
        path.rename(aside)
        try:
            new.rename(path)
        except OSError:
            aside.rename(path)
            raise
        rmtree(aside)
    make_durable(path.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two paths change places; False where the system or the disk cannot."""
    import ctypes

    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if swap is None:
        return False
    here, there = os.fsencode(one), os.fsencode(other)
    return bool(swap(_AT_CWD, here, _AT_CWD, there, _EXCHANGE) == 0)


def _claim(folder: Path) -> tuple[Path, int]:
    """Another process may sweep a folder away between its making and its locking: try again."""
    from tempfile import mkdtemp

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
    from shutil import rmtree

    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                rmtree(left)
            finally:
                os.close(handle)
