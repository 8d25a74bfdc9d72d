"""Which record of a file is in hand: read by the next attempt where the last one died with it."""

import json
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

_FORM: Final = struct.Struct("<qqqq")
_NONE: Final = -1
_OFTEN: Final = 0.5
PATIENCE: Final = 2
"""Attempts that may die with one record in hand; the next one passes it over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: bytes of its file, records, articles that announce."""

    at: int
    records: int
    relevant: int


class Diary(Protocol):
    """What the reading of a file tells of where it is."""

    @property
    def deadly(self) -> frozenset[int]:
        """Records that took more than one attempt with them."""

    def reach(self, at: int, records: int, relevant: int) -> None:
        """It has come so far."""

    def take(self, at: int) -> None:
        """A record is in hand."""

    def release(self) -> None:
        """None is."""


class Journal:
    """Kept beside a shard until it is finished."""

    def __init__(self, shard: Path) -> None:
        self._path, self._deaths = _at(shard), shard.with_suffix(".deaths")
        self.deadly = self._count_death()
        self._handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        self._told = 0.0
        self._now = (0, 0, 0)
        self._write(_NONE)

    def reach(self, at: int, records: int, relevant: int) -> None:
        """Note how far the job has come, now and then."""
        self._now = (at, records, relevant)
        if time.monotonic() - self._told > _OFTEN:
            self._write(_NONE)

    def take(self, at: int) -> None:
        """Note that a record is in hand."""
        self._write(at)

    def release(self) -> None:
        """Note that none is."""
        self._write(_NONE)

    def close(self, *, finished: bool) -> None:
        """Forget all where the shard is finished."""
        if finished:
            self._path.unlink(missing_ok=True)
            self._deaths.unlink(missing_ok=True)
        else:
            self._write(_NONE)
        os.close(self._handle)

    def _write(self, at: int) -> None:
        self._told = time.monotonic()
        os.pwrite(self._handle, _FORM.pack(at, *self._now), 0)

    def _count_death(self) -> frozenset[int]:
        try:
            in_hand = _FORM.unpack(self._path.read_bytes())[0]
        except (OSError, struct.error):
            in_hand = _NONE
        try:
            deaths: dict[str, int] = json.loads(self._deaths.read_text(encoding="ascii"))
        except (OSError, ValueError):
            deaths = {}
        if in_hand != _NONE:
            deaths[str(in_hand)] = deaths.get(str(in_hand), 0) + 1
            self._deaths.write_text(json.dumps(deaths), encoding="ascii")
        return frozenset(int(at) for at, number in deaths.items() if number >= PATIENCE)


def progress_of(shard: Path) -> Progress | None:
    """How far the job that makes a shard has come; None where none is at it."""
    try:
        _, *told = _FORM.unpack(_at(shard).read_bytes())
    except (OSError, struct.error):
        return None
    return Progress(*told)


def _at(shard: Path) -> Path:
    return shard.with_suffix(".at")
