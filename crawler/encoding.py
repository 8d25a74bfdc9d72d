"""Bytes of a page and its headers in, text out; every declaration is checked against the bytes."""

import codecs
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from crawler.mojibake import common_share, mended

TOLERATED: Final = 0.001
"""Share of replacement characters up to which a decoding counts as right."""
_GUESS_BYTES, _SENSE_BYTES = 20_000, 4_000
_GUESSED: Final = 64
"""Bytes from which on a text tells what it is."""
_CHINESE: Final = ("gb18030", "big5hkscs")
_WESTERN: Final = frozenset({"cp1252", "cp1250", "cp1254", "iso8859-15", "iso8859-2"})
_SENSE: Final = 0.04
"""Share of common characters from which on a text is taken for Chinese."""
_ALONE: Final = 0.6
_UTF16: Final = re.compile(
    rb"(?P<le>(?:\s\x00)*[<{\[]\x00[\s!?\w<{\"\[]\x00)"
    rb"|(?P<be>(?:\x00\s)*\x00[<{\[]\x00[\s!?\w<{\"\[])"
)
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")


def decode(body: bytes, content_type: str | None = None, *, charset: str | None = None) -> str:
    """Return the text of ``body``; ``charset`` is what the outlet is known to use.

    Order: byte order mark (not that of UTF-16 before UTF-8), UTF-16 and UTF-8 that prove
    themselves, the outlet's, the header's and the page's own charset, then guesses. A candidate is
    passed over that leaves more than 0.1 % of what is not ASCII as U+FFFD, or that makes less sense
    as Chinese than another.
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        rest = body[len(bom) :]
        if not (mark.startswith("utf-16") and _is_utf8(rest)):
            return rest.decode(mark, "replace")
        body = rest
    if body.isascii() and not _escapes(body):
        return body.decode("ascii")
    if (wide := _utf16(body)) is not None:
        return body.decode(wide, "replace")
    declared = list(_declared(body, content_type, charset))
    if _proves_utf8(body, declared):
        return mended(body.decode("utf-8", "replace"))
    return mended(_best(body, declared))


def _is_utf8(body: bytes) -> bool:
    """Whether what stands behind a mark of UTF-16 is UTF-8 or ASCII after all: it has no NUL, and
    bytes of UTF-16 are by chance no characters of UTF-8."""
    if len(body) < _GUESSED or b"\x00" in body:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _best(body: bytes, declared: list[str]) -> str:
    sample = _sample(body)
    head = sample[:_SENSE_BYTES]
    chinese = {name: common_share(head.decode(name, "ignore")) for name in _CHINESE}
    best, best_share = "", 2.0
    senseless = {name for name in declared if not _makes_sense(name, sample, chinese)}
    likely = (name for name in declared if name not in senseless)
    # Latin-1 can read anything, a Chinese page with one bad byte without a replacement.
    last = (name for name in declared if name not in senseless & _WESTERN)
    for name in chain(likely, ("utf-8",), _guesses(sample, chinese), last):
        text = body.decode(name, "replace")
        share = text.count("\ufffd") / max(1, len(text) - _ascii(text))
        if share <= TOLERATED:
            return text
        if share < best_share:
            best, best_share = text, share
    return best


def _sample(body: bytes) -> bytes:
    """A piece of the body from the first byte on that is not ASCII."""
    found = _HIGH_RUN.search(body)
    start = found.start() if found else 0
    return body[start : start + _GUESS_BYTES]


def _ascii(text: str) -> int:
    """How many characters are ASCII."""
    return len(text.encode("ascii", "ignore"))


def _makes_sense(name: str, sample: bytes, chinese: dict[str, float]) -> bool:
    """Tell whether a declared charset may be the one: servers call all they have Latin-1."""
    best = max(chinese.values())
    if best < _SENSE:
        return True
    if name in chinese:
        return chinese[name] >= best / 2
    return name not in _WESTERN or _single(sample) > _ALONE


def _utf16(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of markup is NUL."""
    if found := begins_in_utf16(body):
        return found
    head = body[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.15 or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def begins_in_utf16(body: bytes) -> str | None:
    """Return which UTF-16 the bytes begin in as markup or JSON does, however little of what
    follows is ASCII; None where they do not."""
    body = body[2:] if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else body
    found = _UTF16.match(body)
    if found is None:
        return None
    return "utf-16-le" if found.lastgroup == "le" else "utf-16-be"


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
    """True for UTF-8 with enough multi-byte runs (a GBK word may be valid by chance); one in a
    hundred may be broken, as where a text was cut in the middle of a character.
    """
    if b"\x00" in body[:64]:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        if text.count("\ufffd") * 100 > len(text) - _ascii(text):
            return False
    else:
        if not declared or "utf-8" in declared:
            return not body.isascii()
    return sum(1 for _, _ in zip(range(8), _HIGH_RUN.finditer(body), strict=False)) >= 8


def _guesses(sample: bytes, chinese: dict[str, float]) -> Iterator[str]:
    """Yield encodings for a page that declares none, or a wrong one."""
    if _single(sample) > _ALONE:
        yield "cp1252"
    best = max(_CHINESE, key=lambda name: chinese[name])
    if chinese[best] >= _SENSE:
        yield best
    found = from_bytes(sample).best()
    if found is not None and _known(found.encoding):
        yield found.encoding
    yield "gb18030"


def _single(sample: bytes) -> float:
    """Share of the runs of bytes beyond ASCII that are one byte long, as accents are."""
    runs = _HIGH_RUN.findall(sample)
    return sum(len(run) == 1 for run in runs) / len(runs) if runs else 0.0
