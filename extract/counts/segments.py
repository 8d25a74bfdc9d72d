"""The stretches of a clause, between the marks that part it, that hold one number each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.layout.form import Form
from extract.matching.rules import Match

SEGMENT = {
    "en": re.compile(
        r", (?!\d{4}\b)|[;:—–]| - |\. | while "
        r"| (?=\((?:\d|total|tally|running|cumulative|in all|now))"
        r"| (?=after (?:it|they|the [a-z]+|regulators|authorities) [a-z]+ )"
        r"|(?<=[a-z\d)]) (?=(?:and|after|as|with|when|including|following)"
        r" (?:a further |some |about )?"
        r"(?:\d|(?:more than|over|nearly|another|two|three|four|five|six|seven|eight|nine|ten"
        r"|eleven|twelve|\w{3,5}teen|\w{3,5}ty)\b))"
        r"|(?<=[a-z\d)]) (?=and (?:the |its )?(?:local|provincial|municipal) [a-z]+ (?:have |had "
        r"|also )*"
        r"(?:registered|filed|approved|recorded|logged|cleared) )"
        r"|(?<=[a-z\d)]) (?=and (?:also |then )?(?:registered|logged|recorded|filed|approved"
        r"|cleared|processed|accepted|entered|listed) (?:\d|\w+ ))"
    ),
    "zh": re.compile(r"[，；。：、:;（(]"),
}
ABOVE = 3
"""Line ends up to a paragraph above."""


class Places:
    """Where the counts of a form stand, and the segments of its clauses, each cut once."""

    def __init__(self, form: Form, starts: Sequence[int], clauses: Sequence[Clause]) -> None:
        self._form, self.starts = form, starts
        self._approved = {c.sentence.paragraph for c in clauses if c.role == "approved"}
        self._edges: dict[int, list[int]] = {}

    def segment(self, clause: Clause, start: int, end: int) -> tuple[int, int]:
        """The stretch of a clause, between two marks that part it, that holds a span."""
        edges = self._edges.get(clause.start)
        if edges is None:
            marks = SEGMENT[self._form.language]
            found = marks.finditer(self._form.text, clause.start, clause.end)
            edges = self._edges[clause.start] = [m.end() for m in found]
        low, high = bisect_right(edges, start), bisect_right(edges, end)
        return (
            edges[low - 1] if low else clause.start,
            edges[high] if high < len(edges) else clause.end,
        )

    def near_an_act(self, clause: Clause) -> bool:
        """Does a paragraph of approvals hold a clause, or stand right above it?"""
        return not self._approved.isdisjoint(
            range(clause.sentence.paragraph - ABOVE, clause.sentence.paragraph + 1)
        )

    def beside(self, clause: Clause, match: Match) -> bool:
        """Does a cue stand in a segment with a count of its own, in the same clause?"""
        if not clause.start <= match.start < clause.end:
            sentence = clause.sentence
            apart = (sentence.start, clause.start), (clause.end, sentence.end)
            return any(a <= match.start < b and self.between(a, b) for a, b in apart)
        return self.between(*self.segment(clause, match.start, match.start))

    def between(self, low: int, high: int) -> bool:
        """Does a count begin in a stretch?"""
        return bisect_left(self.starts, low) < bisect_left(self.starts, high)
