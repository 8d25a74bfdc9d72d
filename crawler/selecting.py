"""A parsed page and its outlet's layout in, the fields that the selectors find out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile
from typing import Final, cast

from lxml.etree import XPath
from lxml.html import HtmlElement
from parsel import Selector
from parsel.csstranslator import HTMLTranslator

from crawler.fields import Fields
from crawler.fragment import tree_text
from crawler.layout import Layout
from crawler.text import squeeze

_MOST_DATES: Final = 6
"""Elements that are looked at for the date."""
_TEXT: Final = XPath("string()", smart_strings=False)
_PIECES: Final = XPath(".//text()", smart_strings=False)
_SHOWN: Final = XPath(".//img | .//video | .//audio | .//iframe | .//object | .//embed")
_NAME: Final = re.compile(r"[.#]([A-Za-z_][\w-]*)|\[class\*=([\w-]+)\]")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_OPEN: Final = re.compile(r"[\\,]|:(?:not|is|where|has)\(")
"""In a selector whose names need not all be on the page as they are written."""


def may_find(selector: str, html: str) -> bool:
    """Tell by a page's source alone whether a CSS selector may find something on it."""
    return all(name in html for name in _names(selector))


@cache
def _names(selector: str) -> tuple[str, ...]:
    """Return the classes and ids without which a selector finds nothing."""
    found = [] if _OPEN.search(selector) else _NAME.findall(_QUOTED.sub("", selector))
    return tuple(one or other for one, other in found)


def narrowed(layout: Layout, html: str) -> Layout:
    """Return the layout with the selectors that may find something on a page: most of the others
    are for what a site looked like in other years."""

    def left(selectors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(selector for selector in selectors if may_find(selector, html))

    return replace(
        layout,
        title=left(layout.title),
        date=left(layout.date),
        author=left(layout.author),
        body=left(layout.body),
        strip=left(layout.strip),
    )


def fits(page: Selector, layout: Layout) -> bool:
    """Tell whether the outlet's selectors of title, date and body all find something."""
    return bool(
        any(_found(page.root, selector) for selector in layout.body)
        and _first(page, layout.title)
        and _first(page, layout.date)
    )


def read_selected(page: Selector, layout: Layout) -> Fields:
    """Return what the outlet's selectors find, taking ``strip`` out of ``page``; fields that they
    miss are empty."""
    return Fields(
        title=_first(page, layout.title),
        dates=tuple(dict.fromkeys(islice(_dates(page, layout), _MOST_DATES))),
        author=_first(page, layout.author),
        body=_body(page, layout),
    )


def only_shows(page: Selector, layout: Layout) -> bool:
    """Tell whether the place of the text, in which there is none, has pictures or a player."""
    places = (found for selector in layout.body for found in _found(page.root, selector))
    return any(not isinstance(place, str) and _SHOWN(place) for place in places)


def _first(page: Selector, selectors: tuple[str, ...]) -> str | None:
    """Return the text of the first element (or attribute) found, as one line."""
    return next(_lines(page, selectors), None)


def _lines(page: Selector, selectors: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of the elements (or attributes) found, each as one line."""
    for selector in selectors:
        for found in _found(page.root, selector):
            if line := squeeze(found if isinstance(found, str) else str(_TEXT(found))):
                yield line


def _dates(page: Selector, layout: Layout) -> Iterator[str]:
    """Yield the texts of the elements of the date; numbers in boxes of their own stay apart."""
    for selector in layout.date:
        for found in _found(page.root, selector):
            texts = [found] if isinstance(found, str) else cast("list[str]", _PIECES(found))
            if line := _cut(squeeze(_apart(texts)), layout):
                yield line


def _apart(texts: Iterable[str]) -> str:
    joined = ""
    for text in texts:
        joined += " " * (joined[-1:].isdigit() and text[:1].isdigit()) + text
    return joined


def _found(root: HtmlElement, selector: str) -> list[HtmlElement | str]:
    """Return what a CSS selector finds; parsel's own would compile it anew for each page."""
    return cast("list[HtmlElement | str]", _compiled(selector)(root))


@cache
def _compiled(selector: str) -> XPath:
    return XPath(HTMLTranslator().css_to_xpath(selector), smart_strings=False)


def _cut(printed: str, layout: Layout) -> str:
    for label in layout.date_labels:
        printed = printed.rpartition(label)[2]
    for end in layout.date_ends:
        printed = printed.partition(end)[0]
    return printed.strip()


def text_of(found: Selector, layout: Layout) -> str:
    """Return the text of an element, taking ``strip`` out of it and unwanted lines out of that."""
    return _text_of(found.root, layout)


def _text_of(found: HtmlElement, layout: Layout) -> str:
    for unwanted in layout.strip:
        for element in _found(found, unwanted):
            if not isinstance(element, str) and element.getparent() is not None:
                element.drop_tree()
    return "\n".join(_kept(tree_text(found).split("\n"), layout))


def _body(page: Selector, layout: Layout) -> str:
    for selector in layout.body:
        for found in _found(page.root, selector):
            if not isinstance(found, str) and (text := _text_of(found, layout)):
                return text
    return ""


def _kept(lines: list[str], layout: Layout) -> list[str]:
    if layout.end_lines:
        ends = re.compile(layout.end_lines).match
        lines = list(takewhile(lambda line: not ends(line), lines))
    if layout.drop_lines:
        drops = re.compile(layout.drop_lines).match
        lines = [line for line in lines if not drops(line)]
    return lines
