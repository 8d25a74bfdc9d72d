"""``batchwatch.toml`` in, the crawler's part of it out, every key and type checked."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from crawler.errors import ConfigError

_DURATION: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$")
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_ADDRESS: Final = re.compile(r"https?://[^/\s]+")
SELECTORS: Final = (
    *("title", "date", "author", "body", "strip", "documents"),
    *("rows", "row_date"),
)
"""Keys of a configured outlet that are CSS selectors."""
_COUNTS: Final = ("most_pages", "most_megabytes")
_NAME: Final = re.compile(r"^[a-z][a-z0-9_]*$")
_ELSEWHERE: Final = frozenset({"alerts", "channel"})
"""Tables that other rooms read and check."""


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
    title: str | None = None
    """CSS selectors; without them the generic reader is used."""
    date: str | None = None
    author: str | None = None
    body: str | None = None
    strip: str | None = None
    article: str | None = None
    """Regular expression that article URLs match."""
    official: bool | None = None
    """True: an authority's notices. The files that its pages link to, and tables on the pages, are
    taken for official lists."""
    list: str | None = None
    """HTML page of links; needs ``article``."""
    rows: str | None = None
    """CSS selectors of the rows of ``list``, and of the date within one."""
    row_date: str | None = None
    watched: tuple[str, ...] | None = None
    """Pages asked for at every crawl, whether or not a list names them."""
    title_filter: tuple[str, ...] | None = None
    """Words of which a listed title must hold one."""
    metadata_only: bool | None = None
    """True: what its lists name is noted, no page is fetched."""
    documents: str | None = None
    """CSS selector of the links to such files, where not all that end in .pdf, .docx and so on."""

    @property
    def entry(self) -> str | None:
        """The page that names the articles."""
        return self.url or self.feed


@dataclass(frozen=True, slots=True)
class Config:
    """The crawler's settings of one run."""

    contact: str | None = None
    """Where an outlet's operator can reach the user, part of the user agent."""
    user_agent: str | None = None
    delay: float = 1.0
    """Seconds between two requests to one host, at least."""
    names: Path | None = None
    """Folder of the user's own names and rules; in the file it is relative to the file."""
    private_hosts: tuple[str, ...] = ()
    """Hosts of the user's own network that may be crawled; all others there are refused."""
    outlets: tuple[str, ...] = ()
    """Outlets of a ``crawl`` without names; empty means all that are enabled."""
    outlet: Mapping[str, OutletConfig] = field(default_factory=lambda: MappingProxyType({}))


def load_config(path: Path | None) -> Config:
    """Read ``path`` (None: defaults); raise ConfigError naming the file, key and what is wrong."""
    if path is None:
        return Config()
    document = _document(path)
    try:
        return _config(document, path.parent)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def tables_of_crawling(path: Path | None) -> dict[str, object]:
    """Return what of a file ``config_of`` makes the same manners and outlets of, elsewhere too.

    Nothing of channels and their secrets is in it.
    """
    document = {} if path is None else _document(path)
    return {name: document[name] for name in ("crawl", "outlets") if name in document}


def config_of(tables: dict[str, object]) -> Config:
    """Return the configuration of such tables; raise ConfigError as ``load_config`` does."""
    return _config(tables, Path())


