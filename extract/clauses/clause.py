"""A part of a sentence and the role that it gives to the names in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.layout.form import Sentence
from extract.matching.rules import Match
from extract.quick import quick

CARRIED = ("approved", "pending", "refused")
"""Roles that a clause may take over from what it continues."""


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with the role that its cues give to the names in it."""

    start: int
    end: int
    sentence: Sentence
    role: str
    """``approved``, ``pending``, ``refused``, ``duty``, ``context`` or ``none``."""
    carried: bool
    matches: tuple[Match, ...]
    labels: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", frozenset([m.label for m in self.matches]))

    def has(self, label: str) -> bool:
        return label in self.labels

    def weight(self, label: str) -> int:
        if label not in self.labels:
            return 0
        return sum(m.weight for m in self.matches if m.label == label)


def clause_at(clauses: Sequence[Clause], position: int) -> Clause | None:
    """The clause in which a position lies, of clauses in order."""
    place = bisect_right(clauses, position, key=lambda c: c.start) - 1
    return clauses[place] if place >= 0 and position < clauses[place].end else None
