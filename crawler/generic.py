"""A page of unknown layout in, its fields out: trafilatura's body, metadata from the source."""

import html as entities
import importlib
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any, Final
from urllib.parse import urlsplit

from crawler.text import clean_text, squeeze

LONGEST: Final = 3_000_000
"""Characters; on larger pages of unknown layout the reader takes minutes."""
SHORTEST: Final = 60
"""Characters of a body; less is a notice of the site, not an article."""
_HEAD: Final = 300_000
_META: Final = re.compile(r"<meta\s[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_JSON_LD: Final = re.compile(
    r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.{0,200000}?)</script>", re.I | re.S
)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>(.{0,1000}?)</title>", re.I | re.S)
_H1: Final = re.compile(r"<h1[^>]{0,500}>(.{0,3000}?)</h1>", re.I | re.S)
_TIME: Final = re.compile(r"<time[^>]{0,500}?datetime\s*=\s*[\"']([^\"']{8,40})", re.I)
_CANONICAL: Final = re.compile(r"<link[^>]{0,500}rel\s*=\s*[\"']?canonical[^>]{0,500}>", re.I)
_ANY_TAG: Final = re.compile(
    r"<(?:script|style)\b.{0,200000}?</(?:script|style)>|<[^>]{0,3000}>", re.I | re.S
)
_VISIBLE: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[T\s]{0,3}\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, \d{4}"
    r"(?:[ ,|at-]{1,6}\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm])?)?"
)
_URL_DATE: Final = re.compile(r"/(\d{4})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:\D|$)")
_SITE: Final = re.compile(r"\s+(?:[-|–—_»·]|::)\s+[^-|–—_»·]{1,40}$|[-_|｜][^-_|｜]{1,20}$")
_META_DATES: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish_time",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "weibo:article:create_at",
    "date",
)
_META_TITLES: Final = ("og:title", "twitter:title", "dc.title", "headline")
_META_AUTHORS: Final = ("article:author", "author", "dc.creator", "byl", "parsely-author")
_ARTICLES: Final = ("Article", "BlogPosting", "Report", "WebPage")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reader found on a page; ``dates`` as printed, the surest first."""

    title: str | None = None
    dates: tuple[str, ...] = ()
    author: str | None = None
    body: str = ""
    url: str | None = None

    def preferring(self, other: "Fields") -> "Fields":
        """Return these fields with those that ``other`` knows in front."""
        return replace(
            self,
            title=other.title or self.title,
            dates=(*other.dates, *self.dates),
            author=other.author or self.author,
        )


def read_generic(html: str, url: str | None) -> Fields | None:
    """Return the fields of a page of unknown layout, None where it holds no article."""
    if len(html) > LONGEST:
        return None
    body = _body(html)
    if len(body) < SHORTEST and not (len(body) >= SHORTEST // 3 and _H1.search(html)):
        return None
    linked = _linked(html)
    metas = _metas(html)
    headings = [line for found in _H1.findall(html) if (line := _line(found))]
    title = (
        linked.get("headline")
        or _one(metas, _META_TITLES)
        or (headings[0] if len(set(headings)) == 1 else None)
        or _page_title(html, headings)
    )
    return Fields(
        title=_without_site(title, headings) if title else None,
        dates=tuple(_dates(html, url, linked, metas, title)),
        author=linked.get("author") or _one(metas, _META_AUTHORS),
        body=body,
        url=_canonical(html) or metas.get("og:url"),
    )


def _body(html: str) -> str:
    from lxml.etree import LxmlError

    try:
        text = _trafilatura().extract(
            html, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LxmlError):
        return ""
    lines = (squeeze(line) for line in (text or "").split("\n"))
    return clean_text("\n".join(line.strip("| ") for line in lines if line.strip("|- ")))


@cache
def _trafilatura() -> ModuleType:
    """Import it when it is needed: half a second, and urllib3 warns that it has no SOCKS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("trafilatura")


def _dates(
    html: str, url: str | None, linked: dict[str, str], metas: dict[str, str], title: str | None
) -> Iterator[str]:
    if "date" in linked:
        yield linked["date"]
    yield from (metas[name] for name in _META_DATES if name in metas)
    after = (
        html.find(entities.escape(title, quote=False), html.lower().find("<body")) if title else -1
    )
    for text in filter(None, (html[after:][:30_000] if after > 0 else "", html[:_HEAD])):
        if found := _VISIBLE.search(_ANY_TAG.sub(" ", text)):
            yield found.group()
    if found := _TIME.search(html):
        yield found.group(1)
    if url and (found := _URL_DATE.search(urlsplit(url).path)):
        yield "-".join(found.groups())


def _linked(html: str) -> dict[str, str]:
    """Return headline, date and author of the page's JSON-LD."""
    for script in _JSON_LD.findall(html):
        try:
            document = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(document):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names) and (
                node.get("headline") or node.get("datePublished")
            ):
                found = {
                    "headline": _string(node.get("headline")),
                    "date": _string(node.get("datePublished")),
                    "author": _names(node.get("author")),
                }
                return {name: value for name, value in found.items() if value}
    return {}


def _nodes(document: Any) -> Iterator[dict[str, Any]]:
    stack = [document]
    for _ in range(5_000):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(node.get(name) for name in ("@graph", "mainEntity") if name in node)
        elif isinstance(node, list):
            stack.extend(reversed(node[:200]))


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_string(one.get("name") if isinstance(one, dict) else one) for one in people[:20]]
    return ", ".join(name for name in names if name)


def _string(value: Any) -> str:
    return squeeze(entities.unescape(value)) if isinstance(value, str) else ""


def _metas(html: str) -> dict[str, str]:
    metas: dict[str, str] = {}
    for tag in _META.findall(html[:_HEAD]):
        attributes = {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(tag)}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = _string(attributes.get("content"))
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _one(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    values = (metas[name] for name in names if name in metas)
    return next((value for value in values if not value.startswith("http")), None)


def _line(fragment: str) -> str:
    return squeeze(entities.unescape(_ANY_TAG.sub(" ", fragment)))


def _page_title(html: str, headings: list[str]) -> str | None:
    found = _TITLE.search(html)
    title = _line(found.group(1)) if found else ""
    return next((line for line in headings if line in title), None) or title or None


def _without_site(title: str, headings: list[str]) -> str:
    """Return the headline without a trailing name of the site."""
    if title in headings:
        return title
    short = _SITE.sub("", title)
    return short if len(short) >= len(title) // 2 else title


def _canonical(html: str) -> str | None:
    if not (found := _CANONICAL.search(html[:_HEAD])):
        return None
    attributes = {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(found.group())}
    href = entities.unescape(attributes.get("href", ""))
    return href if href.startswith(("http://", "https://")) else None
