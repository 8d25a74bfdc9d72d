"""Tables of a docx file."""

import io
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from extract.register.cells import clean, flowing
from extract.register.grids import Cell, Grid, Grids, bounded, lines_of, narrow
from extract.register.titles import heading, titles

TABLE, ROW, CELL, PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
RUN = qn("w:r")
TEXT, TAB = qn("w:t"), qn("w:tab")
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show in place of a text box: the same once more."""
DELETED = "/".join(map(qn, ("w:trPr", "w:del")))
VALUE = qn("w:val")
ABOVE = 3
"""Paragraphs before a table that may say what it is."""


def grids(body: bytes) -> Grids:
    """Every table, nested ones too, with the paragraphs above it."""
    document = Document(io.BytesIO(body))
    found: list[Grid] = []
    above: list[str] = []
    cells = 0
    for element in document.element.body.iter(TABLE, PARAGRAPH):
        if _holder(element, FALLBACK) is not None:
            continue
        if element.tag == TABLE:
            rows = _rows(element)
            cells += sum(map(len, rows))
            bounded(cells)
            told = "\n".join(above)
            cut = bool(found) and not titles(told)
            found.append(Grid(len(found) + 1, told, lines_of(rows), cut))
            above = []
        elif _holder(element, CELL) is None and (text := flowing(_text(element))):
            above = [*above, text][-ABOVE:]
    return Grids(tuple(found), heading(found[0].above) if found else None)


def _rows(table: _Element) -> list[list[Cell]]:
    """Cells by place; a cell merged downwards stands in every line that it covers."""
    held: dict[int, Cell] = {}
    rows: list[list[Cell]] = []
    for row in table.iter(ROW):
        if _holder(row, TABLE) is not table or row.find(DELETED) is not None:
            continue
        cells = list(_cells(row, held))
        held = {cell.column: cell for cell in cells}
        rows.append(cells)
    return rows


def _cells(row: _Element, above: dict[int, Cell]) -> Iterator[Cell]:
    column = _number(row, "w:trPr/w:gridBefore", 0)
    for element in row.iter(CELL):
        if _holder(element, ROW) is not row:
            continue
        span = max(1, _number(element, "w:tcPr/w:gridSpan", 1))
        merge = element.find("/".join(map(qn, ("w:tcPr", "w:vMerge"))))
        goes_on = merge is not None and merge.get(VALUE) != "restart"
        held = above.get(column) if goes_on else None
        yield Cell(column, span, held.text if held else clean(_cell_text(element)))
        column += span
        narrow(column)


def _number(element: _Element, path: str, usual: int) -> int:
    found = element.find("/".join(map(qn, path.split("/"))))
    value = found.get(VALUE) if found is not None else None
    return min(int(value), 1_000) if value and value.isdigit() else usual


def _cell_text(cell: _Element) -> str:
    own = (p for p in cell.iter(PARAGRAPH) if _holder(p, CELL) is cell)
    return "\n".join(_text(paragraph) for paragraph in own)


def _text(paragraph: _Element) -> str:
    """Runs, links and insertions; what is marked as deleted is no ``w:t``."""
    parts: list[str] = []
    for element in paragraph.iter(TEXT, TAB, *SIGNS):
        if element.tag == TEXT:
            parts.append(element.text or "")
        elif element.tag in SIGNS:
            parts.append(SIGNS[element.tag])
        elif _holder(element, RUN) is not None:
            parts.append(" ")
    return "".join(parts)


def _holder(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)
