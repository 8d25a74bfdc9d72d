"""What happens to every URL in, one row each out; commits are grouped and survive any kill."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from crawler.archive.capture import About, Place
from crawler.errors import LedgerError
from crawler.ledger.opening import open_ledger, told_clearly
from crawler.ledger.page import Page

AT_MOST_CHANGES: Final = 200
AT_MOST_SECONDS: Final = 1.0
NEVER: Final = 1 << 60
_COLUMNS: Final = ", ".join(Page.__dataclass_fields__)
_FIND: Final = f"SELECT {_COLUMNS} FROM pages WHERE key = ?"
_WAITING: Final = f"SELECT {_COLUMNS} FROM pages WHERE outlet IS ? AND state = ? AND kind = ?"
_FOUND: Final = (
    "INSERT INTO pages"
    " (key, url, fetch, outlet, kind, state, listed, listed_date, found_at, page, name)"
    " VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
)
_PUT: Final = (
    f"INSERT OR REPLACE INTO pages ({_COLUMNS})"
    f" VALUES ({', '.join('?' * len(Page.__dataclass_fields__))})"
)
_ARCHIVED: Final = (
    "UPDATE pages SET state = iif(kind IN ('page', 'file') OR (kind = 'document' AND key != url),"
    " 'fetched', 'settled'),"
    " attempts = iif(kind = 'page', attempts, 0),"
    " outcome = NULL, cause = NULL, target = NULL, mark = ?, status = ?, etag = ?,"
    " last_modified = ?, digest = ?, file = ?, start = ?, checked_at = ?, changed_at = ?"
    " WHERE key = ?"
)
_UNCHANGED: Final = (
    "UPDATE pages SET checked_at = ?, mark = coalesce(?, mark), cause = NULL,"
    " attempts = iif(kind = 'page' AND state = 'queued', attempts, 0),"
    " outcome = iif(state = 'stored', 'article', outcome),"
    " etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) WHERE key = ?"
)
_TOLD: Final = "UPDATE pages SET outcome = ?, published_at = coalesce(?, published_at)"
_SETTLED: Final = (
    f"{_TOLD}, attempts = iif(kind = 'page', 0, attempts),"
    " state = iif(state = 'fetched', 'settled', state)"
)
_UNREAD: Final = (
    "UPDATE pages SET outcome = 'no_article', attempts = attempts + 1,"
    " state = iif(attempts + 1 >= ?, 'settled', 'queued')"
    " WHERE key = ? AND state IN ('queued', 'fetched')"
)
_FAILED: Final = (
    "UPDATE pages SET outcome = ?, cause = ?, attempts = attempts + 1, checked_at = ?,"
    " state = iif(state = 'queued' AND attempts + 1 >= ?, 'failed', state) WHERE key = ?"
)


class Ledger:
    """The writing end of ``ledger.db``; what is not committed yet is found again after a kill."""

    def __init__(self, path: Path, *, at_once: bool = False) -> None:
        self.path = path
        self._conn = open_ledger(path)
        self._at_once = at_once
        """Whether each change is committed by itself, for others write too."""
        self._together = False
        self._changes = 0
        self._since = 0.0
        self.torn = False
        """Whether SQLite undid noted changes, as it may on a full disk: the archive has them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Commit and let the file go."""
        try:
            self.commit()
        finally:
            self._conn.close()

    def commit(self) -> None:
        """Make what was noted so far last."""
        if self._conn.in_transaction:
            with self._tearing(), told_clearly(self.path):
                self._conn.execute("COMMIT")
        self._changes = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit the changes of the block as one, where each is committed by itself otherwise."""
        self._together = True
        try:
            yield
        finally:
            self._together = False
            if self._at_once:
                self.commit()

    @property
    def due(self) -> bool:
        """Whether a commit is due: 200 changes or a second have gathered."""
        return bool(self._changes) and (
            self._changes >= AT_MOST_CHANGES or time.monotonic() - self._since >= AT_MOST_SECONDS
        )

    def find(self, key: str) -> Page | None:
        """The row of a key, None where the URL was never seen."""
        found = self._pages(_FIND, (key,))
        return found[0] if found else None

    def waiting(self, outlet: str | None, *, kind: str = "page") -> list[Page]:
        """The outlet's pages that are archived and not in the record store."""
        return self._pages(_WAITING, (outlet, "fetched", kind))

    def queue(self, outlet: str | None, *, kind: str = "page") -> list[Page]:
        """The outlet's pages that were found and never had, those longest known first."""
        pages = self._pages(_WAITING, (outlet, "queued", kind))
        return sorted(pages, key=lambda page: (page.found_at, page.key))

    def parts(self, first: str) -> list[Page]:
        """The further pages of the article whose first page has a key, in order of discovery."""
        sql = (
            f"SELECT {_COLUMNS} FROM pages WHERE kind = 'part' AND page = ? ORDER BY found_at, key"
        )
        return self._pages(sql, (first,))

    def newest(self, outlet: str | None, until: str) -> str | None:
        """The latest publication of the outlet's pages, those dated after ``until`` apart."""
        sql = "SELECT max(published_at) FROM pages WHERE outlet IS ? AND published_at <= ?"
        with told_clearly(self.path):
            found: str | None = self._conn.execute(sql, (outlet, until)).fetchone()[0]
        return found

    def found(self, key: str, url: str, about: About, at: str, *, fetch: str | None = None) -> None:
        """Note a URL that is to be fetched; a known one stays as it is."""
        told = (about.outlet, about.kind, int(about.listed), about.listed_date)
        shown = (about.page, about.name) if about.kind == "document" else (about.first, None)
        self._write(_FOUND, (key, url, fetch, *told, at, *shown))

    def archived(
        self,
        key: str,
        about: About,
        place: Place,
        *,
        at: str,
        status: int | None,
        digest: str,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Note new content of a URL and where it is; an article's page now waits to be stored."""
        where = (place.file, place.start)
        self._write(
            _ARCHIVED,
            (about.mark, status, etag, last_modified, digest, *where, at, at, key),
        )

    def unchanged(
        self, key: str, *, at: str, mark: str | None, etag: str | None, last_modified: str | None
    ) -> None:
        """Note that the server still has what the archive has."""
        self._write(_UNCHANGED, (at, mark, etag, last_modified, key))

    def answered(self, key: str, *, at: str, status: int, target: str | None) -> None:
        """Note an answer that is no content: a redirect to the page of a key, an error."""
        changes = (
            "status = ?1, checked_at = ?2, target = ?3,"
            " outcome = iif(kind = 'other' AND state = 'queued', 'http_' || ?1, outcome),"
            " state = iif(kind = 'other' AND state = 'queued', 'settled', state)"
        )
        where = "key = ?4 AND state IN ('queued', 'failed', 'redirected')"
        self._write(f"UPDATE pages SET {changes} WHERE {where}", (status, at, target, key))

    def settle(
        self, key: str, outcome: str, *, published_at: str | None = None, final: bool = True
    ) -> None:
        """Note what an archived page turned out to be; ``final``: there is nothing to store."""
        # What names the state writes its index anew.
        told = _SETTLED if final else _TOLD
        self._write(f"{told} WHERE key = ?", (outcome, published_at, key))

    def unread(self, key: str, tries: int) -> None:
        """Note content without an article; after ``tries`` such runs there is nothing to store."""
        self._write(_UNREAD, (tries, key))

    def redirected(self, key: str, target: str | None) -> None:
        """Note that a URL leads to another page, which has a row of its own."""
        changes = "state = 'redirected', outcome = 'redirected', cause = NULL, target = ?"
        self._write(
            f"UPDATE pages SET {changes} WHERE key = ? AND state != 'stored'", (target, key)
        )

    def passed(self, key: str, outcome: str, *, final: bool) -> None:
        """Note why a found page was not asked for; ``final``: it never will be."""
        state = "settled" if final else "queued"
        where = "key = ? AND state = 'queued' AND (outcome IS NOT ? OR ? != state)"
        self._write(
            f"UPDATE pages SET outcome = ?, state = ? WHERE {where}",
            (outcome, state, key, outcome, state),
        )

    def failed(self, key: str, outcome: str, cause: str, *, at: str, tries: int | None) -> None:
        """Note a failure; after ``tries`` in a row (None: never) the page is given up, until a
        person asks for it.
        """
        self._write(_FAILED, (outcome, cause, at, tries or NEVER, key))

    def lost(self, key: str) -> None:
        """Ask for a page again whose place in the archive holds nothing readable.

        Of a document's content its address is asked for.
        """
        queued = "iif(kind = 'document' AND key != url, 'settled', 'queued')"
        changes = "digest = NULL, etag = NULL, last_modified = NULL, file = NULL, outcome = 'lost'"
        where = "key = ?1 OR (kind = 'document' AND key = url AND target = ?1)"
        self._write(f"UPDATE pages SET state = {queued}, {changes} WHERE {where}", (key,))

    def stored(self, keys: Iterable[str]) -> None:
        """Note that the record store has committed these pages."""
        sql = (
            "UPDATE pages SET state = 'stored', attempts = 0,"
            " outcome = iif(kind = 'document', 'document', 'article') WHERE key = ?"
        )
        for key in keys:
            self._write(sql, (key,))

    def outside(self) -> dict[str, Place]:
        """The captures that were left out because of ``--since`` or ``--until``, by their keys."""
        sql = (
            "SELECT key, file, start FROM pages"
            " WHERE state = 'fetched' AND outcome = 'outside_dates' AND file IS NOT NULL"
        )
        with told_clearly(self.path):
            return {key: Place(file, start) for key, file, start in self._conn.execute(sql)}

    def said_stored(self) -> list[Page]:
        """The pages and files that the record store is said to have."""
        kinds = "('page', 'document', 'file')"
        sql = f"SELECT {_COLUMNS} FROM pages WHERE state = 'stored' AND kind IN {kinds}"
        return self._pages(sql, ())

    def documents(self, outlet: str | None) -> list[Page]:
        """The addresses of documents that the outlet's pages have named."""
        sql = f"SELECT {_COLUMNS} FROM pages WHERE outlet IS ? AND kind = 'document' AND key = url"
        return self._pages(sql, (outlet,))

    def pages_of_documents(self, outlet: str | None) -> list[str]:
        """The addresses of the outlet's pages that documents were found on, or that are one."""
        sql = "SELECT DISTINCT page FROM pages WHERE outlet IS ? AND kind = 'document' ORDER BY 1"
        with told_clearly(self.path):
            return [page for (page,) in self._conn.execute(sql, (outlet,)) if page is not None]

    def same_content(self, key: str, before: str) -> str | None:
        """The key of another row of the content that keys with ``before`` in front have."""
        sql = (
            "SELECT key FROM pages WHERE key > ? AND key < ? AND key != ? AND outcome IS NOT 'lost'"
        )
        with told_clearly(self.path):
            rows = self._conn.execute(f"{sql} ORDER BY found_at", (before, f"{before}\x7f", key))
            found = rows.fetchone()
        return found[0] if found else None

    def holds(self, key: str, target: str) -> None:
        """Note which content a document's address holds, or which one a content repeats."""
        outcome = "iif(key = url, 'document', 'copy')"
        self._write(
            f"UPDATE pages SET target = ?, outcome = {outcome} WHERE key = ?", (target, key)
        )

    def of_site(self, outlet: str, domains: Iterable[str]) -> list[Page]:
        """The rows of an outlet and of its site, and those that they lead to."""
        likes = [f"%{domain}/%" for domain in domains]
        own = " OR ".join(["outlet = ?", *("url LIKE ?" for _ in likes)])
        sql = (
            f"WITH own AS (SELECT key, target FROM pages WHERE {own}) SELECT {_COLUMNS} FROM pages"
            " WHERE key IN (SELECT key FROM own UNION SELECT target FROM own)"
        )
        return self._pages(sql, (outlet, *likes))

    def marks(self) -> list[tuple[str, str, str]]:
        """How far each list was read, and when that was noted."""
        with told_clearly(self.path):
            return list(self._conn.execute("SELECT key, value, at FROM marks ORDER BY key"))

    def put(self, page: Page) -> None:
        """Set a whole row, as another ledger has it."""
        self._write(_PUT, page.values)

    def moments(self, outlet: str) -> list[tuple[str, str]]:
        """When the outlet's pages were published, by their keys."""
        sql = (
            "SELECT key, published_at FROM pages"
            " WHERE outlet = ? AND kind = 'page' AND published_at IS NOT NULL"
        )
        with told_clearly(self.path):
            return list(self._conn.execute(sql, (outlet,)))

    def mark(self, key: str) -> tuple[str, str] | None:
        """How far the list of a key was read, and when that was noted."""
        with told_clearly(self.path):
            sql = "SELECT value, at FROM marks WHERE key = ?"
            found: tuple[str, str] | None = self._conn.execute(sql, (key,)).fetchone()
        return found

    def note_mark(self, key: str, value: str, *, at: str) -> None:
        """Note how far a list was read; what it named until then is noted before."""
        self._write("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (key, value, at))

    def sizes(self) -> dict[str, int]:
        """How far each archive file is accounted for, in bytes."""
        with told_clearly(self.path):
            return dict(self._conn.execute("SELECT name, size FROM files"))

    def unstored(self, keys: Iterable[str]) -> None:
        """Note that the record store does not have these pages any more, but the archive."""
        for key in keys:
            self._write(
                "UPDATE pages SET state = 'fetched' WHERE key = ? AND state = 'stored'", (key,)
            )

    def damaged(self) -> set[str]:
        """Archive files with a damaged part: nothing is appended to them."""
        with told_clearly(self.path):
            found = self._conn.execute("SELECT name FROM files WHERE damaged").fetchall()
        return {name for (name,) in found}

    def note_size(self, name: str, size: int, *, damaged: bool = False) -> None:
        """Note that the rows account for the file up to ``size``; damage is never taken back."""
        sql = (
            "INSERT INTO files VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET size = excluded.size, damaged = max(damaged, excluded.damaged)"
        )
        self._write(sql, (name, size, int(damaged)))

    def _pages(self, sql: str, params: tuple[Any, ...]) -> list[Page]:
        with told_clearly(self.path):
            return [Page(*row) for row in self._conn.execute(sql, params)]

    @contextmanager
    def _tearing(self) -> Iterator[None]:
        try:
            yield
        except LedgerError:
            self.torn = self.torn or (bool(self._changes) and not self._conn.in_transaction)
            raise

    def _write(self, sql: str, params: tuple[Any, ...]) -> None:
        with self._tearing(), told_clearly(self.path):
            if not self._conn.in_transaction:
                self._conn.execute("BEGIN IMMEDIATE")
                self._since = time.monotonic()
            self._conn.execute(sql, params)
        self._changes += 1
        if self._at_once and not self._together:
            self.commit()
