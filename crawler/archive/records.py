"""A capture in, the bytes of its WARC record (one gzip member) out."""

import base64
import hashlib
from http.client import responses
from io import BytesIO
from typing import Final

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.capture import ABOUT, Capture

_VERSION: Final = "WARC/1.1"
_NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


def payload_digest(body: bytes) -> str:
    """The digest of a payload as WARC writes it: ``sha1:`` and base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def head_record(filename: str, software: str) -> bytes:
    """The ``warcinfo`` record that begins a file."""
    writer = _writer()
    writer.write_record(
        writer.create_warcinfo_record(filename, {"software": software, "format": "WARC 1.1"})
    )
    return _bytes(writer)


def capture_record(capture: Capture) -> bytes:
    """A ``response``, or a ``resource`` where the capture is a file."""
    writer = _writer()
    kind = "resource" if capture.status is None else "response"
    record = writer.create_warc_record(
        capture.url,
        kind,
        payload=BytesIO(capture.body),
        length=len(capture.body),
        warc_content_type=capture.headers.get("Content-Type", "") if kind == "resource" else "",
        http_headers=_http(capture),
        warc_headers_dict=_told(capture),
    )
    writer.write_record(record)
    return _bytes(writer)


def revisit_record(capture: Capture, digest: str, first_seen: str) -> bytes:
    """A ``revisit``: the server said 304, or sent what the archive has since ``first_seen``."""
    writer = _writer()
    record = writer.create_revisit_record(
        capture.url,
        digest,
        capture.url,
        first_seen,
        http_headers=_http(capture),
        warc_headers_dict=_told(capture),
    )
    if capture.status == 304:
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    writer.write_record(record)
    return _bytes(writer)


def _writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=True, warc_version=_VERSION)


def _bytes(writer: WARCWriter) -> bytes:
    found: bytes = writer.out.getvalue()
    return found


def _told(capture: Capture) -> dict[str, str]:
    return {"WARC-Date": capture.fetched_at, ABOUT: capture.about.as_json()}


def _http(capture: Capture) -> StatusAndHeaders | None:
    if capture.status is None:
        return None
    line = f"{capture.status} {responses.get(capture.status, '')}".strip()
    return _Head(line, list(capture.fields), protocol="HTTP/1.1")


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """An HTTP head that keeps its bytes; warcio's own would write ``%C3%A9`` for ``é``."""

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        """The head as it was sent: the crawler has a character for each byte."""
        text = f"{self.to_str(filter_func)}\r\n"
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace")
