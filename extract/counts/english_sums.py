"""English counts of one article against each other: what adds up tells new ones from totals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.clauses.clause import Clause
from extract.counts.counting import MAIN, Counting
from extract.counts.english_elided import DONE, GAPPED, HALF, PART, PART_LATE, PART_NEW, PLACED
from extract.counts.english_told import FRESH, SURE, may_stand
from extract.counts.segments import Places
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.windows import within
from extract.printed.numbers import Number
from extract.printed.places import provinces

OF_THEM = re.compile(r" of (?:them|these|those|which)\b")
WITH_IT = re.compile(r" (?:[a-z]+ ){0,3}(?:and|plus) ")
IN_TOTAL = re.compile(r"(?: [a-z]+){0,3} (?:in (?:all|total)|altogether|overall|so far|to date)\b")
OF_WHOLE = re.compile(r" of (?:the|its|their|those|these|China's|[A-Z][\w]+'s) (?:new |latest )?")
EXACT = re.compile(
    r"\b(?:exact|precise|actual|official) (?:figure|number|count|total) (?:is|was|came to|stands"
    r" at)"
    r" $|\b(?:to be (?:exact|precise)|precisely|exactly),? $",
    re.IGNORECASE,
)
AFTER, HAVE = re.compile(r"\bafter\b"), re.compile(r"\b(?:have|has|had|are|is|stands?|reached)\b")
MORE = re.compile(r" (?:more|new|others|additional|further)\b")
MORE_BEFORE = re.compile(r"\b(?:another|a further) $")
SERIES, SEVERAL = "en.count.shared", 2
"""The rule for numbers that share a noun, each with its time, and how many make a series."""
AND_DID = re.compile(r" and (?:registered|filed|approved|cleared) ")
"""``it had filed 54 and registered 61``."""
NEAR = 400
"""Characters between the numbers of one sum."""
FEWEST, LEAST = 3, 8
"""An old total, and a total that a sum may prove: smaller ones add up by chance."""


def summed(
    form: Form,
    loose: Sequence[tuple[Number, Clause]],
    found: Sequence[Counting],
    places: Places,
    leading: Scheme,
) -> list[Counting]:
    """The counts with the scopes that new and old, and the sizes of all of them, leave no other."""
    found = _made_by_more(form, _refined(form, _of_a_series(found)))
    found = _parts(_larger(form, _grown(form, loose, _shared(form, found)), places, leading))
    return _of_wholes(form, [n for n, _ in loose], found)


def _of_a_series(found: Sequence[Counting]) -> list[Counting]:
    """``14 models in January, 6 in February and 23 in March``: numbers of past times, none new."""
    alike = Counter(c.clause.sentence.start for c in found if c.rule == SERIES)
    return [
        replace(c, scope="other")
        if alike[c.clause.sentence.start] >= SEVERAL and (c.rule == SERIES or c.scope == "batch")
        else c
        for c in found
    ]


def _refined(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``More than 100 were registered. The exact figure is 105``: it says the same of its own."""
    out: list[Counting] = []
    for count in found:
        before = out[-1] if out else None
        exact = EXACT.search(form.text, max(0, count.start - 60), count.start)
        if exact and before and _ours(before) and count.of == "services":
            count = replace(count, scope=before.scope, scheme=before.scheme)
        out.append(count)
    return out


