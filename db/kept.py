"""What no rebuild can derive: runs, outlets, alerts, what was told, printed slugs; carried over."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from db.errors import StoreError, told_clearly
from db.store import RecordStore

KEPT: Final = (
    "outlets",
    "runs",
    "alerts",
    "deliveries",
    "channels",
    "incidents",
    "batch_slugs",
    "told",
    "told_claims",
    "told_entries",
    "news_articles",
    "news_entries",
)

_DERIVED: Final = {("batch_slugs", "batch"), ("batch_slugs", "rejected"), ("told", "batch")}


def copy_kept(store: RecordStore, source: Path) -> None:
    """Copies the kept tables of the store at ``source``; slugs find their batches when settled."""
    with _attached(store, source), store.transaction():
        for table in KEPT:
            _copy(store, table)


def save_kept(store: RecordStore, damaged: Path) -> list[str]:
    """Copies what a damaged store still gives of the kept tables; returns those it does not."""
    lost = []
    try:
        with _attached(store, damaged):
            for table in KEPT:
                try:
                    with store.transaction():
                        _copy(store, table)
                except (StoreError, sqlite3.DatabaseError):
                    lost.append(table)
    except (StoreError, sqlite3.DatabaseError):
        return list(KEPT)
    return lost


def keep_printed(store: RecordStore, slugs: dict[str, str]) -> None:
    """Keeps printed slugs with their members; known ones stay as they are."""
    sql = "INSERT INTO batch_slugs (slug, members) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING"
    with store.transaction():
        store.write(sql, slugs.items())


@contextmanager
def _attached(store: RecordStore, source: Path) -> Iterator[None]:
    conn = store.conn
    with told_clearly(source):
        conn.execute("ATTACH ? AS old", (f"file:{quote(str(source.resolve()))}?mode=ro",))
        try:
            yield
        finally:
            conn.execute("DETACH old")


def _copy(store: RecordStore, table: str) -> None:
    there = store.conn.execute("SELECT name FROM pragma_table_info(?, 'old')", (table,))
    known = {name for (name,) in there}  # an older schema's tables may lack a column
    columns = [name for name in store.columns(table) if name in known]
    taken = ", ".join("NULL" if _derived(table, name) else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    store.conn.execute(f"INSERT INTO {table} ({names}) SELECT {taken} FROM old.{table}")


def _derived(table: str, column: str) -> bool:
    return (table, column) in _DERIVED
