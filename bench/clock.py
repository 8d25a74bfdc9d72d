"""Parts of a crawl in, the CPU time that each takes for itself out."""

import inspect
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any


class Clock:
    """Adds up the CPU time of each part, that of the parts that it calls apart."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._parts: list[str] = []
        self._since = 0.0

    def watch(self, part: str, *owners: Any, names: tuple[str, ...] = ()) -> None:
        """Time the functions of classes or modules; all of a class without ``names``."""
        for owner in owners:
            for name, found in list(vars(owner).items()):
                wanted = name in names if names else not name.startswith("__")
                if wanted and inspect.isfunction(found):
                    setattr(owner, name, self._timed(part, found))

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            self._enter(part)
            try:
                return function(*args, **kwargs)
            finally:
                self._leave()

        return run

    def _enter(self, part: str) -> None:
        self._add()
        self._parts.append(part)

    def _leave(self) -> None:
        self._add()
        self._parts.pop()

    def _add(self) -> None:
        """Give the time since the last change to the part that was at work."""
        now = time.process_time()
        if self._parts:
            self.spent[self._parts[-1]] += now - self._since
        self._since = now
