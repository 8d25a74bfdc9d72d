"""The ledger's file: opened and brought up to date, refused when foreign, newer or unsound."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from crawler.errors import DamagedLedger, LedgerError, LedgerFull, LedgerLocked, NewerLedger

LEDGER_NAME: Final = "ledger.db"
APPLICATION_ID: Final = 0x62776C67
"""``bwlg`` in ASCII, at byte 68 of the file."""
BUSY_SECONDS: Final = 10.0
_STEPS: Final = ("s001_pages", "s002_documents", "s003_marks", "s004_parts")
SCHEMA_VERSION: Final = len(_STEPS)


def ledger_path(data: Path) -> Path:
    """Where the ledger of a data directory is."""
    return data / LEDGER_NAME


def open_ledger(path: Path) -> sqlite3.Connection:
    """A writable connection in WAL mode and autocommit; makes the file where there is none.

    Only the process that holds the directory's lock may make one.
    """
    with told_clearly(path):
        if not path.exists():
            _create(path)
        _refuse_empty(path)
        conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _refuse_strangers(conn, path)
            found = [str(row[0]) for row in conn.execute("PRAGMA quick_check(1)")]
            if found != ["ok"]:
                raise DamagedLedger(f"{path} is damaged ({' '.join(found[0].split())}); {_REMEDY}")
            _migrate(conn)
            conn.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            conn.close()
            raise
    return conn


def open_readable(path: Path) -> sqlite3.Connection | None:
    """A read-only connection, None where there is no ledger; creates nothing."""
    if not path.exists():
        return None
    with told_clearly(path):
        _refuse_empty(path)
        uri = f"file:{quote(str(path.resolve()))}?mode=ro"
        if not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists():
            # Where no log is and none can be made nobody writes; SQLite would want to make one.
            uri += "&immutable=1"
        conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
        try:
            _refuse_strangers(conn, path)
        except BaseException:
            conn.close()
            raise
    return conn


def integrity(conn: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds wrong; empty for a sound ledger."""
    try:
        found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for line in found if line != "ok"]


_REMEDY: Final = "move it away: the next crawl makes it anew from the archive"


@contextmanager
def told_clearly(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the ledger into this package's, in one line."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedLedger(f"{path} is damaged ({error}); {_REMEDY}") from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LedgerLocked(f"{path} is being written by another process") from error
        if code == sqlite3.SQLITE_FULL:
            raise LedgerFull(f"no room to write {path}; free some space and run again") from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
            raise LedgerError(f"cannot use {path}: {error}") from error
        raise


def _create(path: Path) -> None:
    """Makes a ledger beside its place and moves it there, so that no half one ever stands there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as conn:
            _migrate(conn)
            # Last: a log that a full disk keeps from being written back would be left behind.
            conn.execute("PRAGMA journal_mode = WAL")
        for log in ("-wal", "-shm"):
            path.with_name(f"{path.name}{log}").unlink(missing_ok=True)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _migrate(conn: sqlite3.Connection) -> None:
    conn.execute("BEGIN IMMEDIATE")
    try:
        done = conn.execute("PRAGMA user_version").fetchone()[0]
        if done < SCHEMA_VERSION:
            for step in _STEPS[done:]:
                for statement in _sql(step).split(";\n"):
                    conn.execute(statement)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _refuse_empty(path: Path) -> None:
    if path.is_dir():
        raise DamagedLedger(f"{path} is no file; {_REMEDY}")
    if not path.stat().st_size:
        raise DamagedLedger(f"{path} is an empty file; {_REMEDY}")


def _refuse_strangers(conn: sqlite3.Connection, path: Path) -> None:
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise DamagedLedger(f"{path} is some other program's database; {_REMEDY}")
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise NewerLedger(
            f"{path} was written by a newer batchwatch (schema {version}, this one knows"
            f" {SCHEMA_VERSION}); update batchwatch"
        )


def _sql(step: str) -> str:
    return Path(__file__).with_name(f"{step}.sql").read_text(encoding="utf-8")
