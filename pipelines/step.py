"""What all steps share: a name, counters, and the way Scrapy builds them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from scrapy.crawler import Crawler

from crawler.items import Article, Document
from extract.extraction import Extraction
from extract.register.records import RegisterFile


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what extraction found in it."""

    article: Article
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with the rows of official lists that it holds."""

    document: Document
    file: RegisterFile


class Step:
    """One step of the flow; within Scrapy its counters go to the crawl's stats as well."""

    name: ClassVar[str]

    def __init__(self) -> None:
        self.counters: Counter[str] = Counter()
        self.crawler: Crawler | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The step as an item pipeline of one crawl."""
        step = cls()
        step.crawler = crawler
        return step

    def count(self, what: str, by: int = 1) -> None:
        """Adds to ``step/what``, and to ``batchwatch/step/what`` of the crawl's stats."""
        if not by:
            return
        key = f"{self.name}/{what}"
        self.counters[key] += by
        if self.crawler is not None and self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"batchwatch/{key}", by)

    def set(self, what: str, value: int) -> None:
        """Sets ``step/what`` to what is so now."""
        key = f"{self.name}/{what}"
        self.counters[key] = value
        if self.crawler is not None and self.crawler.stats is not None:
            self.crawler.stats.set_value(f"batchwatch/{key}", value)

    def setting(self, name: str, default: Any = None) -> Any:
        """A value of the crawl's settings; the default outside Scrapy."""
        return default if self.crawler is None else self.crawler.settings.get(name, default)
