"""New stores as copies of one that all migrations made, once a process: that takes longer than
many a test.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

from db import opening

_made = opening._migrate


def copy_new_stores() -> None:
    """Let a new store be a copy; a store that is there is migrated as ever."""
    _empty()
    opening._migrate = _copied


def _copied(conn: sqlite3.Connection, keep: Callable[[int], None] | None = None) -> None:
    if keep is not None:
        _made(conn, keep)
        return
    with closing(sqlite3.connect(":memory:")) as made:
        made.deserialize(_empty())
        made.backup(conn)


@cache
def _empty() -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        _made(made)
        return made.serialize()
