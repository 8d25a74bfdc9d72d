"""Spans that may be a company, a model or a description, and which of those that overlap stay."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.matching.rules import Match
from extract.matching.windows import within
from extract.quick import quick

LONGEST_BLOCK = 400
"""Characters; no rule's span is longer."""


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the form; ``weak`` ones count only where a link or a list supports them."""

    kind: str
    """``company``, ``model``, ``desc``, ``name`` where none of them is sure, or ``side``."""
    start: int
    end: int
    rule: str
    weight: int
    weak: bool = False

    def spanning(self, start: int, end: int) -> "Candidate":
        """The same at another span."""
        if (start, end) == (self.start, self.end):
            return self
        return Candidate(self.kind, start, end, self.rule, self.weight, self.weak)


def select(found: Iterable[Candidate]) -> list[Candidate]:
    """The heaviest and then longest candidate of each overlap."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for candidate in sorted(found, key=_rank):
        place = bisect_left(starts, candidate.start)
        clear = place == 0 or kept[place - 1].end <= candidate.start
        if clear and (place == len(starts) or candidate.end <= starts[place]):
            kept.insert(place, candidate)
            starts.insert(place, candidate.start)
    return kept


def _rank(c: Candidate) -> tuple[int, int, int, str]:
    return -c.weight, c.start - c.end, c.start, c.kind


def unhidden(found: Iterable[Candidate], blocked: Sequence[Match]) -> list[Candidate]:
    """The candidates that no blocked span hides; ``blocked`` is in order of position."""
    if not blocked:
        return list(found)
    return [c for c in found if hiding(c, blocked) is None]


def hiding(candidate: Candidate, blocked: Sequence[Match]) -> Match | None:
    """The first blocked span, at least half as long, that overlaps."""
    length = candidate.end - candidate.start
    for match in within(blocked, candidate.start - LONGEST_BLOCK, candidate.end):
        if candidate.start < match.end and (match.end - match.start) * 2 > length:
            return match
    return None
