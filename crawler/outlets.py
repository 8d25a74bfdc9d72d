"""Which outlets there are: the bundled ones and those that the configuration makes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.config import Config, load_config
from crawler.errors import UnknownOutlet
from crawler.outlet import Outlet
from crawler.spiders.feed import configured
from crawler.urls import host

_BUNDLED = "crawler.spiders"


class Loader(SpiderLoader):
    """Finds the outlets for ``scrapy crawl``, those of the configuration file among them."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        path = settings.get("BATCHWATCH_CONFIG")
        self._spiders.update(known(load_config(Path(path) if path else None)))


@cache
def bundled() -> dict[str, type[Outlet]]:
    """Return the outlets that ship, by name."""
    loader = SpiderLoader.from_settings(BaseSettings({"SPIDER_MODULES": [_BUNDLED]}))
    found = ((name, loader.load(name)) for name in sorted(loader.list()))
    return {name: outlet for name, outlet in found if issubclass(outlet, Outlet)}


def known(config: Config) -> dict[str, type[Outlet]]:
    """Return all outlets as ``config`` has them."""
    outlets = dict(bundled())
    for name, own in config.outlet.items():
        outlets[name] = configured(name, own, outlets.get(name))
    return outlets


def chosen(config: Config, names: tuple[str, ...], urls: tuple[str, ...]) -> list[type[Outlet]]:
    """Return the outlets to crawl: those named, those of the URLs, else all that are enabled.

    Raises UnknownOutlet for a name that is neither bundled nor configured.
    """
    outlets = known(config)
    if not names and urls:
        names = tuple(dict.fromkeys(_name_of(url, outlets) for url in urls))
    names = names or config.outlets or tuple(n for n, outlet in outlets.items() if outlet.enabled)
    missing = next((name for name in names if name not in outlets), None)
    if missing is not None:
        raise UnknownOutlet(missing, tuple(outlets))
    return [outlets[name] for name in dict.fromkeys(names)]


def by_name(name: str) -> type[Outlet] | None:
    """Return the bundled outlet called ``name``."""
    return bundled().get(name)


def by_url(url: str) -> type[Outlet] | None:
    """Return the bundled outlet whose domain ``url`` is on."""
    return next(_of_host(host(url)), None)


def outlet_key(url: str) -> str | None:
    """Return ``outlet:id`` of an article URL of a bundled outlet, else None."""
    for outlet in _of_host(host(url)):
        found = re.search(outlet.article, url) if outlet.article else None
        if found and (own := found.groupdict().get("id")):
            return f"{outlet.name}:{own.replace('/', '')}"
    return None


def _of_host(name: str) -> Iterator[type[Outlet]]:
    for outlet in bundled().values():
        if any(name == domain or name.endswith(f".{domain}") for domain in outlet.allowed_domains):
            yield outlet


def _name_of(url: str, outlets: dict[str, type[Outlet]]) -> str:
    name = host(url)
    for outlet in outlets.values():
        if any(name == domain or name.endswith(f".{domain}") for domain in outlet.allowed_domains):
            return str(outlet.name)
    raise UnknownOutlet(name or url, tuple(outlets))
