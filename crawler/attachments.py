"""A page of an outlet in, the files that belong to it out: the links that ``documents`` selects."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

from lxml import etree
from w3lib.url import safe_url_string

from crawler.discovery import absolute, base_of, chosen_elements, chosen_links, parsed
from crawler.text import clean_text, squeeze
from crawler.urls import malformed

MOST: Final = 200
"""Files of one page that are looked at; a longer list is a mistake of the selectors."""
_NO_FILE: Final = re.compile(
    r"\.(?:s?html?|php|aspx?|jpe?g|png|gif|bmp|webp|svg|ico|mp[34]|css|js)$", re.IGNORECASE
)
_NAMES: Final = ("ftext", "filename", "name", "title")
"""Parameters of an address that hold the file's name, in lower case."""
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_LONGEST: Final = 300
_MONTH: Final = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月|(20\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that a page links to."""

    url: str
    """As it is asked for: whole, and escaped as a browser does it."""
    name: str


def attachments(html: str, base: str, selectors: tuple[str, ...]) -> tuple[Attachment, ...]:
    """Return the files in the page's order, each address once."""
    root = parsed(html) if selectors else None
    if root is None:
        return ()
    found: dict[str, Attachment] = {}
    own = base_of(root, base)
    for link in chosen_links(root, selectors):
        target = absolute(own, link.get("href"))
        if target is None or malformed(target) or _is_page(target):
            continue
        url = safe_url_string(target)
        found.setdefault(url, Attachment(url, _name(link, target)))
    return tuple(found.values())[:MOST]


def holds_table(html: str, selectors: tuple[str, ...]) -> bool:
    """Tell whether the text of a page holds a table of two rows or more with two cells or more."""
    root = parsed(html)
    if root is None or "<table" not in html.lower():
        return False
    places = [place for name in selectors for place in chosen_elements(root, name)] or [root]
    tables = (table for place in places for table in place.iter("table"))
    return any(_has_rows(table) for table in tables)


def names_month(name: str, published_at: str) -> bool:
    """Tell whether a name prints the month of a day or instant, and no other."""
    found = {
        f"{year or other}-{int(month or number):02}"
        for year, month, other, number in _MONTH.findall(name)
    }
    return found == {published_at[:7]}


def _has_rows(table: etree._Element) -> bool:
    rows = [row for row in table.iter("tr") if sum(1 for _ in row.iterchildren("td", "th")) >= 2]
    return len(rows) >= 2 and not any(inner is not table for inner in table.iter("table"))


def _is_page(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_NO_FILE.search(parts.path))


def _name(link: etree._Element, url: str) -> str:
    """What the address calls the file, else the link's words, else the end of its path."""
    parts = urlsplit(url)
    told = {key.lower(): value for key, value in _pairs(parts.query)}
    words = squeeze("".join(str(piece) for piece in link.itertext()))
    last = _unescaped(parts.path.rpartition("/")[2])
    names = (told.get("ftext"), words, link.get("title"), *map(told.get, _NAMES), last)
    name = next((squeeze(clean_text(one)) for one in names if one and one.strip()), url)
    return name[:_LONGEST]


def _pairs(query: str) -> list[tuple[str, str]]:
    """The parameters of a query, unescaped as often as they were escaped and in their charset."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return [(key, _unescaped(value.replace("+", " "))) for key, _, value in pairs]


def _unescaped(text: str) -> str:
    for _ in range(2):
        if not _ESCAPED.search(text):
            break
        raw = unquote_to_bytes(text)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("gb18030", "replace")
    return text
