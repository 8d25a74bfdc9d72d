"""Facts to the clauses that recall an earlier batch instead of announcing one."""

import re
from bisect import bisect_left
from collections.abc import Set
from datetime import timedelta

from extract.clauses.clause import Clause
from extract.clauses.english_recall import (
    compares,
    headed,
    of_others_before,
    of_the_first,
    of_the_recalled,
    still_stands,
    told_by_lead,
    told_until,
)
from extract.clauses.english_times import is_compared
from extract.clauses.han_compared import is_added
from extract.dates.read import DateMention
from extract.facts import Facts
from extract.matching.rules import Match
from extract.matching.windows import start_of, within
from extract.printed.ordinals import ordinals

LONG_AGO = 21
"""Days between an event and its report from which it is recalled, not announced."""
YEAR = re.compile(
    r"\b(?:in|during|and|back in|early|late) (?P<y>20\d\d)\b"
    r"|[于在](?P<z>20\d\d)年(?!\d|[一二三四五六七八九十]{1,2}月|来|以来)"
)
YEAR_REACH = 60
"""Characters behind an act in which its year is named."""
BRINGS = re.compile(
    r"(?:It|That|This|They|These|The \w+(?: \w+)?) (?:brings?|makes?|takes?|lifts?|raises?"
    r"|push(?:es)?|carr(?:y|ies)) [^.;]{0,60}?\b(?:\d|number\b|total\b|tally\b)"
)
"""How an English sentence says what total the news makes, whatever is told besides."""
CALLED_REACH = 90
"""Characters before a word of the past in which it is told what apps call."""
SINCE = re.compile(r"\bsince\b[^.;,]*$")
"""Before the year from which what is true today is counted."""
RULES = re.compile(
    r"\b(?:rules|measures|guidelines|regulations|provisions|laws?) (?:that |which )?(?:were |was )?"
    r"(?:first )?(?:published|issued|announced|drafted|finali[sz]ed|adopted|released|introduced"
    r"|unveiled|passed|promulgated)(?: [^.;,]{0,20})?$",
    re.IGNORECASE,
)
"""Before the time of what an approval rests on."""
HAN_REACH = 8
"""Characters before a Chinese act in which it is: ``已于2024年通过备案``."""
ITS_ACT = re.compile(
    r"(?:The|This|Its) (?:\w+ )?(?:model|chatbot|assistant|service|app|filing|registration|approval"
    r"|clearance|licen[cs]e|permit) (?:was|had been|has been|came|is dated|bears)\b"
    r"|(?:It|The (?:list|register|notice|table)) (?:lists|has|holds|covers|contains|names|numbers"
    r"|was (?:published|made public|updated|released))\b"
)
"""How an English sentence goes on about the service that the one before announces."""
OF_THOSE = re.compile(r"\b(?:list|batch|round)s? of (?:those|these|such)\b")
SHORT = 2
"""Characters of a company's name by which a headline calls it."""
TOLD_LATE = 60
"""Days up to which an approval that the headline tells of may be dated back."""
FIRST = re.compile(r"first|首")
CALLED = re.compile(
    r"\b(?:rel(?:y|ies|ying)|based|buil[dt]s?|draws?|drawing|call(?:s|ing)?|us(?:es?|ing)|runs?"
    r"|running|plug(?:s|ged|ging)?|connect(?:s|ed|ing)?|tap(?:s|ping)?|borrow(?:s|ing)?)\b[^.;,]{0,40}"
    r"\b(?:models?|LLMs?)(?: (?:that|which|someone|somebody|others?|another|else|firm|has|have|had"
    r"|was|were|is|are|been)){0,4} $"
)
"""Before what is said of the model that an app calls: ``rely on a model that has``."""

Recalled = Set[int]
"""The identities of clauses."""


