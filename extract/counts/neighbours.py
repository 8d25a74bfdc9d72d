"""English counts beside others of their register: shared words, parts that are new, no act.

What a number's own clause leaves open, the number told right before it says.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.counts.counting import MAIN, Counting
from extract.counts.english_elided import DONE, PART_LATE, PART_NEW
from extract.counts.english_told import SURE
from extract.extraction import Scope
from extract.layout.form import Form

NEW_PART = re.compile(
    r",? (?:including|of which|of them|among them|with|counting) (?:the )?$", re.IGNORECASE
)
FRESH_ONES = re.compile(
    r" (?:(?:newly|new|fresh|further|additional)(?: (?:ones|entries|additions|registrations"
    r"|filings|approvals|newcomers))?|added|newcomers|additions)(?=[,.;]| (?:in|since|this|last"
    r"|added)\b)"
)
"""``another 263 were registered, including 27 new ones``."""
OF_THEM_NEW = re.compile(
    r" of (?:them|these|those|which) (?:are |were |being )?(?:new|newly|additions|newcomers)\b"
)
"""``there are 301 names, 24 of them new``: the first is all."""
AND_TOTAL = re.compile(r" and (?:for )?an? (?:\w+ )?total of (?:\w+ )?$")
"""``99 newly filed services and a total of 538``."""
ENTRIES = re.compile(
    r"\b(?:filings|registrations|approvals|clearances|entries|names|additions|newcomers|ones)$"
    r"|\bsuch \w+$"
)
"""Nouns by which a number is of the register that the story tells of."""
OFFERED = re.compile(r" (?:may|can) (?:now |legally )*be (?:offered|used)\b")
SO_FAR = re.compile(
    r"[^.;,\d]{0,50}? (?:so far|to date|by now|up to now|thus far|as of"
    r"|by (?:the )?(?:end|close) of)\b"
)
AND_THEN = re.compile(r"[^.;,\d]{0,60},? (?:and|plus) $")
"""``nine services have been filed and 11 apps registered so far``: both are totals."""


def both_so_far(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """What is said behind the second of two numbers that share a verb is said of both."""
    out = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        alike = one.of == "services" == other.of and one.clause.sentence == other.clause.sentence
        weak = one.scope == "batch" and abs(one.margin) < SURE and not one.earlier
        if alike and weak and other.scope == "cumulative" and one.scheme != other.scheme:
            joined = AND_THEN.fullmatch(form.text[one.end : other.start])
            if joined and SO_FAR.match(form.text, other.end):
                out[place] = replace(one, scope="cumulative")
    return out


def beside_news(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``71 were filed. Altogether there are 682``: a number beside the news is told of it too.

    Where its own sentence tells no act, and its size fits what is told before.
    """
    out: list[Counting] = []
    for c in found:
        before = out[-1] if out else None
        near = _news_beside(out, c) if before and c.scope == "other" else None
        if near and _of_the_register(form, c):
            scope = _that_fits(near, c)
            c = replace(c, scope=scope, scheme=c.scheme or near.scheme)
        out.append(c)
    return out


def _news_beside(found: Sequence[Counting], count: Counting) -> Counting | None:
    """The nearest count of what is announced before another one, in its paragraph."""
    told = (o for o in reversed(found) if o.of == "services" and o.scope in MAIN and not o.earlier)
    return next((o for o in told if _next_to(o, count)), None)


def _next_to(before: Counting, count: Counting) -> bool:
    """Do two counts stand in one sentence, or in neighbouring ones of a paragraph?"""
    one, other = before.clause.sentence, count.clause.sentence
    return one.paragraph == other.paragraph and other.start - one.end <= 2


def _of_the_register(form: Form, count: Counting) -> bool:
    """Is nothing else counted than what the sentence before told of?"""
    if count.of != "services" or count.clause.role != "none":
        return False
    if count.rule in (PART_LATE, PART_NEW):
        return count.margin <= 0
    said = form.text[count.number.outer_end : count.end]
    tied = not said.strip() or count.rule == DONE or ENTRIES.search(said)
    return abs(count.margin) >= 2 and bool(tied or OFFERED.match(form.text, count.end))


def _that_fits(before: Counting, count: Counting) -> Scope:
    scope: Scope = "cumulative" if count.margin > 0 else "batch"
    larger = count.number.value > before.number.value
    if scope == before.scope == "cumulative":
        return scope if larger else count.scope
    return scope if larger == (scope == "cumulative") else count.scope


def wholes_and_new(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``another 263, including 27 new ones``; ``99 newly filed and a total of 538``."""
    out = list(found)
    services = [i for i, c in enumerate(found) if c.of == "services" and c.scope in MAIN]
    for one, other in pairwise(services):
        first, second = out[one], out[other]
        if first.clause.sentence != second.clause.sentence or first.earlier or second.earlier:
            continue
        smaller = second.number.value < first.number.value
        if smaller and _is_new_part(form, first, second):
            out[one] = replace(first, scope="cumulative")
            out[other] = replace(second, scope="batch")
        elif not smaller and AND_TOTAL.search(form.text[first.end : second.number.start]):
            scope: Scope = "cumulative" if first.scope == "batch" else second.scope
            out[other] = replace(second, scope=scope)
    return out


def _is_new_part(form: Form, first: Counting, second: Counting) -> bool:
    between = form.text[first.end : second.start]
    if between in (", ", ", and ") and OF_THEM_NEW.match(form.text, second.number.end):
        return True
    return (
        NEW_PART.search(between) is not None
        and ";" not in between
        and bool(FRESH_ONES.match(form.text, second.number.end))
    )
