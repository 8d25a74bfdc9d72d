"""A parcel as one line of JSON: appended to a file or written to a stream, whole or not at all."""

import fcntl
import os
import stat
from typing import Final, TextIO

from pipelines.delivery.answers import Answer
from pipelines.delivery.parcel import Parcel

_NEW_FILE: Final = 0o640


def append(path: str, parcel: Parcel) -> Answer:
    """Append the line and have it on the disk; a line that does not fit is taken back."""
    line = parcel.line() + b"\n"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        handle = os.open(path, flags, _NEW_FILE)
        try:
            _write(handle, line)
        finally:
            os.close(handle)
    except OSError as error:
        return Answer(False, f"cannot append: {error.strerror or error}", fault="endpoint")
    return Answer(True, f"appended {len(line)} bytes")


def _write(handle: int, line: bytes) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.set_blocking(handle, True)
        while line:
            line = line[os.write(handle, line) :]
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
    size = os.fstat(handle).st_size
    try:
        rest = line
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def write(stream: TextIO, parcel: Parcel) -> Answer:
    """Write the line to a stream and flush it."""
    try:
        stream.write(parcel.line().decode("utf-8") + "\n")
        stream.flush()
    except (OSError, ValueError) as error:
        return Answer(False, f"cannot write: {type(error).__name__}", fault="endpoint")
    return Answer(True, "written")