def recalled(facts: Facts) -> Recalled:
    """The approved clauses that are about an earlier batch."""
    found: set[int] = set()
    before: Clause | None = None
    for clause in facts.clauses:
        if clause.role != "approved":
            continue
        goes_on = before is not None and id(before) in found and _goes_on(facts, before, clause)
        if goes_on or _recalls(facts, clause):
            found.add(id(clause))
        before = clause
    return found


def _goes_on(facts: Facts, before: Clause, clause: Clause) -> bool:
    """Does an English sentence go on with another office's act, and tell no other time?

    ``A was approved in Beijing in May, and Shanghai authorities cleared B at about that time``
    """
    same = facts.form.language == "en" and clause.sentence == before.sentence
    fresh = any(m.label == "NEW" and m.weight >= 2 for m in clause.matches)
    if same and not fresh and of_the_recalled(facts, clause):
        return True
    return (
        same and clause.has("AUTHORITY") and not (fresh or facts.dates_in(clause.start, clause.end))
    )


def _recalls(facts: Facts, clause: Clause) -> bool:
    lead = facts.lead
    if compares(facts, clause):
        return True
    if clause is lead and _years_ago(facts, clause):
        return _no_news(facts, clause)
    if lead is not None and (clause is lead or clause.sentence == lead.sentence):
        return clause is not lead and _long_ago(facts, clause)
    if headed(facts, clause) or still_stands(facts, clause):
        return False
    if of_others_before(facts, clause) or of_the_first(facts, clause):
        return True
    if BRINGS.match(facts.form.text, clause.start):
        return False
    told = (
        m
        for m in clause.matches
        if m.label == "EARLIER" and _old(facts, m) and not _called(facts, m)
    )
    english = facts.form.language == "en"
    past = next((m for m in told if not (english and is_compared(facts.form, m))), None)
    fresh = next((m for m in clause.matches if m.label == "NEW" and m.weight >= 2), None)
    if past is not None and fresh is not None and fresh.start < past.start:
        return facts.form.language == "zh" and _long_ago(facts, clause)
    if past is not None and not _only_first(facts, clause):
        return not _names_lead_ordinal(facts, clause)
    if told_by_lead(facts, clause):
        return False
    return _long_ago(facts, clause) and not _tells_again(facts, clause)


def _old(facts: Facts, past: Match) -> bool:
    """Is it more than the year of a day just past: ``去年12月25日`` in a story of early January?

    Where the lead has a day of its own, that is the news.
    """
    if not facts.form.text[past.start : past.end].endswith("年"):
        return True
    if facts.lead is not None and facts.dates_in(facts.lead.start, facts.lead.end):
        return True
    near = (d for d in facts.dates_in(past.start, past.end) if d.value and d.end > past.end)
    return not any(d.kind == "day" and 0 <= facts.age(d) <= LONG_AGO for d in near)


def _called(facts: Facts, past: Match) -> bool:
    """Is it said of the models that apps call: ``which rely on models that have already been``?"""
    low = max(0, past.start - CALLED_REACH)
    return CALLED.search(facts.form.text, low, past.start) is not None


def _tells_again(facts: Facts, clause: Clause) -> bool:
    """Does a Chinese clause date what an undated headline of the same company tells?

    Or an English one what its firm announces: ``The model was registered on January 24``.
    """
    lead = facts.lead
    if lead is None:
        return False
    days = [d for d in facts.dates_in(clause.start, clause.end) if d.kind == "day" and d.value]
    if facts.form.language == "en":
        told = ITS_ACT.match(facts.form.text, clause.start) and _next_to(facts, lead, clause)
        return bool(told and days) and all(facts.age(d) <= TOLD_LATE for d in days)
    if facts.dates_in(lead.start, lead.end):
        return False
    said = facts.form.text[lead.start : lead.end]
    firms = [p.company for p in within(facts.pairs, clause.start, clause.end) if p.company]
    known = any(facts.form.text[c.start : c.start + SHORT] in said for c in firms)
    return known and any(facts.age(d) <= TOLD_LATE for d in days)


