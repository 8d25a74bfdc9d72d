"""A recorded reading to what became of each number, date, cue, medium and person."""

from collections.abc import Collection, Iterator
from itertools import chain

from extract.counts.counting import Counting
from extract.counts.free_numbers import YEARS
from extract.dates.read import DateMention
from extract.explaining.findings import Finding, Placing
from extract.explaining.trace import Recorder
from extract.extraction import Extraction
from extract.facts import Draft, Facts
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.names.proposals import KIND
from extract.printed.numbers import Number, find_numbers

SLOTS = ("services", "companies", "cumulative")
WEIGHED = ("NEW", "CUMULATIVE")
SCOPE = {
    "pending": "its clause speaks of what waits, was refused or is expected",
    "breakdown": "a part of another number",
    "other": "its clause tells of no approval",
    "region": "of a region only",
}


def fact_findings(trace: Recorder, extraction: Extraction, placing: Placing) -> list[Finding]:
    """Counts and numbers that are none, dates, and what every other rule found."""
    facts = trace.found
    if facts is None:
        return []
    return list(
        chain(
            (_count(c, facts, trace, placing) for c in facts.counts),
            _numbers(facts, placing),
            (_date(d, facts, trace, placing) for d in facts.dates),
            _matches(facts, extraction, placing),
        )
    )


def _count(counting: Counting, facts: Facts, trace: Recorder, placing: Placing) -> Finding:
    number = counting.number
    said = "" if number.qualifier == "exact" else f"{number.qualifier.replace('_', ' ')} "
    head = f"{said}{number.value} {counting.of}, {counting.scope}"
    head += f", {counting.scheme}" if counting.scheme else ""
    used = _used(counting, trace)
    why = used or _unused(counting, trace)
    weights = _weights(counting, facts, placing)
    text = "; ".join(part for part in (head, why, weights) if part)
    span = (counting.start, max(counting.end, number.end))
    return placing.finding("COUNT", "kept" if used else "dropped", span, counting.rule, text)


def _used(counting: Counting, trace: Recorder) -> str:
    """The place that the number has in an announcement, held by this count or by an equal one."""
    if trace.stopped:
        return ""
    for index, made in enumerate(trace.drafted):
        for slot in SLOTS:
            held: Counting | None = getattr(made, slot)
            if held is counting:
                return f"stated as {slot} of announcement {index}"
            if held and _same(held, counting):
                return f"says {slot} of announcement {index} again"
    return ""


def _same(one: Counting, other: Counting) -> bool:
    return (one.number.value, one.of, one.scope) == (other.number.value, other.of, other.scope)


def _unused(counting: Counting, trace: Recorder) -> str:
    if counting.of == "other":
        return "counts nothing of ours"
    if counting.scope in SCOPE:
        return SCOPE[counting.scope]
    if trace.stopped:
        return "the article is not relevant"
    return "of an earlier batch" if counting.earlier else "another number has its place"


def _weights(counting: Counting, facts: Facts, placing: Placing) -> str:
    """The cues of the sentence that a scope is weighed by."""
    sentence = counting.clause.sentence
    cues = [m for m in within(facts.matches, sentence.start, sentence.end) if m.label in WEIGHED]
    said = (f"{m.label} {m.weight} {placing.said(m.start, m.end)}" for m in cues)
    return "cues in its sentence: " + ", ".join(said) if cues else ""


def _numbers(facts: Facts, placing: Placing) -> Iterator[Finding]:
    """The numbers that are no counts and no part of a date."""
    taken = {c.number.start for c in facts.counts}
    taken |= {at for d in facts.dates for at in range(d.start, d.end)}
    for number in find_numbers(facts.form.text, facts.form.language):
        if number.start not in taken:
            span, why = (number.start, number.end), _no_count(number, facts, placing)
            yield placing.finding("NUMBER", "dropped", span, None, why)


def _no_count(number: Number, facts: Facts, placing: Placing) -> str:
    for match in facts.matches:
        if match.label in ("ORDINAL", "NOTCOUNT") and match.start <= number.start < match.end:
            return (
                f"part of the {match.label} {placing.said(match.start, match.end)} ({match.rule})"
            )
    if number.value in YEARS:
        return "reads as a year, or nothing that it counts stands beside it"
    return "nothing that it counts stands beside it"


def _date(mention: DateMention, facts: Facts, trace: Recorder, placing: Placing) -> Finding:
    """What a date resolves to and whose it is."""
    resolved = mention.value or "no day (its year or the day of publication is not known)"
    head = f"{mention.kind}: {' to '.join(mention.period) if mention.period else resolved}"
    if mention.value and facts.published:
        head += f", {_before(facts.age(mention))} publication"
    drafts = [] if trace.stopped else trace.drafted
    used = [f"{what} of announcement {i}" for i, d in enumerate(drafts) for what in _of(d, mention)]
    why = " and ".join(used) or "no announcement's date"
    span = (mention.start, mention.end)
    return placing.finding("DATE", "kept" if used else "dropped", span, None, f"{head}; {why}")


def _before(days: int) -> str:
    """How a number of days relates a date to the day of publication."""
    if not days:
        return "the day of"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'before' if days > 0 else 'after'}"


def _of(made: Draft, mention: DateMention) -> Iterator[str]:
    if made.date is mention:
        yield "the day"
    if made.period is mention:
        yield "the period"


def _matches(facts: Facts, extraction: Extraction, placing: Placing) -> Iterator[Finding]:
    """What the rules found besides names: cues, media and people."""
    kept = {(s.start, s.end): s.name for s in extraction.cited_sources}
    kept |= {(p.start, p.end): p.name for p in extraction.people}
    for match in facts.matches:
        if match.label in KIND:
            continue
        span = (match.start, match.end)
        if match.label not in ("SOURCE", "PERSON"):
            yield placing.finding(match.label, "cue", span, match.rule, _details(match))
        elif facts.form.origin(*span) in kept:
            yield placing.finding(match.label, "kept", span, match.rule, "")
        else:
            why = _unnamed(match, extraction, placing, kept.values())
            yield placing.finding(match.label, "dropped", span, match.rule, why)


def _unnamed(match: Match, extraction: Extraction, placing: Placing, names: Collection[str]) -> str:
    if not extraction.relevant:
        return "the article is not relevant"
    if " ".join(placing.slice(match.start, match.end)[2].split()) in names:
        return "named elsewhere"
    return "the article's own medium, or named before in other words"


def _details(match: Match) -> str:
    said = [match.value] if match.value else []
    return ", ".join([*said, f"weight {match.weight}"] if match.weight != 1 else said)
