"""The record store's batched upsert against the same rows through sqlite3's executemany."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.ratio import Ratio, alternate, per_cpu_second

ROWS = 20_000
AT_ONCE = 200
TABLE = "CREATE TABLE IF NOT EXISTS bench (id TEXT PRIMARY KEY, title TEXT, body TEXT) STRICT"
UPSERT = (
    "INSERT INTO bench VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
    " title = excluded.title, body = excluded.body"
)
Rows = list[tuple[str, str, str]]


def measure(scale: float) -> Iterator[Ratio]:
    """Rows a second of CPU time, 200 a transaction: the wall clock swings with the disk."""
    count = max(AT_ONCE, int(ROWS * scale))
    rows = [(f"id{n}", f"title {n}", f"body {n} " * 100) for n in range(count)]
    ours, reference = alternate(lambda: store(rows), lambda: raw(rows), rounds=5)
    yield Ratio("upsert, 200 at once", ours, "raw executemany", reference, "rows/CPU-s", 0.65)


def store(rows: Rows) -> float:
    """Through ``RecordStore.upsert``."""
    from db.store import RecordStore

    with (
        tempfile.TemporaryDirectory() as directory,
        RecordStore.open(Path(directory) / "bench.db") as target,
    ):
        target.conn.execute(TABLE)
        named = [{"id": key, "title": title, "body": body} for key, title, body in rows]

        def work() -> None:
            for at in range(0, len(named), AT_ONCE):
                with target.transaction():
                    target.upsert("bench", named[at : at + AT_ONCE])

        return per_cpu_second(len(rows), work)


def raw(rows: Rows) -> float:
    """Through sqlite3 itself, in the same journal mode."""
    with tempfile.TemporaryDirectory() as directory:
        connection = sqlite3.connect(Path(directory) / "bench.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(TABLE)

        def work() -> None:
            for at in range(0, len(rows), AT_ONCE):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(UPSERT, rows[at : at + AT_ONCE])
                connection.execute("COMMIT")

        figure = per_cpu_second(len(rows), work)
        connection.close()
    return figure
