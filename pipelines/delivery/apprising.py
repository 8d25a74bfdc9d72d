"""A parcel through one of Apprise's services; what the service answered counts, not Apprise alone.

Apprise says only whether it is content, and it is content with a status of 200 of services that
answer 200 to everything. So its plugins post through ``_Watched`` and the answers are read again.
"""

import logging
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any, Final

import requests

from pipelines.delivery.answers import Answer, answered
from pipelines.delivery.bodies import PROOFS, refusal
from pipelines.delivery.endpoints import Endpoint
from pipelines.delivery.faults import broken
from pipelines.delivery.harmless import harmless
from pipelines.delivery.parcel import Parcel

_VERBS: Final = ("request", "get", "post", "put", "patch", "delete", "head")
_seen = threading.local()


def notify(endpoint: Endpoint, parcel: Parcel) -> Answer:
    """Have the plugin send title and text; an Answer whatever goes wrong."""
    found = plugin(endpoint.target)
    if found is None:
        return Answer(False, "Apprise cannot read the address", fault="endpoint")
    from apprise import Apprise, NotifyFormat

    room = found.body_maxlen - len(found.app_desc) - 2
    title, text = fitting(parcel, room)
    _seen.answers, _seen.errors = [], []
    service = Apprise()
    service.add(found)
    content = bool(service.notify(title=title, body=text, body_format=NotifyFormat.TEXT))
    return _verdict(endpoint.schema, content, _seen.answers, _seen.errors)


def fitting(parcel: Parcel, room: int) -> tuple[str, str]:
    """Title and text that fit into so many bytes of UTF-8, the short form where the full does not.

    Services count bytes or characters; what fits by bytes fits by both.
    """
    title = harmless(parcel.title)
    for form in (parcel.text, parcel.short):
        text = harmless(form)
        if len(title.encode()) + len(text.encode()) <= room:
            return title, text
    left = max(room - len(title.encode()), 0)
    return title, text.encode()[:left].decode("utf-8", "ignore")


def plugin(url: str) -> Any | None:
    """Apprise's plugin for an address, None where it knows none or cannot read the address."""
    _hush()
    with warnings.catch_warnings():
        # It imports every plugin it has, some with modules that Python gives up.
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise, AppriseAsset

        asset = AppriseAsset(app_id="batchwatch", app_desc="batchwatch", async_mode=False)
        found = Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if found is not None:
        # Rates are the channel's, and what answers elsewhere was not asked.
        found.request_rate_per_sec = 0
        found.redirects = False
        _watch()
    return found


def _verdict(
    schema: str, content: bool, answers: list[requests.Response], errors: list[BaseException]
) -> Answer:
    """The first answer that is no success, else the last; else the error; else Apprise's word."""
    read = [_read(schema, answer) for answer in answers]
    for one in read:
        if not one.ok:
            return one
    if errors:
        return broken(errors[-1])
    if not content:
        return Answer(
            False,
            f"{read[-1].said}, and Apprise takes that for a failure"
            if read
            else "Apprise could not send it",
        )
    if not read and schema in PROOFS:
        return Answer(False, "no answer was seen")
    return read[-1] if read else Answer(True, "sent")


def _read(schema: str, answer: requests.Response) -> Answer:
    content = answer.content or b""
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
            getattr(_seen, "errors", []).append(error)
            raise
        getattr(_seen, "answers", []).append(answer)
        return answer

    return call


def _watch() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("apprise.plugins") and vars(module).get("requests") is requests:
            vars(module)["requests"] = _WATCHED


_WATCHED: Final = _Watched()


def _hush() -> None:
    """These log addresses with the tokens in them."""
    for name in ("apprise", "urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
