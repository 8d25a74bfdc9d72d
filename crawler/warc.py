"""A WARC file in, the articles of its HTML responses out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.items import Article
from crawler.page import LARGEST, article_from_html, memento_time

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(path: Path) -> Iterator[Article]:
    """Yield the article of every HTML response or resource that holds one.

    Raises ValueError where the file is damaged or cut; what came before is yielded.
    """
    kinds = WarcRecordType.response | WarcRecordType.resource
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream, record_types=kinds, auto_decode="all"):
                article = _article(record)
                if article is not None:
                    yield article
        except OSError as error:
            raise ValueError(f"damaged WARC file: {error}") from error


def _article(record: WarcRecord) -> Article | None:
    url = record.headers.get("WARC-Target-URI")
    http = record.http_headers
    headers = dict(http.items()) if http else {}
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if not url or (http and http.status_code != 200) or not kind.startswith(_HTML):
        return None
    expected = record.content_length
    body = record.reader.read(LARGEST + 1)
    if not _encoded(headers) and len(body) < min(expected, LARGEST):
        raise ValueError(f"the record of {url} is cut short")
    when = record.headers.get("WARC-Date")
    fetched_at = memento_time(headers) or (datetime.fromisoformat(when) if when else None)
    return article_from_html(body, url=url, headers=headers, fetched_at=fetched_at)


def _encoded(headers: dict[str, str]) -> bool:
    names = {name.lower() for name in headers}
    return bool(names & {"content-encoding", "transfer-encoding"})
