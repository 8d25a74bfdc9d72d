"""``[outlets.NAME]`` in, what it says of an outlet out, every key and type checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from crawler.config_values import (
    address,
    addresses,
    count,
    refuse_unknown_keys,
    seconds,
    string,
    strings,
    table,
    truth,
)
from crawler.errors import ConfigError

SELECTORS: Final = (
    *("title", "date", "author", "body", "strip", "documents"),
    *("rows", "row_date"),
)
"""Keys that are a CSS selector or a list of such."""
LEAST_EVERY: Final = 10.0
"""Seconds between two looks at an outlet, at least: more often is no manners."""
_NAME: Final = re.compile(r"^[a-z][a-z0-9_]*$")
_ADDRESSES: Final = ("url", "feed", "list")
_COUNTS: Final = ("most_pages", "most_megabytes")
_TRUTHS: Final = ("enabled", "official", "metadata_only")
Selectors = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletConfig:
    """``[outlets.NAME]``: what a user changes of a bundled outlet, or a whole outlet of his own."""

    every: str | None = None
    enabled: bool | None = None
    most_pages: int | None = None
    most_megabytes: int | None = None
    most_time: str | None = None
    """What one run fetches at most."""
    url: str | None = None
    """Feed, sitemap or list page; it makes an outlet of a name that is not bundled."""
    feed: str | None = None
    """The same as ``url``."""
    language: str | None = None
    timezone: str | None = None
    title: Selectors | None = None
    """CSS selectors, tried in order; without them the generic reader is used."""
    date: Selectors | None = None
    author: Selectors | None = None
    body: Selectors | None = None
    strip: Selectors | None = None
    article: str | None = None
    """Regular expression that article URLs match."""
    official: bool | None = None
    """True: an authority's notices. The files that its pages link to, and tables on the pages, are
    taken for official lists."""
    list: str | None = None
    """HTML page of links; needs ``article``."""
    rows: Selectors | None = None
    """CSS selectors of the rows of ``list``, and of the date within one."""
    row_date: Selectors | None = None
    watched: tuple[str, ...] | None = None
    """Pages asked for at every crawl, whether or not a list names them."""
    title_filter: tuple[str, ...] | None = None
    """Words of which a listed title must hold one."""
    metadata_only: bool | None = None
    """True: what its lists name is noted, no page is fetched."""
    documents: Selectors | None = None
    """CSS selector of the links to such files, where not all that end in .pdf, .docx and so on."""

    @property
    def entry(self) -> str | None:
        """The page that names the articles."""
        return self.url or self.feed

    @property
    def has_address(self) -> bool:
        """Whether it is enough for an outlet that is not bundled."""
        return bool(self.entry or self.list or self.watched)


def read_outlet(name: str, value: object) -> OutletConfig:
    """Return what a table says of the outlet ``name``."""
    if not _NAME.match(name):
        raise ConfigError(f"outlets.{name}: a name is lower-case letters, digits and _")
    where = f"outlets.{name}"
    keys = table(where, value)
    refuse_unknown_keys(where, keys, set(OutletConfig.__dataclass_fields__))
    found = {key: _value(f"{where}.{key}", key, told) for key, told in keys.items()}
    _check(where, found)
    return OutletConfig(**found)


def _value(where: str, key: str, value: object) -> Any:
    """Return the value of one key as its kind wants it."""
    if key in _TRUTHS:
        return truth(where, value)
    if key in _COUNTS:
        return count(where, value)
    if key in _ADDRESSES:
        return address(where, value)
    if key in SELECTORS:
        return _selectors(where, key, value)
    if key == "watched":
        return addresses(where, value)
    return strings(where, value, "words") if key == "title_filter" else string(where, value)


def _selectors(where: str, key: str, value: object) -> Selectors:
    """Return the CSS selectors of a string, or of a list of strings that are tried in order."""
    listed: list[Any] = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(one, str) for one in listed):
        raise ConfigError(f"{where} must be a CSS selector or a list of CSS selectors")
    for one in listed:
        if not _selects(one, key):
            raise ConfigError(f"{where} is no CSS selector: {one!r}")
    return tuple(listed)


def _check(where: str, found: Mapping[str, Any]) -> None:
    """Refuse what is no duration, language, zone or pattern, and what lacks what it is part of."""
    for key, least in (("every", LEAST_EVERY), ("most_time", 1.0)):
        if key in found and seconds(found[key], f"{where}.{key}") < least:
            raise ConfigError(f'{where}.{key} must be "{least:.0f}s" or more, not {found[key]!r}')
    if found.get("language") not in (None, "en", "zh"):
        raise ConfigError(f'{where}.language must be "en" or "zh", not {found["language"]!r}')
    if (zone := found.get("timezone")) is not None and not _is_zone(zone):
        raise ConfigError(
            f"{where}.timezone must be a time zone such as Asia/Shanghai, not {zone!r}"
        )
    try:
        re.compile(found.get("article") or "")
    except re.error as error:
        raise ConfigError(f"{where}.article is no regular expression: {error}") from error
    for key, other in (("rows", "list"), ("row_date", "rows")):
        if found.get(key) and not found.get(other):
            raise ConfigError(f"{where}.{key} needs {other}: it is of the list's rows")
    if found.get("list") and not found.get("article"):
        raise ConfigError(f'{where}.list needs article = "…", what the addresses of articles match')


def _is_zone(name: str) -> bool:
    """Tell whether there is such a time zone; imported here, for most files name none."""
    if name in ("Asia/Shanghai", "UTC"):
        return True
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _selects(selector: str, key: str) -> bool:
    """Tell whether it is a CSS selector as its reader takes it: of a page's fields also one of
    ``::text`` and ``::attr(name)``, of a row's date of the latter. Imported as above.
    """
    from cssselect import HTMLTranslator, SelectorError, parse

    taken = {"rows": (None,), "row_date": (None, "attr")}.get(key, (None, "text", "attr"))
    try:
        for found in parse(selector):
            HTMLTranslator().selector_to_xpath(found)
            pseudo = found.pseudo_element
            if getattr(pseudo, "name", pseudo) not in taken:
                return False
    except (SelectorError, RuntimeError):
        return False
    return bool(selector.strip())
