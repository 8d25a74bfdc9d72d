"""Records in, WARC files out: append-only, rotated by size and day, never a half record."""

import os
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from crawler.archive.capture import Place
from crawler.archive.records import head_record
from crawler.errors import ArchiveError
from crawler.manners import PRODUCT

LARGEST: Final = 256 * 1024 * 1024
"""Bytes from which a file is not continued."""
_NUMBER: Final = "[0-9]" * 5


class Archive:
    """The writing end of one folder of WARC files; one process at a time (``crawler.lock``)."""

    def __init__(
        self,
        folder: Path,
        *,
        closed: frozenset[str] = frozenset(),
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.folder = folder
        self._closed = closed
        """Files with a damaged end, which nothing must be appended to."""
        self._known = known
        """Files of before, be they there or not: a name is never given twice."""
        self._path: Path | None = None
        self._handle = -1
        self._size = 0
        self._unsynced = False

    def append(self, record: bytes) -> Place:
        """Write one record whole, or nothing of it and raise ArchiveError (a full disk)."""
        try:
            self._open_for(record)
            assert self._path is not None
            place = Place(self._path.name, self._size)
            self._write(record)
        except OSError as error:
            raise ArchiveError(
                f"cannot write the archive {self._path or self.folder}: {error.strerror};"
                " nothing was half-written"
            ) from error
        return place

    @property
    def size(self) -> tuple[str, int] | None:
        """The name and the size of the file that is written to."""
        return None if self._path is None else (self._path.name, self._size)

    def sync(self) -> None:
        """Bring what was appended to the disk, so that a power failure cannot take it.

        Raises ArchiveError where the disk does not take it.
        """
        if self._unsynced:
            try:
                os.fsync(self._handle)
            except OSError as error:
                told = f"cannot bring the archive {self._path} to the disk: {error.strerror}"
                raise ArchiveError(told) from error
            self._unsynced = False

    def close(self) -> None:
        """Bring all to the disk and let the file go."""
        if self._path is not None:
            self.sync()
            os.close(self._handle)
            self._path, self._handle = None, -1

    def _open_for(self, record: bytes) -> None:
        day = f"{datetime.now(UTC):%Y%m%d}"
        if self._path is not None:
            # Without its first record, which a full disk kept out, a file is opened anew.
            if 0 < self._size < LARGEST and f"-{day}-" in self._path.name:
                return
            self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        own = f"batchwatch-{day}-{_NUMBER}.warc.gz"
        names = sorted(path.name for path in self.folder.glob(own))
        last = self.folder / names[-1] if names else None
        if last is not None and last.name not in self._closed and last.stat().st_size < LARGEST:
            self._take(last, os.O_WRONLY)
        else:
            given = {*names, *(name for name in self._known if fnmatch(name, own))}
            number = int(max(given).split("-")[2].split(".")[0]) + 1 if given else 1
            self._take(
                self.folder / f"batchwatch-{day}-{number:05}.warc.gz",
                os.O_WRONLY | os.O_CREAT | os.O_EXCL,
            )
        if not self._size:
            assert self._path is not None
            self._write(head_record(self._path.name, PRODUCT))

    def _take(self, path: Path, flags: int) -> None:
        self._handle = os.open(path, flags, 0o644)
        self._path = path
        self._size = os.lseek(self._handle, 0, os.SEEK_END)

    def _write(self, record: bytes) -> None:
        done = 0
        try:
            while done < len(record):
                done += os.pwrite(self._handle, record[done:], self._size + done)
        except OSError:
            os.ftruncate(self._handle, self._size)
            raise
        self._size += len(record)
        self._unsynced = True
