"""A receiver of alerts on loopback that takes, refuses, hangs or resets as a test says."""

import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Post"], "Reply"]


@dataclass(frozen=True)
class Post:
    """One request as it came."""

    path: str
    headers: Message
    body: bytes
    number: int
    at: float
    """Monotonic seconds."""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def key(self) -> str:
        return str(self.json["key"])


@dataclass(frozen=True)
class Reply:
    """What the receiver does; ``hang`` and ``reset`` send nothing."""

    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    reset: bool = False

    @property
    def accepts(self) -> bool:
        return 200 <= self.status < 300 and not self.hang and not self.reset


OK = Reply()


@dataclass
class Receiver:
    """The server's address, what it got and what it does next."""

    url: str
    host: str
    behave: Behaviour = lambda post: OK
    posts: list[Post] = field(default_factory=list)
    accepted: list[Post] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keys(self) -> list[str]:
        return [post.key for post in self.posts]

    def accepted_keys(self) -> Counter[str]:
        return Counter(post.key for post in self.accepted)


@contextmanager
def receiving(behave: Behaviour = lambda post: OK, port: int = 0) -> Iterator[Receiver]:
    """Serve on a free port until the block ends."""
    server = _Server(("127.0.0.1", port), _Handler)
    host = f"127.0.0.1:{server.server_port}"
    server.receiver = Receiver(f"json://{host}/hook", host, behave)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    receiver: Receiver
    daemon_threads = True
    request_queue_size = 64
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed is no error of the receiver."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        receiver = self.server.receiver
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        self.close_connection = True
        if len(body) < length:
            return  # the sender was killed on the way
        with receiver.lock:
            post = Post(self.path, self.headers, body, len(receiver.posts), time.monotonic())
            receiver.posts.append(post)
            reply = receiver.behave(post)
            if reply.accepts:
                receiver.accepted.append(post)
        if reply.hang:
            time.sleep(reply.hang)
        elif reply.reset:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
        else:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)

    def log_message(self, *args: object) -> None:
        """Silence."""
