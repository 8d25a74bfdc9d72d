"""The last step before the network: the prefix of ``--via`` and the check that a body is whole."""

import zlib
from typing import Final
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.errors import CrawlerError

_CHUNK: Final = 1 << 16
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Via:
    """Maps original URLs to the URLs that are fetched, ``prefix`` followed by the original."""

    def __init__(self, prefix: str) -> None:
        parts = urlsplit(prefix)
        if prefix and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise CrawlerError(f"the prefix must be an http or https URL, not {prefix!r}")
        bare = prefix and not parts.path and not parts.query
        self.prefix = f"{prefix}/" if bare else prefix
        self._host = parts.hostname or ""

    def request(self, request: Request) -> Request:
        """Return ``request`` for the prefixed URL; method, body and headers stay."""
        if not self.prefix or request.url.startswith(self.prefix):
            return request
        meta = dict(request.meta)
        if self._host in _LOOPBACK:
            meta.pop("proxy", None)
        return request.replace(url=self.prefix + request.url, meta=meta)

    def response(self, response: Response, original: str) -> Response:
        """Return ``response`` under its original URL, a prefixed redirect target made original."""
        location = response.headers.get(b"Location")
        if location and (target := self.original(location.decode("latin-1"))):
            response.headers[b"Location"] = target.encode("latin-1")
        return response.replace(url=original)

    def original(self, location: str) -> str | None:
        """Return the original URL of a prefixed (absolute or host-relative) one, else None."""
        absolute = urljoin(self.prefix, location) if location.startswith("/") else location
        if not absolute.startswith(self.prefix):
            return None
        rest = absolute[len(self.prefix) :]
        return rest if rest.startswith(("http://", "https://")) else None


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
