"""What a PDF file must be before anything reads it."""

import base64
import binascii
import re
import zlib

from extract.errors import NotAList

LARGEST = 60_000_000
"""Bytes of one inflated stream; those of lists have under a million."""
STREAM = re.compile(rb"(?<!end)stream\r?\n")
FILTER = re.compile(rb"/(ASCII85Decode|A85|ASCIIHexDecode|AHx|FlateDecode|Fl)\b")
DICTIONARY = 2048
"""Bytes before a stream that may belong to its dictionary."""
TAIL = 4096


def check_whole(body: bytes) -> None:
    """A file that was cut off has no end; what is left of it could pass for a whole list."""
    if b"startxref" not in body.rstrip()[-TAIL:]:
        raise NotAList("a damaged PDF: its end is missing")


def check_streams(body: bytes) -> None:
    """Refuse streams that a few bytes make large, and those that are damaged.

    Readers make do with the part of a damaged stream that they can unpack: rows would be missing.
    """
    locked = b"/Encrypt" in body
    for found in STREAM.finditer(body):
        end = body.find(b"endstream", found.end())
        packed = body[found.end() : end if end >= 0 else len(body)]
        about = body[max(0, found.start() - DICTIONARY) : found.start()]
        filters = FILTER.findall(about[about.rfind(b" obj") + 1 :])
        try:
            _unpack(packed, filters)
        except (zlib.error, binascii.Error, ValueError) as error:
            if not locked:
                raise NotAList(f"a damaged PDF: {error}") from None


def _unpack(packed: bytes, filters: list[bytes]) -> None:
    for name in filters:
        if name in (b"ASCII85Decode", b"A85"):
            packed = base64.a85decode(packed.strip().removesuffix(b"~>").removeprefix(b"<~"))
        elif name in (b"ASCIIHexDecode", b"AHx"):
            packed = bytes.fromhex(packed.partition(b">")[0].decode("ascii"))
        else:
            packed = _inflated(packed)


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj()
    text = inflate.decompress(packed, LARGEST)
    if not inflate.eof:
        if inflate.unconsumed_tail:
            raise NotAList(f"a PDF bomb: a stream inflates to more than {LARGEST:,} bytes")
        raise zlib.error("a stream ends before its end")
    return text
