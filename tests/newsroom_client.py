"""Asks the sample newsroom for original URLs, as a crawler behind ``--via`` does."""

from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.newsroom.server import Newsroom


class Answer(NamedTuple):
    """One HTTP answer; redirects are not followed."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode("utf-8")


def ask(
    newsroom: Newsroom,
    url: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: str | None = None,
) -> Answer:
    """Sends one request for an original URL."""
    connection = HTTPConnection(urlsplit(newsroom.prefix).netloc, timeout=10)
    try:
        connection.request(method, f"/{url}", body=body, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()
