"""A line of an explanation to stretches that a terminal or a page can mark."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import NamedTuple

from extract.clauses.scope import CUES
from extract.explaining.explanation import Line
from extract.explaining.findings import Finding

QUIET = ("TOPIC", "COUNTED", "STOPNAME", "NOTCOUNT")
"""Labels of what stands everywhere: told, but not marked."""
GROUPS = {
    "company": ("COMPANY", "SIDE"),
    "model": ("MODEL",),
    "desc": ("DESC",),
    "name": ("NAME",),
    "count": ("COUNT", "NUMBER", "ORDINAL"),
    "date": ("DATE",),
    "voice": ("SOURCE", "PERSON", "AUTHORITY", "REGULATION", "SCHEME"),
    "yes": ("APPROVED", "NOTICE", "NEW", "CUMULATIVE", "CONTINUES"),
    "no": (
        *("PENDING", "REFUSED", "DUTY", "CONTEXT", "DRAFT", "OTHERSUBJECT", "PARTNER", "RIVAL"),
        *("PARENT", "EARLIER", "EXPECTED", "BREAKDOWN"),
    ),
}
"""What is shown in one colour."""
_GROUP = {label: group for group, labels in GROUPS.items() for label in labels}


class Piece(NamedTuple):
    """A stretch of a line's text: marked with one finding, or plain."""

    text: str
    finding: Finding | None = None


def group(label: str) -> str:
    """The colour of a label; ``cue`` for what only tells the field."""
    return _GROUP.get(label, "cue")


def pieces(line: Line) -> Iterator[Piece]:
    """The line's text in order, with the most telling findings that do not overlap."""
    at = line.start
    for mark in marks(line):
        if mark.start > at:
            yield Piece(line.text[at - line.start : mark.start - line.start])
        yield Piece(mark.text, mark)
        at = mark.end
    if at < line.end:
        yield Piece(line.text[at - line.start :])


def marks(line: Line) -> list[Finding]:
    """Findings without overlaps, in order: kept ones first, then role cues, then dropped ones."""
    out: list[Finding] = []
    for finding in sorted(line.findings, key=_order):
        place = bisect_left(out, finding.start, key=lambda f: f.start)
        clear = place == 0 or out[place - 1].end <= finding.start
        inside = line.start <= finding.start and finding.end <= line.end
        if clear and inside and (place == len(out) or finding.end <= out[place].start):
            insort(out, finding, key=lambda f: f.start)
    return [f for f in out if f.label not in QUIET]


def _order(finding: Finding) -> tuple[int, int, int]:
    rank = {"kept": 0, "dropped": 2, "cue": 3}[finding.state]
    if finding.label in CUES:
        rank = 1
    elif finding.label in QUIET:
        rank = 4
    return rank, finding.start - finding.end, finding.start