def _made_by_more(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``Nearly 200 have been approved after Beijing cleared eight more``: a total and what is"
    " new."""
    out = list(found)
    for place, (count, new) in enumerate(pairwise(found)):
        between = form.text[count.end : new.start]
        beside = count.clause.sentence == new.clause.sentence and ";" not in between
        more = MORE.match(form.text, new.number.outer_end) or MORE_BEFORE.search(between)
        if not (
            beside and more and AFTER.search(between) and new.number.value < count.number.value
        ):
            continue
        if _ours(count) and new.of == "services" and HAVE.search(between):
            out[place] = replace(count, scope="cumulative")
            out[place + 1] = replace(new, scope="batch")
    return out


def _shared(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """A number that shares its noun shares what is said of it too, but for what it says itself."""
    out: list[Counting] = []
    for count in found:
        beside = out and out[-1].clause.sentence == count.clause.sentence
        if count.rule == GAPPED and beside and abs(count.margin) < SURE:
            count = replace(count, scope=out[-1].scope, earlier=out[-1].earlier)
        elif count.rule == PLACED and beside and (first := _first_beside(form, out)):
            count = replace(count, scope=first.scope, scheme=first.scheme, earlier=first.earlier)
        elif beside and count.scope == "batch" and _coordinated(form, out[-1], count):
            count = replace(count, scope=out[-1].scope)
        elif count.scope == "cumulative" and out and _told_with(form, out[-1], count):
            out[-1] = replace(out[-1], scope="cumulative")
        out.append(count)
    return out


def _first_beside(form: Form, before: Sequence[Counting]) -> Counting | None:
    """The first count of services in the sentence of the last one that a place stands before."""
    sentence = before[-1].clause.sentence
    own = [
        c
        for c in within(before, sentence.start, sentence.end)
        if _ours(c) and provinces(form.text[sentence.start : c.start])
    ]
    return own[0] if own else None


def _coordinated(form: Form, before: Counting, count: Counting) -> bool:
    """``31 registered apps and 26 filed services``: what is said of the first holds for both."""
    alone = before.end <= before.number.outer_end
    between = form.text[before.end : count.start]
    if alone and count.end <= count.number.outer_end and _ours(before) and _ours(count):
        return AND_DID.fullmatch(between) is not None and before.scope == "cumulative"
    if alone or not (_ours(before) and _ours(count)) or abs(count.margin) >= SURE:
        return False
    return between in (" and ", ", and ", " plus ") and count.scheme != before.scheme


def _told_with(form: Form, before: Counting, count: Counting) -> bool:
    """``17 filed and eight registered in total``: the words behind hold for both."""
    between = form.text[before.number.outer_end : count.start]
    told = before.scope == "batch" and _ours(before) and abs(before.margin) < SURE
    behind = form.text[count.number.outer_end : count.number.outer_end + NEAR]
    return told and WITH_IT.fullmatch(between) is not None and IN_TOTAL.match(behind) is not None


def _of_wholes(form: Form, numbers: Sequence[Number], found: Sequence[Counting]) -> list[Counting]:
    """``Eight of the 20 approved are for hospitals``: eight is a part wherever it is told."""
    wholes = {c.number.start for c in found if c.scope == "batch" and c.of != "other"}
    parts = {
        a.value
        for a, b in pairwise(numbers)
        if b.start in wholes
        and a.value < b.value
        and OF_WHOLE.fullmatch(form.text, a.end, b.outer_start)
    }
    halves = [c for c in found if c.rule == HALF]
    return [
        replace(c, scope="breakdown")
        if c.scope == "batch"
        and (c.number.value in parts or any(_is_half(c, whole) for whole in halves))
        else c
        for c in found
    ]


def _is_half(count: Counting, whole: Counting) -> bool:
    """``Twelve from nine firms, more than half of the 21 approved``: parts of the 21."""
    before = count.clause.sentence == whole.clause.sentence and count.start < whole.start
    return before and count.of != "other" and count.number.value < whole.number.value


def _grown(
    form: Form, loose: Sequence[tuple[Number, Clause]], found: Sequence[Counting]
) -> list[Counting]:
    """``Add the 27 to the 373 of April and there are 400``: old and new make the total."""
    apart = {
        c.number.start
        for c in found
        if c.of != "services" and (c.rule != PART or OF_THEM.match(form.text, c.end))
    }
    olds = [n for n, _ in loose if n.value >= FEWEST and n.start not in apart]
    batches = [c for c in found if _ours(c) and c.scope == "batch" and not c.earlier]
    totals = {
        id(c)
        for c in found
        if _may_be_total(form, c)
        for b in batches
        if c.number.value > b.number.value and b.margin <= c.margin and _old(olds, b, c)
    }
    return [replace(c, scope="cumulative", earlier=False) if id(c) in totals else c for c in found]


def _may_be_total(form: Form, count: Counting) -> bool:
    if count.of != "services" or count.scope not in ("batch", "other"):
        return False
    fresh = FRESH.search(form.text, count.start, count.end) or count.rule in (PART_NEW, PART_LATE)
    told = count.clause.role in ("approved", "none")
    return count.number.value >= LEAST and told and not fresh


def _ours(count: Counting) -> bool:
    return count.of == "services" and count.scope in MAIN


def _old(olds: Sequence[Number], batch: Counting, total: Counting) -> bool:
    """Does a number beside two others make the larger with the smaller?"""
    wanted = total.number.value - batch.number.value
    low, high = sorted((batch.start, total.start))
    own = (batch.number.start, total.number.start)
    return high - low <= NEAR and any(
        n.value == wanted and low - NEAR <= n.start <= high + NEAR and n.start not in own
        for n in olds
    )


def _larger(
    form: Form, found: Sequence[Counting], places: Places, leading: Scheme
) -> list[Counting]:
    """A larger number than the batch told before, done at no time of its own, is the total.

    ``It registered three in May. Eight have gone through registration``. So is one told beside
    a total: ``61 have been registered, and 64 have been filed``.
    """
    first: dict[Scheme, int] = {}
    out: list[Counting] = []
    for count in found:
        if _ours(count) and count.scope == "batch" and not count.earlier:
            told = first.setdefault(count.scheme or leading, count.number.value)
            low, high = places.segment(count.clause, count.start, count.number.end)
            end = count.number.outer_end if count.rule == DONE else count.end
            above = bool(out) and out[-1].scope == "cumulative"
            beside = above and out[-1].clause.sentence == count.clause.sentence
            larger = beside or told < count.number.value
            if larger and may_stand(form, count, end, low, high):
                count = replace(count, scope="cumulative")
        out.append(count)
    return out


def _parts(found: Sequence[Counting]) -> list[Counting]:
    """What is left without a noun and is smaller than the batch told before is a part of it."""
    out: list[Counting] = []
    for count in found:
        before = [c for c in within(out, count.start - NEAR, count.start) if _ours(c)]
        whole = [c for c in before if c.scope == "batch" and c.scheme == count.scheme]
        most = max((c.number.value for c in whole), default=0)
        if count.rule == DONE and count.scope == "batch" and most > count.number.value:
            count = replace(count, scope="breakdown")
        out.append(count)
    return out
