"""``[alerts]`` and ``[[channel]]`` of batchwatch.toml in, checked channels out."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

from extract.extraction import Scheme
from pipelines.decided_values import read_province
from pipelines.delivery.endpoints import Endpoint, Rate, read_endpoint, read_rate
from pipelines.errors import AlertConfigError

Kind = Literal[
    "new_batch", "correction", "confirmation", "outlet_broken", "outlet_recovered", "system"
]
Language = Literal["en", "zh"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MINIMUM_CONFIDENCE: Final = 0.6
BASE_URL: Final = "http://127.0.0.1:8001"
_NAME: Final = re.compile(r"[^\W_][\w .-]{0,63}")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WEB: Final = re.compile(r"https?://[^/\s?#]+[^\s?#]*")
_KEYS: Final = frozenset(
    {"name", "url", "kinds", "schemes", "provinces", "minimum_confidence", "language", "rate"}
    | {"secret_env"}
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go: ``[[channel]]``."""

    name: str
    url: str = field(repr=False)
    """As configured; it may hold secrets, so nothing prints it."""
    endpoint: Endpoint = field(repr=False)
    kinds: tuple[Kind, ...] = KINDS
    """What it is told; all kinds where the file names none."""
    schemes: tuple[Scheme, ...] = ()
    """Registers whose batches it is told; empty means all. So with ``provinces``."""
    provinces: tuple[str, ...] = ()
    """In Chinese, as batches have them."""
    minimum_confidence: float = MINIMUM_CONFIDENCE
    language: Language = "en"
    rate: Rate | None = None
    """At most so many messages in so many seconds; None: no limit."""
    secret_env: str | None = None
    """Environment variable with the secret that signs a webhook's body."""


@dataclass(frozen=True, slots=True)
class AlertConfig:
    """What the configuration says of alerts."""

    base_url: str = BASE_URL
    """Where the batches' pages are served, without a slash at its end."""
    minimum_confidence: float = MINIMUM_CONFIDENCE
    channels: tuple[Channel, ...] = ()


def load_alerts(path: Path | None) -> AlertConfig:
    """Read ``path`` (None: no channels); AlertConfigError names the file, the key and why."""
    if path is None:
        return AlertConfig()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise AlertConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AlertConfigError(f"{path}: not valid TOML: {error}") from error
    try:
        return _alerts(document, path.parent)
    except AlertConfigError as error:
        # Without the cause: a URL that a library could not read stands in its traceback.
        raise AlertConfigError(f"{path}: {error}") from None


def wants(
    channel: Channel,
    kind: str,
    scheme: str | None = None,
    province: str | None = None,
    confidence: float | None = None,
) -> bool:
    """Whether the channel is to be told; what tells of no batch has neither scheme nor province."""
    if kind not in channel.kinds:
        return False
    if kind in ("outlet_broken", "outlet_recovered", "system"):
        return True
    if confidence is not None and confidence < channel.minimum_confidence:
        return False
    return _within(scheme, channel.schemes) and _within(province, channel.provinces)


def _within(value: str | None, chosen: Collection[str]) -> bool:
    return not chosen or value in chosen


def _alerts(document: Mapping[str, Any], beside: Path) -> AlertConfig:
    table = document.get("alerts", {})
    if not isinstance(table, dict):
        raise AlertConfigError("alerts must be a table: [alerts]")
    _known("alerts", table, {one.name for one in fields(AlertConfig)} - {"channels"})
    base_url = table.get("base_url", BASE_URL)
    if not isinstance(base_url, str) or not _is_base(base_url):
        raise AlertConfigError("alerts.base_url must be an http or https URL without a query")
    least = _confidence("alerts", table, MINIMUM_CONFIDENCE)
    tables = document.get("channel", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise AlertConfigError("channel must be a list of tables: [[channel]]")
    channels = tuple(_channel(one, at, beside, least) for at, one in enumerate(tables, 1))
    names = [channel.name for channel in channels]
    for name in names:
        if names.count(name) > 1:
            raise AlertConfigError(f'channel.name "{name}" is there twice; each needs its own')
    return AlertConfig(base_url.rstrip("/"), least, channels)


def _is_base(url: str) -> bool:
    """Whether links may begin with it; a user name or a password would be in every message."""
    try:
        parts = urlsplit(url)
        return bool(
            _WEB.fullmatch(url) and parts.hostname and parts.port != 0 and not parts.username
        )
    except ValueError:
        return False


def _channel(table: Mapping[str, Any], at: int, beside: Path, least: float) -> Channel:
    name = table.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise AlertConfigError(
            f"channel {at}: name must be 1 to 64 letters, digits, spaces or . _ -, and is missing"
            if name is None
            else f"channel {at}: name must be 1 to 64 letters, digits, spaces or . _ -"
        )
    where = f"channel.{name}"
    _known(where, table, _KEYS)
    endpoint = read_endpoint(f"{where}.url", table.get("url"), beside)
    return Channel(
        name=name,
        url=table["url"],
        endpoint=endpoint,
        kinds=_some(where, table, "kinds", KINDS) or KINDS,
        schemes=_some(where, table, "schemes", get_args(Scheme)),
        provinces=_provinces(where, table),
        minimum_confidence=_confidence(where, table, least),
        language=_some(where, {"language": [table.get("language", "en")]}, "language", _SPOKEN)[0],
        rate=read_rate(f"{where}.rate", table["rate"]) if "rate" in table else endpoint.rate,
        secret_env=_secret(where, table, endpoint),
    )


_SPOKEN: Final[tuple[Language, ...]] = get_args(Language)


def _known(where: str, table: Mapping[str, Any], known: Collection[str]) -> None:
    for key in table:
        if key not in known:
            raise AlertConfigError(f"unknown key {where}.{key} (known: {', '.join(sorted(known))})")


def _some(where: str, table: Mapping[str, Any], key: str, known: tuple[Any, ...]) -> Any:
    """The words of a list, each of which must be known."""
    words = table.get(key, [])
    if not isinstance(words, list):
        raise AlertConfigError(f"{where}.{key} must be a list of words")
    for word in words:
        if word not in known:
            raise AlertConfigError(f"{where}.{key}: unknown {word!r} (known: {', '.join(known)})")
    return tuple(words)


def _provinces(where: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    words = table.get("provinces", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise AlertConfigError(f"{where}.provinces must be a list of names")
    try:
        return tuple(read_province(word) for word in words)
    except ValueError as error:
        raise AlertConfigError(f"{where}.provinces: {error}") from None


def _confidence(where: str, table: Mapping[str, Any], default: float) -> float:
    value = table.get("minimum_confidence", default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise AlertConfigError(f"{where}.minimum_confidence must be a number from 0 to 1")
    return float(value)


def _secret(where: str, table: Mapping[str, Any], endpoint: Endpoint) -> str | None:
    name = table.get("secret_env")
    if name is None:
        return None
    if not isinstance(name, str) or not _VARIABLE.fullmatch(name):
        raise AlertConfigError(f"{where}.secret_env must be the name of an environment variable")
    if endpoint.type != "webhook":
        raise AlertConfigError(f"{where}.secret_env: only webhooks are signed")
    return name