def _next_to(facts: Facts, lead: Clause, clause: Clause) -> bool:
    """Does a clause follow the lead's sentence, which counts nothing?"""
    place = bisect_left(facts.form.sentences, clause.sentence.start, key=start_of)
    low, high = lead.sentence.start, lead.sentence.end
    counted = any(c.of != "other" for c in within(facts.counts, low, high))
    return facts.form.sentences[place - 1] == lead.sentence and not counted


def _no_news(facts: Facts, lead: Clause) -> bool:
    """Is a lead of an earlier year no more than a reminder: uncounted, or with news below it?"""
    if not any(c.of != "other" for c in within(facts.counts, lead.start, lead.end)):
        return True
    below = (c for c in facts.clauses if c.role == "approved" and c.start > lead.start)
    return any(within(facts.counts, c.start, c.end) and not _years_ago(facts, c) for c in below)


def _only_first(facts: Facts, clause: Clause) -> bool:
    """Early in a story that knows no other batch, the first batch is the one announced."""
    approved = [c for c in facts.clauses if c.role == "approved"]
    if clause not in approved[:3] or not clause.has("ORDINAL"):
        return False
    unnamed = [c for c in approved if not c.has("SCHEME") and not _of_others(facts, c)]
    return {o for c in unnamed for o in ordinals(facts.form.text, c.matches)} == {1}


def _of_others(facts: Facts, clause: Clause) -> bool:
    """``the second list of those``: of what the sentence before spoke of."""
    return bool(OF_THOSE.search(facts.form.text, clause.start, clause.end))


def _names_lead_ordinal(facts: Facts, clause: Clause) -> bool:
    """Does the clause name the lead's batch by number, and recall nothing but a first one?"""
    text = facts.form.text
    if not set(ordinals(text, clause.matches)) & _lead_ordinals(facts):
        return False
    past = [m for m in clause.matches if m.label == "EARLIER"]
    return all(FIRST.search(text[m.start : m.end].lower()) for m in past)


def _lead_ordinals(facts: Facts) -> set[int | None]:
    if facts.lead is None:
        return set()
    sentence = facts.lead.sentence
    inside = within(facts.matches, sentence.start, sentence.end)
    return set(ordinals(facts.form.text, inside))


def _long_ago(facts: Facts, clause: Clause) -> bool:
    near = facts.dates_in(clause.start, told_until(facts, clause))
    if any(d.kind == "as_of" and d.value and facts.age(d) <= LONG_AGO for d in near):
        return False
    days = [
        d for d in near
        if d.kind in ("day", "month")
        and d.value
        and not is_added(facts.form, d.start)
        and not _of_rules(facts, d)
    ]  # fmt: skip
    if not days:
        return _years_ago(facts, clause)
    return all(facts.age(d) > LONG_AGO for d in days)


def _of_rules(facts: Facts, day: DateMention) -> bool:
    """Is it the time of English rules that are named: ``measures published in July allowed``?"""
    if facts.form.language != "en":
        return False
    return RULES.search(facts.form.text, max(0, day.start - YEAR_REACH), day.start) is not None


def _years_ago(facts: Facts, clause: Clause) -> bool:
    """Is the approval said to be of a year that is over: ``was filed in 2023``?"""
    act = next((m for m in clause.matches if m.label == "APPROVED"), None)
    if act is None or facts.published is None:
        return False
    low = act.end
    if facts.form.language == "en":
        said = facts.form.text[low : min(low + YEAR_REACH, clause.end)]
    elif any(c.of != "other" for c in within(facts.counts, clause.start, clause.end)):
        return False
    else:
        low = max(clause.start, act.start - HAN_REACH)
        said = facts.form.text[low : act.end]
    told = (
        m
        for m in YEAR.finditer(said)
        if not SINCE.search(facts.form.text, min(low, act.start), low + m.start())
    )
    years = [int(m["y"] or m["z"]) for m in told]
    over = facts.published - timedelta(days=LONG_AGO)
    return bool(years) and all(year < over.year for year in years)
