"""An article's text and what was read in it, to stretches that a page can mark."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

KINDS: Final = (
    "company", "service", "description", "number", "date", "voice", "approved", "held", "name",
)  # fmt: skip
"""What a mark is of; of two that overlap the earlier kind stays."""
_KIND: Final = {
    "COMPANY": "company", "SIDE": "company", "MODEL": "service", "DESC": "description",
    "ORDINAL": "number", "NUMBER": "number", "DATE": "date", "AUTHORITY": "voice",
    "REGULATION": "voice", "SCHEME": "voice", "cited_source": "voice", "person": "voice",
    "SOURCE": "voice", "PERSON": "voice", "APPROVED": "approved", "NOTICE": "approved",
    "PENDING": "held", "REFUSED": "held", "EARLIER": "held", "DRAFT": "held", "DUTY": "held",
}  # fmt: skip
_MENTIONS = 'SELECT label, "start", "end", rule, role FROM mentions WHERE doc = ?'
_COUNTS = 'SELECT of, scope, "start", "end", rule, value, qualifier FROM counts WHERE doc = ?'
_DATES = """
    SELECT event_date, event_date_text, "start", "end" FROM announcements
    WHERE doc = ? AND event_date_text IS NOT NULL
"""
_SERVICES = """
    SELECT "start", "end", rule, company, model, description, company_id, service_id
    FROM service_mentions WHERE doc = ?
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text: its kind, the rule that found it and what it was taken for."""

    start: int
    end: int
    kind: str
    rule: str
    label: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: plain, marked, and within the span that was asked for or not."""

    text: str
    mark: Mark | None = None
    asked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text line by line, its marks in order, and the findings of exactly the span asked for."""

    lines: Sequence[Sequence[Piece]]
    marks: Sequence[Mark]
    asked: Sequence[Mark]
    span: tuple[int, int] | None
    said: str
    """The words of the span that was asked for."""
    kinds: Sequence[str]


def marked(
    connection: sqlite3.Connection,
    doc: int,
    text: str,
    start: int | None = None,
    end: int | None = None,
) -> Marked:
    """The text of an article with its marks; a span that the text does not have is no span."""
    found = [mark for mark in findings(connection, doc, text) if 0 <= mark.start < mark.end]
    marks = apart(mark for mark in found if mark.kind != "link")
    span = None
    if start is not None and end is not None and 0 <= start < end <= len(text):
        span = (start, end)
    asked = [mark for mark in found if (mark.start, mark.end) == span]
    here = {mark.kind for mark in marks}
    return Marked(
        list(_lines(text, marks, span)),
        marks,
        asked,
        span,
        text[span[0] : span[1]] if span else "",
        [kind for kind in KINDS if kind in here],
    )


def findings(connection: sqlite3.Connection, doc: int, text: str) -> Iterator[Mark]:
    """Everything that was read in an article, with overlaps; a pair of names is a ``link``."""
    for label, start, end, rule, role in connection.execute(_MENTIONS, (doc,)):
        yield Mark(start, end, _KIND.get(label, "name"), rule, label, role or "")
    for of, scope, start, end, rule, value, qualifier in connection.execute(_COUNTS, (doc,)):
        yield Mark(start, end, "number", rule, f"{of}.{scope}", f"{qualifier}:{value}")
    for day, printed, start, end in connection.execute(_DATES, (doc,)):
        at = text.find(printed, start, end)
        if at >= 0:
            yield Mark(at, at + len(printed), "date", "", "event_date", day or "")
    for start, end, rule, *named in connection.execute(_SERVICES, (doc,)):
        yield Mark(start, end, "link", rule, "service", " · ".join(n for n in named[:3] if n))


def apart(found: Iterable[Mark]) -> list[Mark]:
    """Marks without overlaps, in order of the text; by kind, then the longest."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (KINDS.index(m.kind), m.start - m.end, m.start)):
        at = bisect_left(kept, mark.start, key=lambda m: m.start)
        clear = at == 0 or kept[at - 1].end <= mark.start
        if clear and (at == len(kept) or mark.end <= kept[at].start):
            kept.insert(at, mark)
    return kept


def _lines(text: str, marks: Sequence[Mark], span: tuple[int, int] | None) -> Iterator[list[Piece]]:
    """The lines that are not blank, cut where a mark or the span begins or ends."""
    cuts = {edge for mark in marks for edge in (mark.start, mark.end)} | set(span or ())
    edges = sorted(cuts)
    at, opened = 0, False
    for line in text.split("\n"):
        stop = at + len(line)
        inner = edges[bisect_right(edges, at) : bisect_left(edges, stop)]
        pieces: list[Piece] = []
        for one, two in pairwise([at, *inner, stop]):
            asked = span is not None and span[0] <= one < span[1]
            pieces.append(Piece(text[one:two], _over(marks, one), asked, asked and not opened))
            opened = opened or asked
        if line.strip() or any(piece.first for piece in pieces):
            yield pieces
        at = stop + 1


def _over(marks: Sequence[Mark], at: int) -> Mark | None:
    """The mark that a place of the text lies in."""
    before = bisect_right(marks, at, key=lambda mark: mark.start) - 1
    return marks[before] if before >= 0 and marks[before].end > at else None
