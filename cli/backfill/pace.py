"""Reports in, how far a back-fill is out: a bar on a terminal, a line now and then in a pipe."""

import sys
import time
from collections.abc import Iterable, Sequence
from typing import Final

from cli.backfill.journal import Progress as AtWork
from cli.backfill.task import Report, Task
from cli.output import Progress, note

BEAT: Final = 1.0
LINES: Final = 15.0
"""Seconds between two lines where there is no terminal."""


class Pace:
    """Knows what was read in which time, and how long the rest will take."""

    beat: float = BEAT

    def __init__(
        self, waiting: Sequence[Task], files: int, bar: Progress, *, quiet: bool = False
    ) -> None:
        self._bar, self._files, self._quiet = bar, files, quiet
        self._left = len(waiting)
        self._sizes = [task.source.size for task in waiting if task.source.size is not None]
        self._began = self._told = time.monotonic()
        self._bytes = self._records = self._relevant = 0
        self._ended = 0
        bar.reach(files - self._left, files)

    def ended(self, task: Task, report: Report) -> None:
        """A job ended."""
        self._left -= 1
        self._ended += 1
        self._bytes += report.size
        self._records += report.counters.get("scan/records", 0)
        self._relevant += report.counters.get("scan/relevant", 0)
        self._tell(0, 0, 0)

    def look(self, at_work: Iterable[AtWork | None]) -> None:
        """Nothing ended; ``at_work`` tells how far the jobs are that are being done."""
        found = [one for one in at_work if one is not None]
        self._tell(*(sum(getattr(one, name) for one in found) for name in AtWork.__slots__))

    def _tell(self, size: int, records: int, relevant: int) -> None:
        seconds = max(time.monotonic() - self._began, 1e-3)
        size, records = self._bytes + size, self._records + records
        text = f"{records / seconds:,.0f} records/s, {self._relevant + relevant:,} announcements"
        if (left := self._seconds_left(size, seconds)) is not None:
            text += f", {spoken(left)} left"
        self._bar.say(text)
        self._bar.reach(self._files - self._left, self._files)
        if not self._quiet and not sys.stderr.isatty() and time.monotonic() - self._told > LINES:
            self._told = time.monotonic()
            note(f"batchwatch: {self._files - self._left} of {self._files} files, {text}")

    def _seconds_left(self, size: int, seconds: float) -> float | None:
        """By bytes, of files whose size is not known by the others' mean."""
        if not size or not self._left:
            return None
        known = self._sizes or ([self._bytes // self._ended] if self._ended else [])
        if not known:
            return None
        total = sum(known) / len(known) * (self._left + self._ended)
        return max(0.0, (total - size) / (size / seconds))


def spoken(seconds: float) -> str:
    """A stretch of time as people say it: ``40 s``, ``12 min``, ``3.5 h``, ``9 days``."""
    for most, unit, size in ((90, "s", 1), (5400, "min", 60), (172_800, "h", 3600)):
        if seconds < most:
            value = seconds / size
            return f"{value:.1f} {unit}" if unit == "h" and value < 10 else f"{value:.0f} {unit}"
    return f"{seconds / 86_400:.0f} days"
