"""The memory that a crawl itself has taken, for the ceiling that ends it."""

from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

STATUS = Path("/proc/self/status")
PEAK = "VmHWM:"
"""The line with the most memory that this program had, in kilobytes (Linux, proc_pid_status)."""


class OwnMemory(MemoryUsage):
    """Scrapy's watch over memory, without that of the process which started the crawl.

    ``ru_maxrss``, which Scrapy reads, is kept over fork and exec: a crawl that a large process
    starts would end for what it never took.
    """

    def get_virtual_size(self) -> int:
        """Return the bytes; where there is no ``/proc``, Scrapy's figure."""
        try:
            lines = STATUS.read_text("ascii", "replace").splitlines()
        except OSError:
            return super().get_virtual_size()
        found = [line.split()[1] for line in lines if line.startswith(PEAK)]
        return int(found[0]) * 1024 if found else super().get_virtual_size()
