"""Tables of any format to the rows of official lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.register.cells import flowing, plain, solid, whole
from extract.register.columns import Column, Header, header_of
from extract.register.cuts import belongs_before, joined
from extract.register.grids import Grid, Line
from extract.register.numbers import looks_like_one
from extract.register.records import Unread
from extract.register.titles import titles

SHOWN = 200
"""Characters of an unread stretch that are shown."""
NOTE = re.compile(r"(?:注|备注|说明|附注|数据来源|来源|统计)[:\d]|第\d+页|共\d+|截至|page")
SUM = re.compile(r"(?:合计|总计|共计|小计)")
NO_HEADER = "no header tells what its columns are"
OTHER_WIDTH = "it has {} columns, the header before it {}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table under its header."""

    page: int | None
    place: int
    """Among the entries and unread lines of its file, from 1."""
    cells: tuple[str, ...]


@dataclass(slots=True)
class Section:
    """The entries under one header."""

    header: Header
    caption: str
    entries: list[Entry] = field(default_factory=list)


class Sections:
    """Reads the grids of a file one after the other."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.unread: list[Unread] = []
        self._caption = ""
        self._place = 0
        self._places: Sequence[int] = ()
        """Where in a line the cells of the header's columns stand."""
        self._first = False
        """Is the next entry the first of a grid that may begin with the rest of a row?"""

    def read(self, grids: Iterable[Grid]) -> None:
        """Take each line for what it is: header, title, note, entry, or part of one."""
        for grid in grids:
            self._caption, self._first = _caption(grid.above), grid.cut
            under = False
            for line in grid.lines:
                header = header_of(line.cells)
                if header is not None:
                    self._begin(header)
                    under = True
                elif any(line.cells) and not self._is_note(line):
                    under = under or self._continues(grid)
                    if not under:
                        break
                    self._take(grid, line)

    def _begin(self, header: Header) -> None:
        """A header that comes again belongs to the same section, unless another title came."""
        last = self.sections[-1] if self.sections else None
        new = last is not None and self._caption not in ("", last.caption)
        if last is None or new or _forms(last.header) != _forms(header):
            self.sections.append(Section(header, self._caption))
        self._places, self._caption = range(len(header.columns)), ""

    def _is_note(self, line: Line) -> bool:
        """A title, a note or a sum over the columns; a title is kept for the next header."""
        filled = [(at, cell) for at, cell in enumerate(line.cells) if cell]
        at, text = filled[0]
        if SUM.match(plain(text)) and len(filled) <= 3:
            return True
        over = line.merged or (at == 0 and not self._first)
        if len(filled) > 1 or not over or whole(text) is not None:
            return False
        if not NOTE.match(plain(text)):
            self._caption = f"{self._caption} {_caption(text)}".strip()
        return True

    def _continues(self, grid: Grid) -> bool:
        """May a grid without header go on under the one before it? What cannot is told."""
        lines = [line.cells for line in grid.lines if any(line.cells)]
        likely = [cells for cells in lines if _looks_like_row(cells)]
        columns = self.sections[-1].header.columns if self.sections else ()
        places = fitting(columns, lines) if columns and (likely or grid.cut) else None
        if places is not None:
            self._places = places
            return True
        width = max(map(len, lines))
        reason = OTHER_WIDTH.format(width, len(columns)) if columns else NO_HEADER
        for cells in likely:
            self._place += 1
            text = flowing(" ".join(cell for cell in cells if cell))
            self.unread.append(Unread(grid.page, self._place, text[:SHOWN], reason))
        return False

    def _take(self, grid: Grid, line: Line) -> None:
        section = self.sections[-1]
        cells = without_headings(section.header, _placed(line.cells, self._places))
        first, self._first = self._first, False
        entries = section.entries
        if first and entries:
            before, earlier = entries[-1], entries[-2].cells if len(entries) > 1 else None
            if belongs_before(section.header, before.cells, cells, earlier):
                entries[-1] = Entry(before.page, before.place, joined(before.cells, cells))
                return
        self._place += 1
        entries.append(Entry(grid.page, self._place, cells))


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


def _placed(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """The cells in the order of the header's columns; what is over follows them."""
    over = [cell for at, cell in enumerate(cells) if cell and at not in places]
    return (*(cells[at] if at < len(cells) else "" for at in places), *over)


def _forms(header: Header) -> list[str]:
    return [plain(column.heading) for column in header.columns]


def _caption(text: str) -> str:
    return " ".join(titles(text))


def _looks_like_row(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return looks_like_one(solid(" ".join(filled))) or (
        len(filled) >= 4 and whole(filled[0]) is not None
    )
