"""A date of a story to how much it tells of the day of a batch: the lower its tier, the more."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.clauses.clause import clause_at
from extract.clauses.schemes import LISTED, named_scheme
from extract.dates.read import DateMention
from extract.dates.windows import Window, is_vague, lies_in
from extract.event_dates.english_days import (
    begins_with_act,
    counts_others,
    is_compared_with,
    makes_one_of,
    of_a_part,
    tells_a_state,
)
from extract.event_dates.han_days import (
    dates_the_act,
    learned_of_a_month,
    opens_event,
    told_on_a_day,
)
from extract.event_dates.places import (
    FRESH,
    bearing_of,
    dates_notice,
    granted_then,
    is_official,
    is_to_come,
    is_told_later,
    line_of,
    names_list,
    passage_of,
    speaks_of,
    within_past,
)
from extract.event_dates.stamps import opens, signs, stamps
from extract.facts import Draft, Facts
from extract.matching.windows import within

OLD = 60
"""Days between a date and the report from which it is not the day of what is announced."""
APART = 31
"""The same for a date outside the sentences that state the announcement."""
OFFICIAL = re.compile(r"网信|\bC(?:AC|yberspace Administration)\b")
"""The page of a notice, not of a report about it."""
DECISION = re.compile(
    r"\b(?:the|their|its|this|that|those|these) (?:\w+ )?(?:decision|approval|clearance|go-ahead"
    r"|nod|permit|verdict|green light|outcome|all-clear)s?\b",
    re.IGNORECASE,
)
"""How an English sentence speaks of the act told before."""
SUBJECT = ("APPROVED", "NOTICE", "SCHEME", "TOPIC", "COUNTED")
"""Labels of the matches by which a sentence speaks of a register."""
(OF_TOTAL, ACT, ACT_APART, LEARNED, ACT_OF_FIRST, ENTERED, SIGNED, STATE, STAMPED, OTHER_SCHEME,
 LEARNED_APART, MONTH, MONTH_APART, RECENT, DATELINE, PERIOD, STATE_APART, LAUNCH, OPENING,
 LISTED_APART, LONG_PAST) = range(21)  # fmt: skip
"""Witnesses of a date, the best first."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of an article that bear on one announcement."""

    facts: Facts
    main: Draft
    own: tuple[Span, ...]
    """The sentences that state the announcement."""
    counted: tuple[Span, ...]
    """Those of them that count it."""
    totals: tuple[Span, ...]
    """Those of an English announcement of no more than a running total."""
    earlier: tuple[Span, ...]
    """Clauses about an earlier batch, or one that is not granted."""
    others: tuple[Span, ...]
    """Clauses that name another scheme."""
    listings: tuple[Span, ...]
    """English ones that tell of a numbered list of algorithms, in a story of services."""
    first: bool
    """Is it what the article begins with?"""
    when: Window | None = None
    """The days that an English sentence of it may mean by ``last week``."""


def tier_of(story: Story, mention: DateMention) -> int | None:
    """The day of a total that stands alone, an act in a sentence of the announcement, others."""
    facts, own = story.facts, stands_in(mention, story.own)
    if within_past(facts, mention):
        return None
    if is_to_come(facts, mention) or is_compared_with(facts, mention):
        return None
    if stands_in(mention, story.listings):
        return LISTED_APART if mention.kind == "day" and facts.age(mention) <= OLD else None
    if mention.kind == "as_of":
        if facts.form.language == "zh" and bearing_of(facts, mention) == "other":
            return None
        if stands_in(mention, story.totals) and facts.form.language == "zh":
            return STATE if told_on_a_day(facts, mention) else OF_TOTAL
        if facts.form.language == "en" and facts.age(mention) > OLD:
            return LONG_PAST if own else None
        if facts.form.language == "en" and _of_another(story, mention):
            return OTHER_SCHEME
        if not stands_in(mention, story.counted) and counts_others(facts, story.main, mention):
            return STATE_APART
        return STATE if own else (STATE_APART if facts.age(mention) <= OLD else None)
    if facts.age(mention) > OLD:
        return LONG_PAST if own and granted_then(facts, mention) else None
    if mention.kind == "dateline":
        return DATELINE if own else None
    if mention.kind == "page":
        return STAMPED if OFFICIAL.search(line_of(facts, mention)) else None
    if mention.kind == "period":
        return PERIOD if own else None
    if mention.kind not in ("day", "month"):
        return None
    said = bearing_of(facts, mention)
    if said == "other" and opens_event(facts, mention, story.own):
        return LEARNED_APART
    if said in ("press", "other"):
        return None
    if said == "entry":
        return ENTERED if mention.kind == "day" else None
    if said == "launch":
        return LAUNCH if mention.kind == "day" and facts.age(mention) <= FRESH else None
    if mention.kind == "month":
        return _month_tier(story, mention, said, own)
    if story.when and not lies_in(mention, story.when) and not is_official(facts, mention, said):
        return None
    return _day_tier(story, mention, said, own)


