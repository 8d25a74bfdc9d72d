"""The last step before the network: the prefix of ``--via`` and the check that a body is whole."""

import zlib
from typing import Final

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.via import Via

_CHUNK: Final = 1 << 16


class Handler(HTTP11DownloadHandler):
    """Fetches through ``BATCHWATCH_VIA`` and refuses a gzip body that ends early.

    Nothing above this step sees a prefixed URL: robots.txt, delays, slots, allowed domains,
    cookies, redirects and every stored URL go by the original.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._via = Via(crawler.settings.get("BATCHWATCH_VIA") or "")

    async def download_request(self, request: Request) -> Response:
        """Return the response to ``request``; raise ResponseDataLossError for a cut body."""
        sent = self._via.request(request)
        response = await super().download_request(sent)
        if sent is not request:
            if "download_latency" in sent.meta:
                request.meta["download_latency"] = sent.meta["download_latency"]
            response = self._via.response(response, request.url)
        if request.method != "HEAD" and cut_gzip(response):
            raise ResponseDataLossError(f"gzip body of {request.url} ends early")
        return response


def cut_gzip(response: Response) -> bool:
    """Return True where a gzip body lacks its end: Scrapy would take the half for the whole."""
    encoding = (response.headers.get(b"Content-Encoding") or b"").strip().lower()
    body = response.body
    if encoding not in (b"gzip", b"x-gzip") or body[:2] != b"\x1f\x8b":
        return False
    inflate = zlib.decompressobj(wbits=31)
    try:
        inflate.decompress(body, _CHUNK)
        while not inflate.eof and inflate.unconsumed_tail:
            inflate.decompress(inflate.unconsumed_tail, _CHUNK)
    except zlib.error:
        return False
    return not inflate.eof
