"""Scrapy's door to the outlets: their spiders by name, those of the configuration among them."""

from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.config import load_config
from crawler.outlets import known
from crawler.spider import spider_of


class Loader(SpiderLoader):
    """Finds the outlets for ``scrapy crawl`` and ``scrapy list``."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        path = settings.get("BATCHWATCH_CONFIG")
        outlets = known(load_config(Path(path) if path else None))
        self._spiders.update({name: spider_of(outlet) for name, outlet in outlets.items()})
