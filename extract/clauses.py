"""A part of a sentence and the role that it gives to the names in it."""

from dataclasses import dataclass

from extract.form import Sentence
from extract.rules import Match

CARRIED = ("approved", "pending", "refused")
"""Roles that a clause may take over from what it continues."""


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

    def has(self, label: str) -> bool:
        return any(m.label == label for m in self.matches)

    def weight(self, label: str) -> int:
        return sum(m.weight for m in self.matches if m.label == label)
