"""A parcel through one of Apprise's services; what the service answered counts, not Apprise alone.

Apprise says only whether it is content, and it is content with a status of 200 of services that
answer 200 to everything. So its plugins post through ``_Watched`` and the answers are read again.
"""

import logging
import sys
import warnings
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

import requests

from pipelines.delivery.answers import Answer, answered
from pipelines.delivery.bodies import PROOFS, refusal
from pipelines.delivery.endpoints import Endpoint
from pipelines.delivery.faults import broken
from pipelines.delivery.parcel import Parcel

_VERBS: Final = ("request", "get", "post", "put", "patch", "delete", "head")


@dataclass(slots=True)
class _Seen:
    """What the requests of one try came to."""

    answers: list[requests.Response] = field(default_factory=list)
    errors: list[requests.RequestException] = field(default_factory=list)


_seen: ContextVar[_Seen | None] = ContextVar("seen", default=None)


def notify(endpoint: Endpoint, parcel: Parcel) -> Answer:
    """Have the plugin send title and text; an Answer whatever goes wrong."""
    found = plugin(endpoint.target)
    if found is None:
        return Answer(False, "Apprise cannot read the address", fault="endpoint")
    from apprise import Apprise, NotifyFormat

    text = fitting(parcel, endpoint.room)
    form = NotifyFormat.TEXT
    if found.resolve_format(form) == NotifyFormat.MARKDOWN:
        # Messages hold no markup, and Apprise would escape every dot of their addresses.
        form = NotifyFormat.MARKDOWN
    service, seen = Apprise(), _Seen()
    service.add(found)
    token = _seen.set(seen)
    try:
        content = bool(service.notify(title=parcel.title, body=text, body_format=form))
    finally:
        _seen.reset(token)
    return _verdict(endpoint.schema, content, seen)


def fitting(parcel: Parcel, room: int) -> str:
    """The text that fits beside the title into so many bytes of UTF-8: full, short or cut.

    Services count bytes or characters; what fits by bytes fits by both.
    """
    left = max(room - len(parcel.title.encode()), 0)
    for text in (parcel.text, parcel.short):
        if len(text.encode()) <= left:
            return text
    return parcel.short.encode()[:left].decode("utf-8", "ignore")


def plugin(url: str) -> Any | None:
    """Apprise's plugin for an address, None where it knows none or cannot read the address.

    Apprise logs what it cannot read, tokens and all, so it may not log.
    """
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        # It imports every plugin it has, some with modules that Python gives up.
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise, AppriseAsset

        asset = AppriseAsset(
            app_id="batchwatch",
            app_desc="batchwatch",
            image_url_mask="",
            async_mode=False,
            service_timeout=0,
        )
        found = Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if found is not None:
        # Rates are the channel's, and what answers elsewhere was not asked.
        found.request_rate_per_sec = 0
        found.redirects = False
        _sign_plainly(found)
        _watch()
    return found


def _sign_plainly(found: Any) -> None:
    """DingTalk's plugin percent-encodes its signature, and ``requests`` would do so once more."""
    signed: Callable[[], tuple[str, str]] | None = getattr(found, "get_signature", None)
    if signed is not None and found.secure_protocol == "dingtalk":

        def plain() -> tuple[str, str]:
            timestamp, signature = signed()
            return timestamp, unquote(signature)

        found.get_signature = plain


def _verdict(schema: str, content: bool, seen: _Seen) -> Answer:
    """Apprise's word, unless a body says the contrary; a refusal on the way may be none of that."""
    read = [_read(schema, answer) for answer in seen.answers]
    refused = [one for one in read if not one.ok]
    if content:
        denied = [one for one in refused if one.status is not None and one.status < 300]
        if denied or (schema in PROOFS and not read):
            return denied[0] if denied else Answer(False, "no answer was seen")
        return read[-1] if read else Answer(True, "sent")
    if refused:
        return refused[-1]
    if seen.errors:
        return broken(seen.errors[-1])
    said = f"{read[-1].said}, and Apprise takes it for a failure" if read else _UNSENT
    return Answer(False, said)


_UNSENT: Final = "Apprise could not send it"


def _read(schema: str, answer: requests.Response) -> Answer:
    try:
        content = answer.content or b""
    except RuntimeError:
        content = b""  # the plugin has read it as a stream
    asked = answer.headers.get("Retry-After")
    return answered(answer.status_code, content, refusal(schema, content), asked)


class _Watched:
    """The module ``requests`` as Apprise's plugins see it: each answer and error is noted."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(requests, name)
        return _noting(found) if name in _VERBS else found


def _noting(function: Callable[..., requests.Response]) -> Callable[..., requests.Response]:
    def call(*args: Any, **kwargs: Any) -> requests.Response:
        try:
            answer = function(*args, **kwargs)
        except requests.RequestException as error:
            if seen := _seen.get():
                seen.errors.append(error)
            raise
        if seen := _seen.get():
            seen.answers.append(answer)
        return answer

    return call


def _watch() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("apprise.plugins") and vars(module).get("requests") is requests:
            vars(module)["requests"] = _WATCHED


_WATCHED: Final = _Watched()
