"""A URL in, why nothing may be fetched from its host out: addresses that are not public."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

Address = IPv4Address | IPv6Address

_AUTHORITY: Final = re.compile(r"^[a-z][a-z0-9+.-]*:[/\\]*([^/\\?#]*)", re.IGNORECASE)
_DROPPED: Final = re.compile(r"[\x00-\x20]")
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f]")
_PORT: Final = re.compile(r":\d*$")
_DOTS: Final = str.maketrans("。．｡", "...")
_NUMBER: Final = re.compile(r"^(?:0x[0-9a-f]*|\d+)$")
_LOCAL: Final = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa"
    r"|ip6-localhost|ip6-loopback)$"
)
"""Names that RFC 6761, 6762, 8375 and 9476 or wide custom keep for one's own network."""
_GLOBAL: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_RELAYS: Final = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("3fff::/20"))
"""6to4 and Teredo carry an IPv4 address that nobody has checked; the last is for examples."""


def refusal(url: str, allowed: Collection[str] = ()) -> str | None:
    """Return why nothing may be fetched from ``url``, None for a public host or an allowed one.

    Goes by what is written, in every spelling that a browser, a resolver or Python understands;
    a name that a resolver leads to such an address is for ``crawler.resolving``.
    """
    hosts = set(_hosts(url))
    if "" in hosts:
        return f"{url[:200]!r} names no host"
    for host in sorted(hosts):
        why = None if host in allowed else _against(host)
        if why is not None:
            return why
    return None


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet's, as is what it may stand for."""
    if isinstance(address, IPv4Address):
        relayed = int(address) >> 8 in (0xC00000, 0xC05863)  # 192.0.0.0/24, 192.88.99.0/24
        reserved = address.is_multicast or address.is_reserved or relayed
        return address.is_global and not reserved
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL or any(address in relay for relay in _RELAYS):
        return False
    return address.is_global


@lru_cache(maxsize=256)
def plain_host(host: str) -> str:
    """Return a host as those who connect to it understand it: NFKC, lower case, no last dot."""
    told = unicodedata.normalize("NFKC", unquote(host).translate(_DOTS)).translate(_DOTS)
    seen = "".join(char for char in told if unicodedata.category(char) not in ("Cf", "Mn", "Cc"))
    return seen.lower().strip().rstrip(".")


def _hosts(url: str) -> Iterator[str]:
    """Every reading of the host: a backslash is a slash to browsers and none to Python."""
    dropped = _DROPPED.sub("", url)
    found = _AUTHORITY.match(dropped)
    yield from _read(_host_of(found[1]) if found else "")
    try:
        yield from _read(urlsplit(url).hostname or "")
    except ValueError:
        yield ""


def _read(host: str) -> Iterator[str]:
    """A host as it is written, and what stands before an escaped control character: a resolver in C
    ends there."""
    yield plain_host(host)
    yield plain_host(_CONTROL.split(unquote(host), maxsplit=1)[0])


def _host_of(authority: str) -> str:
    return _PORT.sub("", authority.rpartition("@")[2]).strip("[]")


@lru_cache(maxsize=256)
def _against(host: str) -> str | None:
    if _LOCAL.search(host) or ("." not in host and ":" not in host and not _NUMBER.match(host)):
        return f"{host[:100]} is a name of one's own network"
    try:
        address = _address(host)
    except ValueError:
        return f"{host[:100]} is no address"
    if address is None or is_public(address):
        return None
    return f"{host[:100]} is not a public address"


def _address(host: str) -> Address | None:
    """The address that a host spells, None for a name; ValueError for a wrong one."""
    if ":" in host:
        return ip_address(host.partition("%")[0])
    parts = host.split(".")
    return _ipv4(parts) if _NUMBER.match(parts[-1]) else None


def _ipv4(parts: list[str]) -> IPv4Address:
    """Read one to four decimal, octal or hexadecimal numbers, the last for all that is left.

    The URL standard, section 3.5 (IPv4 parser), as ``inet_aton`` reads them.
    """
    numbers = [_number(part) for part in parts]
    *first, last = numbers
    left = 256 ** max(4 - len(first), 0)
    if len(numbers) > 4 or any(number > 255 for number in first) or last >= left:
        raise ValueError(parts)
    return IPv4Address(sum(n << (24 - 8 * at) for at, n in enumerate(first)) + last)


def _number(text: str) -> int:
    if not _NUMBER.match(text):
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if len(text) > 1 and text.startswith("0") else 10)
