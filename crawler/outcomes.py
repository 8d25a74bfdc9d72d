"""A failed download in, its outcome in one word and its cause in words out."""

import re
from dataclasses import dataclass
from typing import Final

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
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.middleware import ForbiddenByRobots, NotKept, RobotsUnreachable

GONE: Final = 410
_LONGEST: Final = 300
_NAMES: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (ForbiddenByRobots, "forbidden"),
    (RobotsUnreachable, "robots_unreachable"),
    (NotKept, "not_archived"),
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
    """Why a URL could not be had; ``final`` where asking again is of no use."""

    name: str
    cause: str
    final: bool = False


def outcome_of(failure: Failure) -> Outcome:
    """Return the outcome of a failed download."""
    error = failure.value
    cause = " ".join(failure.getErrorMessage().split())[:_LONGEST]
    if isinstance(error, HttpError):
        status = error.response.status
        return Outcome(f"http_{status}", cause, final=status == GONE)
    name = next((name for kind, name in _NAMES if isinstance(error, kind)), None)
    return Outcome(name or _snake(type(error).__name__), cause)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
