"""Tables with lines around their cells: boxes and characters to lines of cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.register.grids import Cell, Line, lines_of
from extract.register.pdf_text import SLACK, Char, Printed, joined, printed_lines

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a cell, in points."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The boxes of one table and where its columns and lines begin."""

    boxes: tuple[Box, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> "Ruled":
        """A table from the boxes of its cells."""
        own = tuple(boxes)
        lefts, tops = {box[0] for box in own}, {box[1] for box in own}
        return cls(own, tuple(sorted(lefts)), tuple(sorted(tops)))

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.tops[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(box[3] for box in self.boxes)

    def columns(self, box: Box) -> range:
        """The columns that a box covers."""
        return _covered(self.lefts, box[0], box[2])

    def lines(self, box: Box) -> range:
        """The lines that a box covers."""
        return _covered(self.tops, box[1], box[3])


def _covered(starts: Sequence[float], begin: float, end: float) -> range:
    first = bisect_right(starts, begin + SLACK) - 1
    return range(first, max(first + 1, bisect_right(starts, end - SLACK)))


def split(table: Ruled, chars: Iterable[Char]) -> tuple[dict[Box, list[Char]], list[Char]]:
    """The characters of each cell, and those outside of the table."""
    owner = {
        (y, x): box for box in table.boxes for y in table.lines(box) for x in table.columns(box)
    }
    inside: dict[Box, list[Char]] = defaultdict(list)
    outside: list[Char] = []
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, char.middle
        place = bisect_right(table.tops, y) - 1, bisect_right(table.lefts, x) - 1
        box = owner.get(place)
        if box is not None and x < box[2] and y < box[3]:
            inside[box].append(char)
        else:
            outside.append(char)
    return inside, outside


def lines_in(table: Ruled, inside: dict[Box, list[Char]]) -> tuple[Line, ...]:
    """The table's lines; a box over several lines stands in each."""
    printed = {box: printed_lines(inside.get(box, ())) for box in table.boxes}
    margins = _margins(table, printed)
    rows: list[list[Cell]] = [[] for _ in table.tops]
    for box, lines in printed.items():
        columns = table.columns(box)
        text = joined(lines, box[2] - box[0] - 2 * margins.get(columns, 0))
        for at in table.lines(box):
            rows[at].append(Cell(columns.start, len(columns), text))
    return lines_of([sorted(row, key=lambda cell: cell.column) for row in rows])


def _margins(table: Ruled, printed: dict[Box, list[Printed]]) -> dict[range, float]:
    """The least distance of text from the left edge, for each column."""
    found: dict[range, float] = {}
    for box, lines in printed.items():
        for line in lines:
            columns = table.columns(box)
            found[columns] = max(0, min(found.get(columns, box[2]), line.x0 - box[0]))
    return found
