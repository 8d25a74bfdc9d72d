"""Scrapy with the project's settings against its own, on a spider that reads nothing."""

import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy.settings import default_settings

from bench.loopback import article_url, isolated, served
from bench.ratio import Ratio, alternate

PAGES = 1500
QUICK = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
IMPOLITE = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "ITEM_PIPELINES": {},
}
"""Manners would measure the delay; the server is ours."""
NOTHING: dict[str, Any] = {
    "CONCURRENT_ITEMS": 8,
    "EXTENSIONS": {},
    "DOWNLOADER_MIDDLEWARES": {},
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_HANDLERS": {},
    "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",
    "SPIDER_MIDDLEWARES_BASE": default_settings.SPIDER_MIDDLEWARES_BASE,
    "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.depth.DepthMiddleware": None},
    "STATS_CLASS": default_settings.STATS_CLASS,
    "REQUEST_FINGERPRINTER_CLASS": default_settings.REQUEST_FINGERPRINTER_CLASS,
}
"""No step of ours: the numbers of requests and tasks, and what is left out, are what is tuned."""


def measure(scale: float) -> Iterator[Ratio]:
    """Pages a second of CPU time, both fetching the same pages."""
    pages = max(50, int(PAGES * scale))
    with served(pages) as prefix:
        ours, reference = alternate(
            lambda: isolated(bare, prefix, pages, own=True),
            lambda: isolated(bare, prefix, pages, own=False),
        )
    yield Ratio("fetching, our settings", ours, "Scrapy's defaults", reference, "pages/CPU-s", 1.4)


def bare(prefix: str, pages: int, *, own: bool) -> float:
    """Fetch every page and read nothing; pages a second of CPU time from the first answer on."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.http import Response
    from scrapy.settings import Settings

    class Bare(Spider):
        name = "bare"
        seen = 0
        began = 0.0

        async def start(self) -> AsyncIterator[Any]:
            for number in range(pages):
                yield Request(prefix + article_url(number))

        def parse(self, response: Response) -> None:
            Bare.began = Bare.began or time.process_time()
            Bare.seen += 1

    settings = Settings()
    if own:
        settings.setmodule("crawler.settings", priority="project")
        settings.setdict(IMPOLITE | NOTHING, priority="cmdline")
    settings.setdict(QUICK, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    process.start()
    spent = time.process_time() - Bare.began
    if Bare.seen != pages:
        raise RuntimeError(f"fetched {Bare.seen} of {pages} pages")
    return pages / spent
