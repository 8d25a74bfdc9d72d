"""A channel's address in; what sends to it, what may be shown of it and its usual rate out."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from pipelines.errors import AlertConfigError

Type = Literal["webhook", "file", "stdout", "apprise"]
_RATE: Final = re.compile(r"(\d{1,6})\s*/\s*([a-z]+)")
_PERIODS: Final = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hour": 3600, "d": 86400, "day": 86400}
_SCHEMA: Final = re.compile(r"([a-z0-9+]+)://", re.IGNORECASE)
_WEBHOOKS: Final = {
    "json": "http",
    "jsons": "https",
    "webhook+http": "http",
    "webhook+https": "https",
}
_FRAME: Final = 40
"""Bytes that a service's plugin may set around title and text."""
_SECRET_LENGTH: Final = 4
"""Shorter parts of an address are no secrets, and blanking them would blank half a sentence."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``number`` messages within any ``seconds``."""

    number: int
    seconds: int

    def __str__(self) -> str:
        unit = {1: "s", 60: "min", 3600: "h", 86400: "day"}[self.seconds]
        return f"{self.number}/{unit}"


BOTS: Final = Rate(15, 60)
"""What every chat service takes; the strictest of them refuse more than 20 a minute."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where messages are sent."""

    type: Type
    schema: str
    """``json``, ``webhook+https``, ``file``, ``stdout``, ``dingtalk``, …"""
    target: str = field(default="", repr=False)
    """The URL to post to without credentials, the path of the file, or the Apprise URL."""
    shown: str = ""
    """What people and logs may see of it: the host, never a path, a user or a query."""
    login: tuple[str, str] | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    room: int = 0
    """Bytes that title and text of a chat message may have; 0 where there is no such limit."""
    verify: bool = True
    """False where the address says ``verify=no``: any certificate will do."""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Parts of the address that no text may repeat, the longest first."""

    @property
    def rate(self) -> Rate | None:
        """What holds where the configuration says nothing."""
        return BOTS if self.type == "apprise" else None


def read_rate(key: str, text: object) -> Rate | None:
    """The rate of ``"15/min"``, ``"1/s"`` or ``"100/h"``; None for ``"none"``."""
    if text == "none":
        return None
    found = _RATE.fullmatch(text.strip().lower()) if isinstance(text, str) else None
    if found is None or found[2] not in _PERIODS or not int(found[1]):
        raise AlertConfigError(f'{key} must be such as "15/min", "1/s", "100/h" or "none"')
    return Rate(int(found[1]), _PERIODS[found[2]])


def read_endpoint(key: str, url: object, beside: Path) -> Endpoint:
    """The endpoint of an address; a file's relative path starts at ``beside``.

    AlertConfigError says what is wrong and never repeats the address.
    """
    if not isinstance(url, str) or not url.strip() or any(mark < " " for mark in url):
        raise AlertConfigError(f"{key} must be an address: json://…, file:PATH, stdout:, …")
    url = url.strip()
    if url in ("stdout:", "stdout://"):
        return Endpoint("stdout", "stdout", shown="stdout:")
    if url.startswith("file:"):
        return _file(key, url, beside)
    found = _SCHEMA.match(url)
    if found is None:
        raise AlertConfigError(f"{key} has no scheme such as json:// or webhook+https://")
    schema = found[1].lower()
    if schema in _WEBHOOKS:
        return _webhook(key, schema, url)
    return _apprise(key, schema, url)


def _file(key: str, url: str, beside: Path) -> Endpoint:
    path = url.removeprefix("file:").removeprefix("//")
    if not path or path.endswith("/"):
        raise AlertConfigError(f"{key} must name a file: file:alerts.jsonl")
    return Endpoint("file", "file", str(beside / path), f"file:{path}")


def _webhook(key: str, schema: str, url: str) -> Endpoint:
    try:
        parts = urlsplit(_WEBHOOKS[schema] + url[len(schema) :])
        port = parts.port
    except ValueError:
        raise AlertConfigError(f"{key} is no valid URL") from None
    if not parts.hostname:
        raise AlertConfigError(f"{key} has no host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    host += f":{port}" if port is not None else ""
    query, verify = parts.query, True
    headers: tuple[tuple[str, str], ...] = ()
    if schema.startswith("json"):
        query, headers, verify = _apprise_query(key, parts)
    target = f"{parts.scheme}://{host}{parts.path or '/'}" + (f"?{query}" if query else "")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Endpoint(
        type="webhook",
        schema=schema,
        target=target,
        shown=f"{schema}://{host}",
        login=(user, password) if user else None,
        headers=headers,
        verify=verify,
        secrets=(basic(user, password), *_secrets(parts)) if user else _secrets(parts),
    )


def basic(user: str, password: str) -> str:
    """A login as an Authorization header has it."""
    return b64encode(f"{user}:{password}".encode()).decode()


def _apprise_query(key: str, parts: SplitResult) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    """Query, headers and certificates as Apprise writes them: ``+`` a header, ``-`` a parameter."""
    query, headers, verify = [], [], True
    for name, value in parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True):
        if name.startswith("+") and name[1:]:
            headers.append((name[1:], value))
        elif name.startswith(":") or (name == "method" and value.upper() != "POST"):
            raise AlertConfigError(f"{key}: the body is always batchwatch's own, and is posted")
        elif name == "verify":
            verify = value.lower() not in ("no", "false", "0", "off", "never")
        elif name != "method":
            query.append((name.removeprefix("-"), value))
    return urlencode(query), tuple(headers), verify


def _unknown(schema: str) -> str:
    if schema in ("http", "https"):
        return (
            f"no service that Apprise knows by this address; for any webhook: webhook+{schema}://…"
        )
    return f"Apprise does not know {schema}:// or cannot read the rest"


def _apprise(key: str, schema: str, url: str) -> Endpoint:
    from pipelines.delivery.plugins import plugin

    if schema == "wecom":
        raise AlertConfigError(
            f"{key}: wecom:// is the relay Pushplus; write wecombot:// for a bot of WeCom,"
            " or pushplus://"
        )
    found = plugin(url)
    if found is None:
        raise AlertConfigError(f"{key}: {_unknown(schema)}")
    return Endpoint(
        type="apprise",
        schema=schema,
        target=url,
        shown=f"{schema}://…",
        room=max(found.body_maxlen - _FRAME, 200),
        secrets=_secrets(urlsplit(url)),
    )


def _secrets(parts: SplitResult) -> tuple[str, ...]:
    """Everything of an address but its host and its port, as it is written and decoded."""
    pieces = [parts.username or "", parts.password or "", *parts.path.split("/"), parts.query]
    pieces += re.split("[&=]", parts.query)
    if parts.scheme not in ("http", "https"):
        pieces.append(parts.netloc)
        pieces += re.split("[@:]", parts.netloc)
    both = {form for piece in pieces for form in (piece, unquote(piece))}
    return tuple(sorted((p for p in both if len(p) >= _SECRET_LENGTH), key=len, reverse=True))
