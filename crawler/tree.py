"""The source of a page in, its parsed tree out."""

from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from parsel import Selector

ELEMENTS: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html's own look-up calls Python for each element that is touched, for the sake of forms."""


def page_tree(html: str) -> Selector:
    """Return the tree of a page, each element an ``HtmlElement``, comments none."""
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(ELEMENTS)
    source = html.strip().replace("\x00", "").encode() or b"<html/>"
    root = etree.fromstring(source, parser)
    if root is None:
        root = etree.fromstring(b"<html/>", parser)
    return Selector(root=root, type="html")
