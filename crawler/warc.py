"""A WARC file in, the articles of its HTML responses out."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.items import Article
from crawler.page import LARGEST, article_from_html, memento_time

_HTML = ("text/html", "application/xhtml+xml")
_PAGES: Final = (WarcRecordType.response, WarcRecordType.resource)
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Survey:
    """What is wrong with a file, and how many records to read where the next one is cut."""

    readable: int | None = None
    wrong: str | None = None


def read_warc(path: Path) -> Iterator[Article]:
    """Yield the article of every HTML response or resource that holds one.

    Raises ValueError where the file is damaged or cut; what came before is yielded.
    """
    found = survey(path)
    with path.open("rb") as stream:
        try:
            records = ArchiveIterator(stream, auto_decode="all")
            for record in islice(records, found.readable):
                article = _article(record) if record.record_type in _PAGES else None
                if article is not None:
                    yield article
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


def _article(record: WarcRecord) -> Article | None:
    url = record.headers.get("WARC-Target-URI")
    http = record.http_headers
    headers = dict(http.items()) if http else {}
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if not url or (http and http.status_code != 200) or not kind.startswith(_HTML):
        return None
    body = record.reader.read(LARGEST + 1)
    when = record.headers.get("WARC-Date")
    fetched_at = memento_time(headers) or (datetime.fromisoformat(when) if when else None)
    return article_from_html(body, url=url, headers=headers, fetched_at=fetched_at)
