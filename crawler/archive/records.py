"""A capture in, the bytes of its WARC record (one gzip member) out.

FastWARC writes the record, as it reads it.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from typing import Final

from fastwarc.warc import WarcRecord, WarcRecordType

from crawler.archive.capture import ABOUT, Capture

_HTTP: Final = "application/http; msgtype=response"
_GZIP: Final = 31
"""Says to zlib that the head and the end are those of gzip."""
_SAME: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


def payload_digest(body: bytes) -> str:
    """The digest of a payload as WARC writes it: ``sha1:`` and base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def head_record(filename: str, software: str) -> bytes:
    """The ``warcinfo`` record that begins a file."""
    block = f"software: {software}\r\nformat: WARC 1.1\r\n".encode()
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    fields = (("WARC-Filename", filename), ("WARC-Date", moment))
    return _record("warcinfo", fields, "application/warc-fields", block)


def capture_record(capture: Capture, digest: str | None = None) -> bytes:
    """A ``response``, or a ``resource`` where the capture is a file; ``digest`` is that of its
    payload where it is known.
    """
    digest = digest or payload_digest(capture.body)
    fields = (*_told(capture), ("WARC-Payload-Digest", digest))
    if capture.status is None:
        kind = capture.headers.get("Content-Type") or "application/warc-record"
        return _record("resource", fields, kind, capture.body)
    return _record("response", fields, _HTTP, _head(capture) + capture.body)


def revisit_record(capture: Capture, digest: str, first_seen: str) -> bytes:
    """A ``revisit``: the server said 304, or sent what the archive has since ``first_seen``."""
    fields = (
        *_told(capture),
        ("WARC-Profile", _NOT_MODIFIED if capture.status == 304 else _SAME),
        ("WARC-Refers-To-Target-URI", capture.url),
        ("WARC-Refers-To-Date", first_seen),
        ("WARC-Payload-Digest", digest),
    )
    return _record("revisit", fields, _HTTP, _head(capture))


def _told(capture: Capture) -> tuple[tuple[str, str], ...]:
    return (
        ("WARC-Target-URI", capture.url),
        ("WARC-Date", capture.fetched_at),
        (ABOUT, capture.about.as_json()),
    )


def _record(kind: str, fields: Iterable[tuple[str, str]], holds: str, block: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=getattr(WarcRecordType, kind))
    for name, value in (*fields, ("Content-Type", holds)):
        record.headers[name] = " ".join(value.splitlines())
    record.set_bytes_content(block)
    written = BytesIO()
    record.write(written, checksum_data=True)
    return zlib.compress(written.getvalue(), wbits=_GZIP)


def _head(capture: Capture) -> bytes:
    """The HTTP head as it was sent: the crawler has a character for each byte."""
    status = capture.status or 0
    line = f"HTTP/1.1 {status} {responses.get(status, '')}".strip()
    fields = "".join(f"{name}: {value}\r\n" for name, value in capture.fields)
    text = f"{line}\r\n{fields}\r\n"
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
