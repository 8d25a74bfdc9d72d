"""English counts that only the story around them tells: what a place has, and the sum of days."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from extract.clauses.clause import Clause
from extract.counts.counting import MAIN, Counting
from extract.counts.english_elided import BROUGHT
from extract.counts.english_held import WHERE
from extract.counts.english_told import DONE, FRESH, STILL
from extract.dates.read import DateMention
from extract.layout.form import Form
from extract.matching.windows import within
from extract.matching.word_lists import compiled

PLACE_HAS_DONE = compiled(
    rf"\W*(?:In (?:all|total), )?(?!it\b|them\b){WHERE}(?:'s [\w ]{{3,40}})? (?:has|have) {STILL}"
    rf"{DONE} (?:through )?{{approx}}$",
    "en",
)
"""A sentence up to its number: ``Shanghai has filed``."""
NO_MORE = re.compile(r"(?: to date| so far| in all| by now)?\W*$")
"""What follows such a number and its noun."""
LATELY = ("day", "dateline")
TOGETHER = 3
"""Batches that one number sums up at most."""


def totals_of_places(
    form: Form, clauses: Sequence[Clause], dates: Sequence[DateMention], found: Sequence[Counting]
) -> list[Counting]:
    """``Lumen's model was filed on Monday. Shanghai has filed 115``: what a place has by now.

    Where an act of a day is told before, of none that is counted.
    """
    told = [
        c.sentence
        for c in clauses
        if c.role == "approved"
        and not c.carried
        and any(d.kind in LATELY for d in within(dates, c.start, c.end))
    ]
    return [
        replace(c, scope="cumulative")
        if c.of == "services"
        and c.scope == "batch"
        and not c.earlier
        and told
        and told[0].start < c.clause.sentence.start
        and not any(o.of == "services" and o.scope in MAIN for o in found if o.start < c.start)
        and _alone(form, c)
        else c
        for c in found
    ]


def sums_of_days(found: Sequence[Counting]) -> list[Counting]:
    """``Six were approved on Monday and two on Friday. The eight bring``: the batch is eight.

    A number that sums up no batches told before says nothing.
    """
    out = list(found)
    for place, count in enumerate(found):
        if count.rule != BROUGHT:
            continue
        before = [
            c
            for c in found[:place]
            if c.of == "services" and c.scope == "batch" and c.scheme == count.scheme
        ]
        known = any(c.number.value == count.number.value for c in before)
        parts = [] if known else _parts(before, count.number.value)
        out[place] = replace(count, scope="batch" if known or parts else "other", earlier=False)
        for part in parts:
            out[out.index(part)] = replace(part, scope="breakdown")
    return out


def _alone(form: Form, count: Counting) -> bool:
    """Does its sentence tell no more than that a place has approved so many?"""
    sentence = count.clause.sentence
    head = form.text[sentence.start : count.start]
    fresh = FRESH.search(form.text, count.start, count.end)
    rest = NO_MORE.match(form.text[count.end : sentence.end])
    return not fresh and bool(rest) and PLACE_HAS_DONE.match(head) is not None


def _parts(before: Sequence[Counting], total: int) -> list[Counting]:
    """The batches that add up to a number."""
    for size in range(2, TOGETHER + 1):
        for some in combinations(before[-4:], size):
            if sum(c.number.value for c in some) == total:
                return list(some)
    return []
