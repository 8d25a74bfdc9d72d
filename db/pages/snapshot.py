"""One state of the store in a file of its own, for any number of readers."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar
from urllib.parse import quote

from db.store import RecordStore

MAPPED: Final = 1 << 30
"""Bytes of a file that are read as memory, shared by all connections."""
MOST_KEPT: Final = 300
MOST_PAGES: Final = 200
"""Answers and drawn pages that are kept of a snapshot."""
T = TypeVar("T")
Prepare = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a snapshot is known by."""

    tag: str
    """Another one for every snapshot: what caches tell answers apart by."""
    taken_at: str
    """Instant in UTC from which on nothing newer is in it."""
    schema: int


@dataclass(slots=True)
class _Pool:
    """Connections that nobody uses at the moment."""

    idle: list[sqlite3.Connection] = field(default_factory=list)


class Snapshot:
    """A finished file; it is unlinked once it is retired and nobody uses it any more."""

    def __init__(self, path: Path, facts: Facts) -> None:
        self.path, self.facts = path, facts
        self.kept: dict[Any, Any] = {}
        """What pages keep of it as long as it lives."""
        self.pages: dict[Any, Any] = {}
        self._lock = Lock()
        self._users = 0
        self._retired = False
        self._pools: dict[Prepare | None, _Pool] = {}

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once as long as the snapshot lives."""
        return _kept(self.kept, key, make, MOST_KEPT)

    def keep_page(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same for pages as they were drawn; the oldest make room for others."""
        return _kept(self.pages, key, make, MOST_PAGES)

    @contextmanager
    def used(self) -> Iterator["Snapshot"]:
        """Keeps the file in its place while the block runs."""
        with self._lock:
            self._users += 1
        try:
            yield self
        finally:
            with self._lock:
                self._users -= 1
                over = self._retired and not self._users
            if over:
                self._remove()

    def retire(self) -> None:
        """A newer one has taken its place."""
        with self._lock:
            self._retired = True
            over = not self._users
        if over:
            self._remove()

    @contextmanager
    def connection(self, prepare: Prepare | None = None) -> Iterator[sqlite3.Connection]:
        """A connection that only reads; those of one ``prepare`` are used again."""
        with self.used():
            with self._lock:
                idle = self._pools.setdefault(prepare, _Pool()).idle
                conn = idle.pop() if idle else None
            if conn is None:
                conn = self._connect()
                if prepare is not None:
                    prepare(conn)
            try:
                yield conn
            finally:
                with self._lock:
                    idle.append(conn)

    @contextmanager
    def store(self) -> Iterator[RecordStore]:
        """The record store of the snapshot."""
        with self.connection() as conn:
            yield RecordStore(self.path, conn)

    def _connect(self) -> sqlite3.Connection:
        uri = f"file:{quote(str(self.path.resolve()))}?mode=ro&immutable=1"
        conn = sqlite3.connect(uri, uri=True, check_same_thread=False)
        conn.execute("PRAGMA query_only = ON")
        conn.execute(f"PRAGMA mmap_size = {MAPPED}")
        return conn

    def _remove(self) -> None:
        with self._lock:
            pools, self._pools = self._pools, {}
        for pool in pools.values():
            for conn in pool.idle:
                conn.close()
        with suppress(FileNotFoundError):
            self.path.unlink()
        self.kept.clear()
        self.pages.clear()


def _kept(among: dict[Any, Any], key: Hashable, make: Callable[[], T], most: int) -> T:
    """Made by two at once it is made twice, which does no harm."""
    missing = object()
    found = among.get(key, missing)
    if found is missing:
        while len(among) >= most:
            among.pop(next(iter(among)), None)
        found = among[key] = make()
    made: T = found
    return made
