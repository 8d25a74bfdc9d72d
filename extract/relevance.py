"""Is an article an announcement? Decided from the cues first, from all facts at the end."""

from collections.abc import Sequence

from extract.facts import Facts
from extract.form import Form, Sentence
from extract.rules import Match
from extract.scope import CUES, Clause, clauses, role_at
from extract.windows import within

ELSEWHERE = {"OTHERSUBJECT", "DRAFT"}
"""Labels of sentences about games, drugs, listings, guides and drafts."""
DECIDING = frozenset({"TOPIC", "SCHEME", *CUES, *ELSEWHERE})
"""Labels of the rules that ``may_announce`` needs; only where it says yes the others run."""


def may_announce(form: Form, matches: Sequence[Match]) -> bool:
    """Is the field named, and does a clause of its own tell of an approval? Needs no names."""
    topics = {m.value for m in matches if m.label == "TOPIC"}
    if "ai" not in topics or ("china" not in topics and form.language == "en"):
        return False
    return any(tells(clause, matches) for clause in clauses(form, matches, ()))


def is_relevant(facts: Facts) -> bool:
    """Does an approved clause name or count services under a scheme of this field?"""
    return any(tells(c, facts.matches) and announces(facts, c) for c in facts.clauses)


def tells(clause: Clause, matches: Sequence[Match]) -> bool:
    """Is the clause approved by a cue of its own, in a sentence of this field?"""
    if clause.role != "approved" or clause.carried:
        return False
    inside = _inside(clause.sentence, matches)
    labels = {m.label for m in inside}
    if labels & ELSEWHERE:
        return False
    return "SCHEME" in labels or any(m.label == "TOPIC" and m.value == "ai" for m in inside)


def _inside(sentence: Sentence, matches: Sequence[Match]) -> Sequence[Match]:
    return within(matches, sentence.start, sentence.end)


def announces(facts: Facts, clause: Clause) -> bool:
    """Does the clause say what was approved: a list, a number, or names?"""
    if clause.has("NOTICE") or _counts(facts, clause) or _names(facts, clause):
        return True
    offices = any(m.label == "AUTHORITY" for m in _inside(clause.sentence, facts.matches))
    return (clause.has("ORDINAL") or offices) and any(_names(facts, c) for c in facts.clauses)


def _counts(facts: Facts, clause: Clause) -> bool:
    own = within(facts.counts, clause.sentence.start, clause.sentence.end)
    return any(c.of != "other" and c.scope in ("batch", "cumulative") for c in own)


def _names(facts: Facts, clause: Clause) -> bool:
    """Does the clause name a service or company as approved?"""
    named = within(facts.pairs, clause.start, clause.end)
    return any(role_at(clause, p.start) == "approved" for p in named)
