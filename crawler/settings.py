"""Scrapy's settings: polite, capped, identified, with no door open to others."""

import os

from crawler.config import Config, find_config
from crawler.manners import polite

BOT_NAME = "batchwatch"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.loader.Loader"

BATCHWATCH_DATA = os.environ.get("BATCHWATCH_DATA") or "data"
"""The data directory."""
BATCHWATCH_VIA = os.environ.get("BATCHWATCH_VIA", "")
"""Prefix through which every URL is fetched, such as ``http://127.0.0.1:8765/``."""
BATCHWATCH_SHARED = False
"""Whether other processes, with the lock of the same parent, write into the directory too."""
BATCHWATCH_AT_ONCE = 32
"""Outlets, and hosts of single pages, that one process crawls at once: each takes 1.2 MB, most of
it for its connection to the record store."""
BATCHWATCH_AFAR = False
"""Whether the record store is elsewhere (``crawler.afar``): nothing that waits is read here."""
BATCHWATCH_CONFIG = str(find_config() or "")
"""Configuration file, empty for none; ``OutletSpider.update_settings`` applies it."""
BATCHWATCH_PRIVATE_HOSTS: list[str] = []
"""Hosts of one's own network that may be crawled; set by the configuration file."""
BATCHWATCH_NAMES_FOLDER = ""
"""Folder of the user's own names and rules, empty for none; set by the configuration file."""

_MANNERS = polite(Config())
USER_AGENT = _MANNERS["USER_AGENT"]
DOWNLOAD_DELAY = _MANNERS["DOWNLOAD_DELAY"]
DOWNLOAD_DELAY_JITTER = _MANNERS["DOWNLOAD_DELAY_JITTER"]
AUTOTHROTTLE_ENABLED = _MANNERS["AUTOTHROTTLE_ENABLED"]
AUTOTHROTTLE_START_DELAY = _MANNERS["AUTOTHROTTLE_START_DELAY"]
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 8
"""Each may be an endless body of ``DOWNLOAD_MAXSIZE``: sixteen took a crawl to 397 MB."""
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
"""Articles are asked for in the order in which they were chosen: the newest first."""
CONCURRENT_ITEMS = 1
"""Scrapy 2.19 starts this many tasks a response, whatever it yields; our steps never wait."""
WARN_ON_GENERATOR_RETURN_VALUE = False
"""Scrapy would read and parse the source of a callback anew for each response; ours return nothing,
as mypy checks."""
RETRY_TIMES = 2
BATCHWATCH_RETRY_AFTER_MAX = 3600
"""Seconds; a host that asks for a longer rest is left for the next run."""

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
    # Only gzip can be checked for a cut end (crawler.handler).
    "Accept-Encoding": "gzip",
}
COOKIES_ENABLED = False
DOWNLOADER_STATS = False
METAREFRESH_ENABLED = False
"""What a page holds is what it says; a replay could not follow it elsewhere."""
MEMUSAGE_LIMIT_MB = 800
"""A crawl that takes more memory ends; one of all outlets takes a third of it."""
MEMUSAGE_CHECK_INTERVAL_SECONDS = 5
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.Handler",
    "https": "crawler.handler.Handler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawler.resolving.Resolver"
SPIDER_MIDDLEWARES_BASE = {
    "crawler.middleware.First": 25,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
}
"""Nothing here goes by the depth, ``crawler.urls`` knows the longest address, and each step that
looks at what a callback yields costs a page as much as the callback."""
STATS_CLASS = "crawler.counts.Counts"
REQUEST_FINGERPRINTER_CLASS = "crawler.sameness.Sameness"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.bounds.Bounds": 50,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.bounds.Redirect": 600,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middleware.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middleware.Retry": 550,
    # Nearest to the network: bodies are archived as they came, still compressed.
    "crawler.middleware.Keep": 950,
}
EXTENSIONS_BASE: dict[str, int] = {}
"""None of Scrapy's that is not named below: a console for others is not even imported."""
EXTENSIONS = {
    "crawler.keeping.Keeping": 0,
    "crawler.health.Stats": 0,
    "crawler.health.Health": 100,
    "crawler.own_memory.OwnMemory": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
ITEM_PIPELINES = {
    "pipelines.check.Check": 100,
    "pipelines.read.Read": 200,
    "pipelines.resolve.Resolve": 300,
    "pipelines.merge.Merge": 400,
    "pipelines.store.Store": 500,
}

LOG_LEVEL = os.environ.get("BATCHWATCH_LOG_LEVEL", "WARNING")
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
