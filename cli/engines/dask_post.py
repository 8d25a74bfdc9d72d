"""The same through Dask's scheduler, for machines that share nothing else."""

import contextlib
import secrets
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final

from cli.engines.post import Post

distributed: Any = import_module("distributed")
MOST: Final = 32
"""Parcels of all jobs that wait at the scheduler; who has one more waits for a place."""
_WORKS: Final = frozenset({"init", "starting", "running", "paused"})
"""States of a Dask worker that goes on."""
_PATIENCE: Final = 3.0
"""Seconds that one try takes at most."""


@dataclass(slots=True)
class QueuePost:
    """To be used by a job that is done in the Dask worker's own process."""

    office: str
    key: str
    _worker: Any = field(default=None, repr=False)
    _queue: Any = field(default=None, repr=False)
    _word: Any = field(default=None, repr=False)

    def begin(self) -> bool:
        """See ``Post``; in the thread of the job."""
        client = distributed.get_client()
        begun = distributed.Event(f"{self.office}-{self.key}", client)
        if begun.is_set():
            return False
        begun.set()
        self._worker = distributed.get_worker()
        self._queue = distributed.Queue(self.office, client, maxsize=MOST)
        self._word = distributed.Variable(self.office, client)
        return True

    def put(self, parcel: bytes) -> bool:
        """See ``Post``."""
        try:
            self._queue.put(parcel, timeout=_PATIENCE)
        except (TimeoutError, OSError):
            return False
        return True

    def word(self) -> str | None:
        """See ``Post``."""
        try:
            said: str = self._word.get(timeout=_PATIENCE)
        except (TimeoutError, OSError):
            return None
        return said

    def closing(self) -> bool:
        """See ``Post``: a worker that was told to end waits for its threads."""
        return self._worker.status.name not in _WORKS


class QueueOffice:
    """The end at home: one queue for all jobs of a run, and a variable that they read."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._name = f"batchwatch-{secrets.token_hex(8)}"
        self._queue = distributed.Queue(self._name, client, maxsize=MOST)
        self._word = distributed.Variable(self._name, client)
        self._keys: list[str] = []

    def post(self, key: str) -> Post:
        """See ``Office``."""
        self._keys.append(key)
        return QueuePost(self._name, key)

    def take(self) -> list[bytes]:
        """See ``Office``; nothing where the scheduler does not answer, as the engine will say."""
        try:
            taken: list[bytes] = self._queue.get(batch=True)
        except OSError:
            return []
        return taken

    def say(self, word: str) -> None:
        """See ``Office``."""
        with contextlib.suppress(OSError, TimeoutError):
            self._word.set(word, timeout=_PATIENCE)

    def close(self) -> None:
        """See ``Office``."""
        with contextlib.suppress(Exception):  # of a scheduler that is gone
            for key in self._keys:
                distributed.Event(f"{self._name}-{key}", self._client).clear()
            self._word.delete()
            self._queue.close()
