"""A URL in, the key that all its variants share out."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from w3lib.url import safe_url_string

_HOST_PREFIX: Final = re.compile(r"^(?:www\d?|m|wap|mobile|3g|amp|i)\.(?=[^.]+\.)")
_PAGE: Final = re.compile(r"_(?:[2-9]|1\d)(\.s?html?)$", re.IGNORECASE)
_AMP_OR_PRINT: Final = re.compile(r"/(?:amp|print|m)$|(?<=\w)\.amp(?=\.s?html?$|$)", re.IGNORECASE)
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_LONGEST: Final = 2083
"""Characters of an address, as Scrapy has it; few servers take more."""
_TRACKING: Final = re.compile(
    r"^(?:utm_.*|.*clid|spm.*|from|fr|ref|referer|share.*|isappinstalled|scene|amp|print"
    r"|outputtype|mc_[ce]id|wt_?mc.*|cmpid|icid|ncid|smid|smtyp|yclid|_ga|chksm|nsukey|timestamp)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def canonical_key(url: str) -> str:
    """Return one key for all variants of ``url``: ``outlet:id`` for known outlets, else the URL
    without scheme, ``www.``/``m.``, tracking, print and AMP marks, page number or trailing slash.
    """
    from crawler.outlets import outlet_key

    return outlet_key(url) or plain_key(url)


def is_numbered(url: str) -> bool:
    """Tell whether an article's address holds the id that an outlet gave it."""
    from crawler.outlets import outlet_key

    return outlet_key(url) is not None


def first_page(url: str) -> str:
    """Return the address of the first page of an outlet's article, any other as it is."""
    from crawler.outlets import outlet_key

    first = _PAGE.sub(r"\1", url)
    if first == url:
        return url
    key = outlet_key(first)
    return first if key is not None and key == outlet_key(url) else url


def plain_key(url: str) -> str:
    """Return the key of a URL whose outlet is unknown."""
    from courlan import clean_url

    try:
        url = url.strip().replace(" ", "%20")  # Else ``clean_url`` takes the blanks out.
        parts = urlsplit(clean_url(url) or url)
        port = parts.port
    except ValueError:
        return url.strip()
    host = _HOST_PREFIX.sub("", (parts.hostname or "").rstrip("."))
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = re.sub(r"/{2,}", "/", unquote(parts.path)).rstrip("/")
    path = _INDEX.sub("", _AMP_OR_PRINT.sub("", path))
    path = _PAGE.sub(r"\1", path).rstrip("/")
    query = urlencode(
        sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k) and v)
    )
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def posted_key(url: str, form: str) -> str:
    """Return what tells a form's answer from those to others, as web archives write it."""
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&{form}"


def is_front(url: str) -> bool:
    """Tell whether ``url`` is the front page of a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.query and _INDEX.sub("/", parts.path) in ("", "/")


def malformed(url: str) -> str | None:
    """Return why no request can be made of ``url``, None for one that is well formed."""
    try:
        parts = urlsplit(safe_url_string(url))
    except ValueError as error:
        return f"{ascii(url)[1:200]} is no address: {error}"
    if len(url) > _LONGEST:
        return f"{url[:200]!r} is longer than {_LONGEST} characters"
    known = parts.scheme in ("http", "https") and parts.hostname
    return None if known else f"{url[:200]!r} names no host"
