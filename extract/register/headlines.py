"""Titles between the rows of a table without lines: told by where and how large they stand."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from extract.register.levels import Level
from extract.register.pdf_text import Char, Printed

BREAK = 0.5
"""Of a line's height: a gap so large ends what stands above it."""
MOST = 0.8
"""Of its characters a text has in its column; a title goes over several."""
LARGER = 1.2
"""Times the usual height: so large is a title."""
NEAR = 3.0
"""Points by which the texts of a column stand apart from their common edge or middle."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the texts of a table stand."""

    edges: tuple[float, ...]
    """Between the columns."""
    height: float
    """The usual one of a line."""
    lefts: tuple[float | None, ...]
    """Where most texts of a column begin, None where they do not agree."""
    middles: tuple[float | None, ...]

    @classmethod
    def of(cls, levels: Iterable[Level], edges: tuple[float, ...]) -> "Setting":
        """The setting of a table by all of its levels."""
        pieces = [piece for level in levels for piece in level.pieces]
        own: list[list[Printed]] = [[] for _ in range(len(edges) + 1)]
        for piece in pieces:
            own[bisect_right(edges, _middle(piece))].append(piece)
        return cls(
            edges,
            median(piece.bottom - piece.top for piece in pieces) if pieces else 0.0,
            tuple(_common([piece.x0 for piece in column]) for column in own),
            tuple(_common([_middle(piece) for piece in column]) for column in own),
        )

    def column(self, char: Char) -> int:
        """The column that a character stands in."""
        return bisect_right(self.edges, (char.x0 + char.x1) / 2)

    def begins(self, column: int, piece: Printed) -> bool:
        """Does a text begin where most texts of a column do?"""
        left = self.lefts[column]
        return left is not None and abs(left - piece.x0) <= NEAR

    def titles(self, levels: Sequence[Level]) -> set[int]:
        """Which of the levels of a page are titles: apart from what stands above and below."""
        found: set[int] = set()
        for odd, run in groupby(range(len(levels)), lambda at: self._is_odd(levels[at])):
            own = list(run)
            ends = (own[0], own[-1] + 1)
            if odd and all(
                broken(levels[i - 1 : i], levels[i]) for i in ends if _is_inner(i, levels)
            ):
                found.update(own)
        return found

    def _is_odd(self, level: Level) -> bool:
        """Does every text in it stand as none of a column does?"""
        return all(
            piece.bottom - piece.top > LARGER * self.height
            or self._is_across(piece, level.chars)
            or self._is_astray(piece)
            for piece in level.pieces
        )

    def _is_across(self, piece: Printed, chars: Iterable[Char]) -> bool:
        columns = [self.column(char) for char in chars if piece.x0 <= char.x0 < piece.x1]
        return max(map(columns.count, set(columns)), default=0) < MOST * len(columns)

    def _is_astray(self, piece: Printed) -> bool:
        at = bisect_right(self.edges, _middle(piece))
        places = (self.lefts[at], piece.x0), (self.middles[at], _middle(piece))
        known = [abs(usual - own) for usual, own in places if usual is not None]
        return bool(known) and min(known) > NEAR


def broken(above: Sequence[Level], level: Level, room: float = 0.0) -> bool:
    """Is the gap above a level larger than within a row, where it may be ``room``?"""
    bottom = max(other.bottom for other in above)
    return level.top - bottom > max(BREAK * (level.bottom - level.top), room)


def _is_inner(at: int, levels: Sequence[Level]) -> bool:
    return 0 < at < len(levels)


def _middle(piece: Printed) -> float:
    return (piece.x0 + piece.x1) / 2


def _common(places: Sequence[float]) -> float | None:
    """The place that most share, within NEAR."""
    if len(places) < 2:
        return None
    usual, _ = Counter(map(round, places)).most_common(1)[0]
    near = sum(abs(place - usual) <= NEAR for place in places)
    return float(usual) if near > 1 and 2 * near > len(places) else None
