"""An article to what reading it found, kept and dropped, sentence by sentence, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.items import Article
from extract.clauses.clause import Clause
from extract.clauses.recall import Recalled, recalled
from extract.clauses.scope import deciding_cue
from extract.explaining.fact_reasons import fact_findings
from extract.explaining.findings import Finding, Placing
from extract.explaining.name_reasons import name_findings
from extract.explaining.trace import Recorder, Stop
from extract.explaining.verdict import verdict
from extract.extraction import Extraction
from extract.facts import Facts
from extract.layout.form import Sentence
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.read import read

ASIDE = ("CONTEXT", "DRAFT", "PARTNER", "RIVAL")
"""Labels whose presence makes a clause mere context."""


@dataclass(frozen=True, slots=True)
class Part:
    """A clause with its role and what gave it; offsets into the article's text."""

    start: int
    end: int
    text: str
    role: str
    rule: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, heading, bullet or table row; offsets into the article's text."""

    start: int
    end: int
    text: str
    kind: str
    clauses: tuple[Part, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What reading an article found; ``extraction`` is what ``read`` answers."""

    extraction: Extraction
    verdict: str
    stopped: Stop | None
    """Where an ordinary reading ends; what is shown is what it would have found behind it."""
    unread: int
    """Characters at the end that are never read."""
    lines: tuple[Line, ...]


def explain(article: Article, *, names: bool = True) -> Explanation:
    """Read the article with a recorder and put what it noted beside the sentences."""
    trace = Recorder()
    extraction = read(article, names=names, trace=trace)
    facts = trace.found
    assert facts is not None
    placing = Placing(article.text, facts.form)
    found = [*name_findings(trace, extraction, placing), *fact_findings(trace, extraction, placing)]
    found.sort(key=lambda f: (f.start, -f.end, f.label))
    earlier = recalled(facts)
    lines = tuple(_line(facts, s, found, earlier, placing) for s in facts.form.sentences)
    said = verdict(article, trace, extraction.relevant, placing)
    reached = facts.form.at[-1] + 1 if facts.form.text else 0
    unread = max(0, len(article.text.rstrip()) - reached)
    return Explanation(extraction, said, trace.stopped, unread, lines)


def _line(
    facts: Facts,
    sentence: Sentence,
    found: Sequence[Finding],
    earlier: Recalled,
    placing: Placing,
) -> Line:
    start, end, text = placing.slice(sentence.start, sentence.end)
    clauses = within(facts.clauses, sentence.start, sentence.end)
    parts = tuple(_part(facts, clause, earlier, placing) for clause in clauses)
    return Line(start, end, text, sentence.kind, parts, tuple(within(found, start, end)))


def _part(facts: Facts, clause: Clause, earlier: Recalled, placing: Placing) -> Part:
    cue = _cue(_origin(facts, clause))
    if cue:
        by = "carried on from" if clause.carried else "because of"
        why = f"{by} {placing.said(cue.start, cue.end)}"
    elif clause.sentence.kind == "heading":
        why = "a heading that tells of no approval"
    else:
        why = "no cue"
    if id(clause) in earlier:
        why += "; recalls an earlier batch"
    start, end, text = placing.slice(clause.start, clause.end)
    return Part(start, end, text, clause.role, cue.rule if cue else None, why)


def _origin(facts: Facts, clause: Clause) -> Clause:
    """The clause whose role a carried one has; another one itself."""
    if not clause.carried:
        return clause
    place = next(i for i, c in enumerate(facts.clauses) if c is clause)
    before = (c for c in reversed(facts.clauses[:place]) if not c.carried)
    return next((c for c in before if c.role == clause.role), clause)


def _cue(clause: Clause) -> Match | None:
    """The match that gives a clause its role."""
    if clause.role == "none":
        return None
    aside = (m for m in clause.matches if m.label in ASIDE)
    return deciding_cue(clause.matches) or next(aside, None)
