"""What the cells of English tables look like, column by column."""

import re
from functools import lru_cache

from extract.layout.english_headings import EMPTY, Kind
from extract.matching.word_lists import compiled

Span = tuple[int, int]
"""Where a line or a cell begins and ends."""
CELLS: dict[Kind, str] = {
    "number": r"\(?\d{1,4}[.)]?",
    "place": r"(?-i:{places}|{cities})(?: (?:Municipality|Province|City|District))?",
    "date": r"\d{4}(?:[-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|{month} \d{1,2}(?:, ?| )\d{4}|\d{1,2} {month} \d{4}|{month} \d{4}|{month} \d{1,2}"
    r"|\d{1,2} {month}",
    "code": r"[A-Za-z-]*\d[\w-]{4,40}",
}
"""What the cells of columns look like that hold no name."""
LEGAL = r"(?:Co|Ltd|Limited|Inc|LLC|Corp)\b"
PROSE = re.compile(r"(?<!\bNo)(?<!\bCo)(?<!Inc)(?<!Ltd)(?<!Corp)[.!?;:](?: |\Z)|\|")
PLACE = re.compile(r"[A-Z][\w'-]{1,20}(?: [A-Z][\w'-]{1,20}){0,3}")
"""What may name a place where it has a column of its own."""
LONGEST = 100
"""Characters of a cell."""


@lru_cache
def _cell(kind: Kind) -> re.Pattern[str]:
    return compiled(rf"(?:{CELLS.get(kind, '(?!)')})(?= |\Z)", "en")


@lru_cache
def _last_cell(kind: Kind) -> re.Pattern[str]:
    return compiled(rf" (?P<x>{CELLS.get(kind, '(?!)')})\Z", "en")


def first_cell(text: str, span: Span, kind: Kind) -> Span | None:
    """The cell of such a column that a stretch begins with."""
    found = _cell(kind).match(text, *span)
    return found.span() if found else None


def last_cell(text: str, span: Span, kind: Kind) -> Span | None:
    """The cell of such a column that a stretch ends with."""
    found = _last_cell(kind).search(text, *span)
    return found.span("x") if found else None


def fits(text: str, span: Span, kind: Kind) -> bool:
    """May a cell stand in such a column?"""
    start, end = span
    if kind in CELLS:
        empty = EMPTY.fullmatch(text, start, end)
        placed = kind == "place" and PLACE.fullmatch(text, start, end)
        return bool(empty or placed or _cell(kind).fullmatch(text, start, end))
    if end - start > LONGEST or PROSE.search(text, start, end):
        return False
    if kind == "other":
        return True
    return not any(_cell(kind).fullmatch(text, start, end) for kind in ("number", "date"))
