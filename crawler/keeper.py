"""Archive and ledger of one data directory together: what is kept is noted, in that order.

A record is in the archive before the ledger speaks of it. What a kill takes from the ledger is
found again in the archive when the directory is opened next.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urljoin

from crawler.archive.capture import About, Capture, Place, archive_files, archive_path, newest_own
from crawler.archive.reading import Member, capture_of, members, read_at
from crawler.archive.records import capture_record, payload_digest, revisit_record
from crawler.archive.writing import Archive
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import ledger_path
from crawler.ledger.page import Page
from crawler.lock import writing
from crawler.urls import canonical_key

logger = logging.getLogger(__name__)
_keepers: dict[Path, "Keeper"] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one capture."""

    key: str
    fetched_at: str
    unchanged: bool
    """True where the archive had the same content before."""


class Keeper:
    """The writing end of a data directory's archive and ledger; opened at the first use."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.users = 0
        self.broken: Exception | None = None
        """Why the directory cannot be written any more."""
        self._opened = False

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, brought level with the archive."""
        ledger = Ledger(ledger_path(self.data))
        self._opened = True
        self._damaged = _recover(ledger, self.data)
        ledger.commit()
        return ledger

    @cached_property
    def archive(self) -> Archive:
        """The archive, whose damaged files are not continued."""
        self.ledger.commit()
        return Archive(archive_path(self.data), closed=frozenset(self._damaged))

    def keep(self, capture: Capture) -> Kept:
        """Archive a response (body as sent) and note it; ArchiveError or LedgerError on failure."""
        key = key_of(capture.about, capture.url)
        page = self.ledger.find(key)
        if page is None:
            _note_found(self.ledger, key, capture)
        has_content = capture.status is None or 200 <= capture.status < 300
        digest = payload_digest(capture.body) if has_content else None
        known = page.digest if page is not None and self.has(page) else None
        if known is not None and (capture.status == 304 or digest == known):
            assert page is not None
            self._seen_again(capture, page, known)
        elif digest is not None:
            place = self.archive.append(capture_record(capture))
            _note_content(self.ledger, key, capture, place, digest)
        else:
            self.archive.append(capture_record(capture))
            _note_answer(self.ledger, key, capture)
        unchanged = known is not None and (capture.status == 304 or digest == known)
        self._commit_if_due()
        return Kept(key, capture.fetched_at, unchanged)

    def keep_file(self, capture: Capture) -> str:
        """Archive what did not come from the web, once; return the key of its row."""
        key = key_of(capture.about, capture.url, capture)
        page = self.ledger.find(key)
        if page is None or not self.has(page):
            self.ledger.found(key, capture.url, capture.about, capture.fetched_at)
            place = self.archive.append(capture_record(capture))
            _note_content(self.ledger, key, capture, place, payload_digest(capture.body))
            self._commit_if_due()
        return key

    def keep_note(self, name: str, key: str, text: str) -> None:
        """Archive, once, a fact of others that no page can be read for again."""
        about = About("other", name=name)
        fields = (("Content-Type", "application/json"),)
        at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        url = f"urn:batchwatch:{name}:{quote(key)}"
        self.keep_file(Capture(url, at, text.encode(), fields=fields, about=about))

    def content(self, page: Page) -> Capture | None:
        """The present content of a page out of the archive, None where it cannot be had."""
        return read_at(archive_path(self.data), page.place) if page.place else None

    def has(self, page: Page) -> bool:
        """Whether the file that holds the page's content is there."""
        return page.file is not None and (archive_path(self.data) / page.file).is_file()

    def commit(self) -> None:
        """Bring archive and ledger to the disk, the archive first."""
        if not self._opened:
            return
        if "archive" in self.__dict__:
            self.archive.sync()
            if self.archive.size is not None:
                self.ledger.note_size(*self.archive.size)
        self.ledger.commit()

    def close(self) -> None:
        """Commit and let both go; the next use opens them again."""
        try:
            self.commit()
        finally:
            if (archive := self.__dict__.pop("archive", None)) is not None:
                archive.close()
            if (ledger := self.__dict__.pop("ledger", None)) is not None:
                ledger.close()
            self._opened = False

    def _seen_again(self, capture: Capture, page: Page, digest: str) -> None:
        first = page.changed_at or capture.fetched_at
        self.archive.append(revisit_record(capture, digest, first))
        headers = _lower(capture)
        self.ledger.unchanged(
            page.key,
            at=capture.fetched_at,
            mark=capture.about.mark,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
        )

    def _commit_if_due(self) -> None:
        if self.ledger.due:
            self.commit()


