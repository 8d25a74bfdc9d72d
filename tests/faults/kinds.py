"""Every kind of bad answer by name, with what is to become of the page: state and outcome.

``{where}`` in a redirect is the page's own path, so that each kind may be served many times.
"""

import gzip
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Final

import brotli
from backports import zstd

from faults.pages import SENTENCE, SITE, page
from faults.serving import (
    Answer,
    Behaviour,
    cut_gzip,
    drip,
    endless,
    hang,
    raw,
    reset,
    short_body,
    without_end,
)

MANY: Final = 11_000_000
"""Bytes that are too many for a page."""


@dataclass(frozen=True)
class Kind:
    """How a page answers, and the state and outcome that its row of the ledger must have."""

    answer: Answer
    outcome: str
    state: str = "queued"
    slow: bool = False
    """Served by a host of its own, as it holds its host up."""


def packed(body: bytes, coding: str) -> Answer:
    """A body that claims a coding."""
    return Answer(body, headers={"Content-Type": "text/html", "Content-Encoding": coding})


def to(location: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(status=status, headers={"Location": location})


def sent(body: bytes, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n") -> Behaviour:
    """A body whose end is told by the end of the connection."""
    return raw(head + b"\r\n" + body)


def odd(answer: bytes) -> Answer:
    """An answer that goes over the wire as it stands, and then the connection is closed."""
    return Answer(behaviour=raw(answer))


def html(text: str) -> Answer:
    """A page of one's own."""
    return Answer(text.encode())


WHOLE: Final = page()
DEFLATED: Final = zlib.compress(WHOLE)
BROTLI: Final = brotli.compress(WHOLE)
ZSTD: Final = zstd.compress(WHOLE)
ATTRIBUTES: Final = [b"a%d=1" % number for number in range(40_000)]
SPACES: Final = WHOLE + b" " * 20_000_000
OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _statuses() -> dict[str, Kind]:
    given_up = {410: "failed"}
    codes = (400, 401, 403, 404, 406, 410, 418, 429, 451, 500, 502, 503, 504, 521, 599)
    return {
        f"status-{code}": Kind(
            Answer(page(), status=code), f"http_{code}", given_up.get(code, "queued")
        )
        for code in codes
    }


def _framing() -> dict[str, Kind]:
    chunk = b"%x\r\n%s\r\n" % (len(WHOLE), WHOLE)
    chunked = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    return {
        "reset": Kind(Answer(behaviour=reset), "connection_lost"),
        "no-answer": Kind(odd(b""), "connection_lost"),
        "hang": Kind(Answer(behaviour=hang), "timeout", slow=True),
        "slow-headers": Kind(Answer(behaviour=drip(OK)), "timeout", slow=True),
        "slow-body": Kind(Answer(behaviour=drip(WHOLE, OK + b"\r\n")), "timeout", slow=True),
        "short-body": Kind(Answer(behaviour=short_body), "cut_off"),
        "cut-chunk": Kind(odd(chunked + chunk[:-40]), "cut_off"),
        "no-last-chunk": Kind(odd(chunked + chunk), "cut_off"),
        "bad-chunk": Kind(odd(chunked + b"zz\r\nnothing\r\n"), "cut_off"),
        "cut-by-close": Kind(odd(OK + b"\r\n" + WHOLE[:-30]), "cut_off"),
        "garbage": Kind(odd(b"\x00\x01\x02 no protocol of this world \xff\xfe"), "connection_lost"),
        "http-0.9": Kind(odd(WHOLE), "connection_lost"),
        "bad-status": Kind(odd(b"HTTP/1.1 fine\r\nContent-Length: 0\r\n\r\n"), "bad_answer"),
        "two-lengths": Kind(
            odd(OK + b"Content-Length: 10\r\nContent-Length: 900\r\n\r\n" + WHOLE), "bad_answer"
        ),
        "minus-length": Kind(odd(OK + b"Content-Length: -1\r\n\r\n" + WHOLE), "bad_answer"),
        "huge-header": Kind(odd(OK + b"X-Big: " + b"a" * 200_000 + b"\r\n\r\n"), "connection_lost"),
        "endless": Kind(Answer(behaviour=endless), "too_large"),
        "endless-headers": Kind(
            Answer(behaviour=without_end(b"X-More: " + b"v" * 500 + b"\r\n")), "too_large"
        ),
        "endless-interim": Kind(
            Answer(behaviour=without_end(b"\r\nHTTP/1.1 100 Continue\r\n")), "too_large"
        ),
    }


def _codings() -> dict[str, Kind]:
    wrong_sum = bytearray(gzip.compress(WHOLE))
    wrong_sum[-8] ^= 0xFF
    return {
        "cut-gzip": Kind(cut_gzip(WHOLE), "cut_off"),
        "no-gzip": Kind(packed(WHOLE, "gzip"), "cut_off"),
        "bad-gzip": Kind(packed(bytes(wrong_sum), "gzip"), "cut_off"),
        "cut-deflate": Kind(packed(DEFLATED[: len(DEFLATED) // 2], "deflate"), "cut_off"),
        "cut-brotli": Kind(packed(BROTLI[: len(BROTLI) // 2], "br"), "cut_off"),
        "cut-zstd": Kind(packed(ZSTD[: len(ZSTD) // 2], "zstd"), "cut_off"),
        "cut-gzip-in-gzip": Kind(
            packed(gzip.compress(gzip.compress(WHOLE)[:-30]), "gzip, gzip"), "cut_off"
        ),
        "unknown-coding": Kind(packed(b"\x1f\x9d\x90" + bytes(range(256)), "compress"), "cut_off"),
    }


def _sizes() -> dict[str, Kind]:
    return {
        "many-attributes": Kind(
            Answer(WHOLE.replace(b"<body", b"<body " + b" ".join(ATTRIBUTES))),
            "too_complex",
        ),
        "large": Kind(Answer(WHOLE + b" " * MANY), "too_large"),
        "gzip-bomb": Kind(packed(gzip.compress(SPACES), "gzip"), "too_large"),
        "deflate-bomb": Kind(packed(zlib.compress(SPACES), "deflate"), "too_large"),
        "brotli-bomb": Kind(packed(brotli.compress(SPACES, quality=1), "br"), "too_large"),
        "zstd-bomb": Kind(packed(zstd.compress(SPACES), "zstd"), "too_large"),
    }


def _redirects() -> dict[str, Kind]:
    return {
        "to-itself": Kind(to("{where}"), "redirect_loop"),
        "cookie-wall": Kind(
            Answer(status=302, headers={"Location": "{where}", "Set-Cookie": "seen=1"}),
            "redirect_loop",
        ),
        "to-file": Kind(to("file:///etc/hostname"), "unsupported"),
        "to-data": Kind(to("data:text/html,<h1>x</h1>"), "unsupported"),
        "to-ftp": Kind(to("ftp://news.example/x"), "unsupported"),
        "to-script": Kind(to("javascript:alert(1)"), "unsupported"),
        "to-private": Kind(to("http://127.0.0.1:1/secret"), "private_address", "failed"),
        "to-link-local": Kind(to("http://169.254.169.254/latest"), "private_address", "failed"),
        "to-elsewhere": Kind(to("https://elsewhere.example/x"), "off_site"),
        "to-nothing": Kind(to("http://[broken/"), "unsupported"),
        "to-nowhere": Kind(Answer(status=302), "http_302"),
    }


def _contents() -> dict[str, Kind]:
    gone = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>"
    said = "<p>The page you asked for was not found on this server. Try the front page.</p>"
    missing = "<html><head><title>页面不存在</title></head><body><div class=text><p>"
    sorry = "抱歉，您访问的页面不存在或已被删除，5秒后自动返回首页。" * 3
    return {
        "204": Kind(Answer(status=204), "empty"),
        "304": Kind(Answer(status=304), "http_304"),
        "206": Kind(Answer(page(), status=206), "cut_off"),
        "empty": Kind(Answer(b""), "empty"),
        "blanks": Kind(Answer(b" \r\n\t " * 50), "empty"),
        "soft-404": Kind(html(gone + said * 5), "error_page"),
        "soft-404-zh": Kind(html(missing + sorry), "error_page"),
        "challenge": Kind(html("<html><script>window.__jsl=1</script></html>"), "challenge"),
        "picture": Kind(Answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "no_page"),
        "document": Kind(Answer(b"%PDF-1.7\n" + WHOLE + b"%%EOF"), "no_page"),
        "archive": Kind(Answer(b"PK\x03\x04" + WHOLE), "no_page"),
        "noise": Kind(Answer(bytes(range(256)) * 9), "no_page"),
        "deep": Kind(Answer(b"<div>" * 20_000 + WHOLE), "too_complex"),
        "frames": Kind(html("<frameset><frame src=/a><frame src=/b></frameset>"), "no_article"),
    }


def _good() -> dict[str, Kind]:
    nul = WHOLE.replace(b"harbour", b"har\x00bour")
    plain = {
        "good": Answer(WHOLE),
        "gzip": packed(gzip.compress(WHOLE), "gzip"),
        "deflate": packed(DEFLATED, "deflate"),
        "raw-deflate": packed(DEFLATED[2:-4], "deflate"),
        "brotli": packed(BROTLI, "br"),
        "zstd": packed(ZSTD, "zstd"),
        "gzip-members": packed(gzip.compress(WHOLE[:200]) + gzip.compress(WHOLE[200:]), "gzip"),
        "gzip-and-more": packed(gzip.compress(WHOLE) + b"\x00" * 20, "gzip"),
        "ended-by-close": odd(OK + b"\r\n" + WHOLE),
        "early-hint": odd(
            b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
            + OK
            + b"Content-Length: %d\r\n\r\n" % len(WHOLE)
            + WHOLE
        ),
        "bare-lines": odd(OK.replace(b"\r", b"") + b"Content-Length: %d\n\n" % len(WHOLE) + WHOLE),
        "http-1.0": odd(OK.replace(b"1.1", b"1.0") + b"\r\n" + WHOLE),
        "many-headers": odd(
            OK
            + b"".join(b"X-%d: y\r\n" % n for n in range(90))
            + b"Content-Length: %d\r\n\r\n" % len(WHOLE)
            + WHOLE
        ),
        "charset-as-coding": packed(WHOLE, "utf-8"),
        "nul": Answer(nul),
        "wrong-type": Answer(WHOLE, headers={"Content-Type": "application/octet-stream"}),
        "no-type": Answer(WHOLE, headers={}),
    }
    return {name: Kind(answer, "article", "stored") for name, answer in plain.items()}


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    groups = (_statuses, _framing, _codings, _sizes, _redirects, _contents, _good)
    return {name: kind for group in groups for name, kind in group().items()}


def at(kind: Kind, where: str) -> Answer:
    """The answer of a kind at one path."""
    headers = {name: value.replace("{where}", where) for name, value in kind.answer.headers.items()}
    return Answer(kind.answer.body, kind.answer.status, headers, kind.answer.behaviour)


__all__ = ["SENTENCE", "SITE", "Kind", "at", "kinds"]
