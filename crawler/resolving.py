"""A host's name in, the address that is connected to out, where that is a public one."""

from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.config import load_config
from crawler.guard import is_public, plain_host

REFUSED: Final[dict[str, str]] = {}
"""Names that were refused in this process, with the address that they led to."""


class Resolver(CachingThreadedResolver):
    """Scrapy's own, which gives no address of a private network away.

    The address that it returns is the one that is connected to, so a name that changes its mind
    between two looks (DNS rebinding) gains nothing. One resolver serves a process, as one reactor.
    """

    excused: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Build the resolver of one process."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.excused = private_hosts(crawler.settings) | _go_betweens(crawler.settings)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """Look a name up; DNSLookupError where it leads to no public address."""
        found = super().getHostByName(name, timeout)
        if plain_host(name) not in self.excused:
            found.addCallback(_public, name)
        return found


def private_hosts(settings: BaseSettings) -> frozenset[str]:
    """Return the hosts that the user's configuration calls their own."""
    hosts: list[Any] = settings.getlist("BATCHWATCH_PRIVATE_HOSTS")
    if path := settings.get("BATCHWATCH_CONFIG"):
        hosts = [*hosts, *load_config(Path(path)).private_hosts]
    return frozenset(plain_host(str(host)) for host in hosts)


def proxies() -> frozenset[str]:
    """Return the hosts of the proxies that the environment names."""
    urls = (url if "://" in url else f"http://{url}" for url in getproxies().values())
    return frozenset(map(_host, urls)) - {""}


def _host(url: str) -> str:
    try:
        return plain_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _go_betweens(settings: BaseSettings) -> frozenset[str]:
    """The prefix of ``--via`` and the proxies may stand wherever they are."""
    return proxies() | {_host(settings.get("BATCHWATCH_VIA") or "")}


def _public(address: str, name: str) -> str:
    if is_public(ip_address(address)):
        return address
    REFUSED[plain_host(name)] = address
    raise DNSLookupError(f"{name} leads to {address}, which is not a public address")
