"""Dates of an article to the day, month or period of the batch that it announces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.clauses.clause import Clause
from extract.clauses.recall import Recalled
from extract.clauses.schemes import LISTED, named_scheme
from extract.counts.counting import MAIN, Counting
from extract.dates.read import DateMention
from extract.dates.windows import Window, window
from extract.event_dates.english_days import (
    lists_others,
)
from extract.event_dates.places import (
    bearing_of,
    place_of,
)
from extract.event_dates.stamps import heading_day
from extract.event_dates.tiers import MONTH, Span, Story, stands_in, tier_of
from extract.facts import Draft, Facts
from extract.layout.form import Sentence

EXAMPLES = 3
"""Services that an English story of no more than a running total may name."""


def set_dates(facts: Facts, main: Draft, earlier: Recalled, *, first: bool) -> None:
    """Puts the event's date and period, as far as the text names them, into a main draft.

    ``first`` is the draft that the article begins with.
    """
    story = _story(facts, main, earlier, first=first)
    story = replace(story, when=_when(story))
    ranked = [(rank, d) for d in facts.dates if (rank := _rank(story, d)) is not None]
    known = [(rank, d) for rank, d in ranked if d.value]
    if known or ranked:
        main.date = min(known or ranked, key=lambda x: x[0])[1]
    main.period = next((d for d in facts.dates if d.period and stands_in(d, story.own)), None)


def _story(facts: Facts, main: Draft, earlier: Recalled, *, first: bool) -> Story:
    counted = [s for c in (main.services, main.companies) if c for s in _saying(facts, c)]
    total = _saying(facts, main.cumulative) if main.cumulative else []
    stated = [
        c.sentence
        for c in main.clauses
        if id(c) not in earlier
        and not (c.carried and (facts.form.language == "zh" or c.sentence.kind != "prose"))
    ]
    told = _spans((*counted, *total))
    own = _spans((*counted, *total, *stated[:3]))
    own = tuple(sorted({*own, *_headings(facts, own)}))
    past = (c for c in facts.clauses if id(c) in earlier or c.role in ("pending", "refused"))
    named = ((c, named_scheme(c.matches)) for c in facts.clauses)
    others = [c for c, scheme in named if scheme not in (None, main.scheme)]
    listings = [c for c in facts.clauses if lists_others(facts, main, c)]
    alone = not counted and len(main.named) <= EXAMPLES
    return Story(
        facts, main, own, told, _spans(total) if alone else (), _spans(past),
        _spans([*others, *_elsewhere(facts, main)]), _spans(listings), first,
    )  # fmt: skip


def _when(story: Story) -> Window | None:
    """The days of an act that its sentence dates without a day, before any that is named."""
    facts = story.facts
    if facts.form.language != "en":
        return None
    for mention in facts.dates:
        if bearing_of(facts, mention) not in ("approved", "announced"):
            continue
        if mention.kind == "day" and stands_in(mention, story.own):
            return None
        if stands_in(mention, story.counted or story.own[:1]):
            found = window(facts, mention)
            if found is not None:
                return found
    return None


def _elsewhere(facts: Facts, main: Draft) -> list[Clause]:
    """Where services are counted that an announcement of algorithms is not about."""
    if main.scheme not in LISTED:
        return []
    told = (c for c in facts.counts if c.of == "services" and c.scope in MAIN)
    return [c.clause for c in told if (c.scheme or facts.scheme) != main.scheme]


def _spans(parts: Iterable[Clause | Sentence]) -> tuple[Span, ...]:
    return tuple(sorted({(p.start, p.end) for p in parts}))


def _headings(facts: Facts, own: Sequence[Span]) -> Iterator[Span]:
    """The lines that head these English sentences with a day."""
    for start, _ in own:
        day = heading_day(facts, start)
        if day is not None:
            above = facts.form.sentences[place_of(facts, day)]
            yield above.start, above.end


def _saying(facts: Facts, counting: Counting) -> list[Sentence]:
    """The sentences that state this number, of no other register where both name theirs."""
    said = (counting.number.value, counting.of)
    like = [c for c in facts.counts if (c.number.value, c.of) == said]
    named = counting.scheme is not None
    return [
        c.clause.sentence for c in like if not (named and c.scheme not in (None, counting.scheme))
    ]


def _rank(story: Story, mention: DateMention) -> tuple[int, int, int] | None:
    """How well a date fits the announcement, the lowest best; None where it does not.

    Of days the first is taken, of months and periods the latest.
    """
    if not mention.value and story.facts.published is not None:
        return None
    tier = tier_of(story, mention)
    if tier is None:
        return None
    late = _month_number(mention) if tier == MONTH else 0
    return tier, -late, mention.start


def _month_number(mention: DateMention) -> int:
    return int(mention.value[:7].replace("-", "")) if mention.value else 0
