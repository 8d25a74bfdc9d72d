"""Opening a database file: made whole or not at all, refused when foreign, newer or unsound."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from db import migrations
from db.errors import DamagedStore, ForeignStore, NewerStore, StoreError, told_clearly

BUSY_SECONDS = 10.0
_HEADER = b"SQLite format 3\x00"


def open_writable(path: Path, *, create: bool) -> Database:
    """A migrated read-write connection in WAL mode; makes the file and its folder if asked to."""
    if not path.exists():
        if not create:
            raise StoreError(f"there is no record store at {path}; ingest or crawl something first")
        _create(path)
    with told_clearly(path):
        _refuse_unsound(path)
        db = _connect(path, "rw")
        try:
            _refuse_strangers(db, path)
            found = [str(row[0]) for row in db.conn.execute("PRAGMA quick_check(1)")]
            if found != ["ok"]:
                raise DamagedStore(
                    f"{path} is damaged ({found[0]}); put a backup in its place or replay"
                )
            db.conn.execute("PRAGMA synchronous = NORMAL")
            if migrations.version(db) < migrations.SCHEMA_VERSION:
                _keep_copy(db, path)
                migrations.migrate(db)
        except BaseException:
            db.close()
            raise
    return db


def open_readable(path: Path) -> Database:
    """A read-only connection; a store of an older program is migrated first."""
    with told_clearly(path):
        _refuse_unsound(path)
        db = _connect(path, "ro")
        try:
            _refuse_strangers(db, path)
            if migrations.version(db) == migrations.SCHEMA_VERSION:
                return db
        except BaseException:
            db.close()
            raise
        db.close()
    open_writable(path, create=False).close()
    return _connect(path, "ro")


def _connect(path: Path, mode: str) -> Database:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    conn.execute("PRAGMA foreign_keys = ON")
    return Database(conn, use_old_upsert=False)


def _create(path: Path) -> None:
    """Makes a migrated store beside its place and links it there, so that no half store exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with told_clearly(path):
        try:
            with closing(sqlite3.connect(new)) as conn:
                conn.execute("PRAGMA journal_mode = WAL")
                migrations.migrate(Database(conn))
            try:
                # A second process may have been quicker: its store stays.
                with suppress(FileExistsError):
                    os.link(new, path)
            except OSError:
                new.rename(path)
        finally:
            for leftover in (new, Path(f"{new}-wal"), Path(f"{new}-shm")):
                leftover.unlink(missing_ok=True)


def _refuse_unsound(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(16)
    if start != _HEADER:
        what = "is an empty file" if not start else "is no SQLite database"
        raise DamagedStore(f"{path} {what}; put a backup in its place, or move it away and replay")


def _refuse_strangers(db: Database, path: Path) -> None:
    application: int = db.conn.execute("PRAGMA application_id").fetchone()[0]
    if application != migrations.APPLICATION_ID:
        raise ForeignStore(
            f"{path} is some other program's database; name another data directory with --data"
        )
    version = migrations.version(db)
    if version > migrations.SCHEMA_VERSION:
        raise NewerStore(
            f"{path} was written by a newer batchwatch (schema {version}, this one knows"
            f" {migrations.SCHEMA_VERSION}); update batchwatch"
        )


def _keep_copy(db: Database, path: Path) -> None:
    """Copies a store beside itself before it is migrated."""
    copy = path.with_name(f"{path.name}.schema{migrations.version(db)}")
    copy.unlink(missing_ok=True)
    db.conn.execute("VACUUM INTO ?", (str(copy),))
