"""The patterns of the keyword gate in, what any page holds that can pass it out: quick to find.

A page is decoded and not parsed: its words may stand between tags, as entities or in scripts. What
``extract.gate.passes`` lets through as a text is let through as a page.
"""

import re
from html import unescape
from typing import Final

from extract.gate import ACT, PLACE, SUBJECT
from extract.matching.literals import may_match

_REFERENCE: Final = re.compile(r"&#(?:x[0-9a-f]+|\d{5}|6[5-9]|[789]\d|1[01]\d|12[0-2]);?", re.I)
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_UNSEEN: Final = ("\u00ad", "\u200b", "\u2060", "\ufeff", "&shy;", "<wbr>", "<wbr/>", "<wbr />")


def may_pass(page: str) -> bool:
    """Whether the text of a page, whatever its language, could pass the keyword gate."""
    html = _plain(page)
    lower = html.lower()
    if not html.isascii() and may_match(ACT["zh"], html) and may_match(SUBJECT["zh"], html):
        return True
    return all(may_match(part, lower) for part in (SUBJECT["en"], ACT["en"], PLACE))


def _plain(page: str) -> str:
    """The page with its characters as themselves."""
    if "\\u" in page:
        page = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), page)
    if "&#" in page and _REFERENCE.search(page):
        page = unescape(page)
    for mark in _UNSEEN[4 * page.isascii() :]:
        if mark in page:
            page = page.replace(mark, "")
    return page
