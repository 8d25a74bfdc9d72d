"""What every format gives: tables as lines of cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.errors import NotAList
from extract.register.records import Unread

MOST_CELLS = 2_000_000
"""Of one file; a list of 2,000 rows with 8 columns has 16,000."""
WIDEST = 200
"""Columns of a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place in a line; what it covers to the right of it is empty."""

    column: int
    span: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line of a table, from left to right; empty ones are empty texts."""

    cells: tuple[str, ...]
    merged: bool = False
    """True where one cell covers most of the columns, as titles and notes do."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, or what one page has of it."""

    page: int | None
    above: str
    """What stands above it, as far as it may tell what the table is."""
    lines: tuple[Line, ...]
    cut: bool = False
    """True where its first line may be the rest of a row of the grid before it."""


@dataclass(frozen=True, slots=True)
class Grids:
    """What a format's reader found in a file."""

    grids: tuple[Grid, ...]
    heading: str | None
    unread: tuple[Unread, ...] = ()


def lines_of(rows: Sequence[Sequence[Cell]]) -> tuple[Line, ...]:
    """Cells by place to lines.

    Where borders were moved row by row, the same column begins at several places; rows with the
    usual number of cells are therefore read cell by cell.
    """
    counts = Counter(len(row) for row in rows if len(row) > 1)
    usual = counts.most_common(1)[0][0] if counts else 0
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    narrow(width)
    return tuple(_line(row, usual, width) for row in rows)


def _line(row: Sequence[Cell], usual: int, width: int) -> Line:
    if len(row) == usual:
        return Line(tuple(cell.text for cell in row))
    merged = any(2 * cell.span > width for cell in row if cell.text)
    cells = [""] * width
    for cell in row:
        cells[cell.column] = cell.text
    return Line(tuple(cells), merged)


def bounded(cells: int) -> None:
    """Raises NotAList where a file asks for more cells than any list has."""
    if cells > MOST_CELLS:
        raise NotAList(f"a table of more than {MOST_CELLS:,} cells is no list")


def narrow(columns: int) -> None:
    """Raises NotAList where a table is wider than any list is."""
    if columns > WIDEST:
        raise NotAList(f"a table of more than {WIDEST} columns is no list")
