"""Files that are there whole or not at all."""

import errno
import os
from pathlib import Path
from typing import Final

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def put(path: Path, content: bytes) -> None:
    """Write a file under another name first, and bring it to the disk."""
    new = beside(path)
    try:
        with new.open("wb") as file:
            file.write(content)
        settle(new, path)
    finally:
        new.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """A name for what is being written: no two processes of any machine choose the same."""
    return path.with_name(f"{path.name}.{os.uname().nodename}-{os.getpid()}.tmp")


def settle(new: Path, path: Path) -> None:
    """Bring a file to the disk, then give it its name."""
    handle = os.open(new, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    new.replace(path)


def tidy(folder: Path) -> None:
    """Delete what was being written by processes of this machine that have ended."""
    for path in folder.glob(f"*.{os.uname().nodename}-*.tmp"):
        number = path.name.removesuffix(".tmp").rpartition("-")[2]
        if number.isdecimal() and not _lives(int(number)):
            path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def is_full(error: OSError) -> bool:
    """Whether there was no room."""
    return error.errno in _FULL
