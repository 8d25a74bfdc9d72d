"""Parts of a crawl that break on the pages named in ``BREAKS_READER`` and ``BREAKS_STEP``."""

from collections.abc import Mapping
from typing import Self

from scrapy.crawler import Crawler

from crawler import harvest
from crawler.archive.capture import Capture
from crawler.captured import Read, read_capture
from crawler.items import Article
from crawler.outlet import Outlet


class Reader:
    """A Scrapy extension: the reader of pages raises in the spider's callback."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the reader's place for the rest of the process."""
        broken = crawler.settings.getlist("BREAKS_READER")

        def read(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Read | None:
            if capture.url in broken:
                raise ValueError(f"no idea what to make of {capture.url}")
            return read_capture(capture, outlets)

        vars(harvest)["read_capture"] = read
        return cls()


class Step:
    """A step of the flow that raises."""

    def __init__(self, broken: list[str]) -> None:
        self._broken = broken

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step for one crawl."""
        return cls(crawler.settings.getlist("BREAKS_STEP"))

    def process_item(self, item: Article) -> Article:
        """Return the article; ValueError for one that it cannot take."""
        if item.url in self._broken:
            raise ValueError(f"cannot take {item.url}")
        return item
