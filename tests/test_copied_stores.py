"""The tests' copied stores are what the migrations make."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.migrations import migrate
from db.opening import open_writable

HEAD = ("application_id", "user_version", "encoding", "page_size", "auto_vacuum")


def told(conn: sqlite3.Connection) -> list[object]:
    schema = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2")
    steps = conn.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY 1, 2")
    head = [conn.execute(f"PRAGMA {name}").fetchone() for name in HEAD]
    return [*map(tuple, schema), *map(tuple, steps), *map(tuple, head)]


def test_a_copy_is_as_the_migrations_make_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "made.db")) as made:
        migrate(made, None)
        with closing(open_writable(tmp_path / "copy.db", create=True)) as copy:
            assert told(copy) == told(made)
