"""Bytes of a page and its headers in, text out; every declaration is checked against the bytes."""

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

TOLERATED: Final = 0.001
"""Share of replacement characters up to which a decoding counts as right."""
_GUESS_BYTES: Final = 100_000
_COMMON_HAN: Final = frozenset("的一是在了不和有大这中人上为们个地到以说时要就出会可也年月日公新用")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")


def decode(body: bytes, content_type: str | None = None, *, charset: str | None = None) -> str:
    """Return the text of ``body``; ``charset`` is what the outlet is known to use.

    Order: byte order mark, UTF-8 that proves itself, the outlet's, the header's and the page's own
    charset, then guesses; a candidate with more than 0.1 % U+FFFD is passed over.
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        return body[len(bom) :].decode(mark, "replace")
    if body.isascii() and not _escapes(body):
        return body.decode("ascii")
    declared = list(_declared(body, content_type, charset))
    if _proves_utf8(body, declared):
        return body.decode("utf-8", "replace")
    best, best_share = "", 2.0
    for name in (*declared, "utf-8", *_guesses(body)):
        text = body.decode(name, "replace")
        share = text.count("\ufffd") / max(1, len(text))
        if share <= TOLERATED:
            return text
        if share < best_share:
            best, best_share = text, share
    return best


def content_type(headers: Mapping[str, str]) -> str | None:
    """Return the Content-Type among ``headers``, whatever the case of its name."""
    return next((value for name, value in headers.items() if name.lower() == "content-type"), None)


def _declared(body: bytes, header: str | None, charset: str | None) -> Iterator[str]:
    names = (
        charset,
        http_content_type_encoding(header),
        html_body_declared_encoding(body[:8192]),
    )
    seen: set[str] = set()
    for name in names:
        resolved = resolve_encoding(name) if name else None
        if resolved and resolved not in seen and _known(resolved):
            seen.add(resolved)
            yield resolved


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _escapes(body: bytes) -> bool:
    """True for seven-bit encodings such as HZ and ISO-2022, and for UTF-16 without a mark."""
    return b"~{" in body or b"\x1b$" in body or b"\x00" in body[:64]


def _proves_utf8(body: bytes, declared: list[str]) -> bool:
    """True for valid UTF-8 with enough multi-byte runs (a GBK word may be valid by chance)."""
    if b"\x00" in body[:64]:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    if not declared or "utf-8" in declared:
        return not body.isascii()
    return sum(1 for _, _ in zip(range(8), _HIGH_RUN.finditer(body), strict=False)) >= 8


def _guesses(body: bytes) -> Iterator[str]:
    """Yield encodings for a page that declares none, or a wrong one."""
    sample = body[:_GUESS_BYTES]
    runs = _HIGH_RUN.findall(sample)
    if runs and sum(len(run) == 1 for run in runs) / len(runs) > 0.6:
        yield "cp1252"
    chinese = sorted(("gb18030", "big5hkscs"), key=lambda name: -_common_share(sample, name))
    if _common_share(sample, chinese[0]) >= 0.04:
        yield chinese[0]
    best = from_bytes(sample).best()
    if best is not None and _known(best.encoding):
        yield best.encoding
    yield "gb18030"


def _common_share(sample: bytes, name: str) -> float:
    text = sample.decode(name, "ignore")
    wide = [char for char in text if char > "\u007f"]
    return sum(char in _COMMON_HAN for char in wide) / max(1, len(wide))
