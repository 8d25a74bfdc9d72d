"""A page of unknown layout in, its fields out: trafilatura's body, metadata from the source."""

import importlib
import warnings
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Final

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from crawler.container import Container, container_text, densest, holds_most, missed
from crawler.fields import Fields
from crawler.metadata import headings, read_metadata
from crawler.text import clean_text, squeeze

LONGEST: Final = 3_000_000
"""Characters; on larger pages of unknown layout the reader takes minutes."""
SHORTEST: Final = 60
"""Characters of a body; less is a notice of the site, not an article."""

_SHORT: Final = 250
"""Characters below which trafilatura takes the whole page, menus and all, for the text."""


def read_generic(html: str, url: str | None) -> Fields | None:
    """Return the fields of a page of unknown layout, None where it holds no article."""
    if len(html) > LONGEST:
        return None
    body = _body(html)
    if len(body) < (SHORTEST if not headings(html) else SHORTEST // 3):
        return None
    return replace(read_metadata(html, url), body=body)


def _body(html: str) -> str:
    """Return trafilatura's text, where that misses the page's densest block a slower reading or
    the block itself: a list of teasers with paragraphs looks more like an article than lines
    between ``<br>``."""
    try:
        tree = _trafilatura().utils.load_html(html)
        if tree is None:
            return ""
        if text := _short_article(tree):
            return text
        text = _extracted(tree, fast=True)
        container = None if holds_most(tree, text) else densest(tree)
        if container is not None and missed(container, text):
            text = _extracted(tree, fast=False)
            if missed(container, text):
                text = container_text(container)
    except (ValueError, TypeError, AttributeError, RecursionError, LxmlError):
        return ""
    return text


def _short_article(tree: HtmlElement) -> str:
    """Return the text of the page's one ``article`` where it is a few sentences and most of it."""
    found = tree.findall(".//article")
    if len(found) != 1 or len(found[0].text_content()) > 4 * _SHORT:
        return ""
    text = container_text(Container(found[0], []))
    fits = SHORTEST // 3 <= len(text) < _SHORT and holds_most(tree, text)
    return text if fits else ""


def _extracted(tree: HtmlElement, *, fast: bool) -> str:
    text = _trafilatura().extract(
        tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False
    )
    lines = (squeeze(line) for line in (text or "").split("\n"))
    return clean_text("\n".join(line.strip("| ") for line in lines if line.strip("|- ")))


@cache
def _trafilatura() -> ModuleType:
    """Import it when it is needed: half a second, and urllib3 warns that it has no SOCKS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("trafilatura")
