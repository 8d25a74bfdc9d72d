"""Clauses that announce what another register than the first of a story took in."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.clauses.schemes import LISTED, named_scheme
from extract.clauses.told_scheme import files
from extract.dates.read import DateMention
from extract.event_dates.stamps import heading_day
from extract.extraction import Scheme
from extract.facts import Draft, Facts
from extract.matching.windows import start_of, within
from extract.names.pairs import Pair

TWO = ("genai_filing", "genai_registration", "deep_synthesis")
"""Registers of which a story of single services may announce more than one."""
FRESH, HAN_FRESH, MONTHLY = 6, 8, 45
"""Days up to which a dated count of another scheme is news: in English, in Chinese, in a digest."""
DIGEST = re.compile(
    r"\A[^\n]{0,60}\b(?:[Dd]igest|[Bb]ulletin|[Nn]ewsletter|[Rr]ound-?up|[Uu]pdate|[Ww]eekly|[Mm]onthly"
    r"|[Rr]eview|[Bb]riefing|[Ii]n [Bb]rief)\b|(?:^\d{1,2}[.)] \S[^\n]*$[\s\S]{1,2000}?){3}",
    re.MULTILINE,
)
"""How an English text begins, or is numbered, that tells of many things of a month."""
LISTING = 21
"""Days up to which an English numbered list of algorithms, of a day of its own, is news."""
NEARBY = 14
"""Days from an English story's first event to one of another scheme that is told beside it."""
HOLDS = re.compile(
    r"\b(?:holds?|held|holding|owns?|possess\w*|has|have|had) (?:(?!been\b|also been\b)\w+ ){0,3}?"
    r"(?:deep[- ]synthesis|recommendation|algorithm)[^.;,]{0,30}\b(?:filings?|registrations?"
    r"|algorithms)\b(?! (?:filed|registered|approved|listed|cleared|added|entered)\b)"
)
"""How an English text tells what a firm has, which is no act: ``holds seven algorithm filings``."""
DAY = len("2024-01-30")


def another_register(facts: Facts, clause: Clause, scheme: Scheme, mains: Sequence[Draft]) -> bool:
    """Does a dated Chinese clause name a service of another register as newly approved?

    An English one publishes a numbered list of another register.
    """
    if clause.carried or scheme not in TWO:
        return False
    first = mains[0]
    if facts.form.language == "en":
        named = any(clause.start <= _told_at(p) < clause.end for p in facts.pairs)
        entered = scheme in LISTED and clause.has("ORDINAL")
        if (named or entered) and scheme not in {m.scheme for m in mains}:
            beside = scheme == "genai_filing" and first.scheme in LISTED
            if beside and named and is_fresh(facts, clause, first):
                return True
            if _own_act(facts, clause, scheme) and _told_together(facts, clause, first):
                return True
        listed = scheme in LISTED and clause.has("NOTICE") and clause.has("ORDINAL")
        fresh = is_fresh(facts, clause, first) or numbers_list(facts, clause, first)
        return listed and (fresh or clause == facts.lead)
    return is_fresh(facts, clause, first) and names_here(facts, clause)


def numbers_list(facts: Facts, clause: Clause, first: Draft) -> bool:
    """Does an English story of services tell on which day a numbered list of algorithms came out?

    ``The ninth list of the latter, with 411, was made public on Dec 20``; the clause may go on
    from the sentence that tells it: ``It contains 129 entries``.
    """
    if facts.form.language != "en" or first.scheme in LISTED:
        return False
    low, high = _passage_start(facts, clause), clause.sentence.end
    told = within(facts.clauses, low, high)
    listing = next((c for c in told if c.has("ORDINAL") and c.has("NOTICE")), None)
    if listing is None or listing.has("EARLIER"):
        return False
    days = (d for d in facts.dates_in(listing.start, listing.end) if d.kind == "day" and d.value)
    return any(0 <= facts.age(d) <= LISTING for d in days)


def _told_at(pair: Pair) -> int:
    """Where a service is named, and not its company before it."""
    return pair.unit.start if pair.unit else pair.start


def _own_act(facts: Facts, clause: Clause, scheme: Scheme) -> bool:
    """Does an English clause say by its own words that something entered this register?"""
    if clause.has("EARLIER"):
        return False
    if scheme in LISTED and HOLDS.search(facts.form.text, clause.start, clause.end):
        return False
    genai = any(m.label == "TOPIC" and m.value == "genai" for m in clause.matches)
    registered = "regist" in facts.form.text[clause.start : clause.end].lower()
    first = clause is facts.lead and not registered
    filed = scheme == "genai_filing" and (genai or first or files(facts, clause))
    return filed or named_scheme(clause.matches) == scheme or scheme != facts.scheme


def _told_together(facts: Facts, clause: Clause, first: Draft) -> bool:
    """Is the act fresh, or undated in the paragraph of what the story begins with?"""
    if _dated(facts, clause):
        return is_fresh(facts, clause, first)
    lead = first.clauses[0] if first.clauses else facts.lead
    near = lead is not None and lead.sentence.paragraph == clause.sentence.paragraph
    return near and not facts.dates_in(clause.start, clause.end)


def is_fresh(facts: Facts, clause: Clause, first: Draft) -> bool:
    """Is the clause's event dated, in it or right before, to a day within a week of the report?

    Also within a week of what the story begins with, in English within two, and in a digest of
    weeks before.
    """
    days = [d for d in _dated(facts, clause) if d.kind == "day"]
    english = facts.form.language == "en"
    usual = FRESH if english else HAN_FRESH
    late = MONTHLY if english and DIGEST.search(facts.form.text) else usual
    if facts.published is None:
        return False
    if any(0 <= facts.age(d) <= late for d in days):
        return True
    told = [d for c in (first.services, first.cumulative) if c for d in _dated(facts, c.clause)]
    apart = NEARBY if english else HAN_FRESH
    return any(abs(facts.age(a) - facts.age(b)) <= apart for a in days for b in told)


def _dated(facts: Facts, clause: Clause) -> list[DateMention]:
    """The resolved days in a clause's sentence, right before it or above it."""
    near = facts.dates_in(_passage_start(facts, clause), clause.sentence.end)
    above = heading_day(facts, clause.sentence.start)
    return [d for d in (*near, above) if d and d.value and len(d.value) == DAY]


def _passage_start(facts: Facts, clause: Clause) -> int:
    """Where its sentence begins, or in English the one before in the same paragraph."""
    own = clause.sentence
    place = max(1, bisect_left(facts.form.sentences, own.start, key=start_of))
    before = facts.form.sentences[place - 1]
    same = facts.form.language == "en" and before.paragraph == own.paragraph
    return before.start if same else own.start


def names_here(facts: Facts, clause: Clause) -> bool:
    """Does a pair of company and service begin in a clause?"""
    return any(clause.start <= p.start < clause.end for p in facts.pairs)