def _document(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def find_config() -> Path | None:
    """Return the file that BATCHWATCH_CONFIG names, else ``batchwatch.toml`` where there is one."""
    if named := os.environ.get("BATCHWATCH_CONFIG"):
        return Path(named)
    return Path("batchwatch.toml") if Path("batchwatch.toml").is_file() else None


def seconds(text: object, key: str = "duration") -> float:
    """Return the seconds of ``"2h"``, ``"30m"``, ``"1.5s"`` or ``"500ms"``."""
    found = _DURATION.match(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ConfigError(f'{key} must be a duration such as "2h", "30m" or "1s", not {text!r}')
    return float(found.group(1)) * _SECONDS[found.group(2)]


def _config(document: dict[str, object], beside: Path) -> Config:
    _known("", document, {"crawl", "outlets", "names"} | _ELSEWHERE)
    crawl = _table("crawl", document.get("crawl", {}))
    _known("crawl", crawl, {"contact", "user_agent", "delay", "outlets", "private_hosts"})
    tables = _table("outlets", document.get("outlets", {}))
    own = _string("names", document.get("names"))
    return Config(
        contact=_string("crawl.contact", crawl.get("contact")),
        user_agent=_string("crawl.user_agent", crawl.get("user_agent")),
        delay=seconds(crawl["delay"], "crawl.delay") if "delay" in crawl else 1.0,
        private_hosts=_names("crawl.private_hosts", crawl.get("private_hosts", []), "hosts"),
        outlets=_names("crawl.outlets", crawl.get("outlets", []), "outlet names"),
        names=beside / own if own else None,
        outlet=MappingProxyType({name: _outlet(name, table) for name, table in tables.items()}),
    )


def _outlet(name: str, value: object) -> OutletConfig:
    if not _NAME.match(name):
        raise ConfigError(f"outlets.{name}: a name is lower-case letters, digits and _")
    where = f"outlets.{name}"
    table = _table(where, value)
    _known(where, table, set(OutletConfig.__dataclass_fields__))
    enabled = _truth(f"{where}.enabled", table.pop("enabled", None))
    official = _truth(f"{where}.official", table.pop("official", None))
    metadata_only = _truth(f"{where}.metadata_only", table.pop("metadata_only", None))
    watched = _addresses(f"{where}.watched", table.pop("watched", None))
    words_of_titles = table.pop("title_filter", None)
    if words_of_titles is not None:
        words_of_titles = _names(f"{where}.title_filter", words_of_titles, "words")
    pages, megabytes = (_count(f"{where}.{key}", table.pop(key, None)) for key in _COUNTS)
    words = {key: _string(f"{where}.{key}", value) for key, value in table.items()}
    _check(where, words)
    return OutletConfig(
        enabled=enabled,
        official=official,
        metadata_only=metadata_only,
        watched=watched,
        title_filter=words_of_titles,
        most_pages=pages,
        most_megabytes=megabytes,
        **words,
    )


def _check(where: str, words: Mapping[str, str | None]) -> None:
    """Refuse words that are no duration, language, address or pattern where one is wanted."""
    for key in ("every", "most_time"):
        if key in words:
            seconds(words[key], f"{where}.{key}")
    if words.get("language") not in (None, "en", "zh"):
        raise ConfigError(f'{where}.language must be "en" or "zh", not {words["language"]!r}')
    for key in ("url", "feed", "list"):
        if not _ADDRESS.match(words.get(key) or "http://-"):
            raise ConfigError(f"{where}.{key} must be an http or https URL, not {words[key]!r}")
    if (zone := words.get("timezone")) is not None and not _is_zone(zone):
        raise ConfigError(
            f"{where}.timezone must be a time zone such as Asia/Shanghai, not {zone!r}"
        )
    for key in SELECTORS:
        if (selector := words.get(key)) is not None and not _selects(selector, key):
            raise ConfigError(f"{where}.{key} is no CSS selector: {selector!r}")
    try:
        re.compile(words.get("article") or "")
    except re.error as error:
        raise ConfigError(f"{where}.article is no regular expression: {error}") from error
    for key, other in (("rows", "list"), ("row_date", "rows")):
        if words.get(key) and not words.get(other):
            raise ConfigError(f"{where}.{key} needs {other}: it is of the list's rows")
    if words.get("list") and not words.get("article"):
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


def _table(where: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table")
    return dict(value)


def _known(where: str, table: dict[str, object], known: set[str] | frozenset[str]) -> None:
    for key in table:
        if key not in known:
            name = f"{where}.{key}" if where else key
            raise ConfigError(f"unknown key {name} (known: {', '.join(sorted(known))})")


def _truth(where: str, value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise ConfigError(f"{where} must be true or false, not {value!r}")
    return value


def _count(where: str, value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise ConfigError(f"{where} must be a whole number from 1 on, not {value!r}")
    return value


def _addresses(where: str, value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    urls = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or not all(map(_ADDRESS.match, urls)) or len(urls) < len(value):
        raise ConfigError(f"{where} must be a list of http and https URLs, not {value!r}")
    return tuple(urls)


def _names(where: str, value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ConfigError(f"{where} must be a list of {what}")
    return tuple(value)


def _string(where: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{where} must be a string, not {value!r}")
    return value
