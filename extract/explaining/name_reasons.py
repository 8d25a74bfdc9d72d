"""A recorded reading to what became of each candidate for a company, a model or a description."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.clauses.clause import Clause
from extract.clauses.scope import role_at
from extract.explaining.findings import Finding, Placing, State
from extract.explaining.trace import Recorder
from extract.extraction import Extraction
from extract.facts import Facts
from extract.names.candidates import Candidate, hiding
from extract.names.pairs import Pair
from extract.names.proposals import BLOCKING

LAST = {
    "refined": "the cleaning of name edges left nothing of it",
    "chosen": "it is part of a person's name",
    "classified": "it became part of its neighbour",
}
"""Why a stage drops a candidate that nothing blocks, cuts or overlaps."""
Span = tuple[int, int]


def name_findings(trace: Recorder, extraction: Extraction, placing: Placing) -> list[Finding]:
    """Each candidate once: where it was dropped, or what it became."""
    facts = trace.found
    if facts is None:
        return []
    return _Names(trace, facts, extraction, placing).findings()


class _Names:
    def __init__(
        self, trace: Recorder, facts: Facts, extraction: Extraction, placing: Placing
    ) -> None:
        self.trace, self.facts, self.placing = trace, facts, placing
        self.blocked = [m for m in facts.matches if m.label in BLOCKING]
        self.solid = {id(pair) for pair in facts.pairs}
        self.services = {(s.start, s.end, s.rule) for s in extraction.services}
        self.batch = {id(p): i for i, d in enumerate(trace.drafted) for p in d.named}
        self.inside: dict[Span, Pair] = {}
        for pair in trace.pairs:
            for part in _parts(pair):
                self.inside.setdefault((part.start, part.end), pair)

    def findings(self) -> list[Finding]:
        """The dropped ones of every stage, then what the last stage left."""
        out: dict[tuple[int, int, str], Finding] = {}
        left = self.trace.stages[-1][1] if self.trace.stages else ()
        structured = [c for pair in self.trace.pairs for c in _parts(pair)]
        for candidate in {(c.start, c.end): c for c in (*left, *structured)}.values():
            out[candidate.start, candidate.end, ""] = self._outcome(candidate)
        for (_, before), (stage, after) in pairwise(self.trace.stages):
            for candidate, why in self._lost(stage, before, after):
                found = self._finding(candidate, "dropped", why)
                out.setdefault((candidate.start, candidate.end, candidate.rule), found)
        return list(out.values())

    def _finding(self, c: Candidate, state: State, why: str) -> Finding:
        return self.placing.finding(c.kind.upper(), state, (c.start, c.end), c.rule, why)

    def _lost(
        self, stage: str, before: Sequence[Candidate], after: Sequence[Candidate]
    ) -> Iterator[tuple[Candidate, str]]:
        """The candidates that a stage does not leave as they were, with the reason."""
        spans = {(c.start, c.end) for c in after}
        ordered = sorted(after, key=lambda c: c.start)
        reach = max((c.end - c.start for c in after), default=0)
        for c in before:
            if (c.start, c.end) in spans:
                continue
            block = hiding(c, self.blocked)
            near = _overlapping(ordered, c, reach)
            same = next((n for n in near if n.rule == c.rule), None)
            if block:
                said = self.placing.said(block.start, block.end)
                yield c, f"blocked by the {block.label} {said} ({block.rule})"
            elif same and stage != "chosen":
                yield c, f"became {self.placing.said(same.start, same.end)}"
            elif near:
                said = self.placing.said(near[0].start, near[0].end)
                other = f"the {near[0].kind} {said} ({near[0].rule}, weight {near[0].weight})"
                yield c, f"overlapped by {other}; its own weight is {c.weight}"
            else:
                yield c, LAST.get(stage, f"dropped as candidates were {stage}")

    def _outcome(self, c: Candidate) -> Finding:
        pair = self.inside.get((c.start, c.end))
        if pair is None:
            return self._finding(c, "dropped", self._unpaired(c))
        kind = next(p.kind for p in _parts(pair) if (p.start, p.end) == (c.start, c.end))
        state, why = self._paired(pair)
        linked = self._linked(pair, c)
        reason = "; ".join(part for part in (linked, why) if part)
        return self.placing.finding(kind.upper(), state, (c.start, c.end), c.rule, reason)

    def _unpaired(self, c: Candidate) -> str:
        sentence = next((s for s in self.facts.form.sentences if s.start <= c.start < s.end), None)
        if sentence is not None and sentence.kind == "heading":
            return "in a heading, where no names are read"
        if c.kind == "side":
            return "a parent, unit or partner of a company beside it"
        if c.kind == "name":
            return "nothing beside it says whether it is a company or a service"
        if sentence is not None and sentence.kind in ("row", "bullet", "line"):
            return "the row or list item is read by its structure"
        return "no service was made of it"

    def _linked(self, pair: Pair, c: Candidate) -> str:
        if not (pair.company and pair.unit):
            return ""
        own = (c.start, c.end) == (pair.company.start, pair.company.end)
        other = pair.unit if own else pair.company
        said = self.placing.said(other.start, other.end)
        return f"{'has' if own else 'of'} {said} ({pair.rule})"

    def _paired(self, pair: Pair) -> tuple[State, str]:
        """Whether a pair became a service, and the reason."""
        if id(pair) not in self.solid:
            lone = pair.unit is not None and pair.unit.model is None
            what = "a description" if lone else "a weak name (needs a link or a list)"
            return "dropped", f"{what} without a company"
        clause = self._clause(pair)
        role = role_at(clause, pair.place) if clause else "none"
        if role != "approved":
            return "dropped", f"its clause is {_role(role)}"
        if self.trace.stopped:
            return "dropped", "approved, but the article is not relevant"
        batch = self.batch.get(id(pair))
        if batch is None:
            return "dropped", "approved, but no announcement takes it"
        start, end, _ = self.placing.slice(pair.start, pair.end)
        if (start, end, pair.rule) in self.services:
            return "kept", f"a service of announcement {batch}"
        return "dropped", f"named before, or with more of its facts, in announcement {batch}"

    def _clause(self, pair: Pair) -> Clause | None:
        clauses = self.facts.clauses
        place = bisect_right(clauses, pair.start, key=lambda c: c.start) - 1
        return clauses[place] if place >= 0 and pair.start < clauses[place].end else None


def _role(role: str) -> str:
    return {"none": "not approved (no cue)", "context": "only context"}.get(role, role)


def _parts(pair: Pair) -> list[Candidate]:
    unit = pair.unit
    parts = (pair.company, unit.model if unit else None, unit.desc if unit else None)
    return [part for part in parts if part is not None]


def _overlapping(ordered: Sequence[Candidate], c: Candidate, reach: int) -> list[Candidate]:
    """The candidates, in order of start, that share characters with ``c``."""
    low = bisect_right(ordered, c.start - reach - 1, key=lambda n: n.start)
    high = bisect_right(ordered, c.end - 1, key=lambda n: n.start)
    return [n for n in ordered[low:high] if n.end > c.start]
