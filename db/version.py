"""What marks a file as a record store, and its schema's number; without the means to change it."""

import sqlite3

APPLICATION_ID = 0x62776368
"""``bwch`` in ASCII, at byte 68 of every record store."""
SCHEMA_VERSION = 22
"""The number of steps in ``db/migrations.py``."""


def version(conn: sqlite3.Connection) -> int:
    """The number of the last step the store has had."""
    number: int = conn.execute("PRAGMA user_version").fetchone()[0]
    return number
