"""English clauses that recall: others' approvals, comparisons; and those a headline makes news."""

import re
from collections.abc import Sequence

from extract.clauses import Clause
from extract.facts import Facts
from extract.pairs import Pair
from extract.windows import within

COMPARED = re.compile(
    r"(?:as )?(?:compared|opposed) (?:with|to)\b|(?:up|down) from\b|(?:as )?against\b|versus\b"
    r"|(?:(?:well |far |just |slightly )?(?:more|less|fewer) than|nearly|almost|about|roughly)"
    r" (?:half|twice|double|triple|three times|four times)\b"
)
"""How an English part of a sentence begins that compares what is told with something else."""
PART = re.compile(r",? (?:of which|of whom|of them|of those|including)\b")
DAYS_BEFORE = 2
"""Days from which an approval of others is another one than that of a story's only firm."""
OPENING = 4
"""Characters of a clause within which those are told that it is about."""
REFERS = re.compile(
    r"\b(?:it|its|they|them"
    r"|the (?:two|three|company|companies|firm|model|service|filing|approval))\b"
    r"|\balong with\b|\btogether with\b|\balongside\b|\bthat day\b|\bsame day\b",
    re.IGNORECASE,
)
"""Words by which a clause goes on about what was told before."""
MONTHLY = 45
"""Days up to which a batch is news of a digest of a month that heads with it."""


def told_until(facts: Facts, clause: Clause) -> int:
    """The end of a clause, or where an English total goes on about a part of it.

    ``to 65, of which five were filed in November``
    """
    if facts.form.language != "en":
        return clause.end
    part = PART.search(facts.form.text, clause.start, clause.end)
    totals = [c for c in within(facts.counts, clause.start, clause.end) if c.scope == "cumulative"]
    told = part and any(c.start < part.start() for c in totals)
    return part.start() if part and told else clause.end


def compares(facts: Facts, clause: Clause) -> bool:
    """Is it the part of an English sentence that compares what was told with something else?"""
    inside = clause.start > clause.sentence.start and facts.form.language == "en"
    return inside and COMPARED.match(facts.form.text, clause.start) is not None


def headed(facts: Facts, clause: Clause) -> bool:
    """Is it the first English clause below a headline that told of it, and of the last weeks?"""
    if facts.form.language != "en" or facts.lead is None or facts.lead.sentence.kind == "prose":
        return False
    below = (c for c in facts.clauses if c.role == "approved" and c.sentence.kind == "prose")
    days = [d for d in facts.dates_in(clause.start, clause.end) if d.kind == "day" and d.value]
    recent = bool(days) and all(facts.age(d) <= MONTHLY for d in days)
    return next(below, None) is clause and recent and clause.has("NOTICE")


def of_others_before(facts: Facts, clause: Clause) -> bool:
    """In an English story of one firm: an approval of others, told by name or number, days before.

    ``Eight developers, including Baidu, got the green light on Aug. 31``: the story's own day is
    the latest that its lead names, or that of the report.
    """
    lead = facts.lead
    if facts.form.language != "en" or lead is None or not _of_one_firm(facts, lead):
        return False
    days = [d for d in facts.dates_in(clause.start, clause.end) if d.kind == "day" and d.value]
    if not days or min(facts.age(d) for d in days) < DAYS_BEFORE:
        return False
    text = facts.form.text[clause.start : clause.end]
    own = {facts.form.text[p.start : p.end] for p in _named(facts, lead)}
    firms = [c for c in within(facts.counts, clause.start, clause.end) if c.of == "companies"]
    others = [p for p in _named(facts, clause) if p.company and p.start - clause.start < OPENING]
    told = bool(others) or any(c.start - clause.start < OPENING for c in firms)
    return told and not REFERS.search(text) and not any(name in text for name in own)


def _of_one_firm(facts: Facts, lead: Clause) -> bool:
    """Does the lead name somebody, count nothing and tell of the last days?"""
    low, high = lead.sentence.start, lead.sentence.end
    if any(c.of != "other" for c in within(facts.counts, low, high)):
        return False
    days = [d for d in facts.dates_in(low, high) if d.kind in ("day", "dateline") and d.value]
    fresh = any(facts.age(d) < DAYS_BEFORE for d in days)
    return fresh and bool(within(facts.pairs, low, high))


def _named(facts: Facts, clause: Clause) -> Sequence[Pair]:
    return within(facts.pairs, clause.sentence.start, clause.sentence.end)
