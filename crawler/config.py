"""``batchwatch.toml`` in, the crawler's part of it out, every key and type checked."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from crawler.config_values import (
    refuse_unknown_keys,
    seconds,
    string,
    strings,
    table,
)
from crawler.errors import ConfigError, UnknownOutlet
from crawler.outlet_config import OutletConfig, read_outlet

_ELSEWHERE: Final = frozenset({"alerts", "channel"})
"""Tables that other rooms read and check."""


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


def _config(document: dict[str, object], beside: Path) -> Config:
    refuse_unknown_keys("", document, {"crawl", "outlets", "names"} | _ELSEWHERE)
    crawl = table("crawl", document.get("crawl", {}))
    refuse_unknown_keys(
        "crawl", crawl, {"contact", "user_agent", "delay", "outlets", "private_hosts"}
    )
    tables = table("outlets", document.get("outlets", {}))
    own = string("names", document.get("names"))
    config = Config(
        contact=string("crawl.contact", crawl.get("contact")),
        user_agent=string("crawl.user_agent", crawl.get("user_agent")),
        delay=seconds(crawl["delay"], "crawl.delay") if "delay" in crawl else 1.0,
        private_hosts=strings("crawl.private_hosts", crawl.get("private_hosts", []), "hosts"),
        outlets=strings("crawl.outlets", crawl.get("outlets", []), "outlet names"),
        names=beside / own if own else None,
        outlet=MappingProxyType({name: read_outlet(name, told) for name, told in tables.items()}),
    )
    if config.outlet or config.outlets:
        _refuse_unknown(config)
    return config


def _refuse_unknown(config: Config) -> None:
    """Raise ConfigError for a table that makes no outlet, or a name of ``crawl.outlets`` that no
    outlet has.
    """
    # Imported here: most files name none.
    from crawler.bundled import bundled

    names = tuple(dict.fromkeys((*bundled(), *config.outlet)))
    for name, own in config.outlet.items():
        if name not in bundled() and not own.has_address:
            raise ConfigError(
                f'outlets.{name} needs url = "…", the address of its feed or sitemap, or'
                f' list = "…", for it is none of the outlets that ship: {", ".join(bundled())}'
            )
    for name in config.outlets:
        if name not in names:
            raise ConfigError(f"crawl.outlets: {UnknownOutlet(name, names)}")
