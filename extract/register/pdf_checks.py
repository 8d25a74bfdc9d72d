"""What a PDF file must be before anything reads it."""

import re
import zlib

from extract.errors import NotAList

LARGEST = 60_000_000
"""Bytes of one inflated stream; those of lists have under a million."""
NESTED = 3
"""Times that a stream may be packed."""
STREAM = re.compile(rb"stream\r?\n")
TAIL = 4096
CHUNK = 1 << 20


def check_whole(body: bytes) -> None:
    """A file that was cut off has no end; what is left of it could pass for a whole list."""
    if b"startxref" not in body.rstrip()[-TAIL:]:
        raise NotAList("a damaged PDF: its end is missing")


def check_streams(body: bytes) -> None:
    """Refuse streams that a few bytes make large."""
    for found in STREAM.finditer(body):
        end = body.find(b"endstream", found.end())
        packed = body[found.end() : end if end >= 0 else len(body)]
        for _ in range(NESTED):
            if len(packed) < 2 or packed[0] & 0x0F != 8 or (packed[0] << 8 | packed[1]) % 31:
                break
            packed = _inflated(packed)


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj()
    try:
        text = inflate.decompress(packed, LARGEST)
    except zlib.error:
        return b""
    if inflate.unconsumed_tail and not inflate.eof:
        raise NotAList(f"a PDF bomb: a stream inflates to more than {LARGEST:,} bytes")
    return text
