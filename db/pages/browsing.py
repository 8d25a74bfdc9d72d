"""Datasette over the snapshots: its own pages of tables and SQL, and nothing that writes."""

import asyncio
import re
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, TypeVar

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import sqlite_timelimit

from db.pages.closed import close, has_closed, is_closed
from db.pages.snapshot import Snapshot

NAME: Final = "batchwatch"
MOST_BYTES: Final = 16 << 20
"""About so much one answer holds; what is beyond is cut off as rows beyond their limit are."""
COUNTING_MS: Final = 250
HERE: Final = Path(__file__).parent
SETTINGS: Final[Mapping[str, Any]] = {
    "allow_download": False,
    "suggest_facets": False,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "num_sql_threads": 3,
    "max_csv_mb": 100,
    "default_cache_ttl": 0,
}
_ROW: Final = re.compile(r'select \* from \[?(?P<table>\w+)\]? where (?:"\w+"|\[\w+\])=:p0')
T = TypeVar("T")
in_use: ContextVar[Snapshot] = ContextVar("in_use")
"""The snapshot that the request at hand is answered from."""


class Browsed(Database):  # type: ignore[misc]  # datasette has no types
    """One snapshot as Datasette's database."""

    def __init__(self, served: "Served", snapshot: Snapshot) -> None:
        super().__init__(served, str(snapshot.path), is_mutable=False)
        self.snapshot = snapshot
        self.name = self.route = NAME
        self.cached_hash = snapshot.facts.tag
        self.cached_size = snapshot.path.stat().st_size

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a function with a connection of the snapshot, in a thread."""

        def in_thread() -> T:
            with self.snapshot.connection(self.ds.prepare) as conn:
                return fn(conn)

        with self.snapshot.used():
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.ds.executor, in_thread)

    async def execute(
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """The rows of one statement, as many as time, size and the limit of rows allow."""
        sql = await self._without_closed(sql)
        limit = self.ds.sql_time_limit_ms
        if custom_time_limit is not None:
            limit = max(1, min(limit, custom_time_limit))
        most = self.ds.max_returned_rows + (self.ds.max_returned_rows == page_size)

        def in_thread(conn: sqlite3.Connection) -> Results:
            with sqlite_timelimit(conn, limit), _told_as_error(sql, params):
                cursor = conn.execute(sql, params if params is not None else {})
                rows, cut = _fetched(cursor, most if truncate else None)
            return Results(rows, cut, cursor.description)

        return await self.execute_fn(in_thread)

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """The rows of each table, counted once a copy."""
        return await self.execute_fn(lambda conn: self.snapshot.keep("rows", lambda: counted(conn)))

    async def table_columns(self, table: str) -> list[str]:
        """The columns of a table that may be read."""
        found: Iterable[str] = await super().table_columns(table)
        return [column for column in found if not is_closed(table, column)]

    async def _without_closed(self, sql: str) -> str:
        """Datasette's query for one row, which names no columns, with those that are open."""
        found = _ROW.match(sql)
        if found is None or not has_closed(found["table"]):
            return sql
        columns = ", ".join(f'"{column}"' for column in await self.table_columns(found["table"]))
        return f"select {columns}{sql[len('select *') :]}"

    async def attached_databases(self) -> list[Any]:
        """None: nothing can be attached."""
        return []


class Served(Datasette):  # type: ignore[misc]  # datasette has no types
    """Datasette whose one database is always the snapshot that the request began with."""

    def __init__(self, desk: Any, metadata: Mapping[str, Any]) -> None:
        self.desk = desk
        """Who answers for our own pages."""
        self._own: OrderedDict[str, Database] = OrderedDict()
        super().__init__(
            settings=dict(SETTINGS),
            metadata=dict(metadata),
            template_dir=str(HERE / "templates"),
            static_mounts=[("static", str(HERE / "static"))],
        )
        self._own.pop("_memory", None)
        self._root_token = None

    @property
    def databases(self) -> "OrderedDict[str, Database]":
        """The snapshot, and what Datasette keeps for itself."""
        found = OrderedDict(self._own)
        snapshot = in_use.get(None)
        if snapshot is not None:
            found[NAME] = self._browsed_for(snapshot)
            found.move_to_end(NAME, last=False)
        return found

    @databases.setter
    def databases(self, value: "OrderedDict[str, Database]") -> None:
        self._own = OrderedDict((name, db) for name, db in value.items() if name != NAME)

    async def refresh_schemas(self) -> None:
        """Nothing: what Datasette would note of every new copy is asked for by no page."""

    def prepare(self, conn: sqlite3.Connection) -> None:
        """Makes a connection one of Datasette's, then one that only reads what is open."""
        self._prepare_connection(conn, NAME)
        close(conn)

    def _browsed_for(self, snapshot: Snapshot) -> Browsed:
        """One object a snapshot, for it keeps the numbers of rows."""
        return snapshot.keep(Browsed, lambda: Browsed(self, snapshot))


def counted(conn: sqlite3.Connection) -> dict[str, int | None]:
    """The rows of each table; None where there are too many to be counted at once."""
    found: dict[str, int | None] = {}
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        try:
            with sqlite_timelimit(conn, COUNTING_MS):
                found[name] = conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        except sqlite3.DatabaseError:
            found[name] = None
    return found


@contextmanager
def _told_as_error(sql: str, params: Any) -> Iterator[None]:
    """What Datasette knows how to tell: that it took too long, or what SQLite says."""
    try:
        yield
    except sqlite3.Warning as error:
        raise sqlite3.OperationalError(str(error)) from error
    except sqlite3.DatabaseError as error:
        if error.args == ("interrupted",):
            raise QueryInterrupted(error, sql, params) from error
        raise


def _fetched(cursor: sqlite3.Cursor, most: int | None) -> tuple[list[Any], bool]:
    """The rows up to a number and up to a size, and whether there are more."""
    rows: list[Any] = []
    size = 0
    for row in cursor:
        if len(rows) == most or size > MOST_BYTES:
            return rows, True
        rows.append(row)
        size += sum(len(cell) if isinstance(cell, str | bytes) else 8 for cell in row)
    return rows, False
