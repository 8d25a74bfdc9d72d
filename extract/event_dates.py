"""Dates of an article to the day, month or period of the batch that it announces."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.counts import Counting
from extract.dates import DateMention
from extract.facts import Draft, Facts
from extract.form import Sentence
from extract.recall import Recalled
from extract.windows import within

OLD = 60
"""Days between a date and the report from which it is not the day of what is announced."""
REPORTED = re.compile(
    r"\b(?:reported|reports?|said|told|wrote|disclosed|posted|interview)\b[^.;,]{0,24}$"
)
HAN_REPORTED = re.compile(
    r"[^，。；;\d]{0,16}(?:记者|获悉|报道|消息[，,]|讯[，,]|了解到|刊文)"
    r"|，[^，。；;\d]{0,16}(?:记者|App|APP)[^，。；;\d]{0,12}(?:获悉|注意到|了解到|看到)"
)
HAN_REPORTED_BEFORE = re.compile(r"(?:报道|刊文|撰文)(?:称|说)?，?$")

Stage = tuple[Sequence[Sentence], tuple[str, ...]]
"""Sentences and the kinds of date that are sought in them."""


def set_dates(facts: Facts, main: Draft, earlier: Recalled) -> None:
    """Puts the event's date and period, as far as the text names them, into a main draft."""
    zh = facts.form.language == "zh"
    keys = [s for c in (main.services, main.companies) if c for s in _saying(facts, c)]
    approved = [c.sentence for c in main.clauses if id(c) not in earlier and not (zh and c.carried)]
    main.date = _stated(facts, _stages(facts, main, keys, approved))
    if zh:
        main.date = _signed(facts) or main.date or _reported(facts, main) or _anywhere(facts)
    main.period = _period(facts, keys + approved)


def _stages(
    facts: Facts, main: Draft, keys: list[Sentence], approved: list[Sentence]
) -> list[Stage]:
    """Where a date is sought: in the counting sentences, else in approved ones; days first."""
    total = _saying(facts, main.cumulative) if main.cumulative else []
    stages: list[Stage] = [
        (keys, ("day",)),
        (approved[:3], ("day",)),
        (keys, ("period",)),
        (keys + total, ("as_of",)),
        (keys + approved, ("month",)),
    ]
    if main.services is None and main.companies is None and main.cumulative is not None:
        return [(total, ("as_of",)), (total, ("day", "period", "month")), *stages]
    return stages


def _stated(facts: Facts, stages: Sequence[Stage]) -> DateMention | None:
    """The first date of the first stage that has one; of months the latest."""
    for sentences, kinds in stages:
        found = [
            d
            for s in sentences
            for d in facts.dates_in(s.start, s.end)
            if d.kind in kinds and _may_be_event(facts, d)
        ]
        if found:
            return max(found, key=lambda d: d.value or "") if kinds == ("month",) else found[0]
    return None


def _may_be_event(facts: Facts, mention: DateMention) -> bool:
    if not mention.value or (mention.kind in ("day", "month") and facts.age(mention) > OLD):
        return False
    return not _of_the_press(facts, mention)


def _saying(facts: Facts, counting: Counting) -> list[Sentence]:
    """The sentences that state this number, its own first; in English its own only."""
    own = [counting.clause.sentence]
    if facts.form.language == "en":
        return own
    said = (counting.number.value, counting.of)
    return own + [c.clause.sentence for c in facts.counts if (c.number.value, c.of) == said]


def _signed(facts: Facts) -> DateMention | None:
    """The day under a Chinese notice, on a line of its own below its authority."""
    offices = {(m.start, m.end) for m in facts.matches if m.label == "AUTHORITY"}
    days = {(d.start, d.end): d for d in reversed(facts.dates) if d.kind == "day"}
    for before, line in pairwise(facts.form.sentences):
        day = days.get((line.start, line.end))
        if day is not None and (before.start, before.end) in offices:
            return day
    return None


def _reported(facts: Facts, main: Draft) -> DateMention | None:
    """The day on which a notice is reported, where the notice itself names none."""
    noticed = (c for c in main.clauses if c.has("NOTICE"))
    near = (d for c in noticed for d in facts.dates_in(c.start, c.end))
    return next((d for d in near if d.kind == "day"), None)


def _anywhere(facts: Facts) -> DateMention | None:
    """A state's day that stands apart, such as in the name of an attachment."""
    states = (d for d in facts.dates if d.kind == "as_of" and d.value)
    return next((d for d in states if facts.age(d) <= OLD), None)


def _period(facts: Facts, sentences: Sequence[Sentence]) -> DateMention | None:
    periods = (d for d in facts.dates if d.period)
    return next(
        (d for d in periods if any(s.start <= d.start and d.end <= s.end for s in sentences)), None
    )


def _of_the_press(facts: Facts, mention: DateMention) -> bool:
    """A day on which a medium reported or a person spoke is not the day of the event."""
    text = facts.form.text
    head = text[max(0, mention.start - 60) : mention.start]
    if facts.form.language == "en":
        return REPORTED.search(head) is not None and (
            _begins(facts, "SOURCE", mention.start - 70, mention.start)
            or not _begins(facts, "AUTHORITY", mention.start - 140, mention.start)
        )
    told = HAN_REPORTED.match(text, mention.end)
    if told:
        return not _begins(facts, "AUTHORITY", mention.end, told.end())
    return HAN_REPORTED_BEFORE.search(head) is not None


def _begins(facts: Facts, label: str, low: int, high: int) -> bool:
    """Does a match of this label begin between two places?"""
    return any(m.label == label for m in within(facts.matches, low, high))
