"""What the archive has of a capture in, its row of the ledger out."""

import hashlib
from pathlib import Path
from urllib.parse import urljoin

from crawler.archive.capture import About, Capture, Place
from crawler.archive.coding import Undecodable, decoded
from crawler.filetypes import fault
from crawler.ledger.before import remember
from crawler.ledger.ledger import Ledger
from crawler.urls import canonical_key, posted_key


def key_of(about: About, url: str, capture: Capture | None = None) -> str:
    """The key of a row: canonical for an article's page, telling for a file, else the URL."""
    if about.kind == "page":
        return canonical_key(about.page or url)
    of_file = about.kind == "file" or (about.kind == "part" and about.name is not None)
    if of_file and capture is not None and capture.status is not None:
        told = f"{capture.url} {capture.fetched_at} ".encode() + capture.body
        return f"urn:sha256:{hashlib.sha256(told).hexdigest()}"
    if about.form:
        return posted_key(url, about.form)
    return url + (Path(about.name or "").suffix if about.kind == "file" else "")


def document_key(about: About, body: bytes) -> str:
    """The key of what a document holds: of the content, the page and the name."""
    page = canonical_key(about.page) if about.page else ""
    return f"{content_mark(body)}{page} {about.name or ''}".strip()


def content_mark(body: bytes) -> str:
    """How the keys of all documents with a content begin."""
    return f"document:{hashlib.sha256(body).hexdigest()} "


def has_content(capture: Capture) -> bool:
    """Whether a capture is a file or an answer that holds something; an empty one is an error,
    and so is what is no file where a document was asked for.
    """
    if capture.status is None:
        return True
    if not 200 <= capture.status < 300 or not capture.body:
        return False
    return capture.about.kind != "document" or fault(unpacked(capture), capture.headers) is None


def unpacked(capture: Capture) -> bytes:
    """The body as it was before it was packed for the way."""
    coding = header_fields(capture).get("content-encoding", "")
    try:
        return decoded(capture.body, coding)
    except Undecodable:
        return capture.body


def note_found(ledger: Ledger, key: str, capture: Capture) -> None:
    """Note a URL under its public address, with where its content is fetched if elsewhere."""
    about, public = capture.about, capture.about.page
    if about.kind in ("document", "part"):
        ledger.found(key, capture.url, about, capture.fetched_at)
        return
    fetch = capture.url if public is not None and public != capture.url else None
    ledger.found(key, public or capture.url, about, capture.fetched_at, fetch=fetch)


def note_content(ledger: Ledger, key: str, capture: Capture, place: Place, digest: str) -> None:
    """Note new content and where it is in the archive."""
    if capture.about.kind == "page" and (page := ledger.find(key)) is not None:
        remember(ledger, page, capture.fetched_at)
    headers = header_fields(capture)
    ledger.archived(
        key,
        capture.about,
        place,
        at=capture.fetched_at,
        status=capture.status,
        digest=digest,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )
    if capture.about.kind == "part" and capture.about.first is not None:
        # Until the article is stored with it.
        ledger.unstored([capture.about.first])
    if capture.about.kind == "document":
        body = unpacked(capture)
        told = document_key(capture.about, body)
        note_document(ledger, told, capture.about, capture, place, digest)
        if told != key:
            ledger.holds(key, told)


def note_document(
    ledger: Ledger, key: str, about: About, capture: Capture, place: Place, digest: str
) -> None:
    """Note what a document holds, once: it waits to be stored, also where another one held it."""
    known = ledger.find(key)
    if known is not None and known.outcome != "lost":
        return
    if known is None:
        ledger.found(key, capture.url, about, capture.fetched_at)
    at, status = capture.fetched_at, capture.status
    ledger.archived(key, about, place, at=at, status=status, digest=digest)
    twin = ledger.same_content(key, key[: len(content_mark(b""))])
    if twin is not None:
        ledger.holds(key, twin)


def note_answer(ledger: Ledger, key: str, capture: Capture) -> None:
    """Note a redirect or an error; of an article's page the spider says what it came to."""
    assert capture.status is not None
    location = header_fields(capture).get("location") if 300 <= capture.status < 400 else None
    target = _joined(capture.url, location) if location else None
    if capture.about.kind == "page":
        target = canonical_key(target) if target is not None else None
    elif target is not None:
        ledger.redirected(key, target)
    ledger.answered(key, at=capture.fetched_at, status=capture.status, target=target)


def _joined(base: str, location: str) -> str | None:
    try:
        return urljoin(base, location)
    except ValueError:
        return None


def header_fields(capture: Capture) -> dict[str, str]:
    """The HTTP header fields by their names in lower case."""
    return {name.lower(): value for name, value in capture.fields}
