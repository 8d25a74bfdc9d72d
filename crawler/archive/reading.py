"""A WARC file of per-record gzip members in, its records out, however damaged the file is."""

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastwarc.warc import HeaderMap, WarcRecord, WarcRecordType

from crawler.archive.capture import ABOUT, About, Capture, Place
from crawler.archive.coding import Undecodable, decoded

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of one record, unpacked; nothing that the crawler writes comes near."""
_MAGIC: Final = b"\x1f\x8b\x08"
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One record and the bytes of the file it takes."""

    start: int
    end: int
    data: bytes
    """The record, unpacked."""

    def record(self) -> WarcRecord:
        """The record parsed, its HTTP body as it was sent; ValueError for no record."""
        record = self._parsed()
        if record.is_http:
            record.parse_http(auto_decode="transfer")
        return record

    def intact(self) -> bool:
        """Whether the record is what its own digest says; ValueError for no record."""
        record = self._parsed()
        return "WARC-Block-Digest" not in record.headers or record.verify_block_digest()

    def _parsed(self) -> WarcRecord:
        try:
            return WarcRecord.from_bytes(self.data)
        except OSError as error:
            raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no record; ``cut`` where the file ends in the middle of one."""

    start: int
    end: int
    cut: bool


def members(path: Path, start: int = 0) -> Iterator[Member | Damage]:
    """Yield the records from byte ``start`` on; damaged parts are named and passed over."""
    if path.stat().st_size <= start:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = start
        while at < len(data):
            found = _member(data, at)
            if isinstance(found, Damage):
                found = _resume(data, found)
            yield found
            at = found.end


def read_at(folder: Path, place: Place) -> Capture | None:
    """The capture at a place of the archive, None where it is gone or damaged."""
    try:
        found = next(members(folder / place.file, place.start), None)
        return capture_of(found) if isinstance(found, Member) else None
    except (OSError, ValueError):
        return None


def capture_of(member: Member) -> Capture | None:
    """The response or file of a record, None for a record of another type.

    Raises ValueError where the record cannot be parsed.
    """
    return capture_of_record(member.record())


def capture_of_record(record: WarcRecord) -> Capture | None:
    """The same of a record that is parsed."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    http = record.http_headers if record.is_http else None
    status = http.status_code if http is not None else None
    if record.record_type == WarcRecordType.response and status is None:
        raise ValueError("a response without an HTTP status")
    content_type = record.headers.get("Content-Type") or ""
    return Capture(
        url=record.headers.get("WARC-Target-URI") or "",
        fetched_at=record.headers.get("WARC-Date") or "",
        body=content_of(record),
        status=status,
        fields=_fields(http) if http is not None else (("Content-Type", content_type),),
        about=About.of_json(record.headers.get(ABOUT)),
        digest=record.headers.get("WARC-Payload-Digest"),
    )


def _fields(http: HeaderMap) -> tuple[tuple[str, str], ...]:
    """The fields as the crawler takes them: a character for each byte."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in http.items_bytes()
    )


def content_of(record: WarcRecord, largest: int = LARGEST) -> bytes:
    """The body decoded; as it came where the server declares a coding that it is not in."""
    raw: bytes = record.reader.read(largest)
    codings = record.http_headers.get("Content-Encoding") if record.is_http else None
    try:
        return decoded(raw, codings or "")
    except Undecodable:
        return raw


def _member(data: mmap.mmap, start: int) -> Member | Damage:
    inflate = zlib.decompressobj(wbits=31)
    parts, size, at = [], 0, start
    try:
        while not inflate.eof and at < len(data):
            chunk = data[at : at + _CHUNK]
            part = inflate.decompress(chunk, LARGEST - size + 1)
            at += len(chunk)
            size += len(part)
            parts.append(part)
            if size > LARGEST:
                return Damage(start, start + 1, cut=False)
    except zlib.error:
        return Damage(start, start + 1, cut=False)
    if not inflate.eof:
        return Damage(start, len(data), cut=True)
    record = b"".join(parts)
    if not record.startswith(b"WARC/"):
        return Damage(start, start + 1, cut=False)
    return Member(start, at - len(inflate.unused_data), record)


def last_start(data: mmap.mmap) -> int | None:
    """Where the last record begins, as far as its beginning can be unpacked."""
    at = data.rfind(_MAGIC)
    while at >= 0:
        if _begins(data, at):
            return at
        at = data.rfind(_MAGIC, 0, at)
    return None


def end_of(data: mmap.mmap, start: int) -> int | None:
    """Where the record that begins at ``start`` ends; None where the file ends in the middle.

    Raises ValueError where it is damaged. Its size does not matter.
    """
    inflate, at = zlib.decompressobj(wbits=31), start
    while at < len(data):
        chunk = data[at : at + _CHUNK]
        at += len(chunk)
        try:
            while chunk:
                inflate.decompress(chunk, _CHUNK * 16)
                chunk = inflate.unconsumed_tail
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if inflate.eof:
            return at - len(inflate.unused_data)
    return None


def next_start(data: mmap.mmap, start: int) -> int | None:
    """Where the first record begins that does so at ``start`` or behind it."""
    at = data.find(_MAGIC, start)
    while at >= 0:
        if _begins(data, at):
            return at
        at = data.find(_MAGIC, at + 1)
    return None


def _begins(data: mmap.mmap, at: int) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[at : at + 512], 5) == b"WARC/"
    except zlib.error:
        return False


def _resume(data: mmap.mmap, damage: Damage) -> Damage:
    """The damage up to the next record that begins behind it, else up to the end."""
    if (at := next_start(data, damage.start + 1)) is not None:
        return Damage(damage.start, at, cut=False)
    return Damage(damage.start, len(data), cut=damage.cut)
