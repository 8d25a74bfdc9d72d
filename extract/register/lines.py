"""What a line of a table is that is no header: a row, or a title, a note, a sum about rows."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from extract.register.cells import plain, solid, whole
from extract.register.columns import Header, Key, header_of, is_form
from extract.register.days import day_and_note
from extract.register.grids import Grid
from extract.register.numbers import begins, looks_like_one
from extract.register.titles import ATTACHED, titles

NOTE = re.compile(r"(?:注|备注|说明|附注|数据来源|来源|统计)[:\d]|第\d+页|共\d+|截至|page")
SUM = re.compile(r"(?:合计|总计|共计|小计)")
LABELLED = re.compile(r"[^\d:,、]{1,8}:(?=.)")
"""How a cell begins that names its own value, as cells under a heading need not."""
SHORT = 20
"""Characters of a labelled value, ``单位：款``; titles that begin with a label are longer."""
DIGIT = re.compile(r"[\d一二三四五六七八九十]")
BRACKETS = re.compile(r"[()]")
SUM_CELLS = 3
ROW_CELLS = 4
"""So many filled cells, a serial the first of them, are a row under whatever header."""


def said_once(cells: Sequence[str]) -> list[str]:
    """The texts of a line, each one once: some files print a title in every cell."""
    return list({plain(cell): cell for cell in reversed(cells) if cell}.values())[::-1]


def is_sum(cells: Sequence[str]) -> bool:
    """Does the line say how many rows there are?"""
    texts = [plain(cell) for cell in cells if cell]
    return bool(texts) and SUM.match(texts[0]) is not None and len(texts) <= SUM_CELLS


def title_of(cells: Sequence[str]) -> str:
    """The one title that a line has; empty where it has none or several."""
    found = [" ".join(titles(text)) for text in said_once(cells) if not _is_aside(plain(text))]
    told = [text for text in found if text]
    return told[0] if len(told) == 1 else ""


def heading_of(grids: Iterable[Grid]) -> str | None:
    """The first title that stands in the grid of the first header, above it."""
    for grid in grids:
        above = list(takewhile(lambda line: header_of(line.cells) is None, grid.lines))
        if len(above) < len(grid.lines):
            return next((title for line in above if (title := title_of(line.cells))), None)
    return None


def _is_aside(text: str) -> bool:
    labelled = len(text) <= SHORT and LABELLED.match(text) and not ATTACHED.match(text)
    return bool(labelled or NOTE.match(text))


def looks_like_row(cells: Sequence[str]) -> bool:
    """Is the line a row, as far as can be told without a header?"""
    filled = [cell for cell in cells if cell]
    if _is_numbering(filled):
        return False
    return looks_like_one(solid(" ".join(filled))) or (
        len(filled) >= ROW_CELLS and whole(filled[0]) is not None
    )


def is_row(header: Header, cells: Sequence[str]) -> bool:
    """Has the line what rows under the header have: a serial, a number, a day, or most texts?"""
    texts = said_once(cells)
    if is_form(cells) or _is_numbering(texts) or all(LABELLED.match(plain(t)) for t in texts):
        return False
    seq, width = cell_of(header, cells, "seq"), sum(bool(c.heading) for c in header.columns)
    if whole(seq) is not None or looks_like_one(solid(" ".join(cells))):
        return True
    alone = len(texts) == 1
    if _is_day(cell_of(header, cells, "date")) and (alone or 3 * len(texts) > width):
        return True
    if not alone and begins(solid(cell_of(header, cells, "number"))):
        return True
    words = bool(seq) and DIGIT.search(seq) is None
    return not alone and not words and 2 * len(texts) >= width


def _is_day(cell: str) -> bool:
    return day_and_note(cell)[0] is not None and not NOTE.match(plain(cell))


def _is_numbering(texts: Sequence[str]) -> bool:
    """Are the cells 1, 2, 3 and so on, as some tables count their columns?"""
    counted = [whole(BRACKETS.sub("", plain(text))) for text in texts]
    return len(counted) >= ROW_CELLS and counted == list(range(1, len(counted) + 1))


def may_be_rest(header: Header, cells: Sequence[str]) -> bool:
    """May the line be what a page break cut off a row? Only digits go on a serial."""
    seq = cell_of(header, cells, "seq")
    return not seq or whole(seq) is not None or is_row(header, cells)


def cell_of(header: Header, cells: Sequence[str], key: Key) -> str:
    """The cell in the column of a key; empty where there is none."""
    found = zip(header.columns, cells, strict=False)
    return next((cell for column, cell in found if column.key == key), "")
