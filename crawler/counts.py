"""What a crawl counts, looked up as any attribute is."""

from scrapy.statscollectors import MemoryStatsCollector


class Counts(MemoryStatsCollector):
    """Scrapy's statistics, without its warning of an argument that nobody gives here.

    Scrapy 2.19 asks three times for each name, ``_stats`` among them, and some twenty things are
    counted a page.
    """

    __getattribute__ = object.__getattribute__
