"""An address in, Apprise's plugin for it out; ``SEEN`` notes what its requests come to."""

import logging
import sys
import warnings
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

import requests

_VERBS: Final = ("request", "get", "post", "put", "patch", "delete", "head")


@dataclass(slots=True)
class Seen:
    """What the requests of one try came to."""

    answers: list[requests.Response] = field(default_factory=list)
    errors: list[requests.RequestException] = field(default_factory=list)


SEEN: Final[ContextVar[Seen | None]] = ContextVar("seen", default=None)


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
            if seen := SEEN.get():
                seen.errors.append(error)
            raise
        if seen := SEEN.get():
            seen.answers.append(answer)
        return answer

    return call


def _watch() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("apprise.plugins") and vars(module).get("requests") is requests:
            vars(module)["requests"] = _WATCHED


_WATCHED: Final = _Watched()
