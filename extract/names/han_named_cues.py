"""Cues of a Chinese text without those that are only part of a name: ``百川智能：百应``."""

from bisect import bisect_right
from collections.abc import Sequence

from extract.layout.form import Form
from extract.matching.rules import Match
from extract.names.candidates import Candidate
from extract.names.pairs import Pair

WORDS = ("DUTY", "OTHERSUBJECT", "PARTNER", "RIVAL", "CONTEXT")
"""Labels of cues that a name may hold by chance."""


def outside_names(form: Form, matches: Sequence[Match], found: Sequence[Pair]) -> Sequence[Match]:
    """The matches but for such cues inside a company or service that a link shows."""
    if form.language != "zh":
        return matches
    names = sorted((n.start, n.end) for p in found if p.linked for n in _names(p))
    return [m for m in matches if m.label not in WORDS or not _inside(names, m)]


def _names(pair: Pair) -> list[Candidate]:
    model = pair.unit.model if pair.unit else None
    return [name for name in (pair.company, model) if name]


def _inside(names: Sequence[tuple[int, int]], match: Match) -> bool:
    place = bisect_right(names, (match.start, match.end)) - 1
    return any(
        low <= match.start and match.end <= high
        for low, high in names[max(0, place - 1) : place + 1]
    )
