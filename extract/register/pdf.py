"""Tables of a PDF file: by the lines around their cells, else by where the words stand."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import NotAList
from extract.register.cells import flowing, solid
from extract.register.columns import header_of
from extract.register.grids import Grid, Grids, bounded
from extract.register.levels import Level, levels_of, without_running
from extract.register.numbers import looks_like_one
from extract.register.pdf_checks import check_streams, check_whole
from extract.register.pdf_text import GLYPHLESS, Char, chars_of, printed_lines
from extract.register.records import Unread
from extract.register.ruled import Ruled, lines_in, split
from extract.register.titles import heading
from extract.register.unruled import grids_of

PAGES = 1_500
"""A list of 40,000 rows has about as many."""
NEAR = 3
"""Points within which two lines are one."""
ABOVE = 3
"""Lines of text above a table that may say what it is."""
Edge = dict[str, Any]
"""A line as the library has it."""
OUTSIDE = "stands outside of the table"


def grids(body: bytes) -> Grids:
    """The tables page by page; one that goes on over pages is one grid a page."""
    check_whole(body)
    check_streams(body)
    try:
        file = pdfplumber.open(io.BytesIO(body))
    except PdfminerException as error:
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise NotAList("an encrypted PDF: it needs a password") from None
        raise
    with file:
        pages = file.pages
        if not pages:
            raise NotAList("a damaged PDF: it has no page")
        if len(pages) > PAGES:
            raise NotAList(f"a PDF of {len(pages):,} pages, more than {PAGES:,}")
        return _read(pages)


def _read(pages: Sequence[Page]) -> Grids:
    """By lines; where these give no header, by words."""
    found: list[Grid] = []
    outside: list[Unread] = []
    levels: list[Level] = []
    chars = unknown = cells = 0
    for page in pages:
        text = chars_of(page)
        own, left = _tables(page, text, first=not found)
        page.close()
        found += own
        outside += _left_out(page.page_number, left)
        levels += levels_of(page.page_number, text)
        chars += len(text)
        unknown += sum(char.text.startswith(GLYPHLESS) for char in text)
        cells += sum(len(line.cells) for grid in own for line in grid.lines)
        bounded(cells)
    if not chars:
        raise NotAList("a PDF without text: a scan")
    if 2 * unknown > chars:
        raise NotAList("a PDF whose fonts do not tell the characters")
    lines = [line for grid in found for line in grid.lines]
    inside = sum(looks_like_one(solid(" ".join(line.cells))) for line in lines)
    headed = any(header_of(line.cells) for line in lines)
    if not headed or len(outside) > inside:
        worded = grids_of(without_running(levels))
        if worded:
            return Grids(worded, _heading(worded))
    return Grids(tuple(found), _heading(found), tuple(outside))


def _heading(grids: Sequence[Grid]) -> str | None:
    return heading(grids[0].above) if grids else None


def _tables(page: Page, chars: Sequence[Char], *, first: bool) -> tuple[list[Grid], list[Char]]:
    """The page's tables from the top, and the characters outside of them."""
    finder = TableFinder(page, _ends(page))
    tables = sorted((Ruled.of(table.cells) for table in finder.tables), key=lambda t: t.top)
    left = list(chars)
    insides = []
    for table in tables:
        inside, left = split(table, left)
        insides.append(inside)
    found: list[Grid] = []
    above = 0.0
    for table, inside in zip(tables, insides, strict=True):
        told = printed_lines(char for char in left if above <= char.middle < table.top)
        text = "\n".join(line.text for line in told[-ABOVE:])
        cut = not first and table is tables[0]
        found.append(Grid(page.page_number, text, lines_in(table, inside), cut))
        above = table.bottom
    return found, left


def _ends(page: Page) -> dict[str, list[Edge]]:
    """Lines that are missing at the ends of others.

    Above and below: a row that a page break cuts; left and right: a table that is open there.
    """
    edges = page.edges
    across = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    if not across or not upright:
        return {}
    left, right = _limits([*across, *upright], "x0", "x1")
    top, bottom = _limits([*across, *upright], "top", "bottom")
    rows = _missing(upright, across, "top", "bottom")
    columns = _missing(across, upright, "x0", "x1")
    return {
        "explicit_horizontal_lines": [_drawn(left, right, at, at) for at in rows],
        "explicit_vertical_lines": [_drawn(at, at, top, bottom) for at in columns],
    }


def _limits(lines: Sequence[Edge], low: str, high: str) -> tuple[float, float]:
    return min(line[low] for line in lines), max(line[high] for line in lines)


def _missing(lines: Sequence[Edge], ends: Sequence[Edge], low: str, high: str) -> list[float]:
    """Where some lines begin or end, and no line across stands there."""
    limits = _limits(lines, low, high)
    return [at for at in limits if not any(abs(at - end[low]) <= NEAR for end in ends)]


def _drawn(x0: float, x1: float, top: float, bottom: float) -> Edge:
    size = {"width": x1 - x0, "height": bottom - top}
    place = {"x0": x0, "x1": x1, "top": top, "bottom": bottom}
    return {"object_type": "line"} | place | size


def _left_out(page: int, chars: Sequence[Char]) -> Iterator[Unread]:
    for line in printed_lines(chars):
        if looks_like_one(solid(line.text)):
            yield Unread(page, None, flowing(line.text)[:200], OUTSIDE)
