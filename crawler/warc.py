"""Anybody's WARC file in, the articles of its HTML responses out, with their captures."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.archive.capture import About, Capture
from crawler.archive.reading import content_of
from crawler.captured import read_capture
from crawler.items import Article
from crawler.page import LARGEST

_HTML = ("text/html", "application/xhtml+xml")
_PAGES: Final = (WarcRecordType.response, WarcRecordType.resource)
_CODINGS: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Survey:
    """What is wrong with a file, and how many records to read where the next one is cut."""

    readable: int | None = None
    wrong: str | None = None


def read_warc(path: Path) -> Iterator[tuple[Article, Capture]]:
    """Yield the article of every HTML response or resource that holds one, and its capture.

    Raises ValueError where the file is damaged or cut; what came before is yielded.
    """
    found = survey(path)
    with path.open("rb") as stream:
        try:
            records = ArchiveIterator(stream, auto_decode="transfer")
            for record in islice(records, found.readable):
                capture = _capture(record, path) if record.record_type in _PAGES else None
                article = _article(capture) if capture is not None else None
                if article is not None and capture is not None:
                    yield article, capture
        except OSError as error:
            raise ValueError(f"damaged WARC file: {error}") from error
    if found.wrong:
        raise ValueError(found.wrong)


def survey(path: Path) -> Survey:
    """Walk the file from record to record; fastwarc takes a cut one for the end of the file."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        records = 0
        try:
            stream: BufferedIOBase = gzip.GzipFile(fileobj=raw) if packed else raw
            while (whole := _skip_record(stream)) is not None:
                if not whole:
                    raise EOFError
                records += 1
        except EOFError:
            return Survey(records, f"cut off after {records} records")
        except (zlib.error, gzip.BadGzipFile, ValueError):
            return Survey(None, f"damaged WARC file after {records} records")
    return Survey(None, None if records else "holds no WARC record")


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


def _capture(record: WarcRecord, path: Path) -> Capture | None:
    """The page of a record, decoded; None where it is none."""
    url = record.headers.get("WARC-Target-URI")
    http = record.http_headers
    kind = record.http_content_type or record.headers.get("Content-Type") or ""
    if not url or (http and http.status_code != 200) or not kind.lower().startswith(_HTML):
        return None
    fields = http.to_tuples() if http else (("Content-Type", kind),)
    return Capture(
        url=url,
        fetched_at=record.headers.get("WARC-Date") or "",
        body=content_of(record, LARGEST + 1),
        status=200,
        fields=tuple((name, value) for name, value in fields if name.lower() not in _CODINGS),
        about=About("file", name=path.name),
    )


def _article(capture: Capture) -> Article | None:
    read = read_capture(capture, {})
    return read.article if read else None
