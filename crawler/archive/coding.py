"""An HTTP body as it was sent in, the content out, decoded as the server declares."""

import sys
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import Final

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of one content, unpacked."""
_CHUNK: Final = 1 << 16
_MEMBER: Final = b"\x1f\x8b"


class Undecodable(ValueError):
    """The body is not in the coding that its header names."""


class UnknownCoding(Undecodable):
    """No such coding; servers write charsets there, and what not."""


class CutOff(Undecodable):
    """The body ends before its coding does."""


class TooLong(Undecodable):
    """The content is longer than allowed."""


def decoded(body: bytes, codings: str) -> bytes:
    """Undo the codings of a ``Content-Encoding``, the last one first; Undecodable where it lies.

    RFC 9110, 8.4.1; raw deflate, which some servers send, is taken as well. Of a body that was cut
    off the part that is there is returned.
    """
    for name in _names(codings):
        content = bytearray()
        try:
            for piece in _pieces(name, body):
                content += piece[: LARGEST - len(content)]
                if len(content) >= LARGEST:
                    break
        except CutOff:
            pass
        body = bytes(content)
    return body


def whole(body: bytes, codings: str, most: int) -> bytes:
    """Undo the codings of a body that must be all there: CutOff, TooLong or Undecodable if not."""
    for name in _names(codings):
        content = bytearray()
        for piece in _pieces(name, body):
            content += piece
            if len(content) > most:
                content.clear()  # the error keeps this frame
                raise TooLong(f"it unpacks to more than {most} B")
        body = bytes(content)
    return body


def _names(codings: str) -> list[str]:
    names = [part.strip().lower() for part in codings.split(",")]
    return [name for name in reversed(names) if name and name != "identity"]


def _pieces(name: str, body: bytes) -> Iterator[bytes]:
    unpack = _DECODERS.get(name)
    if unpack is None:
        raise UnknownCoding(f"unknown coding {name[:40]!r}")
    try:
        yield from unpack(body)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise Undecodable(f"not {name}: {error}") from error


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members of a gzip body; what follows the last one is dropped, as browsers do."""
    rest = yield from _inflate(body, 31)
    while rest.startswith(_MEMBER):
        rest = yield from _inflate(rest, 31)


def _deflate(body: bytes) -> Iterator[bytes]:
    try:
        zlib.decompressobj(wbits=15).decompress(body, 1)
    except zlib.error:
        yield from _inflate(body, -15)
    else:
        yield from _inflate(body, 15)


def _inflate(body: bytes, bits: int) -> Generator[bytes, None, bytes]:
    """Yield one stream's content; return what follows it."""
    inflate, rest = zlib.decompressobj(wbits=bits), body
    while not inflate.eof:
        piece = inflate.decompress(rest, _CHUNK)
        rest = inflate.unconsumed_tail
        yield piece
        if not (piece or rest or inflate.eof):
            raise CutOff("the packed body ends early")
    return inflate.unused_data


def _brotli(body: bytes) -> Iterator[bytes]:
    unpack, rest = brotli.Decompressor(), body
    while not unpack.is_finished():
        piece = unpack.process(rest, output_buffer_limit=_CHUNK)
        yield piece
        if not (piece or rest or unpack.is_finished()):
            raise CutOff("the packed body ends early")
        rest = b""


def _zstd(body: bytes) -> Iterator[bytes]:
    unpack, rest = zstd.ZstdDecompressor(), body
    while not unpack.eof:
        piece = unpack.decompress(rest, _CHUNK)
        yield piece
        if unpack.needs_input and not unpack.eof:
            raise CutOff("the packed body ends early")
        rest = b""


_DECODERS: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
