"""A request in, what it shares with the same one asked again out."""

import hashlib

from scrapy import Request


class Sameness:
    """Tells requests by method, address and what is posted, for Scrapy's filter of duplicates.

    Scrapy's own brings each address into a common form first. Articles were told apart by
    ``crawler.urls.canonical_key`` before, which goes further.
    """

    def fingerprint(self, request: Request) -> bytes:
        """Return the same bytes for the same request, whatever fragment its address has."""
        asked = f"{request.method} {request.url.partition('#')[0]}\n".encode()
        return hashlib.sha1(asked + request.body, usedforsecurity=False).digest()
