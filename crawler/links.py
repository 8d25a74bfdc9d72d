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
_SEVERAL: Final = 3
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
    several = len(left) - len(own) >= _SEVERAL
    return own if several and any(_STOP.search(text) for text, _ in own) else left


def _without_list(linked: Linked, read: Sequence[Line]) -> list[Line]:
    """Drop the dated headlines at the end, and what heads them, where a text is left."""
    behind = [*takewhile(lambda line: _is_dated(line[0]), reversed(read))]
    if len(behind) < _SEVERAL:
        return [*read]
    links, at = linked(), len(read) - len(behind)
    if not all(letters(without_dates(text)) in links for text, _ in behind):
        return [*read]
    heading = at > 0 and len(read[at - 1][0]) < _HEADING and not _STOP.search(read[at - 1][0])
    left = [*read[: at - heading]]
    return left if any(_STOP.search(text) for text, _ in left) else [*read]


def _is_dated(text: str) -> bool:
    """Tell whether a line ends in a date, or begins with one, and has words beside it."""
    rest = without_dates(text) if len(text) < _LONGEST else text
    return rest != text and bool(letters(rest)) and (text.startswith(rest) or text.endswith(rest))
