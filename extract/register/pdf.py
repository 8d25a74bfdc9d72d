"""Tables of a PDF file: by the lines around their cells, else by where the words stand."""

import io
from collections.abc import Iterator, Sequence

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import NotAList
from extract.register.cells import flowing, solid
from extract.register.columns import header_of
from extract.register.grids import Grid, Grids, bounded
from extract.register.levels import Level, levels_of
from extract.register.numbers import looks_like_one
from extract.register.pdf_checks import check_streams, check_whole
from extract.register.pdf_text import Char, chars_of, printed_lines
from extract.register.records import Unread
from extract.register.ruled import Ruled, lines_in, split
from extract.register.unruled import grids_of

PAGES = 1_500
"""A list of 40,000 rows has about as many."""
NEAR = 3
"""Points within which two lines are one."""
ABOVE = 3
"""Lines of text above a table that may say what it is."""
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
    chars = cells = 0
    for page in pages:
        text = chars_of(page)
        own, left = _tables(page, text, first=not found)
        page.close()
        found += own
        outside += _left_out(page.page_number, left)
        levels += levels_of(page.page_number, text)
        chars += len(text)
        cells += sum(len(line.cells) for grid in own for line in grid.lines)
        bounded(cells)
    if not chars:
        raise NotAList("a PDF without text: a scan")
    if not any(header_of(line.cells) for grid in found for line in grid.lines):
        worded = grids_of(levels)
        if worded:
            return Grids(worded, _heading(worded))
    return Grids(tuple(found), _heading(found), tuple(outside))


def _heading(grids: Sequence[Grid]) -> str | None:
    return flowing(grids[0].above) or None if grids else None


def _tables(page: Page, chars: Sequence[Char], *, first: bool) -> tuple[list[Grid], list[Char]]:
    """The page's tables from the top, and the characters outside of them."""
    finder = TableFinder(page, {"explicit_horizontal_lines": _ends(page)})
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


def _ends(page: Page) -> list[float]:
    """Where the upright lines begin and end without a line across: a row cut by a page break."""
    edges = page.edges
    across = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    if not upright:
        return []
    ends = (min(e["top"] for e in upright), max(e["bottom"] for e in upright))
    return [end for end in ends if not any(abs(end - y) <= NEAR for y in across)]


def _left_out(page: int, chars: Sequence[Char]) -> Iterator[Unread]:
    for line in printed_lines(chars):
        if looks_like_one(solid(line.text)):
            yield Unread(page, None, flowing(line.text)[:200], OUTSIDE)
