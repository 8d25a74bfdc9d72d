"""Archive and ledger of one data directory together: what is kept is noted, in that order.

A record is in the archive before the ledger speaks of it. What a kill takes from the ledger is
found again in the archive when the directory is opened next. Processes that share the lock
(``crawler.lock``) append to the archive in turns; whoever has the turn notes first what one that
was killed in its own has left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from crawler.archive.capture import About, Capture, archive_path, elsewhere
from crawler.archive.reading import read_at
from crawler.archive.records import capture_record, payload_digest, revisit_record
from crawler.archive.writing import Archive
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import ledger_path
from crawler.ledger.page import Page
from crawler.lock import shared, turn, writing
from crawler.noting import has_content, header_fields, key_of, note_answer, note_content, note_found
from crawler.recovery import is_behind, recover

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
        self._shared = shared(data)
        self._opened = False

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, brought level with the archive."""
        path = ledger_path(self.data)
        with self._own_turn():
            anew = not path.exists()
            ledger = Ledger(path, at_once=self._shared)
            self._opened = True
            with ledger.together():
                self._damaged = recover(ledger, self.data, anew=anew)
            ledger.commit()
        return ledger

    @cached_property
    def archive(self) -> Archive:
        """The archive, whose damaged files are not continued."""
        self.ledger.commit()
        known = frozenset(self.ledger.sizes())
        return Archive(archive_path(self.data), closed=frozenset(self._damaged), known=known)

    def keep(self, capture: Capture) -> Kept:
        """Archive a response (body as sent) and note it; ArchiveError or LedgerError on failure."""
        with self._appending():
            return self._keep(capture)

    def _keep(self, capture: Capture) -> Kept:
        key = key_of(capture.about, capture.url)
        page = self.ledger.find(key)
        if page is None:
            note_found(self.ledger, key, capture)
        digest = payload_digest(capture.body) if has_content(capture) else None
        known = page.digest if page is not None and self.has(page, capture.about) else None
        if known is not None and (capture.status == 304 or digest == known):
            assert page is not None
            self._seen_again(capture, page, known)
        elif digest is not None:
            capture = _after(self._before(page, capture.about), capture)
            place = self.archive.append(capture_record(capture, digest))
            note_content(self.ledger, key, capture, place, digest)
        else:
            self.archive.append(capture_record(capture))
            note_answer(self.ledger, key, capture)
        unchanged = known is not None and (capture.status == 304 or digest == known)
        self._commit_if_due()
        return Kept(key, capture.fetched_at, unchanged)

    def keep_file(self, capture: Capture) -> str:
        """Archive what did not come from the web, once; return the key of its row."""
        with self._appending():
            return self._keep_file(capture)

    def _keep_file(self, capture: Capture) -> str:
        key = key_of(capture.about, capture.url, capture)
        page = self.ledger.find(key)
        if page is None or not self.has(page):
            self.ledger.found(key, capture.url, capture.about, capture.fetched_at)
            digest = payload_digest(capture.body)
            place = self.archive.append(capture_record(capture, digest))
            note_content(self.ledger, key, capture, place, digest)
            self._commit_if_due()
        return key

    def kept_at(self, key: str) -> str | None:
        """The instant at which the present content of a row was archived."""
        page = self.ledger.find(key)
        return page.changed_at if page is not None else None

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

    def has(self, page: Page, about: About | None = None) -> bool:
        """Whether the file that holds the page's content is there.

        Where a person asks for the page (``about``) the content is read as well. In a crawl afar
        the file may be at home.
        """
        if page.file is None:
            return False
        there = (archive_path(self.data) / page.file).is_file()
        if not there and page.file not in self._elsewhere:
            return False
        asked = about is not None and about.kind == "page" and not about.listed
        return not asked or self.content(page) is not None

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        return elsewhere(self.data)

    def commit(self) -> None:
        """Bring archive and ledger to the disk, the archive first."""
        if not self._opened:
            return
        if "archive" in self.__dict__:
            self.archive.sync()
            if self.archive.size is not None and not self.ledger.torn:
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

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        if self._shared:
            with turn(self.data):
                yield
        else:
            yield

    @contextmanager
    def _appending(self) -> Iterator[None]:
        """The end of the archive for this process alone; with others it is let go at the end."""
        if not self._shared:
            yield
            return
        ledger = self.ledger
        with self._own_turn(), ledger.together():
            if is_behind(ledger, self.data):
                self._damaged = recover(ledger, self.data, anew=False)
            try:
                yield
                self.commit()
            finally:
                if (archive := self.__dict__.pop("archive", None)) is not None:
                    archive.close()

    def _before(self, page: Page | None, about: About) -> str | None:
        """When the content was archived that a new one of a page stands behind.

        Of an article of several pages that was joined before, the newest of them all: the article
        is as new as that.
        """
        first = self.ledger.find(about.first) if about.first is not None else page
        pages = [page]
        if first is not None and first.changed_at is not None and first.state != "fetched":
            pages += [first, *self.ledger.parts(first.key)]
        return max((one.changed_at for one in pages if one and one.changed_at), default=None)

    def _seen_again(self, capture: Capture, page: Page, digest: str) -> None:
        first = page.changed_at or capture.fetched_at
        self.archive.append(revisit_record(capture, digest, first))
        headers = header_fields(capture)
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


def _after(before: str | None, capture: Capture) -> Capture:
    """A capture later than the one before it, also within a second and where the clock went back.

    Instants are of whole seconds, and what was fetched last is what the page now says.
    """
    if before is None or capture.fetched_at > before:
        return capture
    later = datetime.fromisoformat(before).astimezone(UTC) + timedelta(seconds=1)
    return replace(capture, fetched_at=f"{later:%Y-%m-%dT%H:%M:%SZ}")


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
