"""English counts of one article against each other: what adds up says which is new, which a total."""

from collections.abc import Sequence
from dataclasses import replace

from extract.clauses import Clause
from extract.count_scope import Places
from extract.counting import MAIN, Counting
from extract.english_ellipsis import DONE, PART_LATE, PART_NEW
from extract.english_told import FRESH, may_stand
from extract.form import Form
from extract.numbers import Number
from extract.windows import within

NEAR = 400
"""Characters between the numbers of one sum."""
FEWEST, LEAST = 3, 8
"""An old total, and a total that a sum may prove: smaller ones add up by chance."""


def summed(
    form: Form, loose: Sequence[tuple[Number, Clause]], found: Sequence[Counting], places: Places
) -> list[Counting]:
    """The counts with the scopes that new and old, and the sizes of all of them, leave no other."""
    return _parts(_larger(form, _grown(form, loose, found), places))


def _grown(
    form: Form, loose: Sequence[tuple[Number, Clause]], found: Sequence[Counting]
) -> list[Counting]:
    """``Add the 27 to the 373 of April and there are 400``: old and new make the total."""
    apart = {c.number.start for c in found if c.of != "services"}
    olds = [n for n, _ in loose if n.value >= FEWEST and n.start not in apart]
    batches = [c for c in found if _ours(c) and c.scope == "batch" and not c.earlier]
    totals = {
        id(c)
        for c in found
        if _may_be_total(form, c)
        for b in batches
        if c.number.value > b.number.value and _old(olds, b, c)
    }
    return [replace(c, scope="cumulative", earlier=False) if id(c) in totals else c for c in found]


def _may_be_total(form: Form, count: Counting) -> bool:
    if count.of != "services" or count.scope not in ("batch", "other"):
        return False
    fresh = FRESH.search(form.text, count.start, count.end) or count.rule in (PART_NEW, PART_LATE)
    return count.number.value >= LEAST and count.clause.role == "approved" and not fresh


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


def _larger(form: Form, found: Sequence[Counting], places: Places) -> list[Counting]:
    """A larger number than the batch told before, done at no time of its own, is the total.

    ``It registered three in May. Eight have gone through registration``.
    """
    first: dict[str | None, int] = {}
    out: list[Counting] = []
    for count in found:
        if _ours(count) and count.scope == "batch" and not count.earlier:
            told = first.setdefault(count.scheme, count.number.value)
            low, high = places.segment(count.clause, count.start, count.number.end)
            if told < count.number.value and may_stand(form, count.start, count.end, low, high):
                count = replace(count, scope="cumulative")
        out.append(count)
    return out


def _parts(found: Sequence[Counting]) -> list[Counting]:
    """What is left without a noun and is smaller than the batch told before is a part of it."""
    out: list[Counting] = []
    for count in found:
        before = [c for c in within(out, count.start - NEAR, count.start) if _ours(c)]
        whole = [c for c in before if c.scope == "batch" and c.scheme == count.scheme]
        if count.rule == DONE and count.scope == "batch" and whole:
            if max(c.number.value for c in whole) > count.number.value:
                count = replace(count, scope="breakdown")
        out.append(count)
    return out
