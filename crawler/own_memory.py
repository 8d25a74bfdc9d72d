"""The memory that a crawl itself has taken, for the ceiling that ends it."""

from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.extensions.memusage import MemoryUsage

from crawler.keeping import keeper_of
from crawler.outcomes import FEW
from crawler.tally import now

STATUS = Path("/proc/self/status")
PEAK = "VmHWM:"
"""The line with the most memory that this program had, in kilobytes (Linux, proc_pid_status)."""
_CAUSE = "the crawl took too much memory while the page came"


class OwnMemory(MemoryUsage):
    """Scrapy's watch over memory, without that of the process which started the crawl.

    ``ru_maxrss``, which Scrapy reads, is kept over fork and exec: a crawl that a large process
    starts would end for what it never took. The pages that come at the end of a crawl which took
    too much have failed: one of them may be the cause, and would be asked for at each crawl again.
    """

    _noted = False

    def _check_limit(self) -> None:
        if not self._noted and self.get_virtual_size() > self.limit:
            self._noted = True
            _fail(self.crawler)
        super()._check_limit()

    def get_virtual_size(self) -> int:
        """Return the bytes; where there is no ``/proc``, Scrapy's figure."""
        try:
            lines = STATUS.read_text("ascii", "replace").splitlines()
        except OSError:
            return super().get_virtual_size()
        found = [line.split()[1] for line in lines if line.startswith(PEAK)]
        return int(found[0]) * 1024 if found else super().get_virtual_size()


def _fail(crawler: Crawler) -> None:
    """Note the pages that are being fetched; what comes of them yet goes before that."""
    ledger = keeper_of(crawler).ledger
    for slot in crawler.engine.downloader.slots.values():
        for request in slot.transferring:
            about, key = request.meta.get("about"), request.cb_kwargs.get("key")
            if about is not None and about.kind == "page" and key is not None:
                ledger.failed(key, "memory", _CAUSE, at=now(), tries=FEW)
