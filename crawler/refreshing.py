"""A page in, the address that it sends browsers on to out: in its head, or in a header."""

import re
from collections.abc import Mapping
from typing import Final

from w3lib.html import get_meta_refresh

from crawler.discovery import absolute
from crawler.encoding import content_type, decode

_HEAD: Final = 16_384
"""Bytes in which a page says that it leads elsewhere."""
_HEADER: Final = re.compile(r"\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)


def refresh(
    body: bytes, headers: Mapping[str, str], url: str, *, charset: str | None = None
) -> str | None:
    """Return the address that a page at ``url`` leads to, None where it leads nowhere."""
    target = _in_head(body, headers, url, charset) or _in_header(headers)
    return absolute(url, target) if target else None


def _in_head(body: bytes, headers: Mapping[str, str], url: str, charset: str | None) -> str | None:
    if b"http-equiv" not in body[:_HEAD].lower():
        return None
    try:
        _, target = get_meta_refresh(
            decode(body[:_HEAD], content_type(headers), charset=charset), url
        )
    except ValueError:
        return None
    return target


def _in_header(headers: Mapping[str, str]) -> str | None:
    told = next((value for name, value in headers.items() if name.lower() == "refresh"), "")
    found = _HEADER.match(told)
    return found[1].strip() if found else None
