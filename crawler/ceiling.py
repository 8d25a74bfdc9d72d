"""How much one run may take of one outlet: pages, bytes and time; the rest is for the next run."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from crawler.config_values import seconds
from crawler.outlet import Outlet

PAGES: Final = "ceiling_pages"
BYTES: Final = "ceiling_bytes"
TIME: Final = "ceiling_time"
_MEGABYTE: Final = 1_000_000


class Ceiling:
    """The account of one run; what is reached is named by the outcome of the pages left.

    Pages are counted when they are chosen, and all requests but those for robots.txt when they are
    sent: lists can be endless too. They have a number of their own, as high, so that pages never
    keep them from being read.
    """

    def __init__(self, outlet: type[Outlet], clock: Callable[[], float] = monotonic) -> None:
        self._pages = self._requests = self._entries = outlet.most_pages
        self._bytes = outlet.most_megabytes * _MEGABYTE
        self._seconds = seconds(outlet.most_time)
        self._clock, self._since = clock, clock()

    def take(self) -> str | None:
        """Take one page or file of those allowed; return what is reached where none is left."""
        reached = PAGES if self._pages <= 0 else self.spent()
        if reached is None:
            self._pages -= 1
        return reached

    def sent(self, *, entry: bool = False) -> None:
        """Note a request; ``entry`` for a page of a list."""
        self._requests -= not entry
        self._entries -= entry

    def came(self, size: int) -> None:
        """Note an answer of so many bytes."""
        self._bytes -= size

    def spent(self, *, entry: bool = False) -> str | None:
        """Return what is reached, if anything: then nothing more of the kind is sent."""
        if (self._entries if entry else self._requests) <= 0:
            return PAGES
        if self._bytes <= 0:
            return BYTES
        return TIME if self._clock() - self._since >= self._seconds else None
