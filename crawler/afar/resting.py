"""How long hosts are to be left alone by whoever goes on with a crawl, written down as it changes.

Durations only: the clocks of two machines may differ.
"""

import json
from pathlib import Path
from typing import Any, Final

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler.manners import JITTER
from crawler.pace import PACE

RESTS: Final = "rests.json"
_LOOK: Final = 0.25
_LITTLE: Final = 0.5
"""Seconds by which a rest must have grown to be written down anew."""


class Resting:
    """Keeps what ``BATCHWATCH_RESTS`` says (``first``, ``hosts``) and notes what came up since."""

    def __init__(self, crawler: Crawler) -> None:
        told: dict[str, Any] = crawler.settings.get("BATCHWATCH_RESTS") or {}
        self._crawler = crawler
        self._path = Path(crawler.settings["BATCHWATCH_DATA"]) / RESTS
        self._rests: dict[str, float] = dict(told.get("hosts", {}))
        PACE.rest_all(float(told.get("first", 0.0)))
        longest = crawler.settings.getfloat("BATCHWATCH_RETRY_AFTER_MAX", 3600.0)
        for host, seconds in self._rests.items():
            (PACE.rest if seconds <= longest else PACE.close)(host, seconds)
        self._call = create_looping_call(self._look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Resting":
        """Look four times a second while the spider is open."""
        own = cls(crawler)
        crawler.signals.connect(own.opened, signals.spider_opened)
        crawler.signals.connect(own.closed, signals.spider_closed)
        return own

    def opened(self) -> None:
        """Begin to look."""
        self._call.start(_LOOK, now=True)

    def closed(self) -> None:
        """Look a last time."""
        self._call.stop()
        self._look()

    def _look(self) -> None:
        """Note each host that must rest longer than any does."""
        slots = self._crawler.engine.downloader.per_slot_settings if self._crawler.engine else {}
        found = {host: float(own["delay"]) * (1 - JITTER) for host, own in slots.items()}
        for host, seconds in PACE.rests().items():
            found[host] = max(found.get(host, 0.0), seconds)
        usual = self._crawler.settings.getfloat("DOWNLOAD_DELAY") * (1 - JITTER)
        known = {host: max(usual, self._rests.get(host, 0.0)) for host in found}
        longer = {host: s for host, s in found.items() if s > known[host] + _LITTLE}
        if longer:
            self._rests |= longer
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._rests), encoding="utf-8")
            new.replace(self._path)


def rests_of(data: Path) -> dict[str, float]:
    """What is written down in a data directory: seconds by host."""
    try:
        found: dict[str, float] = json.loads((data / RESTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found
