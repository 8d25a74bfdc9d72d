"""What home says to the crawls of its workers: that it is there, and what they are to do."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cli.afar import ALONE, GO
from cli.engines.post import Office
from cli.output import note

BEATS: Final = 2.0
"""Seconds between two words to the workers."""
ORPHANS: Final = "afar"
"""A file that is there while workers crawl for the directory; its time is the last word to them."""
_LOOK: Final = 0.2


class Word:
    """Says to all workers, again and again, that home is there, and what they are to do."""

    def __init__(self, office: "Office", beaten: Callable[[], None]) -> None:
        self._office, self._beaten = office, beaten
        self._number = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self.said = GO

    def now(self, word: str) -> None:
        """Say something new; it is heard within a few seconds."""
        self.said = word

    def __enter__(self) -> "Word":
        self._say()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        said, since = self.said, time.monotonic()
        while not self._over.wait(_LOOK):
            if self.said != said or time.monotonic() - since >= BEATS:
                said, since = self.said, time.monotonic()
                self._say()

    def _say(self) -> None:
        with self._lock:
            self._number += 1
            self._office.say(f"{self._number} {self.said}")
            self._beaten()


@contextmanager
def no_orphans(data: Path, *, lasting: bool) -> Iterator[Callable[[], None]]:
    """Wait until workers of a crawl that was killed have noticed it; note that there are such now.

    Those of an engine of our own end with this process.
    """
    path = data / ORPHANS
    with contextlib.suppress(FileNotFoundError):
        left = path.stat().st_mtime + 2 * ALONE - time.time()
        if 0 < left <= 2 * ALONE:
            note(f"batchwatch: an earlier crawl was killed; its workers end within {left:.0f} s")
            time.sleep(left)
    yield (lambda: path.touch()) if lasting else (lambda: None)
    path.unlink(missing_ok=True)
