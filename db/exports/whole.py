"""The SQLite file itself, as one that can be handed on: one state, and without full texts."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

NAME: Final = "batchwatch.db"
_PAGES_AT_ONCE: Final = 4096
_OPERATORS_OWN: Final = ("deliveries", "channels")
"""Where alerts go and what came back is nobody else's business."""
_TEXTS: Final = ("articles", "article_revisions")


def copy_store(conn: sqlite3.Connection, folder: Path, *, with_text: bool) -> None:
    """Writes the state that the open transaction of ``conn`` sees to ``batchwatch.db``.

    OSError where there is no room for it, and for the whole state beside it meanwhile. Without
    texts those of articles are empty and so is the full-text index but for titles; the
    new file is made of what is left, so that nothing of them is in its unused pages.
    """
    whole = folder / f"{NAME}.whole"
    try:
        _copy(conn, whole, folder / NAME, with_text=with_text)
    except sqlite3.OperationalError as error:
        raise OSError(f"{NAME}: {error}") from error
    whole.unlink()


def _copy(conn: sqlite3.Connection, whole: Path, target: Path, *, with_text: bool) -> None:
    with closing(sqlite3.connect(whole, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        conn.backup(copy, pages=_PAGES_AT_ONCE)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        copy.execute("BEGIN")
        for table in _OPERATORS_OWN:
            copy.execute(f"DELETE FROM {table}")
        if not with_text:
            _forget_texts(copy)
        copy.execute("COMMIT")
        copy.execute("VACUUM INTO ?", (str(target),))


def _forget_texts(copy: sqlite3.Connection) -> None:
    for table in _TEXTS:
        copy.execute(f"UPDATE {table} SET text = ''")
    copy.execute("CREATE TEMP TABLE titles AS SELECT rowid AS doc, title FROM articles_fts")
    made = "SELECT sql FROM sqlite_master WHERE name = 'articles_fts'"
    sql = copy.execute(made).fetchone()[0]
    copy.execute("DROP TABLE articles_fts")
    copy.execute(sql)
    copy.execute(
        "INSERT INTO articles_fts (rowid, title, text) SELECT doc, title, '' FROM temp.titles"
    )
