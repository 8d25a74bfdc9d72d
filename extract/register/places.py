"""Where the cells of a line stand under the columns of a header."""

from collections.abc import Sequence

from extract.register.cells import flowing
from extract.register.columns import Column, Header


def fitting(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> Sequence[int] | None:
    """Where the header's columns stand in lines without header; None where nobody can tell.

    As many columns as the header has, or as many once those that are empty are left out.
    """
    width = max(map(len, lines))
    if width == len(columns):
        return range(width)
    filled = [at for at in range(width) if any(at < len(line) and line[at] for line in lines)]
    if len(filled) == len(columns):
        return filled
    headed = [at for at, column in enumerate(columns) if column.heading]
    if width == len(headed):
        return [headed.index(at) if at in headed else width for at in range(len(columns))]
    return None


def without_headings(header: Header, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells without the headings, where a missing line has put header and row in one."""
    columns = header.columns
    texts = [flowing(cell) for cell in cells[: len(columns)]]
    pairs = list(zip(columns, texts, strict=True))
    if len(columns) < 3 or not all(text.startswith(c.heading) for c, text in pairs):
        return cells
    left = [text.removeprefix(column.heading).strip() for column, text in pairs]
    return (*left, *cells[len(columns) :])


def placed(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """The cells in the order of the header's columns; what is over follows them."""
    over = [cell for at, cell in enumerate(cells) if cell and at not in places]
    return (*(cells[at] if at < len(cells) else "" for at in places), *over)
