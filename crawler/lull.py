"""A crawl in; the moment at which all is settled that it has asked for so far, out."""

from scrapy import signals
from scrapy.crawler import Crawler


async def lull(crawler: Crawler) -> None:
    """Wait until nothing is asked for any more, as Scrapy tells it of a spider at its end.

    A crawl that ends before ends the wait.
    """
    while _busy(crawler):
        await crawler.signals.wait_for(signals.scheduler_empty)


def _busy(crawler: Crawler) -> bool:
    engine = crawler.engine
    if engine is None or engine.scheduler is None or engine.scraper.slot is None:
        return False
    waiting = engine.scheduler.has_pending_requests() or bool(engine.downloader.active)
    return waiting or not engine.scraper.slot.is_idle()
