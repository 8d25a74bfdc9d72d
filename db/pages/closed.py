"""What a reader's own SQL may do: read, and of what is read not the outlets' texts."""

import sqlite3
from typing import Final

LONGEST: Final = 500_000
"""Characters or bytes of one value: a step of SQLite cannot be cut off, so it stays short."""
CLOSED: Final = frozenset(
    {
        ("articles", "text"),
        ("article_revisions", "text"),
        ("article_revisions", "facts"),
        ("articles_fts", "text"),
        ("articles_fts", "title"),
        ("decisions", "file"),
        ("runs", "reasons"),
        ("incidents", "details"),
        ("deliveries", "error"),
        ("channels", "error"),
        ("channels", "posts"),
        ("channels", "outcomes"),
    }
)
"""Columns that hold whole texts of outlets, or names of this machine's folders and hosts."""
_PARTS: Final = ("_content", "_data")
"""Tables of a full-text index in which whole texts stand."""
_INDEXES: Final = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
_READS: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE})
_TOLD: Final = frozenset(
    {
        *("table_info", "table_xinfo", "foreign_key_list", "index_list", "index_info"),
        *("index_xinfo", "schema_version", "data_version"),
    }
)
"""What the schema is told by, and what a full-text index asks; the list of databases would name
the file."""
_ALTERS: Final = frozenset({"schema_version"})
_FUNCTIONS: Final = (
    "json_each('[]')", "json_tree('[]')", "pragma_table_info('x')", "pragma_table_xinfo('x')",
    "pragma_index_list('x')", "pragma_index_info('x')", "pragma_foreign_key_list('x')",
)  # fmt: skip
"""Functions that give tables."""
_UNSAFE: Final = frozenset({"load_extension", "fts3_tokenizer", "fts5", "readfile", "writefile"})


def is_closed(table: str, column: str) -> bool:
    """Whether a column is not to be read here."""
    folded = table.lower()
    if is_index(folded) and folded.endswith(_PARTS):
        return column.lower() not in ("", "id", "rowid")
    return (folded, column.lower()) in CLOSED


def has_closed(table: str) -> bool:
    """Whether some column of a table is closed."""
    return any(name == table.lower() for name, _ in CLOSED)


def is_index(table: str) -> bool:
    """Whether a table is a full-text index or a part of one: it has no rows to be looked at."""
    return "_fts" in table.lower()


def close(conn: sqlite3.Connection) -> None:
    """Makes SQLite refuse all but reading what is open."""
    # SQLite opens these with statements that are refused afterwards.
    indexes = [f'"{name}"' for (name,) in conn.execute(_INDEXES).fetchall()]
    for name in (*indexes, *_FUNCTIONS):
        conn.execute(f"SELECT 1 FROM {name} LIMIT 0").fetchall()
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500)
    conn.set_authorizer(_allows)


def _allows(
    action: int, one: str | None, two: str | None, _schema: str | None, _inner: str | None
) -> int:
    if action in _READS:
        fine = True
    elif action == sqlite3.SQLITE_READ:
        fine = not is_closed(one or "", two or "")
    elif action == sqlite3.SQLITE_FUNCTION:
        fine = (two or "").lower() not in _UNSAFE
    elif action == sqlite3.SQLITE_PRAGMA:
        name = (one or "").lower()
        fine = name in _TOLD and not (two and name in _ALTERS)
    else:
        fine = False
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY
