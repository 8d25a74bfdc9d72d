"""What a server sent in, what is wrong with it out: no file, half a file, a challenge."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_HEAD: Final = 2048
_TAIL: Final = 66_000
"""Bytes in which a zip file's directory ends: its comment may be 65,535 bytes long."""
_MARKUP: Final = re.compile(
    rb"^(?:\s|\xef\xbb\xbf|<!--.*?-->)*<(?:!doctype|html|head|body|script|meta|title|div|p|h\d|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOT: Final = re.compile(
    rb"(?:<\?xml.*?\?>|<!--.*?-->|<\?.*?\?>|\s)*<(rss|feed|urlset|sitemapindex|rdf:rdf)\b",
    re.DOTALL,
)
_SILENT: Final = re.compile(
    rb"<(script|style|noscript|head|template)\b.*?(?:</\1\s*>|$)|<[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_WORDS: Final = re.compile(rb"[\t\r\n -~]*")
_SCRIPT: Final = re.compile(rb"<script\b", re.IGNORECASE)
_SAYS: Final = re.compile(
    r"__jsl|jsluid|acw_sc__|cf-chl|challenge-platform|captcha|正在进行安全(?:验证|检测|检查)"
    r"|请完成安全验证|访问验证|人机验证|安全验证码|知道创宇云防御|创宇盾|just a moment"
    r"|checking your browser|enable javascript",
    re.IGNORECASE,
)
_LITTLE: Final = 150
"""Bytes of text: a page with a script and no more waits for the script to run."""
_LARGEST: Final = 200_000
"""Bytes of a challenge; a larger page is one that was meant for people."""


class Fault(NamedTuple):
    """What is wrong, in one word and in words."""

    name: str
    cause: str


def challenge(body: bytes) -> bool:
    """Tell whether an HTML page asks the browser to prove itself instead of saying something."""
    if len(body) > _LARGEST or not _MARKUP.match(body[:_HEAD]):
        return False
    text = b" ".join(_SILENT.sub(b" ", body).split())
    if _SCRIPT.search(body) and len(text) < _LITTLE:
        return True
    return len(text) < 10 * _LITTLE and _SAYS.search(body.decode("utf-8", "replace")) is not None


def fault(body: bytes, headers: Mapping[str, str]) -> Fault | None:
    """Return why an answer is not the file that was asked for, None where it may be it."""
    if not body.strip():
        return Fault("empty", "the server answered nothing")
    if challenge(body):
        return Fault("challenge", "the server sent a challenge instead of the file")
    declared = next((v for k, v in headers.items() if k.lower() == "content-type"), "").lower()
    if _MARKUP.match(body[:_HEAD]):
        return Fault("no_file", "the server sent a web page instead of the file")
    if body.lstrip()[:1] in (b"{", b"[") and b"\x00" not in body[:_HEAD]:
        start = body[:60].decode("utf-8", "replace")
        return Fault("no_file", f"the server sent words instead of the file: {start!r}")
    if "text/" in declared and _WORDS.fullmatch(body[:_HEAD]) and not body.startswith(b"%PDF"):
        return Fault("no_file", "the server sent words instead of the file")
    return Fault("cut_off", "the file ends early") if _cut(body) else None


def unended(body: bytes) -> bool:
    """Tell whether text that only the end of the connection ended lacks an end of its own."""
    head, tail = body[:_HEAD].lower().lstrip(b"\xef\xbb\xbf \t\r\n"), body[-_HEAD:].lower().rstrip()
    if head.startswith((b"<!doctype html", b"<html")):
        return b"</html" not in tail and b"</body" not in tail
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
