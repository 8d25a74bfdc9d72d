"""What every request must be and every answer carries, whatever made it: errors and files too."""

import hashlib
import ipaddress
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from db.pages.browsing import in_use
from db.pages.keeper import Keeper
from db.pages.snapshot import Snapshot

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
"""No script at all, nothing from elsewhere, no style within a page."""
SECURITY: Final[Mapping[bytes, bytes]] = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": (
        b"accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(),"
        b" gyroscope=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"
    ),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-embedder-policy": b"require-corp",
    b"cross-origin-resource-policy": b"same-origin",
    b"x-permitted-cross-domain-policies": b"none",
}
AGES: Final = 300
"""Seconds after which a page is made again though the records are the same: outlets grow stale."""
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OWN: Final = frozenset({b"content-security-policy"})
"""What an answer may say otherwise by itself."""
_NEVER: Final = frozenset({b"set-cookie", b"server", b"vary", b"access-control-allow-origin"})
_DROPPED: Final = frozenset({b"cookie", b"authorization"})
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]@/\\\s]+)(?::\d{1,5})?", re.IGNORECASE)
logger = logging.getLogger("batchwatch.serve")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Names under which the pages may be asked for; others point a stranger's name here."""

    names: frozenset[str] = LOOPBACK
    addresses: bool = False
    """Whether any IP address will do: it is no name that anybody could point elsewhere."""

    def allow(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether a request's one ``Host`` is one of them."""
        told = [value.decode("latin-1") for name, value in headers if name.lower() == b"host"]
        found = _HOST.fullmatch(told[0]) if len(told) == 1 else None
        if found is None:
            return False
        name = found[1].lower().rstrip(".")
        return name in self.names or (self.addresses and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """An ASGI application round another one."""

    def __init__(self, app: App, keeper: Keeper, hosts: Hosts) -> None:
        self._app, self._keeper, self._hosts = app, keeper, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, by itself where it is none that may be asked."""
        if scope["type"] != "http":
            return
        headers: Headers = list(scope["headers"])
        if not self._hosts.allow(headers):
            await _say(send, 421, "these pages are served under another name")
        elif scope["method"] not in ("GET", "HEAD"):
            await _say(send, 405, "these pages can only be read", (b"allow", b"GET, HEAD"))
        else:
            with self._keeper.used() as snapshot:
                token = in_use.set(snapshot)
                try:
                    await self._answer(scope, headers, receive, send, snapshot)
                finally:
                    in_use.reset(token)

    async def _answer(
        self, scope: Scope, headers: Headers, receive: Receive, send: Send, snapshot: Snapshot
    ) -> None:
        tag = _tag(scope, headers, snapshot)
        if any(name == b"if-none-match" and tag in value for name, value in headers):
            await _say(send, 304, "", (b"etag", tag), (b"cache-control", b"no-cache"))
            return
        kept = [(name, value) for name, value in headers if name.lower() not in _DROPPED]
        asked = dict(scope, headers=kept, method="GET")
        out = _Answer(send, tag, head=scope["method"] == "HEAD")
        try:
            await self._app(asked, receive, out)
        except Exception:  # the edge: one request must not take the others with it
            logger.exception("%s could not be answered", scope["path"])
            if out.begun:
                raise
            await _say(send, 500, "this page could not be made")


class _Answer:
    """Sends what an application answers, with the headers that belong to it."""

    def __init__(self, send: Send, tag: bytes, *, head: bool) -> None:
        self._send, self._tag, self._head = send, tag, head
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """Passes one part of the answer on."""
        if message["type"] == "http.response.start":
            self.begun = True
            told = list(_headers(message["status"], message.get("headers", ()), self._tag))
            message = dict(message, headers=told)
        elif self._head:
            message = dict(message, body=b"")
        await self._send(message)


def _headers(
    status: int, given: Iterable[tuple[bytes, bytes]], tag: bytes
) -> Iterator[tuple[bytes, bytes]]:
    told = [(bytes(name).lower(), bytes(value)) for name, value in given]
    names = {name for name, _ in told}
    for name, value in told:
        kept = name in _OWN or (name not in SECURITY and name != b"cache-control")
        if name not in _NEVER and kept:
            yield name, value
    for name, value in SECURITY.items():
        if name not in _OWN or name not in names:
            yield name, value
    yield b"vary", b"Accept-Language"
    if status == 200 and (b"cache-control", b"no-store") not in told:
        yield b"etag", tag
        yield b"cache-control", b"no-cache"
    else:
        yield b"cache-control", b"no-store"


def _tag(scope: Scope, headers: Headers, snapshot: Snapshot) -> bytes:
    """Another one for every address, language and snapshot, and now and then for what ages."""
    accepted = [value for name, value in headers if name == b"accept-language"]
    parts = (
        snapshot.facts.tag.encode(),
        str(int(time.time() // AGES)).encode(),
        scope.get("raw_path") or scope["path"].encode(),
        scope.get("query_string", b""),
        *accepted,
    )
    return b'W/"' + hashlib.sha256(b"\n".join(parts)).hexdigest()[:32].encode() + b'"'


async def _say(send: Send, status: int, text: str, *more: tuple[bytes, bytes]) -> None:
    """A short answer in plain text."""
    headers = [*SECURITY.items(), *more]
    if not any(name == b"cache-control" for name, _ in more):
        headers.append((b"cache-control", b"no-store"))
    if text:
        headers.append((b"content-type", b"text/plain; charset=utf-8"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{text}\n".encode() if text else b""})
