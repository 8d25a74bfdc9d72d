"""A site that cannot prove who it is, or that breaks off while it does, gives no article."""

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from faults.pages import page
from prepared import Desk, Prepared

from crawler import settings as own

NAME = "tls.example"
CONFIG = f'[crawl]\ndelay = "10ms"\nprivate_hosts = ["{NAME}"]\n'
Serve = Callable[[socket.socket], None]


def certificate(folder: Path) -> Path:
    """A certificate that nobody but its owner has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    day, now = datetime.timedelta(days=1), datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "tls.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def listening(serve: Serve) -> Iterator[int]:
    """Answer every connection until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def work() -> None:
            while True:
                try:
                    conn, _ = server.accept()
                except OSError:
                    return
                with conn:
                    try:
                        serve(conn)
                    except OSError:
                        continue

        threading.Thread(target=work, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def self_signed(folder: Path) -> Serve:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))

    def serve(conn: socket.socket) -> None:
        with context.wrap_socket(conn, server_side=True) as secure:
            secure.recv(4096)
            body = page()
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            secure.sendall(head.encode() + body)

    return serve


def no_tls(conn: socket.socket) -> None:
    conn.recv(4096)
    conn.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.parametrize("kind", ["self-signed", "no-tls"])
def test_nothing_is_read_from_a_site_that_cannot_prove_itself(
    commands: Prepared, tmp_path: Path, kind: str
) -> None:
    serve = self_signed(tmp_path) if kind == "self-signed" else no_tls
    extensions = {**own.EXTENSIONS, "faults.naming.Names": 1}
    settings = {"EXTENSIONS": extensions, "NAMES": {NAME: "127.0.0.1"}, "RETRY_TIMES": 0}
    with listening(serve) as port:
        desk = Desk(commands, tmp_path, "", CONFIG)
        settings["ROBOTSTXT_OBEY"] = False
        ended = desk.crawl("--url", f"https://{NAME}:{port}/1", settings=settings)
    (row,) = desk.pages()
    assert ended.status == 1
    assert (row.state, row.outcome) == ("queued", "tls_failed")
    assert desk.titles() == []
