"""Crawls to begin in, all of them run out: so many at a time, the others in their turn."""

import asyncio
import gc
from collections.abc import Callable, Sequence

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

Begin = Callable[[], "asyncio.Task[None]"]


class Turns(AsyncCrawlerProcess):
    """Begins a crawl when it may; a crawl that nobody refers to after its end is forgotten."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._at_once = settings.getint("BATCHWATCH_AT_ONCE")
        self._room = asyncio.Semaphore(self._at_once)
        self._ended = 0
        self._stopped = False
        self._begin: Sequence[Begin] = ()

    def run(self, begin: Sequence[Begin]) -> None:
        """Run until all crawls have ended; those whose turn comes after a stop never begin."""
        self._begin = begin
        self.start()

    async def join(self) -> None:
        """Complete when the last crawl has ended."""
        await asyncio.gather(*map(self._one, self._begin))
        await super().join()

    async def stop(self) -> None:
        """Stop those that have begun."""
        self._stopped = True
        await super().stop()

    async def _one(self, begin: Begin) -> None:
        async with self._room:
            if not self._stopped:
                await asyncio.wait([begin()])
                self._forget()

    def _forget(self) -> None:
        """Sweep what refers to itself, which Python would keep for long, where others wait."""
        self._ended += 1
        if self._ended % self._at_once == 0:
            gc.collect()
