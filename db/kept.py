"""What no rebuild can derive: runs, alerts, deliveries, outlets and printed slugs, carried over."""

from pathlib import Path
from typing import Final
from urllib.parse import quote

from db.errors import told_clearly
from db.store import RecordStore

KEPT: Final = ("outlets", "runs", "alerts", "deliveries", "batch_slugs")


def copy_kept(store: RecordStore, source: Path) -> None:
    """Copies the kept tables of the store at ``source``; slugs find their batches when settled."""
    conn = store.db.conn
    with told_clearly(source):
        conn.execute("ATTACH ? AS old", (f"file:{quote(str(source.resolve()))}?mode=ro",))
        try:
            with store.transaction():
                for table in KEPT:
                    columns = [column.name for column in store.db.table(table).columns]
                    taken = ["NULL" if _derived(table, name) else f'"{name}"' for name in columns]
                    names = ", ".join(f'"{name}"' for name in columns)
                    chosen = ", ".join(taken)
                    conn.execute(f"INSERT INTO {table} ({names}) SELECT {chosen} FROM old.{table}")
        finally:
            conn.execute("DETACH old")


def keep_printed(store: RecordStore, slugs: dict[str, str]) -> None:
    """Keeps printed slugs with their members; known ones stay as they are."""
    sql = "INSERT INTO batch_slugs (slug, members) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING"
    with store.transaction():
        store.write(sql, slugs.items())


def _derived(table: str, column: str) -> bool:
    return (table, column) == ("batch_slugs", "batch")
