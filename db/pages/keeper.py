"""A data directory in, its newest snapshot out: made beside writers, anew when the data changed."""

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from db.copies import connect
from db.errors import StoreError, told_clearly
from db.opening import refuse_missing
from db.pages.snapshot import Facts, Snapshot
from db.store import RecordStore, store_path
from db.workplace import workplace

EVERY: Final = 2.0
"""Seconds between the beginnings of two snapshots, at least."""
SHARE: Final = 20
"""A snapshot that took a second is followed by none for so many seconds."""
REST: Final = 30.0
"""Seconds until the next try after one that failed."""
_GENTLE: Final = 10
"""The niceness of the thread that copies, so that crawls and readers go first."""
Mark = tuple[int, int, int]


class Keeper:
    """Owns the snapshots of one data directory; all but ``used`` is for one thread."""

    def __init__(
        self,
        data: Path,
        *,
        folder: Path | None = None,
        every: float = EVERY,
        share: float = SHARE,
    ) -> None:
        self.data = data
        self._every, self._share = every, share
        self.warm: Callable[[Snapshot], None] | None = None
        """Has a snapshot ready for its readers before it takes the place of the last one."""
        self._wanted = folder
        self._held = ExitStack()
        self._place: Path | None = None
        self._made = 0
        self._watched: tuple[tuple[int, int], sqlite3.Connection] | None = None
        self._mark: Mark | None = None
        self._rest_until = 0.0
        self._lock = threading.Lock()
        self._current: Snapshot | None = None

    @contextmanager
    def used(self) -> Iterator[Snapshot]:
        """The newest snapshot, which stays as long as the block runs."""
        with ExitStack() as held:
            with self._lock:
                assert self._current is not None, "begin() was not called"
                snapshot = held.enter_context(self._current.used())
            yield snapshot

    def begin(self) -> None:
        """Takes the first snapshot, of an empty store where there is none."""
        if not self._refresh():
            self._put(self._empty())

    def look(self) -> bool:
        """Takes another snapshot where the data changed and it is time; whether it did."""
        if time.monotonic() < self._rest_until or self._seen() in (None, self._mark):
            return False
        return self._refresh()

    def rest(self, seconds: float) -> None:
        """Takes no other snapshot for so long."""
        self._rest_until = time.monotonic() + seconds

    def end(self) -> None:
        """Removes what it made."""
        if self._watched is not None:
            self._watched[1].close()
            self._watched = None
        if self._current is not None:
            self._current.retire()
        self._held.close()

    def _refresh(self) -> bool:
        mark = self._seen()
        if mark is None:
            return False
        began = time.monotonic()
        self.rest(REST)
        new = self._take()
        if self.warm is not None:
            self.warm(new)
        took = time.monotonic() - began
        self.rest(max(self._every, self._share * took) - took)
        self._mark = mark
        self._put(new)
        return True

    def _put(self, new: Snapshot) -> None:
        with self._lock:
            old, self._current = self._current, new
        if old is not None:
            old.retire()

    def _seen(self) -> Mark | None:
        """Which file the store is, and SQLite's count of the changes that others made to it."""
        path = store_path(self.data)
        try:
            found = path.stat()
        except FileNotFoundError:
            refuse_missing(path)
            return None
        identity = (found.st_dev, found.st_ino)
        if self._watched is None or self._watched[0] != identity:
            if self._watched is not None:
                self._watched[1].close()
                self._watched = None
            RecordStore.open_read_only(path).close()
            self._watched = (identity, connect(path, "ro"))
        with told_clearly(path):
            count: int = self._watched[1].execute("PRAGMA data_version").fetchone()[0]
        return (*identity, count)

    def _take(self) -> Snapshot:
        """A copy of the store's present state; nobody who writes waits for it."""
        source = store_path(self.data)
        new = self._name(self._wanted or self.data)
        taken_at = datetime.now(UTC)
        _step_back()
        try:
            with RecordStore.open_read_only(source) as live, told_clearly(new, reads=source):
                live.conn.execute("VACUUM INTO ?", (str(new),))
            return _finished(new, taken_at)
        except BaseException:
            with suppress(FileNotFoundError):
                new.unlink()
            raise

    def _empty(self) -> Snapshot:
        """A store without a row, beside nothing of the user's."""
        new = self._name(self._wanted or Path(tempfile.gettempdir()))
        RecordStore.open(new).close()
        return _finished(new, datetime.now(UTC))

    def _name(self, folder: Path) -> Path:
        """The next snapshot's place, in a folder that goes with this process however it ends."""
        if self._place is None or self._place.parent != folder:
            try:
                self._place = self._held.enter_context(workplace(folder))
            except OSError as error:
                raise StoreError(
                    f"no snapshot can be made in {folder}: {error.strerror}; name another folder"
                    " with --snapshots"
                ) from error
        self._made += 1
        return self._place / f"snapshot-{self._made}.db"


def _finished(path: Path, taken_at: datetime) -> Snapshot:
    """The file with what helps its readers find their way."""
    with told_clearly(path), closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA analysis_limit = 1000")
        conn.execute("ANALYZE")
        conn.commit()
        schema: int = conn.execute("PRAGMA user_version").fetchone()[0]
    tag = f"{time.time_ns():x}-{os.getpid():x}"
    return Snapshot(path, Facts(tag, f"{taken_at:%Y-%m-%dT%H:%M:%SZ}", schema))


def _step_back() -> None:
    """Lets the threads of others go first, where the system has such a thing for one thread."""
    if threading.current_thread() is not threading.main_thread():
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _GENTLE)
