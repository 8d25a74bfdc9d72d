"""A page that names articles in (sitemap, feed, list, search result), its links out."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, cast
from urllib.parse import urljoin

from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.agreement import letters
from crawler.text import squeeze
from crawler.weight import overloaded

Pattern = re.Pattern[str]
_LOCAL: Final = re.compile(r"^\{[^}]*\}")
_PLACE: Final = re.compile(r"^([^/?#]*)(.*)$", re.DOTALL)
"""User, host and port of an address, behind its scheme, and the rest."""
_BARE_AMPERSAND: Final = re.compile(rb"&(?!#?\w{1,32};)")
HINT: Final = "~"
"""What a mark begins with that may change without the page: what a feed tells of it."""
_TOLD: Final = ("encoded", "content", "description", "summary")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_FEED_ROOTS: Final = frozenset({"rss", "RDF", "feed"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One article that an entry point names, with what it says of it."""

    url: str
    title: str | None = None
    published_text: str | None = None
    fetch: str | None = None
    """The address to fetch, where it is not ``url``, the public one."""
    changed: str | None = None
    """A mark that changes whenever the page was edited, such as a sitemap's ``lastmod``; one that
    begins with ``HINT`` may change without it."""
    passed: str | None = None
    """Why it is not to be fetched, in a word: ``promoted``, ``paid``, ``unavailable``."""
    shown_on: str | None = None
    """Address of the page that shows it, where it is a file."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What one entry page names: articles, and further entry pages (of an index, of a menu)."""

    articles: tuple[Listed, ...] = ()
    pages: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a list in HTML names articles; see the attributes of ``crawler.outlet.Outlet``."""

    article: Pattern | None
    """What the absolute addresses of articles match; None: nothing on the page is one."""
    links: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    row_date: tuple[str, ...] = ()
    sections: Pattern | None = None
    """What the addresses of further lists match."""


def read_entries(body: bytes, text: str, url: str, form: ListForm) -> Entries:
    """Read a sitemap, a sitemap index, an RSS or Atom feed or an HTML list, by what it is."""
    root = _xml(body)
    name = _name(root) if root is not None else ""
    if root is not None and name == "sitemapindex":
        return Entries(pages=tuple(found.url for found in _sitemap(root, url)))
    if root is not None and name == "urlset":
        return Entries(tuple(_unique(_sitemap(root, url))))
    if root is not None and name in _FEED_ROOTS:
        return Entries(tuple(_unique(_feed(root, url))))
    return Entries(tuple(_unique(read_list(text, url, form))), tuple(_sections(text, url, form)))


def read_list(text: str, url: str, form: ListForm) -> Iterator[Listed]:
    """Yield the links of an HTML page, or of a piece of one, whose absolute URL is an article's,
    each with the date that its row prints."""
    root = parsed(text) if form.article is not None else None
    if root is None or form.article is None:
        return
    dates = {row: date for row, date in _row_dates(root, form) if date}
    base = base_of(root, url)
    for link in chosen_links(root, form.links):
        target = absolute(base, link.get("href"))
        if target and form.article.search(target):
            title = _text(link) or squeeze(link.get("title") or "")
            date = next((dates[row] for row in link.iterancestors() if row in dates), None)
            yield Listed(target, title or None, date)


def _sections(text: str, url: str, form: ListForm) -> Iterator[str]:
    """Yield the lists that the menu of a list names, each once, itself left out."""
    root = parsed(text) if form.sections is not None else None
    if root is None or form.sections is None:
        return
    base = base_of(root, url)
    found = (absolute(base, link.get("href")) for link in root.iter("a"))
    named = dict.fromkeys(one for one in found if one and form.sections.search(one))
    yield from (one for one in named if one != url)


def _row_dates(root: etree._Element, form: ListForm) -> Iterator[tuple[etree._Element, str]]:
    """Yield the rows of a list, each with the first date that a selector finds in it."""
    for selector in form.rows:
        for row in chosen_elements(root, selector):
            found = (date for name in form.row_date for date in _values(row, name))
            yield row, next(filter(None, found), "")


def _values(row: etree._Element, selector: str) -> Iterator[str]:
    """Yield what ``p.info`` or ``time::attr(datetime)`` finds below an element, as one line."""
    path, _, attribute = selector.partition("::attr(")
    for found in chosen_elements(row, path):
        yield squeeze(str(found.get(attribute.rstrip(")")) or "")) if attribute else _text(found)


def _text(element: etree._Element) -> str:
    return squeeze("".join(str(piece) for piece in element.itertext()))


def parsed(html: str) -> etree._Element | None:
    """Return the root of an HTML page, None where it holds nothing or too much to be parsed."""
    if not html.strip() or overloaded(html):
        return None
    parser = etree.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
    return etree.fromstring(html.encode("utf-8", "replace"), parser)


def chosen_links(root: etree._Element, selectors: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the links that any of the selectors finds, all without one, in the page's order."""
    found = {link for name in selectors for link in chosen_elements(root, name)}
    yield from (link for link in root.iter("a") if not selectors or link in found)