def _month_tier(story: Story, mention: DateMention, said: str | None, own: bool) -> int | None:
    facts, english = story.facts, story.facts.form.language == "en"
    if english and own and said == "announced" and tells_a_state(facts, mention):
        return LEARNED
    if own and not names_list(facts, mention):
        return RECENT if english and is_vague(facts, mention) else MONTH
    apart = english and said == "approved" and facts.age(mention) <= APART
    if apart and not stands_in(mention, story.earlier) and not stands_in(mention, story.others):
        return MONTH_APART if DECISION.search(line_of(facts, mention)) else None
    return None


def _day_tier(story: Story, mention: DateMention, said: str | None, own: bool) -> int | None:
    facts = story.facts
    if signs(facts, mention):
        return SIGNED
    if stamps(facts, mention):
        return STAMPED
    if _before_the_state(story, mention):
        return None
    if said == "state":
        return STATE if own else None
    firm = said == "announced" and own and not is_official(facts, mention, said)
    if (said == "learned" or firm) and learned_of_a_month(facts, mention):
        return DATELINE if own else None
    if said == "learned":
        return LEARNED if own else LEARNED_APART
    if own and (_of_one(story, mention) or _beside_own(story, mention)):
        return OTHER_SCHEME
    if own and said == "approved" and makes_one_of(facts, mention):
        return OTHER_SCHEME
    if own and of_a_part(facts, mention):
        return DATELINE
    if own:
        if said == "approved" and len(story.main.named) == 1 and dates_the_act(facts, mention):
            return DATELINE
        if said == "approved":
            return LEARNED if is_told_later(facts, mention) else ACT
        if is_official(facts, mention, said):
            return ACT
        return DATELINE if dates_the_act(facts, mention) else LEARNED
    if said == "announced" and facts.age(mention) <= APART and dates_notice(facts, mention):
        return ACT_APART
    if facts.age(mention) > APART or stands_in(mention, story.earlier):
        return OPENING if opens(facts, mention) else None
    if said is None and not speaks_of(facts, mention, ("AUTHORITY",)):
        return OPENING if opens(facts, mention) else None
    if said == "announced" and not speaks_of(facts, mention, ("AUTHORITY", *SUBJECT)):
        late = facts.form.language == "zh" and facts.age(mention) <= FRESH
        return OPENING if late else None
    if stands_in(mention, story.others):
        return OTHER_SCHEME
    return ACT_APART if story.first or facts.form.language == "zh" else ACT_OF_FIRST


def _before_the_state(story: Story, mention: DateMention) -> bool:
    """A total of a day can not have been announced, nor come about, on one before it."""
    stood = (d for d in story.facts.dates if d.kind == "as_of" and stands_in(d, story.totals))
    day = next((d.value for d in stood if d.value), None)
    if day is None or mention.value is None or mention.value >= day:
        return False
    return not (begins_with_act(story.facts, mention) and not stands_in(mention, story.totals))


def _of_another(story: Story, mention: DateMention) -> bool:
    """Does a state stand where only another register is counted?"""
    return stands_in(mention, story.others) and not stands_in(mention, story.counted)


def _of_one(story: Story, mention: DateMention) -> bool:
    """In a story that counts: the day of a single service, in a sentence that only names it?

    Not where a Chinese one is of that service, and counts but the total that it makes.
    """
    if not story.counted or stands_in(mention, story.counted):
        return False
    main = story.main
    chinese = story.facts.form.language == "zh"
    if chinese and not (main.services or main.companies) and len(main.named) == 1:
        return False
    low, high = passage_of(story.facts, mention)
    named = any(p.company for p in within(story.facts.pairs, low, high))
    return named and not speaks_of(story.facts, mention, ("AUTHORITY", "NOTICE"))


def _beside_own(story: Story, mention: DateMention) -> bool:
    """In a Chinese sentence of services and of algorithms: the other one's day?"""
    facts = story.facts
    clause = clause_at(facts.clauses, mention.start)
    if facts.form.language != "zh" or clause is None:
        return False
    scheme = named_scheme(clause.matches)
    if scheme is None or (scheme in LISTED) == (story.main.scheme in LISTED):
        return False
    return any(
        d.kind == "day" and not clause.start <= d.start < clause.end
        for c in story.main.clauses
        for d in facts.dates_in(c.start, c.end)
    )


def stands_in(mention: DateMention, spans: Sequence[Span]) -> bool:
    """Does a date begin in one of these spans, which are in order?"""
    place = bisect_right(spans, mention.start, key=lambda span: span[0]) - 1
    return place >= 0 and mention.start < spans[place][1]
