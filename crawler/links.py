"""The lines that were read as a body in, those that do not only lead to other pages out."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from crawler.agreement import letters
from crawler.furniture import Line
from crawler.printed import without_dates

_BRIEF: Final = 600
"""Letters of a text in which the headlines of other stories may be taken for a part of it."""
SEVERAL: Final = 3
"""Lines that are links, from which on they are a list of other stories."""
_LONGEST: Final = 300
"""Characters of a line that may be a headline and its date."""
_HEADING: Final = 40
_STOP: Final = re.compile(r"[,.!?，。！？；।۔،]")
_ENDS: Final = ("。", ".")

Linked = Callable[[], frozenset[str]]
"""Gives the letters of a page's links."""


def without_links(linked: Linked, read: Sequence[Line]) -> list[Line]:
    """Drop the list of other stories behind a text, and in a brief one the lines that only lead
    to other pages, unless all of it is such."""
    left = _without_list(linked, read)
    if sum(len(key) for _, key in left) > _BRIEF:
        return left
    links = linked()
    own = [line for line in left if line[1] not in links or line[0].endswith(_ENDS)]
    several = len(left) - len(own) >= SEVERAL
    return own if several and any(_STOP.search(text) for text, _ in own) else left


def _without_list(linked: Linked, read: Sequence[Line]) -> list[Line]:
    """Drop the headlines at the end, dated or not, and what heads them, where a text is left."""
    if not all(map(_is_headline, read[-SEVERAL:])):
        return [*read]
    links = linked()
    behind = [*takewhile(lambda line: _leads_away(line, links), reversed(read))]
    if len(behind) < SEVERAL:
        return [*read]
    left = [*read[: len(read) - len(behind)]]
    if left and len(left[-1][0]) < _HEADING and not _STOP.search(left[-1][0]):
        left.pop()
    return left if any(_STOP.search(text) for text, _ in left) else [*read]


def _is_headline(line: Line) -> bool:
    return len(line[0]) < _LONGEST and not line[0].endswith(_ENDS)


def _leads_away(line: Line, links: frozenset[str]) -> bool:
    """Tell whether a line is a link, with a date at most."""
    text, key = line
    return _is_headline(line) and (key in links or letters(without_dates(text)) in links)
