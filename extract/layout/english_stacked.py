"""English tables printed one cell a line to what parts their cells, with and without a header.

A row may have cells that take two lines, and lack the last ones; pages may part it from the next.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.layout.english_cells import Span, fits
from extract.layout.english_headings import LONGEST, Kind, heads_table, kind_of
from extract.layout.english_split import ends_as_firm, likeness

Cells = Sequence[Sequence[Span]]
"""The lines of each cell of a row."""
Mark = tuple[int, int, str]
"""A stretch of the text and what takes its place: ``|`` between cells, a space inside one."""
MOST = 10
"""Columns."""
TALL, SPARE = 3, 3
"""Lines of a cell, and lines that the cells of a row take beyond one each."""
LACKING = 4
"""Lines more than which a cell that is not there is against a row."""
FEWEST = 2
"""Rows by which a table without numbers is known."""
CHROME = re.compile(
    r"[-–— ]*\d{1,3}[-–— ]+|(?:page )?\d{1,3} ?(?:/|of) ?\d{1,3}|page \d{1,3}"
    r"|\(?continued(?: on (?:the )?next page)?\)?",
    re.IGNORECASE,
)
"""What stands between two pages."""
NUMBER = re.compile(r"\(?(\d{1,4})[.)]?")
NUMBERED = re.compile(r"\(?(?P<n>\d{1,4})(?:[.)]?\Z|[.)] ?(?=[A-Z\"]))")
"""A number that is a line or begins one."""
WIDTHS = range(2, MOST)
"""Lines of a row without a header."""
RUN = 3
"""Rows by which a table without a header is known."""


def stacked(text: str, spans: Sequence[Span], index: int) -> tuple[list[Mark], int]:
    """What parts the cells of a table that begins at a line, and how many lines it has."""
    head, kinds = _header(text, spans, index)
    if len(kinds) < 2 or not heads_table(kinds):
        return [], 1
    place = index + sum(map(len, head))
    rows, between = _rows(text, spans, place, kinds)
    if len(rows) < FEWEST and not (rows and "number" in kinds):
        return [], 1
    marks = [mark for row in (head, *rows) for mark in _marks(row)]
    used = len(between) + sum(len(cell) for row in (head, *rows) for cell in row)
    return sorted([*marks, *((*page, " ") for page in between)]), used


def _header(text: str, spans: Sequence[Span], index: int) -> tuple[Cells, tuple[Kind, ...]]:
    """The lines one after another that are headings, of one line or more."""
    cells: list[Sequence[Span]] = []
    kinds: list[Kind] = []
    while index < len(spans) and len(cells) < MOST:
        kind, tall = _heading(text, spans, index)
        if kind is None:
            break
        cells.append(spans[index : index + tall])
        kinds.append(kind)
        index += tall
    return cells, tuple(kinds)


def _heading(text: str, spans: Sequence[Span], index: int) -> tuple[Kind | None, int]:
    """What a heading says and the lines it takes: more than one where they are none alone."""
    best: tuple[Kind | None, int] = (None, 0)
    for tall in range(1, TALL + 1):
        lines = [text[a:b] for a, b in spans[index : index + tall]]
        if len(lines) < tall or sum(map(len, lines)) > LONGEST:
            break
        if best[0] and kind_of(lines[-1]):
            break
        kind = kind_of(" ".join(lines))
        best = (kind, tall) if kind else best
    return best


def _rows(
    text: str, spans: Sequence[Span], index: int, kinds: Sequence[Kind]
) -> tuple[list[Cells], list[Span]]:
    """The rows that follow and the lines between their pages."""
    rows: list[Cells] = []
    between: list[Span] = []
    while True:
        row = _row(text, spans, index, kinds)
        if row is None and rows and _between_pages(text, spans, index):
            row = _row(text, spans, index + 1, kinds)
            between += [spans[index]] if row else []
            index += 1
        if row is None:
            return rows, between
        rows.append(row)
        index += sum(map(len, row))


def _between_pages(text: str, spans: Sequence[Span], index: int) -> bool:
    return index + 1 < len(spans) and CHROME.fullmatch(text, *spans[index]) is not None


def _row(text: str, spans: Sequence[Span], index: int, kinds: Sequence[Kind]) -> Cells | None:
    """The lines read as a row that another row, or no row, may follow: the best way to do so."""
    found = list(_fitting(text, spans, index, kinds, SPARE))
    odd = [_odd(row, len(kinds)) for row in found]
    best = [row for row, points in zip(found, odd, strict=True) if points == min(odd)]
    if len(best) > 1 and {"company", "service"} <= set(kinds):
        return max(best, key=lambda row: _likeness(text, row, kinds))
    return best[0] if best else None


def _odd(row: Cells, width: int) -> int:
    """By how much a row differs from one with all its cells, each of one line."""
    return sum(len(cell) - 1 for cell in row) + LACKING * (width - len(row))


def _likeness(text: str, row: Cells, kinds: Sequence[Kind]) -> float:
    firm, service = (
        " ".join(text[a:b] for a, b in row[kinds.index(kind)]) for kind in ("company", "service")
    )
    return likeness(firm.split(" "), service.split(" "))


def _fitting(
    text: str, spans: Sequence[Span], index: int, kinds: Sequence[Kind], spare: int, column: int = 0
) -> Iterator[list[Sequence[Span]]]:
    """Every way to fill the columns from one on with the lines from one on."""
    if column == len(kinds):
        yield from ([] for _ in range(_may_end(text, spans, index, kinds)))
        return
    kind = kinds[column]
    anchored = kind in ("company", "service", "other") and {"number", "date", "code"} & {*kinds}
    for tall in range(1, (min(TALL, spare + 1) if anchored else 1) + 1):
        cell = spans[index : index + tall]
        if len(cell) < tall or not fits(text, cell[-1], kind):
            break
        if column == 0 and kind_of(text[slice(*cell[0])]):
            break
        left = spare + 1 - tall
        for rest in _fitting(text, spans, index + tall, kinds, left, column + 1):
            yield [cell, *rest]
    if column > 1 and kinds[0] == "number" and not {"company", "service"} & {*kinds[column:]}:
        yield from ([] for _ in range(_may_end(text, spans, index, kinds)))


def _may_end(text: str, spans: Sequence[Span], index: int, kinds: Sequence[Kind]) -> bool:
    """May a row end before a line: where rows have numbers, at none but a number or at the end?"""
    if kinds[0] != "number" or index >= len(spans):
        return True
    if NUMBER.fullmatch(text, *spans[index]) or kind_of(text[slice(*spans[index])]):
        return True
    return not _numbered_later(text, spans, index)


def _numbered_later(text: str, spans: Sequence[Span], index: int) -> bool:
    """Stands a number on its own in the next lines, so that those before it belong to a row?"""
    near = spans[index : index + TALL]
    for a, b in near:
        if CHROME.fullmatch(text, a, b) and not NUMBER.fullmatch(text, a, b):
            return False
        if NUMBER.fullmatch(text, a, b):
            return True
    return False


def _marks(row: Cells) -> Iterator[Mark]:
    lines = [(line, i) for i, cell in enumerate(row) for line in cell]
    for ((_, end), i), ((start, _), j) in pairwise(lines):
        yield end, start, " " if i == j else "|"


def numbered(text: str, spans: Sequence[Span], index: int) -> tuple[list[Mark], int]:
    """The same of rows below no header: a number, and as many lines up to the next number."""
    for width in WIDTHS:
        rows: list[list[Span]] = []
        while row := _numbered_row(text, spans[index + len(rows) * width :][:width], rows):
            rows.append(row)
            if len(rows[0]) != len(row):
                break
        if len(rows) >= RUN and tells_firms(text, rows):
            marks = [mark for row in rows for mark in _marks([[cell] for cell in row])]
            return marks, len(rows) * width
    return [], 1


def _numbered_row(text: str, lines: Sequence[Span], rows: Sequence[Sequence[Span]]) -> list[Span]:
    """The cells of the next row, whose number is one more; the name may stand on its line."""
    if len(lines) < WIDTHS[0]:
        return []
    start, end = lines[0]
    number = NUMBERED.match(text, start, end)
    if number is None:
        return []
    if rows:
        first = NUMBERED.match(text, *rows[0][0])
        if first is None or int(number["n"]) != int(first["n"]) + len(rows):
            return []
    head = [(start, number.end("n"))]
    cells = [*([(number.end(), end)] if number.end() < end else []), *lines[1:]]
    if len(cells) < 2 or not all(fits(text, cell, "other") for cell in cells):
        return []
    return [] if any(NUMBERED.fullmatch(text, *cell) for cell in cells) else [*head, *cells]


def tells_firms(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Do the cells of a column end as companies do; where others are days, does one?"""
    columns = [[text[slice(*cell)] for cell in column] for column in zip(*rows, strict=True)]
    dated = any(all(fits(cell, (0, len(cell)), "date") for cell in column) for column in columns)
    firms = [sum(map(ends_as_firm, column)) for column in columns]
    return 2 * max(firms) >= len(rows) or (dated and max(firms) > 0)
