"""Counts of several places in one story: whose each is, where each place has its own."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from extract.announcing import english_placed
from extract.announcing.english_placed import COUNTRY, REGION
from extract.announcing.territory import SUBJECT
from extract.clauses.clause import Clause
from extract.counts.counting import MAIN, Counting
from extract.extraction import Level
from extract.facts import Facts
from extract.matching.windows import within
from extract.printed.places import provinces_at

NATIONAL = re.compile(r"(?<![居占列为])全国(?!第|各|首|率先|一半|近)|国内|我国")
NEAR = 2
"""Paragraphs over which places are told of beside each other."""


@dataclass(frozen=True, slots=True)
class Told:
    """The place of each count, by identity, and those whose announcements are apart."""

    of: Mapping[int, str] = field(default_factory=dict)
    left_out: Set[int] = frozenset()
    """What places told of apart add up to, and what others have, by identity."""

    def place(self, counting: Counting) -> str | None:
        """The place that a count is of; None in a story of one place."""
        return self.of.get(id(counting))

    def of_clause(self, facts: Facts, clause: Clause, before: str | None) -> str | None:
        """The place that a clause counts for, else that of the clause ``before``."""
        counted = within(facts.counts, clause.start, clause.end)
        told = (place for c in counted if (place := self.place(c)))
        return next(told, before or next(iter(self.of.values()), None))


def told_of(facts: Facts, counts: Sequence[Counting]) -> Told:
    """``北京新增5款；上海新增7款``, ``Hubei cleared seven and Hunan five``: a place to each count.

    ``counts`` are those that are news. Of places each of which has what is new of its own; beside
    the country's those that have a total as well, where the story begins with the country's.
    """
    services = [c for c in counts if c.of == "services" and c.scope in MAIN]
    if facts.form.language == "en":
        placed, apart, sums = english_placed.apart(facts, services)
        found = _told(placed, apart, counts)
        return replace(found, left_out=found.left_out | sums)
    placed = [(c, place) for c in services if (place := _place(facts, c))]
    scopes: dict[str, set[str]] = {}
    for c, place in placed:
        scopes.setdefault(place, set()).add(c.scope)
    own = [p for p, has in scopes.items() if p != COUNTRY and "batch" in has]
    first = services[0] if services else None
    if COUNTRY in scopes:
        own = [p for p in own if scopes[p] >= {"batch", "cumulative"}]
        lead = (first, COUNTRY) in placed
        apart = [COUNTRY, *own] if lead and own else []
    else:
        apart = own if len(own) > 1 and not _sum_of_parts(placed, services) else []
    return _told(placed, apart, counts)


def _told(
    placed: Sequence[tuple[Counting, str]], apart: Sequence[str], counts: Sequence[Counting]
) -> Told:
    if len(apart) < 2 or not _beside(placed, apart):
        return Told()
    others = {id(c) for c, place in placed if place not in (*apart, COUNTRY, REGION)}
    return Told({id(c): _of(c, placed, apart) for c in counts}, others)


def of_place(place: str) -> tuple[Level | None, str | None]:
    """The level and the province of an announcement that is of a place."""
    if place == REGION:
        return None, None
    return ("national", None) if place == COUNTRY else ("province", place)


def _place(facts: Facts, counting: Counting) -> str | None:
    """The last place before a number in its sentence that the sentence counts for."""
    start = counting.clause.sentence.start
    said = facts.form.text[start : counting.number.outer_start]
    named = [
        (one.start, one.province) for one in provinces_at(said) if SUBJECT.match(said, one.end)
    ]
    named += [(m.start(), COUNTRY) for m in NATIONAL.finditer(said)]
    return max(named)[1] if named else None


def _sum_of_parts(placed: Sequence[tuple[Counting, str]], services: Sequence[Counting]) -> bool:
    """Is a number all that is new in the places, or told before them of none of them?"""
    new = [c for c, _ in placed if c.scope == "batch"]
    total = sum(c.number.value for c in new)
    others = [c for c in services if c.scope == "batch" and c not in new]
    return any(c.number.value == total or c.start < new[0].start for c in others)


def _beside(placed: Sequence[tuple[Counting, str]], apart: Sequence[str]) -> bool:
    """Do the places stand in one passage?"""
    first = [next(c for c, place in placed if place == one) for one in apart]
    lines = [c.clause.sentence.paragraph for c in first]
    return max(lines) - min(lines) <= NEAR * (len(apart) - 1)


def _of(counting: Counting, placed: Sequence[tuple[Counting, str]], apart: Sequence[str]) -> str:
    """Its own place, else that of the count before it, else the first."""
    before = [place for c, place in placed if c.start <= counting.start and place in apart]
    return before[-1] if before else apart[0]
