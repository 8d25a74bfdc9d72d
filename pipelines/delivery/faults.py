"""An error of the network in, an Answer in our own words out: the error's own text has the URL."""

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import requests
from urllib3 import exceptions as lower

from pipelines.delivery.answers import Answer

_WORDS: Final = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "connection reset",
    errno.EPIPE: "connection closed while sending",
    errno.ENETUNREACH: "network unreachable",
    errno.EHOSTUNREACH: "host unreachable",
    errno.ETIMEDOUT: "no connection in time",
}
_UNSENT: Final = frozenset(
    {errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ETIMEDOUT}
)


def broken(error: BaseException) -> Answer:
    """What happened; the endpoint is to blame where nothing of the message was sent."""
    causes = list(_causes(error))
    for known in (_certificate, _name, _number, _time, _tls, _address):
        for cause in causes:
            if answer := known(cause):
                return answer
    return Answer(False, f"connection broken ({type(causes[-1]).__name__})")


def _certificate(cause: BaseException) -> Answer | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Answer(False, f"certificate refused: {cause.verify_message}", fault="endpoint")
    return None


def _name(cause: BaseException) -> Answer | None:
    if isinstance(cause, socket.gaierror):
        return Answer(False, "the host's name is not known", fault="endpoint")
    return None


def _number(cause: BaseException) -> Answer | None:
    if isinstance(cause, OSError) and cause.errno in _WORDS:
        unsent = cause.errno in _UNSENT
        return Answer(False, _WORDS[cause.errno], fault="endpoint" if unsent else None)
    return None


def _time(cause: BaseException) -> Answer | None:
    if isinstance(cause, requests.ConnectTimeout | lower.ConnectTimeoutError):
        return Answer(False, "no connection in time", fault="endpoint")
    if isinstance(cause, TimeoutError | requests.Timeout | lower.ReadTimeoutError):
        return Answer(False, "no answer in time")
    return None


def _tls(cause: BaseException) -> Answer | None:
    if isinstance(cause, ssl.SSLError):
        return Answer(False, "no TLS connection", fault="endpoint")
    return None


def _address(cause: BaseException) -> Answer | None:
    if isinstance(cause, requests.exceptions.InvalidURL):
        return Answer(False, "the address is no valid URL", fault="endpoint")
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it stands for, the outermost first."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [getattr(one, "reason", None), *one.args, one.__cause__, one.__context__]
