"""Anybody's WARC file in, the articles of its HTML responses out, with their captures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fastwarc.warc import WarcRecord, WarcRecordType

from crawler.archive.capture import ABOUT, About, Capture
from crawler.archive.reading import content_of
from crawler.gathering import Gathered, Gathering
from crawler.page import LARGEST
from crawler.warc_records import Broken, records

_HTML = ("text/html", "application/xhtml+xml")
_PAGES: Final = (WarcRecordType.response, WarcRecordType.resource)
_CODINGS: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def read_warc(path: Path, gathering: Gathering | None = None) -> Iterator[Gathered]:
    """Yield the article of every HTML response or resource that holds one, those of several pages
    whole.

    Raises ValueError at the end where a part of the file is damaged or cut; the rest is yielded.
    """
    gathering = gathering or Gathering()
    broken = None
    for found in records(path):
        if isinstance(found, Broken):
            broken = broken or found
        elif (capture := page_of(found.record, path.name)) is not None:
            yield from gathering.add(capture)
    yield from gathering.end()
    if broken is not None:
        raise ValueError(str(broken))


def page_of(record: WarcRecord, name: str, largest: int = LARGEST) -> Capture | None:
    """Return the page of a record, decoded; None where it is none or cannot be unpacked.

    ``name`` is that of the file. Of a body no more is read than ``largest`` bytes and one.
    """
    if record.record_type not in _PAGES:
        return None
    url = record.headers.get("WARC-Target-URI")
    told = record.headers.get(ABOUT)
    if told is not None and About.of_json(told).kind not in ("page", "part", "file"):
        return None  # A list, a robots.txt: this program knew when it fetched it.
    http = record.http_headers
    kind = record.http_content_type or record.headers.get("Content-Type") or ""
    if not url or (http and http.status_code != 200) or not kind.lower().startswith(_HTML):
        return None
    try:
        body = content_of(record, largest + 1)
    except OSError:
        return None
    fields = http.to_tuples() if http else (("Content-Type", kind),)
    return Capture(
        url=url,
        fetched_at=record.headers.get("WARC-Date") or "",
        body=body,
        status=200,
        fields=tuple((name, value) for name, value in fields if name.lower() not in _CODINGS),
        about=About("file", name=name),
    )
