"""Tables with lines around their cells: boxes and characters to lines of cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.register.grids import Cell, Line, lines_of
from extract.register.pdf_text import SLACK, Char, Printed, joined, printed_lines, runs

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a cell, in points."""
MARGIN = 12.0
"""Points from the edge of a cell to its text, at most, where texts begin at the left."""


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
    """The characters of each cell, and those outside of the table.

    A text that was printed beyond the edge of its cell stays with it.
    """
    owner = {
        (y, x): box for box in table.boxes for y in table.lines(box) for x in table.columns(box)
    }
    inside: dict[Box, list[Char]] = defaultdict(list)
    outside: list[Char] = []
    for run in runs(chars):
        box = _box(owner, table, run)
        if box is not None:
            inside[box] += run
        else:
            outside += run
    return inside, outside


def _box(owner: dict[tuple[int, int], Box], table: Ruled, run: Sequence[Char]) -> Box | None:
    """By where it begins, if that is where cells begin; else by its middle."""
    first, middle = run[0], (run[0].x0 + run[-1].x1) / 2
    for x, margin in (((first.x0 + first.x1) / 2, MARGIN), (middle, None)):
        place = bisect_right(table.tops, first.middle) - 1, bisect_right(table.lefts, x) - 1
        box = owner.get(place)
        if box is None or x >= box[2] or first.middle >= box[3]:
            continue
        if margin is None or run[-1].x1 <= box[2] or first.x0 - box[0] <= margin:
            return box
    return None


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
