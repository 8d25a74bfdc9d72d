"""What a reader asks a page for, and what a page may answer instead of itself."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from db.named import Rows, answer
from db.pages.drawings import Drawings
from db.pages.links import Links
from db.pages.snapshot import Snapshot
from db.pages.wording import Language
from db.store import RecordStore

Answer = dict[str, Any]
PAGE: Final = 50
"""Rows of one page of a list."""
MOST_PAGES: Final = 100_000
SECONDS: Final = 5.0
"""So long a page may ask the records."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the pages get from rooms that the records do not know."""

    feed: Callable[[RecordStore, Language], bytes]
    """The Atom feed of the batches."""
    outlets: Callable[[RecordStore], Answer]
    """The outlets as the verb ``outlets`` has them."""
    base_url: str = "http://127.0.0.1:8001"
    """Where the pages are found, for what leaves them: feeds and citations."""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the name in its path, its query and its language."""

    name: str
    query: Mapping[str, str]
    language: Language
    links: Links
    """Addresses in the language that was asked for."""
    doors: Doors
    drawings: Drawings
    snapshot: Snapshot
    """What answers."""

    @property
    def taken_at(self) -> str:
        """When the snapshot was taken."""
        return self.snapshot.facts.taken_at

    def said(self, key: str) -> str | None:
        """A value of the query without blanks round it; None where it is empty."""
        return self.query.get(key, "").strip() or None

    def number(self, key: str, default: int, *, least: int = 1, most: int = MOST_PAGES) -> int:
        """A number of the query within its limits; the default where it is none."""
        text = self.said(key) or ""
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            return default
        return min(max(int(text), least), most)

    def asked(self, store: RecordStore, name: str, params: Mapping[str, str]) -> Rows:
        """The rows of a named query; WrongQuestion for what it cannot be asked."""
        key = ("query", name, tuple(sorted((k, v.strip()) for k, v in params.items() if v.strip())))
        return self.snapshot.keep(key, lambda: answer(store.conn, name, params))

    def outlets(self, store: RecordStore) -> Answer:
        """The outlets; whether one is stale depends on the time as well."""
        minute = int(monotonic() // 60)
        return self.snapshot.keep(("outlets", minute), lambda: self.doors.outlets(store))

    @property
    def page(self) -> int:
        """Which page of a list."""
        return self.number("page", 1)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a file."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that is no page; ``fresh`` is false for one of earlier records."""

    body: bytes
    fresh: bool = True
    status: int = 200


class Missing(Exception):
    """There is nothing of that name; ``near`` are pages that may have been meant."""

    def __init__(self, what: str, asked: str, near: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(f"no {what} {asked!r}")
        self.what, self.asked, self.near = what, asked, near


class Moved(Exception):
    """The answer stands at another place of the pages; ``path`` is encoded."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class TooLong(Exception):
    """The records were asked for longer than a page may."""


class Wrong(Exception):
    """What was asked cannot be answered; the text says why."""


@contextmanager
def within(conn: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Cuts off what the block asks of a connection after so many seconds."""
    deadline = monotonic() + seconds
    conn.set_progress_handler(lambda: monotonic() >= deadline, 5000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.args == ("interrupted",):
            raise TooLong from error
        raise
    finally:
        conn.set_progress_handler(None, 0)
