"""The record store: rows in, rows out, every group of writes in one immediate transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from db import version
from db.errors import told_clearly
from db.opening import open_readable, open_writable, refuse_missing

DATABASE_NAME = "batchwatch.db"
Row = dict[str, Any]
_AT_ONCE = 500


def store_path(data_dir: Path) -> Path:
    """Where the record store of a data directory is."""
    return data_dir / DATABASE_NAME


def open_for_reading(data_dir: Path) -> "RecordStore | None":
    """The store of a data directory, read-only; None, and nothing created, where there is none."""
    path = store_path(data_dir)
    if path.exists():
        return RecordStore.open_read_only(path)
    refuse_missing(path)
    return None


class RecordStore:
    """One connection to ``batchwatch.db``; not to be shared between threads."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self.conn = conn
        self._keys: dict[str, tuple[str, ...]] = {}

    @classmethod
    def open(cls, path: Path, *, create: bool = True, anew: bool = False) -> Self:
        """A writable store, migrated to this program's schema.

        ``anew`` is for ``replay`` alone: it may make one where an archive has lost its own.
        """
        return cls(path, open_writable(path, create=create, anew=anew))

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """A store that refuses every write."""
        return cls(path, open_readable(path))

    def close(self) -> None:
        """Closes the connection; an open transaction is rolled back."""
        self.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def schema_version(self) -> int:
        """The schema's number in the file."""
        return version.version(self.conn)

    def wait(self, seconds: float) -> None:
        """Waits so long for its turn to write from now on."""
        self.conn.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits what the block writes, or nothing of it; waits up to ten seconds for its turn.

        ``wait`` changes how long.
        """
        with told_clearly(self.path):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Lets several reads see one state of the store; a transaction that is open is one."""
        if self.conn.in_transaction:
            yield
            return
        with told_clearly(self.path):
            self.conn.execute("BEGIN")
            try:
                yield
            finally:
                self.conn.execute("ROLLBACK")

    def rows(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """The rows of a query as dictionaries."""
        with told_clearly(self.path):
            cursor = self.conn.execute(sql, params)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of a query as plain tuples, for very many."""
        with told_clearly(self.path):
            return self.conn.execute(sql, params).fetchall()

    def tuples_for(self, sql: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """The same of a query whose ``IN (?)`` takes any number of values."""
        for some in _portions(values):
            yield from self.tuples(sql.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def rows_for(self, sql: str, values: Iterable[Any]) -> list[Row]:
        """The rows of a query whose ``IN (?)`` takes any number of values."""
        found: list[Row] = []
        for some in _portions(values):
            found += self.rows(sql.replace("(?)", f"({','.join('?' * len(some))})"), some)
        return found

    def write(self, sql: str, params: Iterable[Sequence[Any]]) -> int:
        """Runs one statement for many sets of parameters; the number of rows it changed."""
        with told_clearly(self.path):
            return max(self.conn.executemany(sql, params).rowcount, 0)

    def write_for(self, sql: str, values: Iterable[Any]) -> None:
        """Runs a statement whose ``IN (?)`` takes any number of values."""
        with told_clearly(self.path):
            for some in _portions(values):
                marks = ",".join("?" * len(some))
                self.conn.execute(sql.replace("(?)", f"({marks})"), some)

    def upsert(self, table: str, rows: Iterable[Row]) -> None:
        """Inserts rows or replaces the named columns of those whose primary key is there."""
        key = self.primary_key(table)
        for columns, some in _by_columns(rows):
            self.write(_upsert(table, key, columns), some)

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Inserts new rows."""
        for columns, some in _by_columns(rows):
            self.write(_insert(table, columns), some)

    def sync(
        self, table: str, rows: Sequence[Row], *, where: str = "1", params: Row | None = None
    ) -> int:
        """Makes the table's part under ``where`` equal to the rows; writes differences only.

        Each row names every column. Returns how many rows were written or removed.
        """
        key = self.primary_key(table)
        wanted = {tuple(row[column] for column in key): row for row in rows}
        there = {
            tuple(row[column] for column in key): row
            for row in self.rows(f"SELECT * FROM {table} WHERE {where}", params or {})
        }
        gone = [old for old in there if old not in wanted]
        changed = [row for identity, row in wanted.items() if there.get(identity) != row]
        match = " AND ".join(f"{column} IS ?" for column in key)
        self.write(f"DELETE FROM {table} WHERE {match}", gone)
        self.upsert(table, changed)
        return len(gone) + len(changed)

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [row["name"] for row in self.rows("SELECT name FROM pragma_table_info(?)", (table,))]

    def primary_key(self, table: str) -> tuple[str, ...]:
        """The columns of a table's primary key, in order."""
        if table not in self._keys:
            with told_clearly(self.path):
                told = self.conn.execute("SELECT pk, name FROM pragma_table_info(?)", (table,))
                self._keys[table] = tuple(name for place, name in sorted(told) if place)
        return self._keys[table]

    def integrity(self) -> list[str]:
        """What SQLite's own checks find wrong; empty for a sound store."""
        try:
            found = [str(row[0]) for row in self.conn.execute("PRAGMA integrity_check(20)")]
            for table, rowid, parent, _ in self.conn.execute("PRAGMA foreign_key_check"):
                found.append(f"{table} row {rowid} names a missing row of {parent}")
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return [str(error)]
        return [line for line in found if line != "ok"]


def _by_columns(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """The values of rows that name the same columns in the same order, under these."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(tuple(row.values()))
    return groups.items()


def _insert(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


def _upsert(table: str, key: Sequence[str], columns: Sequence[str]) -> str:
    new = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c not in key)
    does = f"UPDATE SET {new}" if new else "NOTHING"
    return f"{_insert(table, columns)} ON CONFLICT ({', '.join(key)}) DO {does}"


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
