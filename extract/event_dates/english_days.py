"""English days and states told beside an announcement that are not its own."""

import re

from extract.clauses.clause import Clause
from extract.clauses.schemes import GENAI, LISTED, named_scheme
from extract.clauses.told_scheme import lists_those
from extract.counts.counting import MAIN
from extract.dates.read import DateMention
from extract.dates.windows import is_vague, window
from extract.event_dates.places import bearing_of, has_speaking_office, passage_of
from extract.facts import Draft, Facts
from extract.matching.windows import within

AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|(?:up|down) from|as opposed to)"
    r" (?:the |its |only |just |about |some |around |a (?:total|mere) of )?[\w-]+"
    r"(?:(?! to \d)[^.;,]){0,50}$"
)
"""What an English sentence says before the day of another number that one is compared with."""
AGAINST_REACH = 110
ONE_OF = re.compile(
    r",? (?:making|which (?:makes|made)|(?:and )?(?:is|was|became)) (?:it |them |the \w+ )?"
    r"(?:one|two|three|among|part) of (?:the |a total of |some )?(?:last |latest )?\d"
)
"""Behind the day of an English act: it was that of one of those counted."""
PART = re.compile(
    r"\b(?!(?:all|each|both|none) of)[\w-]+ of (?:them|which|these|those)"
    r"(?: (?:were |was |being )?(?:filed|approved|cleared|registered|added))? $",
    re.IGNORECASE,
)
"""What stands before the day of some of those that are told of."""
PART_REACH = 48


def is_compared_with(facts: Facts, mention: DateMention) -> bool:
    """Is it the English time of what a number is compared with: ``nine, against 15 in August``?"""
    if facts.form.language != "en":
        return False
    low = max(passage_of(facts, mention)[0], mention.start - AGAINST_REACH)
    return AGAINST.search(facts.form.text, low, mention.start) is not None


def makes_one_of(facts: Facts, mention: DateMention) -> bool:
    """``was approved on June 9, making it one of 93``: the day of one, and not of all?"""
    return facts.form.language == "en" and bool(ONE_OF.match(facts.form.text, mention.end))


def of_a_part(facts: Facts, mention: DateMention) -> bool:
    """``were filed last week, eight of them on Friday``: the day of a part in English?"""
    low = max(0, mention.start - PART_REACH)
    return facts.form.language == "en" and bool(PART.search(facts.form.text, low, mention.start))


def begins_with_act(facts: Facts, mention: DateMention) -> bool:
    """Does an English story begin with an act of this day, whatever total it tells below?"""
    lead = facts.lead
    if facts.form.language != "en" or lead is None or not within(facts.pairs, lead.start, lead.end):
        return False
    inside = lead.sentence.start <= mention.start < lead.sentence.end
    return inside and mention.kind == "day" and bearing_of(facts, mention) == "approved"


def tells_a_state(facts: Facts, mention: DateMention) -> bool:
    """``In January, the office announced that 302 had been filed as of December 31``?

    The month, by its name, in which an office told of a total that stood before it.
    """
    by_name = not is_vague(facts, mention) and window(facts, mention) is None
    if not by_name or not has_speaking_office(facts, mention):
        return False
    near = facts.dates_in(*passage_of(facts, mention))
    stood = [d.value for d in near if d.kind == "as_of" and d.value]
    return bool(stood) and mention.value is not None and all(d[:7] < mention.value for d in stood)


def counts_others(facts: Facts, main: Draft, mention: DateMention) -> bool:
    """Does an English state stand where the only services counted are others than the main's?

    ``By the end of last year more than 200 models had been released``
    """
    if facts.form.language != "en" or not (main.services and main.cumulative):
        return False
    low, high = passage_of(facts, mention)
    counts = [c for c in within(facts.counts, low, high) if c.of == "services" and c.scope in MAIN]
    own = {c.number.value for c in (main.services, main.cumulative)}
    return bool(counts) and not any(c.number.value in own for c in counts)


def lists_others(facts: Facts, main: Draft, clause: Clause) -> bool:
    """Does an English clause tell only of a numbered list of algorithms, and the main of others?"""
    if facts.form.language != "en" or main.scheme in LISTED:
        return False
    if not (clause.has("ORDINAL") and clause.has("NOTICE")):
        return False
    listed = named_scheme(clause.matches) in LISTED or lists_those(facts, clause)
    return listed and not any(m.value in GENAI for m in clause.matches)
