"""Serves the sample newsroom over loopback: ``GET /`` plus an original URL, as web archives do."""

import logging
import sys
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import ClassVar, Self
from urllib.parse import urlsplit

from crawler.newsroom.pages import Page
from crawler.newsroom.site import FORM_SIZE, HOSTS, Site

logger = logging.getLogger(__name__)


class Newsroom:
    """The running newsroom; ``prefix`` is what ``--via`` takes."""

    def __init__(self, edition: int = 1, port: int = 0) -> None:
        self.edition = edition
        """1; 2 for the day after: the edited story in its second version; 0 for the day before the
        newest batch, without all that tells of it. May change live."""
        self.requests: list[str] = []
        """The original URL of every request so far, in order of arrival."""
        self.statuses: list[tuple[str, int]] = []
        """The original URL and the status of every answer so far."""
        self._sites: dict[int, Site] = {}
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.newsroom = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def prefix(self) -> str:
        """``http://127.0.0.1:PORT/``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def site(self) -> Site:
        """The pages of the present edition."""
        if self.edition not in self._sites:
            self._sites[self.edition] = Site(self.edition)
        return self._sites[self.edition]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    newsroom: Newsroom

    def handle_error(self, request: object, client_address: object) -> None:
        """Logs a failed answer; a client that hung up is no failure."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            logger.error("no answer for %s: %r", client_address, error)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    timeout: ClassVar[float] = 30.0
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:
        """Answers one original URL."""
        self._answer(self._original())

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self._answer(self._original())

    def do_POST(self) -> None:
        """A form, posted instead of put into the URL: the search, the regulator's list."""
        url, size = self._original(), self.headers.get("Content-Length", "")
        takes = self.server.newsroom.site().takes_form(url)
        if not size.isdecimal() or int(size) > FORM_SIZE or not takes:
            self.close_connection = True
            return self._missing()
        form = self.rfile.read(int(size)).decode("utf-8", "replace")
        parts = urlsplit(url)
        query = "&".join(filter(None, (parts.query, form)))
        return self._answer(parts._replace(query=query).geturl())

    def _original(self) -> str:
        url = self.path.removeprefix("/")
        self.server.newsroom.requests.append(url)
        return url

    def _answer(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme == "http" and parts.netloc in HOSTS:
            return self._send(301, {"Location": parts._replace(scheme="https").geturl()})
        page = self.server.newsroom.site().page(url)
        if page is None:
            return self._missing()
        if page.needs and not self.headers.get(page.needs):
            status, kind, body = page.refusal
            return self._send(status, {"Content-Type": kind}, body)
        validators = {"ETag": page.etag, "Last-Modified": page.last_modified}
        if self._fresh(page):
            return self._send(304, validators)
        return self._send(200, {"Content-Type": page.content_type, **validators}, page.body)

    def _missing(self) -> None:
        self._send(404, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>404 Not Found</h1>")

    def _fresh(self, page: Page) -> bool:
        """True where the client's copy is the present one (RFC 9110, 13.2.2: the ETag decides)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return page.etag in tags or tags.strip() == "*"
        since = _http_date(self.headers.get("If-Modified-Since"))
        return since is not None and page.modified <= since

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.server.newsroom.statuses.append((self.path.removeprefix("/"), status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Sends the access log to ``logging``; stderr stays clean."""
        logger.debug(format, *args)


def _http_date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else None
