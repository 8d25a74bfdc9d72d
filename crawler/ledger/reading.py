"""The ledger as those see it who only ask: single pages, and how many are in which state."""

import sqlite3
from dataclasses import dataclass

from crawler.ledger.page import Page

_COLUMNS = ", ".join(Page.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Articles' pages and files that are on their way, in numbers."""

    stored: int
    unstored: int
    """Archived; the next crawl of the outlet, ingest or replay stores them."""
    queued: int
    """Found and not had yet."""
    given_up: int


def page_of(conn: sqlite3.Connection, key: str) -> Page | None:
    """The row of a key, of a redirected one the row it leads to."""
    page = _row(conn, key)
    if page is not None and page.state == "redirected" and page.target is not None:
        return _row(conn, page.target) or page
    return page


def backlog(conn: sqlite3.Connection) -> Backlog:
    """Count what is on its way; pages left out by ``--since`` or ``--until`` do not wait."""
    sql = (
        "SELECT state, count(*) FROM pages WHERE kind IN ('page', 'document', 'file')"
        " AND outcome IS NOT 'outside_dates' GROUP BY state"
    )
    numbers = dict(conn.execute(sql).fetchall())
    states = ("stored", "fetched", "queued", "failed")
    return Backlog(*(numbers.get(state, 0) for state in states))


def unstored_since(conn: sqlite3.Connection, before: str) -> int:
    """How many pages were archived before an instant and wait to be stored ever since."""
    sql = (
        "SELECT count(*) FROM pages WHERE kind = 'page' AND state = 'fetched'"
        " AND outcome IS NOT 'outside_dates' AND changed_at < ?"
    )
    return int(conn.execute(sql, (before,)).fetchone()[0])


def file_sizes(conn: sqlite3.Connection) -> dict[str, int]:
    """How far each archive file is accounted for, in bytes."""
    return dict(conn.execute("SELECT name, size FROM files").fetchall())


def _row(conn: sqlite3.Connection, key: str) -> Page | None:
    row = conn.execute(f"SELECT {_COLUMNS} FROM pages WHERE key = ?", (key,)).fetchone()
    return Page(*row) if row else None
