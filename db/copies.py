"""Whole SQLite files in, whole SQLite files out: copied beside writers, checked, put in place."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from db.errors import (
    DamagedStore,
    ForeignStore,
    NewerStore,
    StoreError,
    StoreLocked,
    told_clearly,
)
from db.workplace import move_into_place, workplace

BUSY_SECONDS: Final = 10.0
COMPANIONS: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps under a database's name; a log beside the wrong file would damage it."""
_PAGES_AT_ONCE: Final = 4096
Progress = Callable[[int, int], None]


def connect(path: Path, mode: str, seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to a file that is there; ``mode`` is ``ro`` or ``rw``, and what SQLite adds."""
    if mode == "ro" and rests(path):
        mode = "ro&immutable=1"
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=seconds)


def rests(path: Path) -> bool:
    """Whether nobody writes into a database: it is where this user may make no log, which even a
    reader would have to, and nobody has made one.
    """
    if os.access(path.parent, os.W_OK):
        return False
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    return not log.exists() or not (log.stat().st_size or index.exists())


def copy_database(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Puts one state of ``source`` at ``target``, whole or not at all.

    Waits for no writer and keeps none waiting. ``target`` is one file without companions and
    takes the place of any of that name. ``progress`` is told pages done and pages in all.
    """
    with workplace(target.parent) as place:
        new = place / target.name
        _copy(source, new, target, "DELETE", progress)
        move_into_place(new, target)


def replace_database(path: Path, new: Path) -> Path | None:
    """Gives the database at ``path`` the content of ``new``, which stays as it is.

    A sound one of the same application takes it in one transaction, so that its readers see the
    old state or the new. Anything else is moved aside first; returns where to. Whoever writes
    into ``path`` must have been kept out.
    """
    with told_clearly(new), closing(connect(new, "ro")) as source:
        application, version = _pragma(source, "application_id"), _pragma(source, "user_version")
    if _takes_content(path, application, version):
        _replace_content(path, new)
        return None
    with workplace(path.parent) as place:
        copy = place / path.name
        _copy(new, copy, path, "WAL", None)
        aside = set_aside(path)
        move_into_place(copy, path)
    return aside


def set_aside(path: Path) -> Path | None:
    """Renames a database and its companions so that nothing takes them for one in use.

    Returns the new name, ``batchwatch.db.replaced-20240130T101500Z``; None where nothing was.
    """
    there = [end for end in COMPANIONS if path.with_name(path.name + end).exists()]
    if not there:
        return None
    aside = _free_name(path)
    for end in there:
        path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def check_database(
    path: Path, *, application_id: int, newest_version: int, told_as: Path | None = None
) -> int:
    """The ``user_version`` of a sound database of that application which this program knows.

    Raises DamagedStore, ForeignStore or NewerStore, whose line names ``told_as`` or the path.
    Reads the whole file, writes nothing.
    """
    named = told_as or path
    refuse_unsound(path, named)
    with told_clearly(named), closing(connect(path, "ro")) as conn:
        if _pragma(conn, "application_id") != application_id:
            raise ForeignStore(f"{named} is some other program's database")
        version = _pragma(conn, "user_version")
        if version > newest_version:
            raise NewerStore(
                f"{named} was written by a newer batchwatch (schema {version}, this one knows"
                f" {newest_version}); update batchwatch"
            )
        found = str(conn.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if found != "ok":
            raise DamagedStore(f"{named} is damaged ({' '.join(found.split())})")
    return version


def refuse_unsound(path: Path, named: Path | None = None, remedy: str = "") -> None:
    """DamagedStore where the path holds no file that starts as an SQLite database does.

    SQLite itself reads that start, beside any log: a file of ours on the same database would, when
    it is closed, let go of every lock that this process has there, and another process would then
    take the log away under a writer (https://sqlite.org/howtocorrupt.html, section 2.2).
    """
    if path.exists() and not path.is_file():
        raise DamagedStore(f"{named or path} is no file{remedy}")
    try:
        empty = not path.stat().st_size
    except OSError as error:
        raise StoreError(f"cannot read {named or path}: {error.strerror}") from error
    if empty or not _starts_as_database(path, named or path):
        what = "is an empty file" if empty else "is no SQLite database"
        raise DamagedStore(f"{named or path} {what}{remedy}")


def _starts_as_database(path: Path, named: Path) -> bool:
    try:
        with closing(connect(path, "ro&immutable=1")) as conn:
            _pragma(conn, "application_id")
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            raise StoreError(f"cannot read {named}: {error}") from error
        return code != sqlite3.SQLITE_NOTADB
    return True


def _copy(source: Path, new: Path, told_as: Path, journal: str, progress: Progress | None) -> None:
    """The open transaction keeps the copy to one state, however long it takes."""

    def report(_: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with told_clearly(source), closing(connect(source, "ro")) as there:
        there.execute("BEGIN")
        there.execute("SELECT count(*) FROM sqlite_master").fetchall()
        with told_clearly(told_as), closing(sqlite3.connect(new)) as here:
            here.execute("PRAGMA synchronous = OFF")
            there.backup(here, pages=_PAGES_AT_ONCE, progress=report)
            here.execute(f"PRAGMA journal_mode = {journal}").fetchall()


def _takes_content(path: Path, application: int, version: int) -> bool:
    if not path.exists():
        return False
    try:
        check_database(path, application_id=application, newest_version=version)
    except (DamagedStore, ForeignStore, NewerStore):
        return False
    return True


def _replace_content(path: Path, new: Path) -> None:
    def report(status: int, _: int, __: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreLocked(
                f"{path} is being written by another process; try again when it is done"
            )

    with workplace(path.parent) as place, told_clearly(path), closing(connect(path, "rw")) as live:
        size = _pragma(live, "page_size")
        with closing(connect(_with_pages_of(size, new, place), "ro")) as source:
            live.execute("PRAGMA synchronous = FULL")
            source.backup(live, pages=-1, progress=report)
        live.execute("PRAGMA journal_mode = WAL").fetchall()
        live.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _with_pages_of(size: int, new: Path, place: Path) -> Path:
    """A file in WAL mode takes pages of its own size only."""
    with closing(connect(new, "ro")) as source:
        if _pragma(source, "page_size") == size:
            return new
        source.execute(f"PRAGMA page_size = {size}")
        source.execute("VACUUM INTO ?", (str(place / "resized"),))
    return place / "resized"


def _free_name(path: Path) -> Path:
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    name, turn = path.with_name(f"{path.name}.replaced-{stamp}"), 2
    while any(name.with_name(name.name + end).exists() for end in COMPANIONS):
        name, turn = path.with_name(f"{path.name}.replaced-{stamp}-{turn}"), turn + 1
    return name


def _pragma(conn: sqlite3.Connection, name: str) -> int:
    number: int = conn.execute(f"PRAGMA {name}").fetchall()[0][0]
    return number
