"""Names that lead where a test says, as if a resolver had answered so."""

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.resolver import dnscache


class Names:
    """A Scrapy extension: ``NAMES`` maps hosts to addresses."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Answer from the start of the crawl on."""
        names = crawler.settings.getdict("NAMES")

        def answer() -> None:
            for name, address in names.items():
                dnscache[name] = address

        crawler.signals.connect(answer, signals.engine_started, weak=False)
        return cls()
