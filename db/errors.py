"""What can be wrong with a record store; each error's text is one line that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

REMEDY: Final = (
    "batchwatch restore FILE puts a backup in its place, batchwatch replay rebuilds it from the"
    " archive"
)


class StoreError(Exception):
    """The record store cannot be used as asked."""


class DamagedStore(StoreError):
    """The file is empty, no database, or fails SQLite's own check."""


class MissingStore(StoreError):
    """The data directory has an archive or a ledger, but the record store that they fed is gone."""


class NewerStore(StoreError):
    """A newer batchwatch wrote the file."""


class ForeignStore(StoreError):
    """A sound database of some other program."""


class StoreLocked(StoreError):
    """Another process held the write lock longer than the busy timeout."""


class StoreFull(StoreError):
    """The disk or the database's page limit is full; nothing of the transaction was kept."""


class WrongQuestion(Exception):
    """A named query that does not exist, or a parameter that it cannot take."""


@contextmanager
def told_clearly(path: Path, remedy: str = REMEDY, *, reads: Path | None = None) -> Iterator[None]:
    """Turns SQLite's errors about the file into this module's; programming errors pass through.

    Where a copy is made ``path`` is what is written, and what may be damaged is what it ``reads``.
    """
    source = reads or path
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite's message quotes a garbled schema, and Python cannot read the message.
        raise DamagedStore(f"{source} is damaged (garbled schema); {remedy}") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _garbled(error):
            raise DamagedStore(f"{source} is damaged ({_first_words(error)}); {remedy}") from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreLocked(
                f"{path} is being written by another process; try again when it is done"
            ) from error
        if code == sqlite3.SQLITE_FULL:
            raise StoreFull(
                f"no room to write {path}; free some space, nothing was half-written"
            ) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
            raise StoreError(f"cannot use {path}: {error}") from error
        raise


def _garbled(error: sqlite3.Error) -> bool:
    """Text that is no UTF-8: SQLite hands it on, only Python minds, without a code."""
    return str(error).startswith("Could not decode to UTF-8")


def _first_words(error: sqlite3.Error) -> str:
    return " ".join(str(error).partition(" with text")[0].split())
