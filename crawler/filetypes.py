"""What a server sent in, what is wrong with it out: no file, half a file, a challenge."""

import json
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from crawler.encoding import begins_in_utf16, content_type, decode
from crawler.instead import LARGEST, instead

_HEAD: Final = 2048
_TAIL: Final = 66_000
"""Bytes in which a zip file's directory ends: its comment may be 65,535 bytes long."""
_MARKUP: Final = re.compile(
    rb"^(?:\s|\xef\xbb\xbf|<!--(?:(?!-->).)*-->)*<(?:!doctype|html|head|body|script|meta|title|div|p|h\d|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOT: Final = re.compile(
    rb"(?:<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|\s)*<(rss|feed|urlset|sitemapindex|rdf:rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAGIC: Final = (
    *(
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"RIFF",
        b"Rar!",
        b"7z\xbc\xaf",
    ),
    *(
        b"\x1f\x8b",
        b"BZh",
        b"\xd0\xcf\x11\xe0",
        b"\x7fELF",
        b"OggS",
        b"ID3",
        b"wOF",
        b"\x00\x00\x01\x00",
    ),
)
_END: Final = re.compile(rb"</(?:html|body)", re.IGNORECASE)
_ELEMENT: Final = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|article|section|main|div|p|br|h[1-6]|span|a|t[dr]"
    r"|table|pre|font|center|ul|li)\b",
    re.IGNORECASE,
)
_JSON: Final = 3_000_000
"""Characters of what is parsed to learn if it is JSON."""
_STRANGE: Final = bytes(code for code in range(32) if code not in b"\t\n\r\x0c\x1b")
"""What no text holds, NUL among it, which some pages hold here and there."""
_WORDS: Final = re.compile(rb"[\t\r\n -~]*")


class Fault(NamedTuple):
    """What is wrong, in one word and in words."""

    name: str
    cause: str


def fault(body: bytes, headers: Mapping[str, str]) -> Fault | None:
    """Return why an answer is not the file that was asked for, None where it may be it."""
    if not body.strip():
        return Fault("empty", "the server answered nothing")
    declared = (content_type(headers) or "").lower()
    if _MARKUP.match(body[:_HEAD]):
        wrong = instead(decode(body, declared)) if len(body) <= LARGEST else None
        if wrong is not None:
            return Fault(wrong.name, f"the server sent {wrong.told} instead of the file")
        return Fault("no_file", "the server sent a web page instead of the file")
    if body.lstrip()[:1] in (b"{", b"[") and b"\x00" not in body[:_HEAD]:
        start = body[:60].decode("utf-8", "replace")
        return Fault("no_file", f"the server sent words instead of the file: {start!r}")
    if "text/" in declared and _WORDS.fullmatch(body[:_HEAD]) and not body.startswith(b"%PDF"):
        return Fault("no_file", "the server sent words instead of the file")
    return Fault("cut_off", "the file ends early") if _cut(body) else None


def binary(body: bytes) -> bool:
    """Tell whether bytes are a picture, a document, an archive, a film or a program: no text."""
    head = body[:_HEAD]
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp":
        return True
    utf16 = max(head[::2].count(0), head[1::2].count(0)) * 3 > len(head) // 2
    utf16 = utf16 or begins_in_utf16(head) is not None
    strange = len(head) - len(head.translate(None, _STRANGE))
    return strange * 20 > len(head) and not utf16 and not _MARKUP.match(head)


def no_page(body: bytes, headers: Mapping[str, str]) -> Fault | None:
    """Return why a text that was sent as a page is none: a feed, data, a script, a style sheet;
    None where it has markup, or calls itself plain text."""
    declared = content_type(headers) or ""
    html = decode(body, declared).lstrip("\ufeff \t\r\n")
    if _ROOT.match(html[:_HEAD].lower().encode("utf-8", "replace")):
        return Fault("no_page", "the server sent a feed or a sitemap instead of the page")
    if _is_json(html):
        return Fault("no_page", f"the server sent data instead of the page: {html[:60]!r}")
    if _ELEMENT.search(html) or declared.lower().startswith("text/plain"):
        return None
    return Fault("no_page", f"the server sent what has no markup instead of a page: {html[:60]!r}")


def _is_json(text: str) -> bool:
    if text[:1] not in ("{", "[") or len(text) > _JSON:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def unended(body: bytes) -> bool:
    """Tell whether text that only the end of the connection ended lacks an end of its own."""
    head, tail = body[:_HEAD].lower().lstrip(b"\xef\xbb\xbf \t\r\n"), body[-_HEAD:].rstrip()
    if head.startswith((b"<!doctype html", b"<html")):
        return _END.search(body) is None
    return cut_list(body) or (head[:1] in (b"{", b"[") and tail[-1:] not in (b"}", b"]"))


def cut_list(body: bytes) -> bool:
    """Tell whether a feed or a sitemap stops before its end: what it still names is too little."""
    root = _ROOT.match(body[:_HEAD].lower().lstrip(b"\xef\xbb\xbf \t\r\n"))
    return root is not None and b"</" + root[1] + b">" not in body[-_HEAD:].lower()


def _cut(body: bytes) -> bool:
    """Tell whether a PDF or a zip file (docx, xlsx) lacks its end."""
    if body.startswith(b"%PDF"):
        return b"%%EOF" not in body[-_TAIL:]
    return body.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in body[-_TAIL:]