@contextmanager
def keeping(data: Path) -> Iterator[Keeper]:
    """Hold the lock of a data directory and share its keeper within this process."""
    with writing(data):
        folder = data.resolve()
        keeper = _keepers.setdefault(folder, Keeper(data))
        keeper.users += 1
        try:
            yield keeper
        finally:
            keeper.users -= 1
            if not keeper.users:
                del _keepers[folder]
                keeper.close()


def key_of(about: About, url: str, capture: Capture | None = None) -> str:
    """The key of a row: canonical for an article's page, telling for a file, else the URL."""
    if about.kind == "page":
        return canonical_key(about.page or url)
    if about.kind == "file" and capture is not None and capture.status is not None:
        told = f"{capture.url} {capture.fetched_at} ".encode() + capture.body
        return f"urn:sha256:{hashlib.sha256(told).hexdigest()}"
    return url + (Path(about.name or "").suffix if about.kind == "file" else "")


def _recover(ledger: Ledger, data: Path) -> set[str]:
    """Note what the archive has beyond the ledger; return the files whose end is damaged."""
    sizes, damaged = ledger.sizes(), set()
    files = archive_files(data)
    newest = newest_own(files)
    if files and not sizes:
        logger.warning("%s is made anew from the archive", ledger.path)
    for path in files:
        known, size = sizes.get(path.name, 0), path.stat().st_size
        if size < known:
            logger.warning("%s is %d bytes shorter than it was", path, known - size)
            damaged.add(path.name)
        if size <= known:
            continue
        end = known
        for found in members(path, known):
            end = found.end
            if isinstance(found, Member):
                _recover_record(ledger, path, found)
            elif found.cut and path == newest:
                logger.info("%s: cut off a half record of %d bytes", path, size - found.start)
                with path.open("r+b") as file:
                    file.truncate(found.start)
                end = found.start
            else:
                logger.warning("%s is damaged at byte %d", path, found.start)
                damaged.add(path.name)
        ledger.note_size(path.name, end, damaged=path.name in damaged)
    return damaged | ledger.damaged()


def _recover_record(ledger: Ledger, path: Path, member: Member) -> None:
    try:
        capture = capture_of(member)
    except ValueError as error:
        logger.warning("%s: the record at byte %d: %s", path, member.start, error)
        return
    if capture is None:
        return
    key = key_of(capture.about, capture.url, capture)
    _note_found(ledger, key, capture)
    if capture.status is None or 200 <= capture.status < 300:
        place = Place(path.name, member.start)
        digest = capture.digest or payload_digest(capture.body)
        _note_content(ledger, key, capture, place, digest)
    else:
        _note_answer(ledger, key, capture)


def _note_found(ledger: Ledger, key: str, capture: Capture) -> None:
    """The row's address is the public one; ``fetch`` is where the content is, if elsewhere."""
    about, public = capture.about, capture.about.page
    fetch = capture.url if public is not None and public != capture.url else None
    ledger.found(key, public or capture.url, about, capture.fetched_at, fetch=fetch)


def _note_content(ledger: Ledger, key: str, capture: Capture, place: Place, digest: str) -> None:
    headers = _lower(capture)
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


def _note_answer(ledger: Ledger, key: str, capture: Capture) -> None:
    """Note a redirect or an error; of an article's page the spider says what it came to."""
    assert capture.status is not None
    location = _lower(capture).get("location") if 300 <= capture.status < 400 else None
    target = urljoin(capture.url, location) if location else None
    if capture.about.kind == "page":
        target = canonical_key(target) if target is not None else None
    elif target is not None:
        ledger.redirected(key, target)
    ledger.answered(key, at=capture.fetched_at, status=capture.status, target=target)


def _lower(capture: Capture) -> dict[str, str]:
    return {name.lower(): value for name, value in capture.fields}
