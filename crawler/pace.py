"""When each host may be asked next, whichever outlet of this process asks."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final

_LOOK: Final = 0.25
"""Seconds between two looks whether the wait is still wanted."""


class Pace:
    """Keeps the distance between two requests to one host, and the rests that hosts ask for."""

    def __init__(self) -> None:
        self._free: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        self._all_free = 0.0

    async def turn(self, host: str, delay: float, *, stopped: Callable[[], bool]) -> None:
        """Return when the host may be asked, and keep the next one ``delay`` seconds away."""
        while (wait := self._left(host)) > 0 and not stopped():
            await asyncio.sleep(min(wait, _LOOK))
        self.rest(host, delay)

    def rest(self, host: str, seconds: float) -> None:
        """Let the host rest from now on: what waits for its turn waits longer.

        Called again when an answer begins, which is after the request has arrived for certain.
        """
        self._free[host] = max(self._free.get(host, 0.0), monotonic() + seconds)

    def rest_all(self, seconds: float) -> None:
        """Let every host rest from now on."""
        self._all_free = monotonic() + seconds

    def rests(self) -> dict[str, float]:
        """The seconds for which each host must still be left alone."""
        now = monotonic()
        moments = {h: max(at, self._closed.get(h, 0.0)) for h, at in self._free.items()}
        return {host: at - now for host, at in moments.items() if at > now}

    def _left(self, host: str) -> float:
        return max(self._free.get(host, 0.0), self._all_free) - monotonic()

    def close(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long: longer than anyone waits."""
        self._closed[host] = monotonic() + seconds

    def closed(self, host: str) -> bool:
        """Whether the host asked for a rest that is not over."""
        return self._closed.get(host, 0.0) > monotonic()


PACE: Final = Pace()
"""The one of this process."""
