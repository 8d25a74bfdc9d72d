"""Values of the configuration in, checked values out; ConfigError names the key and what is wrong.

``None`` stands for a key that is not there.
"""

import re
from typing import Final

from crawler.addresses import fault_of
from crawler.errors import ConfigError

_DURATION: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$", re.ASCII)
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LONGEST: Final = 36_500 * 86400.0
"""A hundred years: what is longer leads out of the calendar."""


def seconds(text: object, key: str = "duration") -> float:
    """Return the seconds of ``"2h"``, ``"30m"``, ``"1.5s"`` or ``"500ms"``."""
    found = _DURATION.match(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ConfigError(f'{key} must be a duration such as "2h", "30m" or "1s", not {text!r}')
    length = float(found.group(1)) * _SECONDS[found.group(2)]
    if length > _LONGEST:
        raise ConfigError(f'{key} must be no longer than "36500d"')
    return length


def table(where: str, value: object) -> dict[str, object]:
    """Return a copy of a table."""
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table")
    return dict(value)


def refuse_unknown_keys(
    where: str, keys: dict[str, object], known: set[str] | frozenset[str]
) -> None:
    """Refuse a key that is none of those known."""
    for key in keys:
        if key not in known:
            name = f"{where}.{key}" if where else key
            raise ConfigError(f"unknown key {name} (known: {', '.join(sorted(known))})")


def truth(where: str, value: object) -> bool | None:
    """Return what is true or false."""
    if value is not None and not isinstance(value, bool):
        raise ConfigError(f"{where} must be true or false, not {value!r}")
    return value


def count(where: str, value: object) -> int | None:
    """Return a whole number from 1 on."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise ConfigError(f"{where} must be a whole number from 1 on, not {value!r}")
    return value


def string(where: str, value: object) -> str | None:
    """Return a text."""
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{where} must be a string, not {value!r}")
    return value


def strings(where: str, value: object, what: str) -> tuple[str, ...]:
    """Return the texts of a list, of which none may be blank."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ConfigError(f"{where} must be a list of {what}")
    if not all(map(str.strip, value)):
        raise ConfigError(f"{where} must be a list of {what}, and one of them is empty")
    return tuple(value)


def address(where: str, value: object) -> str | None:
    """Return the address of a page."""
    text = string(where, value)
    if text is not None and (fault := fault_of(text)):
        raise ConfigError(f"{where} {fault}")
    return text


def addresses(where: str, value: object) -> tuple[str, ...] | None:
    """Return the addresses of a list."""
    if value is None:
        return None
    found = strings(where, value, "http and https URLs")
    for at, one in enumerate(found, 1):
        address(f"{where}, number {at},", one)
    return found
