"""What a document says of itself in, whose list it is out: the country's or a province's."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from pipelines.slugs import PROVINCES

NATIONAL: Final = "cac.gov.cn"
"""Where the national authority publishes."""
_OUTLET: Final = NATIONAL.partition(".")[0]
_STATE: Final = ".gov.cn"


@lru_cache(maxsize=1000)
def province_of(printed: str | None) -> str | None:
    """The province as batches have it; None for what no province approved."""
    return next((name for name in PROVINCES if (printed or "").startswith(name)), None)


def is_national(address: str | None, outlet: str | None = None) -> bool:
    """Whether the national authority published what has an address and an outlet."""
    host = _host(address)
    return outlet == _OUTLET or host == NATIONAL or host.endswith(f".{NATIONAL}")


def is_authority(address: str | None, outlet: str | None = None) -> bool:
    """Whether an authority published it: the national one or one of the state's."""
    return f".{_host(address)}".endswith(_STATE) or is_national(address, outlet)


def place_of(document: Mapping[str, Any], provinces: Iterable[str | None]) -> str | None:
    """The province whose own list a document is, None for a list of the whole country.

    All its entries are of that province, and its title or name says so, or another authority than
    the national one published it.
    """
    found = {province_of(printed) for printed in provinces}
    place = found.pop() if len(found) == 1 else None
    if place is None:
        return None
    titles = (document["title"], document["name"])
    if any(place in (text or "") for text in titles) or _is_local(document):
        return place
    return None


def _is_local(document: Mapping[str, Any]) -> bool:
    """Whether an authority published a document, and not the national one."""
    address, outlet = document["page"] or document["url"], document["outlet"]
    known = outlet is not None or is_authority(address)
    return known and not is_national(address, outlet)


def _host(address: str | None) -> str:
    return (urlsplit(address or "").hostname or "").lower()
