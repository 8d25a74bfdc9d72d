"""English clauses that recall: others' approvals, comparisons; and those a headline makes news."""

import re
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.facts import Facts
from extract.matching.windows import within
from extract.names.pairs import Pair
from extract.printed.places import provinces

COMPARED = re.compile(
    r"(?:as )?(?:compared|opposed) (?:with|to)\b|(?:up|down) from\b|(?:as )?against\b|versus\b"
    r"|(?:(?:well |far |just |slightly )?(?:more|less|fewer) than|nearly|almost|about|roughly)"
    r" (?:half(?! of the \d)|twice|double|triple|three times|four times)\b"
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
RECENT = "en.new.recent"
HEAD = 700
"""Characters behind a lead in which a story of the register names its office and total."""
YEAR = 250
"""Days within which an entry of the register may be dated."""
LARGE = 100
"""Services from which a total is a country's."""
NATIONAL_OFFICE = re.compile(
    r"\b(?:Cyberspace Administration of China|CAC|(?:China's|the country's|national|top)"
    r" (?:top )?(?:cyberspace|internet|regulator)|national (?:list|register))"
)
PAST = re.compile(
    r"\b(?:already|earlier|previous(?:ly)?|last (?:year|autumn|spring|summer|winter)|had been)\b"
)
FIRSTS = re.compile(
    r"\b(?:the|its|China's|[Tt]he country's) first (?:[a-z-]+ )?"
    r"(?:batch(?:es)?|rounds?|groups?|list|set)\b"
    r"|\b(?:early|first|initial) (?:winners|recipients|beneficiaries)\b"
    r"|\b[Tt]he first (?:(?:Chinese|domestic|local|AI|tech) )?"
    r"(?:(?:approvals|clearances|permits|licen[cs]es|filings) (?:were|came|went)"
    r"|(?:firms|companies|models|services|developers|chatbots|ones) (?:to |that |with )"
    r"|(?:firms|companies|models|services|developers|chatbots) (?:were|included)\b)"
    r"|\b(?:were|was) (?:then )?(?:among )?the first (?:(?:Chinese|domestic|local|AI|tech) )?"
    r"(?:(?:firms|companies|models|services|developers|ones) )?(?:to|with)\b"
)
"""How a story that tells of a later batch speaks of the first one."""
LATER = re.compile(
    r"\b(?:another|more|further|additional|fresh|latest|newest|again|next|since|so far|now"
    r"|risen|rose|grown|climbed)\b"
    r"|\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b",
    re.IGNORECASE,
)
"""Words of a lead by which others were approved before."""
OF_THEM = re.compile(r"[^.;]{0,90}?\b(?:were|was) (?:among|one of|part of)\b")
"""A part of a sentence that tells who was in the batch that its first part recalls."""
TODAY = re.compile(
    r"\bcan now\b|\b(?:have|has) [^.;]{0,90}\bsince\b|\bsince\b[^.;]{0,90}\b(?:have|has)\b"
    r"|\b(?:register|registry|list|roster)\b[^.;]{0,40},? (?:now )?(?:holds|has|lists|counts"
    r"|contains)\b"
    r"|\bwhen (?:it|they|the (?:list|register)) (?:was|were) last (?:updated|published|released)\b"
    r"|\bat the last (?:count|update)\b",
    re.IGNORECASE,
)
"""How what is true today is told."""
MONTHLY = 45
"""Days up to which a batch is news of a digest of a month that heads with it."""


ONE_OF_TWO = re.compile(
    r"The (?:(?P<noun>application|app|model|service|chatbot|assistant|algorithm)\b"
    r"|(?:other|latter|former|second|first)\b(?! (?:batch|list|group|round|firms|companies)))"
)
"""How a sentence goes on about one of two things just told."""
TOLD_LATE = 60
"""Days up to which that may be dated back."""


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
    """Is it the part of an English sentence that compares what was told with something else?

    What another register holds today is no recollection: ``compared with 302 services filed``.
    """
    inside = clause.start > clause.sentence.start and facts.form.language == "en"
    own = [c for c in within(facts.counts, clause.start, clause.end) if c.of == "services"]
    if own and all(c.scheme not in (None, facts.scheme) for c in own):
        return False
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


def of_the_first(facts: Facts, clause: Clause) -> bool:
    """In an English story of a later batch: who was in the first, without a time of its own.

    ``The first firms to be cleared included Haida`` below ``18 more models were approved``.
    """
    lead = facts.lead
    if facts.form.language != "en" or lead is None or clause.sentence == lead.sentence:
        return False
    if any(m.label == "NEW" and m.rule == RECENT for m in clause.matches):
        return False
    text = facts.form.text
    if not FIRSTS.search(text, clause.start, clause.end):
        return False
    return LATER.search(text, lead.sentence.start, lead.sentence.end) is not None


def of_the_recalled(facts: Facts, clause: Clause) -> bool:
    """``The first permits went out in May; Haida was among those``: goes it on about the same?"""
    if facts.form.language != "en" or facts.dates_in(clause.start, clause.end):
        return False
    return OF_THEM.match(facts.form.text, clause.start, clause.end) is not None


def of_the_register(facts: Facts, clause: Clause) -> bool:
    """In an English story of the country's register: an entry that has but its own day.

    ``Haida's Lanhe was filed on June 9`` below ``the total reached 748 by the end of June``: it
    tells neither a number nor a batch, only when one of those on the list was put there.
    """
    lead = facts.lead
    if facts.form.language != "en" or lead is None or clause.has("EARLIER"):
        return False
    if clause.has("ORDINAL") or not within(facts.pairs, clause.start, clause.end):
        return False
    if any(c.of != "other" for c in within(facts.counts, clause.start, clause.end)):
        return False
    text = facts.form.text
    days = [d for d in facts.dates_in(clause.start, clause.end) if d.value]
    if (
        not days
        or any(facts.age(d) > YEAR for d in days)
        or PAST.search(text, clause.start, clause.end)
    ):
        return False
    return _is_of_the_register(facts, lead)


def told_by_lead(facts: Facts, clause: Clause) -> bool:
    """Does an English clause date what its lead tells of: the second of two acts?

    ``has filed a model and registered an application. … The application was registered on …``
    """
    lead = facts.lead
    if facts.form.language != "en" or lead is None or clause.sentence.kind != "prose":
        return False
    said = ONE_OF_TWO.match(facts.form.text, clause.start)
    days = [d for d in facts.dates_in(clause.start, clause.end) if d.kind == "day" and d.value]
    if said is None or not days or any(facts.age(d) > TOLD_LATE for d in days):
        return False
    noun = said["noun"]
    head = facts.form.text[lead.sentence.start : lead.sentence.end]
    return noun is None or re.search(rf"\ban? (?:[\w-]+ )?{noun}\b", head) is not None


def _is_of_the_register(facts: Facts, lead: Clause) -> bool:
    """Do lead and the sentences behind it give a national total, by the national office?"""
    head = facts.form.text[lead.sentence.start : lead.sentence.end + HEAD]
    totals = [
        c
        for c in within(facts.counts, lead.sentence.start, lead.sentence.end + HEAD)
        if c.of == "services" and c.scope == "cumulative" and c.number.value >= LARGE
    ]
    return (
        bool(totals)
        and NATIONAL_OFFICE.search(head) is not None
        and not provinces(facts.form.text[lead.sentence.start : lead.sentence.end])
    )


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


def still_stands(facts: Facts, clause: Clause) -> bool:
    """Is it an English total that stands today, whatever it goes back to?

    ``Twelve have been filed since 2023``; ``over 90 can now be used``.
    """
    if facts.form.language != "en":
        return False
    counts = [c for c in within(facts.counts, clause.start, clause.end) if c.of != "other"]
    totals = bool(counts) and all(c.scope == "cumulative" and not c.earlier for c in counts)
    return totals and TODAY.search(facts.form.text, clause.start, clause.end) is not None
