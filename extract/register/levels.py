"""Pieces of text at one height of a page, and the edges between columns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.register.columns import key_of
from extract.register.pdf_text import Char, Printed, pieces

SAME = 1.0
"""Points between the tops of what stands at one height."""
FOOT = re.compile(r"[\W_]*第?\d{1,4}页?(?:[共/,，]*\d{1,4}页?)?[\W_]*")
MARGIN = 2
"""Levels at the head and at the foot of a page that may be on every page."""
FAR = 2.0
"""Heights of a line between a page number and the text above it."""
Band = tuple[float, float]
"""From where to where something goes, in points from the left."""


@dataclass(frozen=True, slots=True)
class Level:
    """The pieces at one height of one page, from left to right."""

    page: int
    pieces: tuple[Printed, ...]
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        """Of its highest piece."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Of its lowest piece."""
        return max(piece.bottom for piece in self.pieces)


def levels_of(page: int, chars: Iterable[Char]) -> list[Level]:
    """One page, from the top, without its page number."""
    rows: list[list[tuple[Printed, list[Char]]]] = []
    for piece, own in pieces(chars):
        if rows and abs(piece.top - rows[-1][0][0].top) < SAME:
            rows[-1].append((piece, own))
        else:
            rows.append([(piece, own)])
    found = [_level(page, row) for row in rows]
    return found[:-1] if len(found) > 1 and _is_foot(found[-1], found[-2]) else found


def _level(page: int, row: list[tuple[Printed, list[Char]]]) -> Level:
    row.sort(key=lambda pair: pair[0].x0)
    chars = tuple(char for _, own in row for char in own)
    return Level(page, tuple(piece for piece, _ in row), chars)


def _is_foot(last: Level, before: Level) -> bool:
    gap = last.top - before.bottom
    alone = len(last.pieces) == 1 and FOOT.fullmatch(last.pieces[0].text) is not None
    return alone and gap > FAR * (last.bottom - last.top)


def without_running(levels: Sequence[Level]) -> list[Level]:
    """The levels without those that stand at the head or foot of most pages, headings excepted."""
    pages = [list(own) for _, own in groupby(levels, lambda level: level.page)]
    ends = [level for own in pages for level in (*own[:MARGIN], *own[MARGIN:][-MARGIN:])]
    texts = Counter(_place(level) for level in ends if not _has_heading(level))
    running = {place for place, count in texts.items() if count > 1 and 2 * count >= len(pages)}
    return [level for level in levels if _place(level) not in running]


def _place(level: Level) -> tuple[str, int]:
    return "".join(piece.text for piece in level.pieces), round(level.top)


def _has_heading(level: Level) -> bool:
    return any(key_of(piece.text) for piece in level.pieces)


def stacked(levels: Sequence[Level]) -> list[tuple[Band, str]]:
    """Pieces above each other as one text, with the band that they take."""
    found: list[tuple[Band, list[Printed]]] = []
    for piece in sorted((p for level in levels for p in level.pieces), key=lambda p: p.x0):
        if found and piece.x0 < found[-1][0][1]:
            (left, right), own = found[-1]
            found[-1] = (left, max(right, piece.x1)), [*own, piece]
        else:
            found.append(((piece.x0, piece.x1), [piece]))
    return [
        (band, "\n".join(p.text for p in sorted(own, key=lambda p: p.top))) for band, own in found
    ]


def edges_of(levels: Iterable[Level], headings: Sequence[Band]) -> tuple[float, ...]:
    """The edges between columns: between two headings, where the least is printed."""
    ends = int(max(right for _, right in headings)) + 1
    printed = [0] * (ends + 1)
    for char in (char for level in levels for char in level.chars):
        for point in range(int(char.x0), min(int(char.x1), ends) + 1):
            printed[point] += 1
    return tuple(_edge(one[1], other[0], printed) for one, other in pairwise(headings))


def _edge(left: float, right: float, printed: Sequence[int]) -> float:
    """The middle of the widest stretch on which the fewest characters stand."""
    points = range(int(left) + 1, max(int(right), int(left) + 2))
    least = min(printed[point] for point in points)
    best, start = points[:1], points.start
    for point in (*points, points.stop):
        if point == points.stop or printed[point] > least:
            if point - start > len(best) or printed[best.start] > least:
                best = range(start, point)
            start = point + 1
    return (best.start + best.stop) / 2
