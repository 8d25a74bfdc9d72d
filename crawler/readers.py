"""A page of unknown layout in, what independent readers take for its running text out."""

import importlib
import logging
import re
import warnings
from collections.abc import Callable
from functools import cache, partial
from types import ModuleType
from typing import Any, Final

from lxml.etree import LxmlError
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from turbohtml import Document, Element

from crawler.agreement import letters
from crawler.tree import ELEMENTS

MOST_TAGS: Final = 12_000
"""Tags of a page that trafilatura reads; it takes seconds for more, and the others decide."""

_MOST_LINKS: Final = 2_000

_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|csv|txt|zip|rar)(?:$|[?#])", re.IGNORECASE
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


class Readers:
    """The readers of one page; each gives text in lines, empty where it finds or can do nothing."""

    def __init__(self, html: str, tree: Document) -> None:
        self._html, self._tree = html, tree
        self._lexbor = HTMLTree.parse(html)
        self._tags = html.count("<")

    def whole(self) -> str:
        """Return all text of the page in its order: a line a paragraph, cells behind two tabs."""
        return _or_nothing(lambda: _plain(self._lexbor))

    def linked(self) -> frozenset[str]:
        """Return the letters of all links to pages, not files, and of each text in them."""
        links = self._tree.select("a[href]")[:_MOST_LINKS]
        texts = (
            text for link in links if not _is_file(link) for text in (link.text, *link.strings)
        )
        return frozenset(map(letters, texts)) - {""}

    def resiliparse(self) -> str:
        """Return what Resiliparse keeps when it drops menus and the like: hardly a line missing."""
        return _or_nothing(lambda: _plain(self._lexbor, main=True))

    def turbohtml(self) -> str:
        """Return the block that turbohtml scores highest: hardly a line too many."""
        return _or_nothing(self._densest)

    def trafilatura(self, *, generous: bool = False) -> str:
        """Return trafilatura's text, without its own fallbacks; ``generous``: rather too much."""
        return "" if self._tags > MOST_TAGS else _or_nothing(lambda: self._extracted(generous))

    def readability(self) -> str:
        """Return the block that trafilatura's Readability chooses; a section is a ``div`` to it."""
        return "" if self._tags > MOST_TAGS else _or_nothing(self._readable)

    def _densest(self) -> str:
        found = self._tree.main_content()
        return found.to_text() if found is not None else ""

    def _extracted(self, generous: bool) -> str:
        read = partial(_trafilatura().extract, self._html, fast=True, favor_recall=generous)
        return read(include_comments=False, with_metadata=False) or ""

    def _readable(self) -> str:
        tree = _trafilatura().utils.load_html(self._html)
        if tree is None:
            return ""
        for section in tree.iter("section"):
            section.tag = "div"
        chosen = importlib.import_module("trafilatura.readability_lxml").Document(tree).summary()
        return _plain(chosen)


def rough_text(html: str) -> str:
    """Return what ``Readers.resiliparse`` does, of a page that no other reader is asked of."""
    return _or_nothing(lambda: _plain(HTMLTree.parse(html), main=True))


def _is_file(link: Element) -> bool:
    return bool(_FILE.search(str(link.attr("href") or "")))


def _plain(page: HTMLTree | str, *, main: bool = False) -> str:
    return str(
        extract_plain_text(
            page, main_content=main, preserve_formatting=True, alt_texts=False, list_bullets=False
        )
    )


def _or_nothing(read: Callable[[], Any]) -> str:
    try:
        return str(read())
    except (ValueError, TypeError, AttributeError, RecursionError, LxmlError):
        return ""


@cache
def _trafilatura() -> ModuleType:
    """Import it when it is needed: half a second, and urllib3 warns that it has no SOCKS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = importlib.import_module("trafilatura")
    found.utils.HTML_PARSER.set_element_class_lookup(ELEMENTS)
    return found
