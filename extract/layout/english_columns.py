"""English tables whose columns only spaces, line ends or commas part to the same text with ``|``.

The header tells the columns: ``No. Model name Filing entity Filing date``. Below it,
``1 Lanhe Shandong Haida Technology 2026/2/27`` is parted at its number, place, date and code and,
between the service and the company, where both read most like what they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from extract.layout.english_cells import LEGAL, PROSE, Span, first_cell, last_cell
from extract.layout.english_headings import LABELS, Kind, heads_table, kind_of, kind_of_cell
from extract.layout.english_split import parted
from extract.layout.english_stacked import RUN, Mark, numbered, stacked, tells_firms

Columns = tuple[Kind, ...]
"""What each column holds."""
Head = tuple[Sequence[Span], Columns]
GAP = re.compile(r" +")
WIDE = re.compile(r" {2,}")
COMMA = re.compile(rf"\"?,(?! ?{LEGAL}| ?\d{{4}}\b(?!-|/))(?=(?:[^\"]*\"[^\"]*\")*[^\"]*\Z) ?\"?")
SEMICOLON = re.compile(r"; ?")
SEPARATORS = (WIDE, SEMICOLON, COMMA)
"""What parts the cells of a header and of its rows; else one space does."""
WORDS = 8
"""Words of the longest label."""
LONGEST = 160
"""Characters of a row."""
FEWEST = 2
"""Rows by which a table without numbers is known."""


def columns_parted(text: str) -> str:
    """The text with ``|`` for what parts the cells of a table; as long as before."""
    spans = list(_lines(text))
    marks: list[Mark] = []
    index = 0
    while index < len(spans):
        found, used = _table(text, spans, index)
        marks += found
        index += used
    if not marks:
        return text
    out = list(text)
    for start, end, mark in marks:
        out[start:end] = mark + " " * (end - start - 1)
    return "".join(out)


def _lines(text: str) -> Iterator[Span]:
    """The lines that are not empty, without the spaces round them."""
    start = 0
    for line in text.split("\n"):
        said = line.strip()
        if said:
            first = start + line.index(said[0])
            yield first, first + len(said)
        start += len(line) + 1


def _table(text: str, spans: Sequence[Span], index: int) -> tuple[list[Mark], int]:
    """What parts the cells of the table that begins here, and its lines; 1 without one."""
    start, end = spans[index]
    if end - start > LONGEST:
        return [], 1
    if text[start].isdigit():
        found, used = numbered(text, spans, index)
        return (found, used) if found else _unheaded(text, spans, index)
    if not _any_label().match(text, start, end):
        return [], 1
    found, used = stacked(text, spans, index)
    return (found, used) if found else _gapped(text, spans, index)


@lru_cache
def _any_label() -> re.Pattern[str]:
    labels = "|".join(LABELS.values())
    return re.compile(rf"[*\"]{{0,3}}(?:{labels})(?![\w'-])", re.IGNORECASE)


def _gapped(text: str, spans: Sequence[Span], index: int) -> tuple[list[Mark], int]:
    """The same of a table with a row a line."""
    cells: Sequence[Span]
    columns: Columns
    for separator in SEPARATORS:
        cells = _split(text, spans[index], separator)
        kinds = [kind_of_cell(text[a:b]) for a, b in cells] if len(cells) > 1 else []
        if heads_table(kinds) and (separator is WIDE or None not in kinds):
            columns = tuple(kind or "other" for kind in kinds)
            break
    else:
        separator = WIDE
        cells, columns = _header(text, spans[index])
    if not columns:
        return [], 1
    rows = _rows(text, (spans[i] for i in range(index + 1, len(spans))), columns, separator)
    if not rows:
        return [], 1
    return [(a[1], b[0], "|") for row in (cells, *rows) for a, b in pairwise(row)], 1 + len(rows)


def _unheaded(text: str, spans: Sequence[Span], index: int) -> tuple[list[Mark], int]:
    """The same of rows of as many cells between wide gaps below no header."""
    rows: list[list[Span]] = []
    for line in spans[index:]:
        cells = _split(text, line, WIDE) if text.find("  ", *line) >= 0 else []
        if len(cells) < len(rows[0]) if rows else len(cells) < RUN:
            break
        rows.append(cells)
    if len(rows) < RUN or len(set(map(len, rows))) > 1 or not tells_firms(text, rows):
        return [], 1
    return [(a[1], b[0], "|") for row in rows for a, b in pairwise(row)], len(rows)


def _split(text: str, line: Span, separator: re.Pattern[str]) -> list[Span]:
    start, end = line
    said = text[start:end]
    edges = [start, *(start + x for m in separator.finditer(said) for x in m.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _header(text: str, line: Span) -> Head:
    """The cells of a header whose words one space parts; none where the line is no header."""
    known: dict[Span, Kind | None] = {}
    return next((h for h in _readings(text, *line, known) if _tells(h[1])), ((), ()))


def _readings(
    text: str, start: int, end: int, known: dict[Span, Kind | None], used: Columns = ()
) -> Iterator[Head]:
    """Every way to read a stretch as labels: ``Service | Company``, ``Service company``."""
    if start >= end:
        yield (), ()
        return
    for stop in _stops(text, start, end):
        span = (start, stop)
        if span not in known:
            known[span] = kind_of(text[start:stop])
        kind = known[span]
        if kind is None or (kind in used and kind != "other"):
            continue
        gap = GAP.match(text, stop, end)
        after = gap.end() if gap else end
        for cells, kinds in _readings(text, after, end, known, (*used, kind)):
            yield (span, *cells), (kind, *kinds)


def _stops(text: str, start: int, end: int) -> list[int]:
    """Ends of the first words, the most words first."""
    stops = [m.start() for m in islice(GAP.finditer(text, start, end), WORDS - 1)]
    return [*reversed(stops), *([end] if len(stops) < WORDS - 1 else [])]


def _tells(kinds: Columns) -> bool:
    """May the words of a line be a header: a company and a service, each column once?"""
    return {"company", "service"} <= set(kinds)


def _rows(
    text: str, spans: Iterable[Span], kinds: Columns, separator: re.Pattern[str]
) -> list[Sequence[Span]]:
    """The cells of the lines below a header as long as they are its rows."""
    rows: list[Sequence[Span]] = []
    for span in spans:
        cells = _cells(text, span, kinds, separator)
        if not cells:
            break
        rows.append(cells)
    return rows if len(rows) >= FEWEST or (rows and kinds[0] == "number") else []


def _cells(text: str, line: Span, kinds: Columns, separator: re.Pattern[str]) -> Sequence[Span]:
    start, end = line
    if end - start > LONGEST:
        return ()
    cells = _split(text, line, separator)
    if len(cells) == len(kinds) and all(b > a for a, b in cells):
        return cells
    number = first_cell(text, line, "number")
    if separator is not WIDE or PROSE.search(text, number[1] if number else start, end):
        return ()
    return () if COMMA.search(text[start:end]) else _told_apart(text, line, kinds)


def _told_apart(text: str, line: Span, kinds: Columns) -> Sequence[Span]:
    """The cells of a row without wide gaps: those without names first, from both ends."""
    start, end = line
    left: list[Span] = []
    right: list[Span] = []
    inner = list(kinds)
    if "number" not in inner and (cell := first_cell(text, line, "number")):
        start = cell[1] + 1
    while inner and (cell := first_cell(text, (start, end), inner[0])):
        left.append(cell)
        start, inner = min(end, cell[1] + 1), inner[1:]
    while inner and (cell := last_cell(text, (start, end), inner[-1])):
        right.insert(0, cell)
        end, inner = max(start, cell[0] - 1), inner[:-1]
    if set(inner) != {"company", "service"} or len(inner) != 2:
        return ()
    sure = bool(left or right)
    middle = parted(text, (start, end), company_first=inner[0] == "company", sure=sure)
    return [*left, *middle, *right] if middle else ()
