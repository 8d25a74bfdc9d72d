"""A failed download in, its outcome in one word and its cause in words out."""

import re
from dataclasses import dataclass
from typing import Final

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError

from crawler.bounds import NotFollowed, OffSite, PrivateAddress, RedirectLoop
from crawler.encoding import decode
from crawler.instead import LARGEST, Instead, instead
from crawler.middleware import ForbiddenByRobots, NotKept, RobotsUnreachable

FEW, MANY = 5, 100
"""Runs in a row that a page may fail before it is given up: by its own fault, by the server's."""
_GONE: Final = 410
_HOSTS: Final = frozenset(
    {"forbidden", "robots_unreachable", "no_such_host", "refused", "not_archived"}
)
"""What says nothing of the page: it is asked for as long as it takes."""
_SERVERS: Final = frozenset(
    {"timeout", "cut_off", "connection_lost", "bad_answer", "tls_failed"}
    | {f"http_{status}" for status in (401, 403, 406, 407, 429, 451)}
)
"""A refusal is often of a day and of a whole site."""
_TOLD_BY_REFUSALS: Final = frozenset({"challenge", "maintenance", "login", "js_shell"})
"""What a page with a status of refusal may be; ``blocked`` says no more than the status."""
_LONGEST: Final = 300
_NAMES: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (ForbiddenByRobots, "forbidden"),
    (RobotsUnreachable, "robots_unreachable"),
    (NotKept, "not_archived"),
    (PrivateAddress, "private_address"),
    (OffSite, "off_site"),
    (RedirectLoop, "redirect_loop"),
    (NotFollowed, "unsupported"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "no_such_host"),
    (DownloadConnectionRefusedError, "refused"),
    (ResponseDataLossError, "cut_off"),
    (DownloadCancelledError, "too_large"),
    (UnsupportedURLSchemeError, "unsupported"),
    (DownloadFailedError, "connection_lost"),
    (IgnoreRequest, "ignored"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why a URL could not be had, and after how many such runs it is given up (None: never)."""

    name: str
    cause: str
    tries: int | None = FEW


def outcome_of(failure: Failure) -> Outcome:
    """Return the outcome of a failed download."""
    error = failure.value
    cause = " ".join(_told(failure).split())[:_LONGEST]
    if isinstance(error, HttpError):
        status = error.response.status
        name = f"http_{status}"
        server = status >= 500 or name in _SERVERS
        cause = f"the server answered {status}"
        if came := _came(error.response):
            return Outcome(came.name, f"{cause} with {came.told}", MANY)
        return Outcome(name, cause, 1 if status == _GONE else MANY if server else FEW)
    known = next((name for kind, name in _NAMES if isinstance(error, kind)), None)
    name = _lower(failure) or known or _snake(type(error).__name__)
    cause = cause or name.replace("_", " ")
    if isinstance(error, PrivateAddress) and not isinstance(error.__cause__, Exception):
        return Outcome(name, cause, 1)
    return Outcome(name, cause, None if name in _HOSTS else MANY if name in _SERVERS else FEW)


def _came(response: Response) -> Instead | None:
    """What a refusal is that says so itself: a challenge, a notice of maintenance."""
    if response.status in (404, 410) or len(response.body) > LARGEST:
        return None
    declared = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
    came = instead(decode(response.body, declared))
    return came if came is not None and came.name in _TOLD_BY_REFUSALS else None


def _told(failure: Failure) -> str:
    """The failure's own words; of a lost connection those of Twisted, whose list Scrapy prints."""
    told = "; ".join(reason.getErrorMessage() for reason in _reasons(failure))
    return told or failure.getErrorMessage()


def _lower(failure: Failure) -> str | None:
    """What went wrong below HTTP, or in an answer that is none."""
    errors = [reason.value for reason in _reasons(failure)]
    if any(isinstance(error, SSL.Error | VerificationError) for error in errors):
        return "tls_failed"
    return "bad_answer" if any(isinstance(e, ParseError | ValueError) for e in errors) else None


def _reasons(failure: Failure) -> tuple[Failure, ...]:
    return tuple(getattr(getattr(failure.value, "__cause__", None), "reasons", ()))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