def chosen_elements(root: etree._Element, selector: str) -> list[etree._Element]:
    """Return the elements that a CSS selector finds."""
    return cast("list[etree._Element]", CSSSelector(selector, translator="html")(root))


def base_of(root: etree._Element, url: str) -> str:
    """Return the address that the links of an HTML page are relative to: its ``base``, else its
    own."""
    found = (base.get("href") for base in root.iter("base") if base.get("href"))
    return absolute(url, next(found, None)) or url


def absolute(base: str, href: str | None) -> str | None:
    """Return the http(s) URL of ``href`` as browsers write it, without its fragment: scheme and
    host in lower case, blanks escaped. None for anything else.
    """
    if not href or not href.strip():
        return None
    try:
        target = urljoin(base, href.strip()).partition("#")[0]
    except ValueError:
        return None
    scheme, _, rest = target.replace(" ", "%20").partition("://")
    if scheme.lower() not in ("http", "https"):
        return None
    place, path = _PLACE.findall(rest)[0]
    user, at, name = place.rpartition("@")
    return f"{scheme.lower()}://{user}{at}{name.lower()}{path}"


def _xml(body: bytes) -> etree._Element | None:
    """Parse XML as far as it goes; no entities, no network, nothing for HTML."""
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<rdf")):
        return None
    body = body.lstrip()
    try:
        return etree.fromstring(body, _xml_parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        # Feeds with bare ampersands in links are common; recovery alone would drop them.
        whole = _BARE_AMPERSAND.sub(b"&amp;", body)
    try:
        return etree.fromstring(whole, _xml_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _xml_parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, huge_tree=False
    )


def _name(element: etree._Element) -> str:
    return _LOCAL.sub("", element.tag) if isinstance(element.tag, str) else ""


def _texts(element: etree._Element) -> dict[str, str]:
    """Return the texts of an entry's descendants by local name, the first of each."""
    texts: dict[str, str] = {}
    for child in element.iter():
        if text := (child.text or "").strip():
            texts.setdefault(_name(child), text)
    return texts


def _sitemap(root: etree._Element, base: str) -> Iterator[Listed]:
    for entry in root:
        texts = _texts(entry)
        url = absolute(base, texts.get("loc"))
        if url:
            date = texts.get("publication_date")
            yield Listed(url, texts.get("title"), date, changed=texts.get("lastmod"))


def _feed(root: etree._Element, base: str) -> Iterator[Listed]:
    for entry in root.iter():
        if _name(entry) not in ("item", "entry"):
            continue
        texts = _texts(entry)
        own = absolute(base, entry.base) or base  # what ``xml:base`` says
        url = absolute(own, _atom_link(entry) or texts.get("link") or texts.get("guid"))
        if url:
            names = ("published", "pubDate", "date", "updated")
            date = next((texts[name] for name in names if name in texts), None)
            told = max((texts.get(name, "") for name in _TOLD), key=len)
            changed = texts.get("updated") or hint(texts.get("title"), told)
            yield Listed(url, texts.get("title"), date, changed=changed)


def hint(title: str | None, told: str) -> str | None:
    """Return a mark of what a list tells of an article in words, without markup; None where it
    tells nothing."""
    words = letters(squeeze(f"{title} {_TAG.sub(' ', told)}"))
    return HINT + hashlib.sha256(words.encode()).hexdigest()[:16] if told else None


def _atom_link(entry: etree._Element) -> str | None:
    links = [child for child in entry if _name(child) == "link" and child.get("href")]
    best = [child for child in links if child.get("rel", "alternate") == "alternate"]
    return (best or links)[0].get("href") if links else None


def _unique(found: Iterator[Listed]) -> Iterator[Listed]:
    """Keep the first of each URL, with a title and a date where any of its links has one."""
    first: dict[str, Listed] = {}
    for listed in found:
        known = first.get(listed.url, listed)
        title, date = known.title or listed.title, known.published_text or listed.published_text
        first[listed.url] = replace(known, title=title, published_text=date)
    yield from first.values()
