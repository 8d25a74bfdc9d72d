"""The last step before the network: the prefix of ``--via`` and the check that a body is whole,
before it is archived.
"""

import zlib
from typing import Final

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.bounds import PrivateAddress
from crawler.guard import plain_host
from crawler.keeping import ending
from crawler.middleware import NotKept
from crawler.resolving import REFUSED
from crawler.via import Via

_CHUNK: Final = 1 << 16


class Handler(HTTP11DownloadHandler):
    """Fetches through ``BATCHWATCH_VIA`` and refuses a gzip body that ends early or has no end.

    Nothing above this step sees a prefixed URL: robots.txt, delays, slots, allowed domains,
    cookies, redirects and every stored URL go by the original.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._via = Via(crawler.settings.get("BATCHWATCH_VIA") or "")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """Return the response to ``request``.

        Raise NotKept where the crawl is being stopped, ResponseDataLossError for a cut body,
        DownloadCancelledError for one that is too large when it is unpacked.
        """
        if ending(self._crawler):
            self._hurry()
            raise NotKept("the crawl is being stopped")
        sent = self._via.request(request)
        response = await self._fetch(sent)
        if sent is not request:
            if "download_latency" in sent.meta:
                request.meta["download_latency"] = sent.meta["download_latency"]
            response = self._via.response(response, request.url)
        if request.method != "HEAD" and _packed(response):
            most = int(request.meta.get("download_maxsize", self._most))
            size, whole = unpacked_size(response.body, most)
            if size > most:
                raise DownloadCancelledError(f"{request.url} unpacks to more than {most} B")
            if not whole:
                raise ResponseDataLossError(f"gzip body of {request.url} ends early or is none")
        return response

    async def _fetch(self, sent: Request) -> Response:
        try:
            return await super().download_request(sent)
        except CannotResolveHostError as error:
            host = plain_host(urlparse_cached(sent).hostname or "")
            if (address := REFUSED.get(host)) is None:
                raise
            why = f"{host} leads to {address}, which is not a public address"
            raise PrivateAddress(why) from error

    def _hurry(self) -> None:
        """Let what still waits for its turn pass at once: it is not sent any more."""
        engine = self._crawler.engine
        if engine is not None:
            for slot in engine.downloader.slots.values():
                slot.delay = 0


def unpacked_size(body: bytes, most: int) -> tuple[int, bool]:
    """Return how long a gzip body is, counted up to a little over ``most``, and whether its end is
    there: Scrapy would take the half for the whole.
    """
    inflate, size = zlib.decompressobj(wbits=31), 0
    try:
        size += len(inflate.decompress(body, _CHUNK))
        while not inflate.eof and inflate.unconsumed_tail and size <= most:
            size += len(inflate.decompress(inflate.unconsumed_tail, _CHUNK))
    except zlib.error:
        return size, False
    return size, inflate.eof


def _packed(response: Response) -> bool:
    encoding = (response.headers.get(b"Content-Encoding") or b"").strip().lower()
    return encoding in (b"gzip", b"x-gzip") and bool(response.body)
