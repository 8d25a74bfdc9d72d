"""Serves scripted answers to ``GET /`` plus an original URL, well formed or not."""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar, Final, Self

JITTER: Final = 0.05
"""Seconds by which requests may arrive nearer to each other than they were sent: on a busy machine
the server is woken late for one and in time for the next.
"""

Behaviour = Callable[["Handler"], None]


@dataclass(frozen=True)
class Answer:
    """One answer, 304 to those who have its ETag; ``behaviour`` takes the connection over."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    behaviour: Behaviour | None = None


@dataclass(frozen=True)
class Arrival:
    """One request as it came: original URL, time, method, headers, body."""

    url: str
    at: float
    method: str
    headers: dict[str, str]
    body: bytes


class FaultServer:
    """``answers`` maps original URLs to answers, in turn; the last one repeats."""

    def __init__(self, answers: Mapping[str, Answer | list[Answer]]) -> None:
        self.answers = {
            url: list(given) if isinstance(given, list) else [given]
            for url, given in answers.items()
        }
        self.arrivals: list[Arrival] = []
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.script = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def prefix(self) -> str:
        """What ``--via`` takes."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def urls(self) -> list[str]:
        """The original URLs asked for, in order."""
        return [arrival.url for arrival in self.arrivals]

    def times(self, url: str) -> list[float]:
        """When ``url`` was asked for."""
        return [arrival.at for arrival in self.arrivals if arrival.url == url]

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


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: FaultServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: broken connections are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    timeout: ClassVar[float] = 20.0
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:
        """Answer from the script, 404 where it has nothing."""
        script = self.server.script
        url = self.path.removeprefix("/")
        size = int(self.headers.get("Content-Length") or 0)
        arrival = Arrival(
            url, time.monotonic(), self.command, dict(self.headers.items()), self.rfile.read(size)
        )
        with script.lock:
            script.arrivals.append(arrival)
            answers = script.answers.get(url, [Answer(status=404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.behaviour is not None:
            self.close_connection = True
            answer.behaviour(self)
            return
        tag = answer.headers.get("ETag")
        if tag is not None and tag == self.headers.get("If-None-Match"):
            answer = Answer(status=304, headers={"ETag": tag})
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Keep stderr clean."""


def reset(handler: Handler) -> None:
    """Drop the connection with a TCP reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang(handler: Handler) -> None:
    """Accept and say nothing."""
    time.sleep(10)


def short_body(handler: Handler) -> None:
    """Promise more bytes than come."""
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half"
    )


def raw(answer: bytes) -> Behaviour:
    """Send bytes as they stand and close."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(answer)

    return behave


def drip(answer: bytes, first: bytes = b"") -> Behaviour:
    """Send the first bytes at once, the others one by one."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(first)
        for at in range(len(answer)):
            handler.wfile.write(answer[at : at + 1])
            time.sleep(0.2)

    return behave


def endless(handler: Handler) -> None:
    """Send and never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    while True:
        handler.wfile.write(b"<p>more of it</p>" * 4_000)


def without_end(lines: bytes) -> Behaviour:
    """Begin an answer and send the same lines again and again, for as long as they are read."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(lines * 200)

    return behave


def cut_gzip(page: bytes) -> Answer:
    """Half a gzip body under a Content-Length that matches the half."""
    packed = gzip.compress(page)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return Answer(packed[: len(packed) // 2], headers=headers)
