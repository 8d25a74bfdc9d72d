"""Opening a database file: made whole or not at all, refused when foreign, newer or unsound."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Final

from db import version
from db.copies import connect, copy_database, refuse_unsound, set_aside
from db.errors import (
    REMEDY,
    DamagedStore,
    ForeignStore,
    MissingStore,
    NewerStore,
    StoreError,
    told_clearly,
)
from db.workplace import workplace

BUSY_SECONDS = 10.0
LEDGER_NAME: Final = "ledger.db"
ARCHIVE_NAME: Final = "archive"


def open_writable(path: Path, *, create: bool, anew: bool = False) -> sqlite3.Connection:
    """A migrated read-write connection in WAL mode; makes the file and its folder if asked to.

    ``anew`` makes it where an archive has lost its store, which is MissingStore otherwise.
    """
    if not path.exists():
        if not anew:
            refuse_missing(path)
        if not create:
            raise StoreError(f"there is no record store at {path}; ingest or crawl something first")
        _create(path, anew=anew)
    refuse_unsound(path, remedy=f"; {REMEDY}")
    with told_clearly(path):
        conn = _connect(path, "rw")
        try:
            _refuse_strangers(conn, path)
            found = [str(row[0]) for row in conn.execute("PRAGMA quick_check(1)")]
            if found != ["ok"]:
                raise DamagedStore(f"{path} is damaged ({' '.join(found[0].split())}); {REMEDY}")
            conn.execute("PRAGMA synchronous = NORMAL")
            if version.version(conn) < version.SCHEMA_VERSION:
                _migrate(conn, keep=partial(_keep_copy, path))
        except BaseException:
            conn.close()
            raise
    return conn


def open_readable(path: Path) -> sqlite3.Connection:
    """A read-only connection; a store of an older program is migrated first."""
    refuse_missing(path)
    refuse_unsound(path, remedy=f"; {REMEDY}")
    with told_clearly(path):
        conn = _connect(path, "ro")
        try:
            _refuse_strangers(conn, path)
            if version.version(conn) == version.SCHEMA_VERSION:
                return conn
        except BaseException:
            conn.close()
            raise
        conn.close()
    open_writable(path, create=False).close()
    return _connect(path, "ro")


def refuse_missing(path: Path) -> None:
    """MissingStore where no store is at the path, but what stands beside one is there."""
    left = _left_behind(path)
    # Asked after the look around: a first run may have made the store in between.
    if left and not path.exists():
        raise MissingStore(f"{path.parent} has {left} but no database ({path.name}); {REMEDY}")


def _left_behind(path: Path) -> str | None:
    if any(names for _, _, names in os.walk(path.with_name(ARCHIVE_NAME))):
        return "an archive"
    if path.with_name(LEDGER_NAME).exists():
        return "a ledger"
    # Readers leave an empty log behind, which holds nothing that could be lost.
    logs = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    left = [log for log in logs if log.is_file() and log.stat().st_size]
    left += sorted(path.parent.glob(f"{path.name}.replaced-*"))
    return f"a {left[0].name}" if left else None


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    conn = connect(path, mode, BUSY_SECONDS)
    conn.execute("PRAGMA foreign_keys = ON")
    return conn


def _migrate(conn: sqlite3.Connection, keep: Callable[[int], None] | None = None) -> None:
    """Imports what changes schemas only where one is to be changed: it takes a while."""
    from db.migrations import migrate

    migrate(conn, keep)


def _create(path: Path, *, anew: bool) -> None:
    """Makes a migrated store beside its place and links it there, so that no half store exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if anew:
        set_aside(path)
    with told_clearly(path), workplace(path.parent) as place:
        new = place / path.name
        with closing(sqlite3.connect(new)) as conn:
            _migrate(conn)
            # Last: a log that a full disk keeps from being written back would be left behind.
            conn.execute("PRAGMA journal_mode = WAL")
        try:
            # A second process may have been quicker: its store stays.
            with suppress(FileExistsError):
                os.link(new, path)
        except OSError:
            new.rename(path)


def _refuse_strangers(conn: sqlite3.Connection, path: Path) -> None:
    application: int = conn.execute("PRAGMA application_id").fetchone()[0]
    if application != version.APPLICATION_ID:
        raise ForeignStore(
            f"{path} is some other program's database; name another data directory with --data"
        )
    found = version.version(conn)
    if found > version.SCHEMA_VERSION:
        raise NewerStore(
            f"{path} was written by a newer batchwatch (schema {found}, this one knows"
            f" {version.SCHEMA_VERSION}); update batchwatch"
        )


def _keep_copy(path: Path, number: int) -> None:
    """Copies a store beside itself before it is migrated; an earlier copy stays until then."""
    copy_database(path, path.with_name(f"{path.name}.schema{number}"))
