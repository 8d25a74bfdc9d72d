"""Tables of any format to the rows of official lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.register.cells import flowing, plain, whole
from extract.register.columns import Header, header_of
from extract.register.cuts import belongs_before, joined
from extract.register.grids import Grid, Line
from extract.register.lines import (
    is_row,
    is_sum,
    looks_like_row,
    may_be_rest,
    said_once,
    title_of,
)
from extract.register.places import fitting, placed, without_headings
from extract.register.records import Unread
from extract.register.titles import titles

SHOWN = 200
"""Characters of an unread stretch that are shown."""
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
            kept = self._caption if grid.cut else ""
            self._caption, self._first = _caption(grid.above) or kept, grid.cut
            under = False
            for header, lines in parts_of(grid.lines):
                if header is not None:
                    self._begin(header, under=under)
                under = header is not None or self._continues(grid, lines)
                for line in lines:
                    if under and not self._is_note(line):
                        self._take(grid, line)
                    elif not under or not is_sum(line.cells):
                        self._entitle(line)

    def _begin(self, header: Header, *, under: bool) -> None:
        """A header that comes again belongs to the same section, unless another title came.

        What looked like a header above it in its grid and has no entry was a line of its title.
        """
        if under and not self.sections[-1].entries:
            self._caption = self._caption or self.sections.pop().caption
        last = self.sections[-1] if self.sections else None
        new = last is not None and self._caption not in ("", last.caption)
        if last is None or new or _forms(last.header) != _forms(header):
            self.sections.append(Section(header, self._caption))
        self._places, self._caption = range(len(header.columns)), ""

    def _is_note(self, line: Line) -> bool:
        """Is it a title, a note or a sum beside the rows?"""
        header = self.sections[-1].header
        texts, cells = said_once(line.cells), placed(line.cells, self._places)
        if is_sum(line.cells):
            return True
        if len(texts) == 1 and whole(texts[0]) is None:
            repeated = len([cell for cell in line.cells if cell]) > 1
            if line.merged or repeated or (line.cells[0] and not self._first):
                return True
        rest = self._first and may_be_rest(header, cells) and self._is_rest(cells)
        return not rest and not is_row(header, cells)

    def _is_rest(self, cells: Sequence[str]) -> bool:
        """Does the line go on with the last row?"""
        section = self.sections[-1]
        if not section.entries:
            return False
        *others, before = section.entries[-2:]
        earlier = others[0].cells if others else None
        return belongs_before(section.header, before.cells, cells, earlier)

    def _entitle(self, line: Line) -> None:
        """Keep the title that a line has for the next header."""
        self._caption = f"{self._caption} {title_of(line.cells)}".strip()

    def _continues(self, grid: Grid, part: Sequence[Line]) -> bool:
        """May lines without header go on under the one before them? What cannot is told."""
        lines = [line.cells for line in part]
        likely = [cells for cells in lines if looks_like_row(cells)]
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
        cells = without_headings(section.header, placed(line.cells, self._places))
        first, self._first, self._caption = self._first, False, ""
        entries = section.entries
        if first and self._is_rest(cells):
            before = entries[-1]
            entries[-1] = Entry(before.page, before.place, joined(before.cells, cells))
            return
        self._place += 1
        entries.append(Entry(grid.page, self._place, cells))


def parts_of(lines: Iterable[Line]) -> list[tuple[Header | None, list[Line]]]:
    """Each header with the filled lines under it; first the lines that have none above them."""
    found: list[tuple[Header | None, list[Line]]] = []
    for line in lines:
        header = header_of(line.cells)
        if header is not None:
            found.append((header, []))
        elif any(line.cells):
            if not found:
                found.append((None, []))
            found[-1][1].append(line)
    return found


def _forms(header: Header) -> list[str]:
    return [plain(column.heading) for column in header.columns]


def _caption(text: str) -> str:
    return " ".join(titles(text))
