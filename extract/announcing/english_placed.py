"""English counts of several places to the place of each: ``Hubei cleared seven and Hunan five``.

A number is of the place behind it (``two from Yunnan``), else of the last one named before it in
its sentence (``the Anhui list has two``). A number that those of the places add up to, told of
them together, is none of a place.
"""

import re
from collections.abc import Iterator, Sequence

from extract.counts.counting import Counting
from extract.dates.read import DateMention
from extract.event_dates.places import bearing_of
from extract.facts import Facts
from extract.layout.named_places import place_at, places_named
from extract.matching.windows import within
from extract.matching.word_lists import compiled

COUNTRY, REGION = "全国", "各地"
"""The places of what is counted for the whole country, and for several places together."""
BEHIND = compiled(
    r"[^.;:\d]{0,70}?(?:\b(?:in|from|for|across|of|by) (?:the (?:[a-z]+ )?)?"
    r"(?:(?:[A-Z]?[\w-]+ ){1,2}China['’]s )?|\b(?:that|which) (?:the )?)$",
    "en",
)
"""What stands between a number and the place that it is of."""
NATIONAL = re.compile(
    r"\b(?:[Nn]ation(?:al|wide|ally)?|(?:[Tt]he|this) country|China(?!['’]s [A-Z])|CAC"
    r"|Cyberspace Administration of China)\b"
)
REGIONAL = re.compile(
    r"\b(?:between them|together|combined|jointly|each other|the region|both (?:provinces|places"
    r"|cities)|(?:two|three|four|several) (?:[a-z-]+ ){0,3}(?:Chinese )?(?:provinces|cities"
    r"|municipalities|regions))\b"
    r"|\b(?:north|south|east|west|central)(?:east|west)?(?:ern)? China\b(?!['’]s)",
    re.IGNORECASE,
)
"""Words by which a number is that of several places."""
PUBLISHED = re.compile(
    r"\b(?:list|register|notice|table|roster|announcement)\b|\bfollowed\b", re.IGNORECASE
)
LATE = 31
"""Days from an act of a place to the report that tells of it."""
APART = ("press", "other", "launch", "state")
"""What a day of a place may be of that is no day of an act."""
NEAR = 500
"""Characters between the parts of one sum and the whole."""


def apart(
    facts: Facts, services: Sequence[Counting]
) -> tuple[Sequence[tuple[Counting, str]], list[str], set[int]]:
    """The counts that are of places, the places with news of their own, and the sums of those.

    The sums are told by identity.
    """
    placed = [(c, place) for c in services if (place := place_of(facts, c))]
    scopes: dict[str, set[str]] = {}
    for count, place in placed:
        scopes.setdefault(place, set()).add(count.scope)
    own = [p for p, has in scopes.items() if p not in (COUNTRY, REGION) and "batch" in has]
    if not own:
        own = _listed(facts, placed)
    if len(own) < 2:
        return placed, [], set()
    parts = [c for c, place in placed if place in own and c.scope == "batch"]
    sums = _sums(facts, services, placed, parts)
    whole = [
        c
        for c in services
        if c.scope == "batch" and c not in parts and id(c) not in sums and c.start < parts[0].start
    ]
    if parts and whole:
        return placed, [], set()
    rest = [p for p in scopes if p in (COUNTRY, REGION)]
    return placed, [*rest, *own], sums


def place_of(facts: Facts, count: Counting) -> str | None:
    """The place of a number, as its own sentence tells it."""
    sentence = count.clause.sentence
    named = list(places_named(facts.form, sentence.start, sentence.end))
    counts = within(facts.counts, count.end, sentence.end)
    next_one = next((c.start for c in counts if c.of == "services"), sentence.end)
    for one in named:
        if count.end <= one.start < next_one:
            if BEHIND.fullmatch(facts.form.text, count.end, one.start):
                return one.province
            break
    before = [one for one in named if one.end <= count.start]
    told = facts.form.text[sentence.start : count.start]
    if before:
        together = REGIONAL.search(told, before[-1].end - sentence.start)
        return REGION if together else before[-1].province
    if REGIONAL.search(facts.form.text, sentence.start, next_one):
        return REGION
    if len({one.province for one in named}) > 1 and all(one.start >= count.end for one in named):
        return None
    return COUNTRY if NATIONAL.search(facts.form.text, sentence.start, next_one) else None


def day_of_place(facts: Facts, place: str) -> Iterator[DateMention]:
    """The days of acts of this place that other sentences tell: ``Hunan's is dated May 4``."""
    for day in facts.dates:
        if day.kind != "day" or not day.value or not 0 <= facts.age(day) <= LATE:
            continue
        if place_at(facts.form, day.start) == place and bearing_of(facts, day) not in APART:
            yield day


def stretch(facts: Facts, count: Counting) -> tuple[int, int]:
    """The part of a sentence that tells of a number's place."""
    sentence = count.clause.sentence
    named = list(places_named(facts.form, sentence.start, sentence.end))
    low = max((one.start for one in named if one.start < count.start), default=sentence.start)
    high = min((one.start for one in named if one.start > count.end), default=sentence.end)
    return low, high


def _listed(facts: Facts, placed: Sequence[tuple[Counting, str]]) -> list[str]:
    """Places that each published a list of their own, where none tells what is new."""
    if any(place == COUNTRY for _, place in placed):
        return []
    own = list(dict.fromkeys(place for _, place in placed if place != REGION))
    told = {
        place
        for count, place in placed
        if PUBLISHED.search(facts.form.text, count.clause.sentence.start, count.clause.sentence.end)
    }
    return own if told.issuperset(own) else []


def _sums(
    facts: Facts,
    services: Sequence[Counting],
    placed: Sequence[tuple[Counting, str]],
    parts: Sequence[Counting],
) -> set[int]:
    """The counts that the parts of all places add up to, where no country's is told."""
    national = {id(c) for c, place in placed if place == COUNTRY}
    total = sum(c.number.value for c in parts)
    return {
        id(c)
        for c in services
        if c.number.value == total
        and c not in parts
        and id(c) not in national
        and abs(c.start - parts[0].start) < NEAR
    }
