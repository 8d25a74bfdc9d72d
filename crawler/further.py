"""The first page of an article in, the addresses of its further pages as it links to them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.discovery import absolute, base_of
from crawler.tree import page_tree

MOST: Final = 20
"""Pages of one article that are read."""
_NUMBER: Final = re.compile(r"([_-])([1-9]\d?)")
_NAMES: Final = frozenset({"page", "p", "pn", "pageno", "paged", "pagenum"})
_VALUE: Final = re.compile("=[2-9]")
_NAME: Final = re.compile(rf"[?&;](?:{'|'.join(_NAMES)})$", re.IGNORECASE)
_WORDS: Final = re.compile(
    r"(?:next(?:\s+page)?|page\s*\d+|continue(?:\s+reading)?|下一?页|下一頁|后页|余下全文|继续阅读"
    r"|第?\s*\d+\s*[页頁]?)?\s*(?:[›»>→]|\d+\s*/\s*\d+)*",
    re.IGNORECASE,
)
_TALK: Final = re.compile(r"comment|respond|reply|discuss|评论", re.IGNORECASE)
_INSIDE: Final = re.compile(r"(?<=.)https?://.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Further:
    """A further page of an article: its number, from 2 on, and its address."""

    number: int
    url: str


def further_pages(html: str, first: str, *, known: bool) -> tuple[Further, ...]:
    """Return the further pages of the article at ``first`` that one of its pages links to.

    Their addresses are that of the first but for a number. ``known``: of an outlet whose articles
    have ids; there ``…_2.html`` says enough, elsewhere the link must read as one of a pager.
    """
    parts = _split(first)
    if parts is None or not ((not known and _may_ask(html)) or _may_have(html, parts)):
        return ()
    found: dict[int, str] = {}
    root = page_tree(html).root
    base = base_of(root, first)
    for element in root.iter("a", "link"):
        for url in _targets(element, base):
            number, sure = _number(url, parts)
            if number > 1 and ((known and sure) or _pages_on(element, number)):
                found.setdefault(number, _like(url, parts))
    return tuple(Further(number, url) for number, url in sorted(found.items()))


def _may_ask(html: str) -> bool:
    """Whether the page may link to a further one by a query, which sites with ids do not."""
    ends = (found.start() for found in _VALUE.finditer(html))
    return any(_NAME.search(html, max(0, end - 9), end) for end in ends)


def _may_have(html: str, first: SplitResult) -> bool:
    """Whether the page may link to a further one by its path: what a glance can tell."""
    stem, ending = _stem(first.path)
    name = stem.rstrip("/").rpartition("/")[2]
    if name:
        for mark, end in (("_", ending), ("-", ending), (f"{ending}/", "")):
            at = html.find(name + mark)
            follows = re.compile(rf"[1-9]\d?{re.escape(end)}").match if at >= 0 else None
            while follows and at >= 0:
                at += len(name) + len(mark)
                if follows(html, at):
                    return True
                at = html.find(name + mark, at)
    return False


def _targets(element: HtmlElement, base: str) -> Iterator[str]:
    """Yield where a link leads to, also as it was before a replay put its prefix before it."""
    href = element.get("href") or ""
    talk = _TALK.search(href.partition("#")[2])
    if talk is None and (url := absolute(base, href)) is not None:
        yield url
        if inside := _INSIDE.search(url):
            yield inside[0]


def _number(url: str, first: SplitResult) -> tuple[int, bool]:
    """Return which page of the article an address is, 0 for none; and whether that is sure."""
    parts = _split(url)
    if parts is None or parts.netloc.lower() != first.netloc.lower():
        return 0, False
    if parts.path.rstrip("/") == first.path.rstrip("/"):
        return _asked(parts.query, first.query), False
    if parts.query != first.query:
        return 0, False
    stem, ending = _stem(first.path)
    path, own = _stem(parts.path)
    rest = path.removeprefix(stem) if path.startswith(stem) and own == ending else ""
    if (found := _NUMBER.fullmatch(rest)) is not None:
        return int(found[2]), found[1] == "_" and bool(ending)
    below = parts.path.rstrip("/").removeprefix(f"{first.path.rstrip('/')}/")
    return (int(below) if re.fullmatch(r"[1-9]\d?", below) else 0), False


def _asked(query: str, first: str) -> int:
    """The page that a query asks for beside what the first page's does, 0 for none."""
    before = parse_qsl(first)
    more = [pair for pair in parse_qsl(query) if pair not in before]
    if len(more) != 1 or len(parse_qsl(query)) != len(before) + 1:
        return 0
    name, value = more[0]
    return int(value) if name.lower() in _NAMES and re.fullmatch(r"[1-9]\d?", value) else 0


def _pages_on(element: HtmlElement, number: int) -> bool:
    """Whether a link reads as one of a pager: its number, "next", or what it says of itself."""
    if "next" in (element.get("rel") or "").lower().split():
        return True
    text = " ".join(str(element.text_content()).split())
    return text == str(number) or bool(text and _WORDS.fullmatch(text))


def _stem(path: str) -> tuple[str, str]:
    """A path without its ending, and that."""
    found = re.fullmatch(r"(.+?)(\.\w{3,5})?/?", path)
    return (found[1], found[2] or "") if found else (path, "")


def _like(url: str, first: SplitResult) -> str:
    """The address with the first page's scheme."""
    return f"{first.scheme}:{url.partition(':')[2]}"


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
