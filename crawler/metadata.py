"""A page's source in, headline, dates and author out: JSON-LD, meta tags, the visible date."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from crawler.fields import Fields
from crawler.text import squeeze

_HEAD: Final = 300_000
_MOST_HEADINGS: Final = 100
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


def read_metadata(html: str, url: str | None) -> Fields:
    """Return what the source says of the article; ``body`` is left empty."""
    linked = _linked(html)
    metas = _metas(html)
    lines = headings(html)
    title = (
        linked.get("headline")
        or _one(metas, _META_TITLES)
        or (lines[0] if len(set(lines)) == 1 else None)
        or _page_title(html, lines)
    )
    return Fields(
        title=_without_site(title, lines) if title else None,
        dates=tuple(_dates(html, url, linked, metas, title)),
        author=linked.get("author") or _one(metas, _META_AUTHORS),
    )


def own_urls(html: str) -> Iterator[str]:
    """Yield the addresses that a page gives as its own: the canonical link, then ``og:url``."""
    for url in (_canonical(html), _metas(html).get("og:url", "")):
        if url.startswith(("http://", "https://")):
            yield url


def headings(html: str) -> list[str]:
    """Return the texts of the page's h1 elements, none where they are without number."""
    if html.lower().count("<h1") > _MOST_HEADINGS:
        return []
    return [line for found in _H1.findall(html) if (line := _line(found))]


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
    if url and (found := _URL_DATE.search(url.partition("?")[0])):
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


def _page_title(html: str, lines: list[str]) -> str | None:
    found = _TITLE.search(html)
    title = _line(found.group(1)) if found else ""
    return next((line for line in lines if line in title), None) or title or None


def _without_site(title: str, lines: list[str]) -> str:
    """Return the headline without a trailing name of the site."""
    if title in lines:
        return title
    short = _SITE.sub("", title)
    return short if len(short) >= len(title) // 3 else title


def _canonical(html: str) -> str:
    if not (found := _CANONICAL.search(html[:_HEAD])):
        return ""
    attributes = {m[0].lower(): m[1] or m[2] or m[3] for m in _ATTRIBUTE.findall(found.group())}
    return entities.unescape(attributes.get("href", "")).strip()
