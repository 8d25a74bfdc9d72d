"""What a running job sends home and what home says to it, where both see one folder."""

import contextlib
import itertools
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

MOST: Final = 64
"""Parcels of one job that may wait to be taken."""
_WORD: Final = "word"


class Post(Protocol):
    """A job's end of the post; can be pickled."""

    def begin(self) -> bool:
        """Open it; False where it was opened before: the worker that did it has died."""

    def put(self, parcel: bytes) -> bool:
        """Send a parcel; False where it could not be sent just now.

        One that was sent all the same may be sent again: home must know them apart. OSError where
        the way is gone.
        """

    def word(self) -> str | None:
        """What home said last, None where it cannot be heard."""

    def closing(self) -> bool:
        """Whether the worker is to end, so that the job is given to another one."""


class Office(Protocol):
    """The end at home."""

    def post(self, key: str) -> Post:
        """The post of one job; the key is given once."""

    def take(self) -> list[bytes]:
        """The parcels that have come; those of one job in their order."""

    def say(self, word: str) -> None:
        """Say something to all jobs."""

    def close(self) -> None:
        """Take nothing any more."""


@dataclass(slots=True)
class FolderPost:
    """Parcels are files, whole when they have their names."""

    folder: Path
    key: str
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def begin(self) -> bool:
        """See ``Post``."""
        try:
            (self.folder / self.key).mkdir()
        except FileExistsError:
            return False
        return True

    def put(self, parcel: bytes) -> bool:
        """See ``Post``."""
        box = self.folder / self.key
        if sum(1 for _ in box.iterdir()) > MOST:
            return False
        path = box / f"{next(self._numbers):08}"
        new = path.with_suffix(".new")
        new.write_bytes(parcel)
        new.rename(path)
        return True

    def word(self) -> str | None:
        """See ``Post``."""
        try:
            return (self.folder / _WORD).read_text(encoding="utf-8")
        except OSError:
            return None

    def closing(self) -> bool:
        """See ``Post``: a process of this machine ends at once where it is to."""
        return False


class FolderOffice:
    """The end at home of a folder that the jobs see as well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def post(self, key: str) -> Post:
        """See ``Office``."""
        return FolderPost(self._folder, key)

    def take(self) -> list[bytes]:
        """See ``Office``."""
        paths = sorted(self._folder.glob("*/[0-9]*[0-9]"))
        taken = [path.read_bytes() for path in paths]
        for path in paths:
            path.unlink()
        return taken

    def say(self, word: str) -> None:
        """See ``Office``."""
        new = self._folder / f"{_WORD}.new"
        with contextlib.suppress(OSError):
            new.write_text(word, encoding="utf-8")
            new.rename(self._folder / _WORD)

    def close(self) -> None:
        """See ``Office``."""
        shutil.rmtree(self._folder, ignore_errors=True)
