"""The bytes of one page in, its Article out: by the outlet's declaration, else generically."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Literal

from crawler.api_reading import read_detail
from crawler.body import is_story
from crawler.byline import writers
from crawler.dates import as_published
from crawler.dating import Dated, Told, published, untold
from crawler.encoding import content_type, decode
from crawler.fields import Fields
from crawler.filetypes import binary
from crawler.further import Further, further_pages
from crawler.generic import read_generic, read_stated
from crawler.hosts import host
from crawler.items import Article
from crawler.layout import Layout
from crawler.outlets import by_name, by_url
from crawler.recognise import recognise
from crawler.selecting import narrowed, only_shows, read_selected, text_of
from crawler.text import clean_text, detect_language
from crawler.tree import page_tree
from crawler.urls import canonical_key, is_numbered
from crawler.weight import too_complex

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a page that is read; a larger one is no article."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article and which reader found it."""

    article: Article
    reader: Literal["outlet", "generic"]
    missed: frozenset[str] = frozenset()
    """``title`` and ``date`` where the outlet's selectors did not find them beside the body."""
    further: tuple[Further, ...] = ()
    """The further pages of the article that the page links to."""
    disputed: str | None = None
    """See ``crawler.dating.Dated``."""
    blind: bool = False
    """Whether the outlet's selectors found no text and no date (without one of dates: no title)."""


def article_from_html(
    body: bytes,
    *,
    url: str | None,
    headers: Mapping[str, str] | None = None,
    outlet: str | None = None,
    fetched_at: datetime | str | None = None,
) -> Article | None:
    """Return the article of a page, or None where there is none; no page makes it raise.

    ``outlet`` is a name, else the host of ``url`` decides. A page without either is told by its
    own address, else by the one layout that fits it; what stays unknown is read generically.
    Without ``fetched_at`` and ``Memento-Datetime`` relative dates stay as printed.
    """
    known = (by_name(outlet) if outlet else None) or (by_url(url) if url else None)
    layout = Layout.of(known) if known else None
    if isinstance(fetched_at, str):
        fetched_at = datetime.fromisoformat(fetched_at)
    headers = headers or {}
    moment = fetched_at or memento_time(headers)
    page = read_page(body, url=url, headers=headers, layout=layout, fetched_at=moment)
    return page.article if page else None


def memento_time(headers: Mapping[str, str]) -> datetime | None:
    """Return what ``Memento-Datetime`` says, where an archive sent the page."""
    for name, value in headers.items():
        if name.lower() == "memento-datetime":
            try:
                moment = parsedate_to_datetime(value)
            except (TypeError, ValueError):
                break
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def read_page(
    body: bytes,
    *,
    url: str | None,
    headers: Mapping[str, str],
    layout: Layout | None,
    fetched_at: datetime | None,
    told: Told = untold,
) -> Page | None:
    """Return the article of a page and the reader that found it, None where there is none.

    ``told`` gives the publication that the outlet's list tells.

    A JSON body is read by the layout's ``detail`` alone; ``url`` is then the public address.
    Without ``url`` the page itself is asked for it and, without ``layout``, for its outlet.
    """
    if not body.strip() or len(body) > LARGEST or binary(body):
        return None
    if layout and layout.detail and _is_json(body, headers):
        return _from_detail(body, url, layout, fetched_at, told)
    html = decode(body, content_type(headers), charset=layout.charset if layout else None)
    html = html.replace("\x00", " ")
    if too_complex(html):
        return None
    tree = None
    if url is None:
        origin = recognise(html)
        url, tree = origin.url, origin.tree
        layout = layout or origin.layout
    further = further_pages(html, url, known=is_numbered(url)) if url else ()
    fields = None
    if layout and (layout.body or layout.title or layout.date or layout.author):
        tree = page_tree(html) if tree is None else tree
        fields = read_selected(tree, narrowed(layout, html))
    if layout and fields and fields.body:
        article, dated = _article(body, fields, url, layout, fetched_at, told)
        if missed := _missed(article.title, dated, layout):
            stated = read_stated(html).preferring(fields)
            fields = replace(stated, author=fields.author, body=fields.body)
            article, dated = _article(body, fields, url, layout, fetched_at, told)
        return Page(article, "outlet", missed, further, dated.disputed)
    blind = bool(layout and fields and _blind(fields, layout))
    missed = frozenset()
    found = None if layout and layout.strict else read_generic(html, url)
    if found is None:
        return None
    if layout and tree is not None and not is_story(found.body) and only_shows(tree, layout):
        return None  # A gallery or a video: what is left is the page's frame.
    if layout and fields:
        if not layout.body:
            own = replace(fields, body=found.body)
            missed = _missed(fields.title, _dated(own, url, layout, fetched_at), layout)
        found = found.preferring(fields)
    article, dated = _article(body, found, url, layout, fetched_at, told)
    return Page(article, "generic", missed, further, dated.disputed, blind)


