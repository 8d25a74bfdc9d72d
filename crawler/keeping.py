"""Within Scrapy: the keeper of a crawl's data directory, the lock, and what the steps report."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawler.errors import ArchiveError, LedgerError
from crawler.items import PRINTED, SLUG_NOTE, STORED, UNSTORABLE, Article, Document
from crawler.keeper import Keeper, keeping

logger = logging.getLogger(__name__)
_keepers: "WeakKeyDictionary[Crawler, Keeper]" = WeakKeyDictionary()
_ended: "WeakSet[Crawler]" = WeakSet()
_ends: set["asyncio.Task[None]"] = set()


class Keeping:
    """Holds the data directory for one outlet's crawl; a second crawl raises CrawlBusy here."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._held = ExitStack()
        data = Path(crawler.settings.get("BATCHWATCH_DATA") or "data")
        self._keeper = self._held.enter_context(keeping(data))
        _keepers[crawler] = self._keeper

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Keeping":
        """Hold the directory and listen to the steps."""
        own = cls(crawler)
        crawler.signals.connect(own.stored, signal=STORED)
        crawler.signals.connect(own.printed, signal=PRINTED)
        crawler.signals.connect(own.unstorable, signal=UNSTORABLE)
        crawler.signals.connect(own.item_dropped, signals.item_dropped)
        crawler.signals.connect(own.failed, signals.spider_error)
        crawler.signals.connect(own.failed, signals.item_error)
        crawler.signals.connect(own.engine_stopped, signals.engine_stopped)
        return own

    def stored(self, keys: list[str]) -> None:
        """Note what the record store has committed."""
        with self._ending():
            self._keeper.ledger.stored(keys)

    def printed(self, slugs: dict[str, str]) -> None:
        """Keep the names that people may have seen where no rebuild can lose them."""
        with self._ending():
            for slug, members in slugs.items():
                self._keeper.keep_note(SLUG_NOTE, slug, members)

    def unstorable(self, error: Exception) -> None:
        """End the crawl: what is fetched from now on could not be stored."""
        end(self._crawler, error)

    def failed(self, failure: Failure) -> None:
        """End the crawl where a callback or a step could not write the ledger or the archive."""
        if isinstance(failure.value, (ArchiveError, LedgerError)):
            end(self._crawler, failure.value)

    def item_dropped(self, item: object, exception: Exception) -> None:
        """Note an article or document that a step refused: there is nothing to store."""
        if isinstance(item, (Article, Document)):
            with self._ending():
                self._keeper.ledger.settle(item.key, str(exception) or "dropped")

    def engine_stopped(self) -> None:
        """Let the directory go; the last outlet of the process commits and closes."""
        with self._ending():
            self._keeper.commit()
        self._held.close()

    @contextmanager
    def _ending(self) -> Iterator[None]:
        try:
            yield
        except (ArchiveError, LedgerError) as error:
            end(self._crawler, error)


def keeper_of(crawler: Crawler) -> Keeper:
    """The keeper of a crawl; RuntimeError where the extension is switched off."""
    keeper = _keepers.get(crawler)
    if keeper is None:
        raise RuntimeError("crawler.keeping.Keeping is not among the crawl's EXTENSIONS")
    return keeper


def ending(crawler: Crawler) -> bool:
    """Whether a crawl is being stopped, by a signal or because it cannot write."""
    return crawler in _ended or not crawler.crawling


def end(crawler: Crawler, error: Exception) -> None:
    """End a crawl that cannot write: nothing more is fetched, what waits is left to the next run.

    The first error of the directory's keeper is what ``crawler.run.crawl`` raises.
    """
    keeper = keeper_of(crawler)
    keeper.broken = keeper.broken or error
    if crawler.engine is not None and crawler.engine.running and crawler not in _ended:
        _ended.add(crawler)
        logger.info("%s: the crawl ends", error)
        task = asyncio.ensure_future(crawler.engine.close_spider_async(reason="unwritable"))
        _ends.add(task)
        task.add_done_callback(_ends.discard)
