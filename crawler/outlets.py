"""Which outlets there are: the bundled ones and those that the configuration makes."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from crawler.addresses import fault_of
from crawler.bundled import bundled
from crawler.config import Config
from crawler.errors import CrawlerError, UnknownOutlet
from crawler.hosts import host
from crawler.outlet import Outlet
from crawler.spiders.feed import configured


def known(config: Config) -> dict[str, type[Outlet]]:
    """Return all outlets as ``config`` has them."""
    outlets = dict(bundled())
    for name, own in config.outlet.items():
        outlets[name] = configured(name, own, outlets.get(name))
    return outlets


def chosen(config: Config, names: tuple[str, ...], urls: tuple[str, ...]) -> list[type[Outlet]]:
    """Return the outlets to crawl: those named, those of the URLs, else all that are enabled.

    A host that no outlet has gets one of its own. Raises UnknownOutlet for a name that is
    neither bundled nor configured, CrawlerError for what is no http or https URL and for URLs
    of which none belongs to an outlet that is named.
    """
    outlets = known(config)
    for url in urls:
        if fault := fault_of(url):
            raise CrawlerError(f"--url {fault}")
        name = _name_of(url, outlets)
        if name not in outlets:
            outlets[name] = of_host(name)
        names += (name,)
    names = names or config.outlets or tuple(n for n, outlet in outlets.items() if outlet.enabled)
    missing = next((name for name in names if name not in outlets), None)
    if missing is not None:
        raise UnknownOutlet(missing, tuple(outlets))
    found = [outlets[name] for name in dict.fromkeys(names)]
    of_urls = {best(url, found) for url in urls}
    for outlet in found if urls else ():
        if outlet not in of_urls:
            raise CrawlerError(f"none of the URLs belongs to {outlet.name}")
    return found


def by_name(name: str) -> type[Outlet] | None:
    """Return the bundled outlet called ``name``."""
    return bundled().get(name)


def by_url(url: str) -> type[Outlet] | None:
    """Return the bundled outlet whose domain ``url`` is on: of several the one whose article it
    may be, else the one with the longest name of the host."""
    return best(url, bundled().values())


def outlet_key(url: str) -> str | None:
    """Return ``outlet:id`` of an article URL of a bundled outlet, else None."""
    for outlet in _bundled_of(host(url)):
        found = re.search(outlet.article, url) if outlet.article else None
        if found and (own := found.groupdict().get("id")):
            return f"{outlet.name}:{own.replace('/', '')}"
    return None


@lru_cache(maxsize=256)
def _bundled_of(name: str) -> tuple[type[Outlet], ...]:
    """Return the bundled outlets that a host is of."""
    return tuple(_of_host(name, bundled().values()))


def best(url: str, outlets: Iterable[type[Outlet]]) -> type[Outlet] | None:
    """Return which of some outlets a URL is of, None where it is on no domain of theirs."""
    found = list(_of_host(host(url), outlets))
    fitting = (one for one in found if one.article and re.search(one.article, url))
    return next(fitting, found[0] if found else None)


def on_its_site(url: str, outlet: type[Outlet]) -> bool:
    """Tell whether a URL is an http or https one on a domain of an outlet."""
    web = url.lower().startswith(("http://", "https://"))
    return web and any(_of_host(host(url), (outlet,)))


def _of_host(name: str, outlets: Iterable[type[Outlet]]) -> Iterator[type[Outlet]]:
    """Yield the outlets that a host is of, those first that name most of it."""

    def named(outlet: type[Outlet]) -> int:
        of_it = (d for d in outlet.allowed_domains if name == d or name.endswith(f".{d}"))
        return max(map(len, of_it), default=0)

    yield from sorted(filter(named, outlets), key=named, reverse=True)


def _name_of(url: str, outlets: dict[str, type[Outlet]]) -> str:
    if (found := best(url, outlets.values())) is not None:
        return found.name
    return host(url)


def share_a_site(one: type[Outlet], other: type[Outlet]) -> bool:
    """Tell whether two outlets may ask the same host; those of single pages may ask any."""
    if one.single or other.single:
        return True
    pairs = ((a, b) for a in one.allowed_domains for b in other.allowed_domains)
    return any(f".{a}".endswith(f".{b}") or f".{b}".endswith(f".{a}") for a, b in pairs)


def of_host(name: str) -> type[Outlet]:
    """Return an outlet for single pages of a host of which nothing is known."""
    domains = (name.removeprefix("www."),)
    known = {"name": name, "allowed_domains": domains, "enabled": False, "single": True}
    return type(name, (Outlet,), {**known, "__module__": __name__})
