"""A page and what was read of it in, whether it is a list of articles with their teasers out."""

from typing import Final

from turbohtml import Document

from crawler.agreement import letters
from crawler.lines import Lines

_ENTRIES: Final = 8
"""Headings that are links, from which on a page may be a list."""
_TEASER: Final = 400
"""Characters a heading; articles that sum up a week say more of each."""
_BELOW: Final = 3
"""Lines of an entry that are looked at: the heading, a date, the teaser."""
_HEADINGS: Final = ", ".join(f"h{n} a[href], a[href] h{n}" for n in (2, 3, 4))
_ARTICLE: Final = (
    'meta[property="og:type" i][content="article" i], meta[property^="article:published" i],'
    ' [itemprop~="articleBody"]'
)
"""What a page says that is one article."""


def is_index(tree: Document, lines: Lines, body: str) -> bool:
    """Tell whether the body is, with or without them, what stands below headings that lead to
    other pages; ``lines`` are those of the page's whole text."""
    if tree.select_one(_ARTICLE) is not None:
        return False
    linked = {letters(element.text) for element in tree.select(_HEADINGS)} - {""}
    kept, keys = set(map(letters, body.split("\n"))), lines.letters
    places = [at for at, key in enumerate(keys) if key in linked]
    entries = sum(not kept.isdisjoint(keys[at : at + _BELOW]) for at in places)
    return entries >= _ENTRIES and len(body) < _TEASER * entries
