"""An HTTP body as it was sent in, the content out, decoded as the server declares."""

import zlib
from collections.abc import Callable
from typing import Final

import brotli

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of one content, unpacked."""


class Undecodable(ValueError):
    """The body is not in the coding that its header names."""


def decoded(body: bytes, codings: str) -> bytes:
    """Undo the codings of a ``Content-Encoding``, the last one first; Undecodable where it lies.

    RFC 9110, 8.4.1; raw deflate, which some servers send, is taken as well.
    """
    for name in reversed([part.strip().lower() for part in codings.split(",") if part.strip()]):
        decode = _DECODERS.get(name)
        if decode is None:
            raise Undecodable(f"unknown coding {name[:40]!r}")
        try:
            body = decode(body)
        except (zlib.error, brotli.error) as error:
            raise Undecodable(f"not {name}: {error}") from error
    return body


def _gzip(body: bytes) -> bytes:
    """All members of a gzip body; what follows the last one is dropped, as browsers do."""
    found = b""
    while body[:2] == b"\x1f\x8b" or not found:
        inflate = zlib.decompressobj(wbits=31)
        found += inflate.decompress(body, LARGEST - len(found))
        body = inflate.unused_data
        if not body or len(found) >= LARGEST:
            break
    return found


def _deflate(body: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=15).decompress(body, LARGEST)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(body, LARGEST)


def _brotli(body: bytes) -> bytes:
    found: bytes = brotli.decompress(body)
    return found


_DECODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "identity": bytes,
}