def holds_no_text(body: bytes, headers: Mapping[str, str], layout: Layout) -> bool:
    """Tell of a page without an article whether it is a gallery or a video by its outlet's layout:
    the place of the text is there and shows something."""
    if not layout.body or not body.strip() or len(body) > LARGEST or binary(body):
        return False
    html = decode(body, content_type(headers), charset=layout.charset).replace("\x00", " ")
    if too_complex(html):
        return False
    tree, left = page_tree(html), narrowed(layout, html)
    return not read_selected(tree, left).body and only_shows(tree, left)


def _blind(fields: Fields, layout: Layout) -> bool:
    titled = bool(fields.title) and not layout.date
    return bool(layout.body) and not (fields.body or fields.dates or titled)


def _missed(title: str | None, dated: Dated, layout: Layout) -> frozenset[str]:
    """Return which of title and date the outlet's selectors did not find; a text without a date
    is none."""
    lacking = {
        "title": layout.title and not title,
        "date": layout.date and not dated.declared,
    }
    return frozenset(name for name, lacks in lacking.items() if lacks)


def _is_json(body: bytes, headers: Mapping[str, str]) -> bool:
    declared = (content_type(headers) or "").partition(";")[0].lower()
    return "json" in declared or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _from_detail(
    body: bytes, url: str | None, layout: Layout, fetched_at: datetime | None, told: Told
) -> Page | None:
    """Read the JSON of one article; ``url`` is the public address, not that of the interface."""
    fields = read_detail(body, layout.detail) if layout.detail else None
    if fields is None or too_complex(fields.body):
        return None
    html = clean_text(fields.body)
    text = text_of(page_tree(html), layout)
    if not text:
        return None
    article, _ = _article(body, replace(fields, body=text), url, layout, fetched_at, told)
    return Page(article, "outlet")


def _article(
    body: bytes,
    fields: Fields,
    url: str | None,
    layout: Layout | None,
    fetched_at: datetime | None,
    told: Told,
) -> tuple[Article, Dated]:
    text = clean_text(fields.body)
    title = clean_text(fields.title) if fields.title else None
    language = _language(title, text, layout)
    sha256 = hashlib.sha256(body).hexdigest()
    key = canonical_key(url) if url else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    dated = published(fields, language, url, layout, fetched_at, told)
    article = Article(
        id=key,
        key=key,
        url=url,
        outlet=layout.name if layout else (host(url) if url else None),
        language=language,
        title=title or None,
        text=text,
        published_at=dated.published_at,
        published_text=dated.printed,
        author=writers(fields.author) if fields.author else None,
        fetched_at=as_published(fetched_at),
        sha256=sha256,
    )
    return article, dated


def _language(title: str | None, text: str, layout: Layout | None) -> str:
    return (layout.language if layout else None) or detect_language(f"{title or ''}\n{text}")


def _dated(fields: Fields, url: str | None, layout: Layout, fetched_at: datetime | None) -> Dated:
    """When the selectors alone say that an article was published."""
    language = _language(fields.title, fields.body, layout)
    return published(fields, language, url, layout, fetched_at)
