"""What a server sends in, no more of it before the body than a limit: the rest is cut off."""

from typing import Final

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, Request
from twisted.web.iweb import IResponse

MOST: Final = 256 * 1024
"""Bytes of a status line and headers, of interim answers (1xx) too; what Chromium takes at most."""


class LongHead(Exception):
    """A server sends headers without an end."""


class Protocol(_LenientHTTP11ClientProtocol):
    """Scrapy's own, which closes the connection where headers are too long.

    Twisted limits each line, not how many there are, and lets a server be silent for the length of
    a download only: what comes in between is kept.
    """

    _head = 0

    def request(self, request: Request) -> "Deferred[IResponse]":
        """Send a request; its answer begins anew."""
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        """Take what comes; ``LongHead`` becomes the reason of the failure."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted has no types
        parser = self._parser
        if parser is None or parser.state not in (STATUS, HEADER):
            return
        self._head += len(data)
        if self._head > MOST:
            assert self.transport is not None
            self.transport.abortConnection()
            why = LongHead(f"more than {MOST} bytes of headers")
            failure = Failure(why)  # type: ignore[no-untyped-call]  # Twisted has no types
            self._disconnectParser(failure)  # type: ignore[no-untyped-call]  # the same


class Factory(_LenientHTTP11ClientFactory):
    """Builds the protocols of a pool of connections."""

    def buildProtocol(self, addr: IAddress | None) -> Protocol:
        """Build one."""
        return Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # the same


def too_long(error: DownloadFailedError) -> DownloadCancelledError | None:
    """Return what a failure is where headers were too long: it is not tried again."""
    reasons = getattr(error.__cause__, "reasons", ())
    long = next((one.value for one in reasons if isinstance(one.value, LongHead)), None)
    return DownloadCancelledError(str(long)) if long is not None else None
