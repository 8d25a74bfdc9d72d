"""Original URLs in, the URLs that are fetched out, and back: the prefix of ``--via``."""

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from crawler.addresses import fault_of
from crawler.errors import CrawlerError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Via:
    """Maps original URLs to the URLs that are fetched, ``prefix`` followed by the original."""

    def __init__(self, prefix: str) -> None:
        if prefix and (fault := fault_of(prefix)):
            raise CrawlerError(f"the prefix {fault}")
        parts = urlsplit(prefix)
        bare = prefix and not parts.path and not parts.query
        self.prefix = f"{prefix}/" if bare else prefix
        self._host = parts.hostname or ""

    def request(self, request: "Request") -> "Request":
        """Return ``request`` for the prefixed URL; method, body and headers stay."""
        if not self.prefix or request.url.startswith(self.prefix):
            return request
        meta = dict(request.meta)
        if self._host in _LOOPBACK:
            meta.pop("proxy", None)
        return request.replace(url=self.prefix + request.url, meta=meta)

    def response(self, response: "Response", original: str) -> "Response":
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
