"""Anybody's WARC file in, its records out in their order, however damaged the file is."""

import gzip
import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from crawler.archive.reading import end_of, last_start, next_start

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the byte of the file at which it begins; valid until the next one is asked."""

    at: int
    record: WarcRecord


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of the file that is no record."""

    at: int
    why: Literal["damaged", "cut", "empty"]
    records: int
    """That came before."""

    def __str__(self) -> str:
        """Say it as the reason why a file is not read."""
        if self.why == "empty":
            return "holds no WARC record"
        if self.why == "cut":
            return f"cut off after {self.records} records"
        return f"damaged WARC file after {self.records} records"


def records(path: Path, start: int = 0) -> Iterator[Found | Broken]:
    """Yield the records of a file from byte ``start`` on.

    Where each record is packed by itself, as all archives do it, what is damaged is passed over;
    in other files nothing behind it can be read. Raises OSError where there is no such file.
    """
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield Broken(0, "empty", 0)
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if _one_by_one(data):
                yield from _members(file, data, start)
                return
        yield from _as_one(path, file, start)


def _one_by_one(data: mmap.mmap) -> bool:
    """Whether a record begins behind the first one that was packed by itself."""
    return data[:2] == b"\x1f\x8b" and next_start(data, 1) is not None


def _members(file: BufferedReader, data: mmap.mmap, at: int) -> Iterator[Found | Broken]:
    number, cut = 0, _cut(data)
    sound = len(data) if cut is None else cut
    while at < sound:
        last = at
        try:
            file.seek(at)
            for record in ArchiveIterator(file, auto_decode="transfer"):
                if record.stream_pos >= sound:
                    break
                last = record.stream_pos
                number += 1
                yield Found(last, record)
        except OSError:
            pass  # what is behind the last record tells where it happened
        end = _end(data, last)
        if end is None:
            number -= number and last != at
            yield Broken(last, "damaged", number)
            end = next_start(data, last + 1)
        elif end < sound and (begins := next_start(data, end)) != end:
            yield Broken(end, "damaged", number)
            end = begins
        elif end < sound and _end(data, end) is None:
            yield Broken(end, "damaged", number)
            end = next_start(data, end + 1)
        at = len(data) if end is None else end
    if cut is not None:
        yield Broken(cut, "cut", number)


def _end(data: mmap.mmap, start: int) -> int | None:
    try:
        return end_of(data, start)
    except ValueError:
        return None


def _cut(data: mmap.mmap) -> int | None:
    """Where the record begins in the middle of which the file ends; None where it does not."""
    start = last_start(data)
    try:
        return start if start is not None and end_of(data, start) is None else None
    except ValueError:
        return None


def _as_one(path: Path, file: BufferedReader, start: int) -> Iterator[Found | Broken]:
    """Read a file that is packed as a whole, or not at all; it is walked through before."""
    found = _survey(path)
    most = found.records if found is not None and found.why == "cut" else None
    number = 0
    try:
        for record in islice(ArchiveIterator(file, auto_decode="transfer"), most):
            number += 1
            if record.stream_pos >= start:
                yield Found(record.stream_pos, record)
    except OSError:
        found = found or Broken(0, "damaged", number)
    if found is not None:
        yield found


def _survey(path: Path) -> Broken | None:
    """Walk a file from record to record; fastwarc takes a cut one for the end of the file."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        number = 0
        try:
            stream: BufferedIOBase = gzip.GzipFile(fileobj=raw) if packed else raw
            while (whole := _skip_record(stream)) is not None:
                if not whole:
                    raise EOFError
                number += 1
        except EOFError:
            return Broken(0, "cut", number)
        except (zlib.error, gzip.BadGzipFile, ValueError):
            return Broken(0, "damaged", number)
    return None if number else Broken(0, "empty", 0)


def _skip_record(stream: BufferedIOBase) -> bool | None:
    """Tell whether the next record is whole, None at the end; ValueError where none begins."""
    line = stream.readline(_CHUNK)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_CHUNK)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        if line == b"\r" or b"WARC/".startswith(line):
            return False
        raise ValueError("no WARC record begins here")
    length = 0
    while (line := stream.readline(_CHUNK)) not in (b"\r\n", b"\n"):
        if not line:
            return False
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    while length > 0:
        if not (chunk := stream.read(min(length, _CHUNK))):
            return False
        length -= len(chunk)
    return True
