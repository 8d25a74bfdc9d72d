"""English counts of one article beside each other: totals told in pairs, scopes that carry on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from extract.clauses.clause import Clause
from extract.clauses.schemes import LISTED
from extract.counts.counting import MAIN, Counting
from extract.counts.english_elided import GROWN_BY_TO, OTHER_BATCH, PART_LATE, PART_NEW
from extract.extraction import Scheme, Scope
from extract.layout.form import Form
from extract.matching.windows import within
from extract.printed.numbers import Number

TOTALS = re.compile(
    r"\b(?:totals|tallies|running counts|respectively|cumulative(?:ly)?|overall)\b", re.IGNORECASE
)
"""Words by which two numbers are the totals of the two procedures told of before."""
FIGURES = re.compile(
    r"\b(?:figures|numbers|additions|increases|increments) (?:were|are|came to|stood at|rose by)\b"
    r"|\bof (?:these|those|them|which),? \d[\d,]* and \d[\d,]* (?:were|are|came)\b",
    re.IGNORECASE,
)
"""Words by which they are what is new of both: ``in July alone, the figures were 24 and 33``."""
PAIRED = (" and ", " / ", "/", " & ")
"""What joins two such numbers."""
FORMER = re.compile(r" (?:[\w-]+ ){0,3}?of the (?:former|first) and ")
LATTER = re.compile(r" (?:[\w-]+ ){0,3}?of the (?:latter|second)\b(?! (?:batch|list|group|round))")
"""``44 of the former and 37 of the latter``."""
THERE_ARE = re.compile(
    r"\b(?:there (?:are|were)|ha[sd]|have|holds?|now|total|stand)\b", re.IGNORECASE
)
FILED = re.compile(r"\b(?:filed|filings?|on (?:file|record))\b", re.IGNORECASE)
FILED_ACT = re.compile(
    r"\b(?:filed|filings?|on (?:file|record))\b"
    r"(?! (?:AI |large |language |generative )*(?:models?|LLMs?))",
    re.IGNORECASE,
)
"""The same, where it is no word of what a registered service calls: ``filed models``."""
REGISTERED = re.compile(r"\bregist(?:ered|rations?)\b", re.IGNORECASE)
ANOTHER = re.compile(r"\b(?:another|a further) \Z", re.IGNORECASE)
PERIOD = re.compile(
    r"\b(?:during|in|over|within|throughout) (?:the|this|that|these|those|last) (?:\w+ )?"
    r"(?:year|quarter|months?|period)\b"
)
"""What makes such a number that of a time."""
ANOTHER_ALONE = -4
"""Margin of an exact count of which nothing but that says that it is new."""
RAISED = re.compile(
    r" \(\+|(?: [a-z]+){0,3}, (?:up|an? (?:\w+ )?(?:increase|rise|gain|growth|jump) of) "
)
"""What stands between a total and by how much it has grown."""
MORE_THAN = re.compile(
    r" more than (?:a|one|two|three|six|the|at|in)\b[^.;,]{0,30}(?:ago|before|earlier|month|year"
    r"|update)"
)
"""``806 entries long, 10 more than a month ago``."""
ADJECTIVE = re.compile(r" (?P<x>filed|registered)(?= (?:and|services|models|apps|applications))")
"""Behind the number of ``17 filed and 22 registered services``."""
DONE_BEHIND = re.compile(
    r"(?: (?:that|which))?(?: (?:were|was|have|had|been|are|newly|also|more|now))* "
    r"(?:filed|registered|on file)\b"
)
"""What was done with what has just been counted."""
JOINT = re.compile(r" (?:and|while|plus|with) |[,;] ")
"""What parts two counts of one clause."""
OTHER_LIST = re.compile(
    r"(?:The (?:[a-z]+(?:st|nd|rd|th)|first|second|third|previous|last|one before)"
    r"(?: (?:list|batch|round|group|edition|one))?|Batch \d{1,2})"
    r"(?:,? [^.;,\d]{2,50},?)? (?:had|held|contained|listed|numbered|ran to|covered|counted"
    r"|with) \Z"
)
LIST_REACH = 90
"""Before the number of another list than the one just told of."""
REACH = 1000
"""Characters back to the counts that totals belong to."""
BESIDE = 3
"""Paragraphs over which one count is read together with another."""


def told_in_pairs(
    form: Form, loose: Sequence[tuple[Number, Clause]], found: Sequence[Counting]
) -> Iterator[Counting]:
    """``The totals stand at 538 and 263``: the two schemes that were counted before, in order."""
    for (first, clause), (second, other) in pairwise(loose):
        if clause.sentence != other.sentence:
            continue
        between = form.text[first.end : second.outer_start]
        apart = FORMER.fullmatch(between) and LATTER.match(form.text, second.end)
        if not apart and form.text[first.end : second.start] not in PAIRED:
            continue
        scope = _told_of_both(form, clause)
        if scope is None and apart:
            stands = THERE_ARE.search(form.text, clause.sentence.start, first.start)
            scope = "cumulative" if stands else "batch"
        if scope is None:
            continue
        before = _two_before(found, clause, first.start)
        if before:
            for number, count in zip((first, second), before, strict=True):
                yield replace(
                    count, number=number, scope=scope, clause=clause, end=number.outer_end,
                    rule="en.count.totals",
                )  # fmt: skip


def _told_of_both(form: Form, clause: Clause) -> Scope | None:
    """Whether a sentence gives two totals, or how much of two registers is new."""
    low, high = clause.sentence.start, clause.sentence.end
    if TOTALS.search(form.text, low, high):
        return "cumulative"
    return "batch" if FIGURES.search(form.text, low, high) else None


def _two_before(
    found: Sequence[Counting], clause: Clause, place: int
) -> tuple[Counting, Counting] | None:
    """The last counts of services under two schemes that stand near before a place."""
    near = [
        c
        for c in within(found, place - REACH, place)
        if c.of == "services" and c.scope in MAIN and _near(c.clause, clause)
    ]
    last = next(iter(near[::-1]), None)
    first = next((c for c in near[::-1] if last and c.scheme != last.scheme), None)
    return (first, last) if first and last else None


def _near(before: Clause, clause: Clause) -> bool:
    return 0 <= clause.sentence.paragraph - before.sentence.paragraph <= BESIDE


def carried_on(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """A count beside one of the other procedure takes what it does not say itself from that one."""
    out: list[Counting] = []
    for count, following in zip_longest(found, found[1:]):
        if out and _of_one_before(out[-1], count):
            count = replace(count, scheme=out[-1].scheme)
        if count.rule == GROWN_BY_TO and out and form.text[out[-1].end : count.start] == " to ":
            count = replace(count, scheme=out[-1].scheme)
        if following and _raised(form, count, following):
            count = replace(count, scope="cumulative")
        before = _first_before(out, count)
        if before is not None and count.of == "services" and count.scope in MAIN:
            again = any(c.number.value == count.number.value for c in out)
            scheme = count.scheme or (None if again else _contrasted(form, before, count))
            scheme = scheme or _of_noun(form, out, count)
            if scheme == "genai_registration" != before.scheme and (
                _silent(count, following) or _another(form, out[-1], count, following)
            ):
                count = replace(count, scope=before.scope)
            count = replace(count, scheme=scheme)
        out.append(count)
    return out


def _of_one_before(before: Counting, count: Counting) -> bool:
    """Is a part, or another batch, of the register that was just counted?"""
    if before.clause.sentence == count.clause.sentence:
        return count.rule in (OTHER_BATCH, PART_LATE, PART_NEW)
    listed = before.scheme in LISTED and _near(before.clause, count.clause)
    return count.rule == OTHER_BATCH and listed


def _raised(form: Form, count: Counting, following: Counting) -> bool:
    """``has 481, an increase of 46``: what has grown by a number, or has a new part, is a total."""
    beside = count.clause is following.clause and count.of == "services" == following.of
    told = beside and count.scope == "batch" == following.scope and count.margin <= 0
    if told and following.rule == PART_LATE and following.number.value < count.number.value:
        return True
    if told and MORE_THAN.match(form.text, following.number.outer_end):
        return form.text[count.end : following.number.outer_start].endswith(", ")
    return told and RAISED.fullmatch(form.text, count.end, following.number.outer_start) is not None


def _of_noun(form: Form, out: Sequence[Counting], count: Counting) -> Scheme | None:
    """The procedure for which an earlier count has this noun, and the other procedure another.

    ``Two models were filed and five apps registered. In all, 14 models and 11 apps are on record.``
    """
    said = ADJECTIVE.match(form.text, count.number.end)
    if said and any(c.scheme == "genai_registration" for c in out):
        return "genai_registration" if said["x"] == "registered" else "genai_filing"
    told = {_noun(form, c): c.scheme for c in out if c.of == "services" and c.scope in MAIN}
    told.pop("", None)
    apart = "genai_registration" in told.values() and len(told) > 1
    return told.get(_noun(form, count)) if apart else None


def _noun(form: Form, count: Counting) -> str:
    words = form.text[count.start : count.end].lower().rsplit(None, 1)
    noun = words[-1].rstrip("s") if len(words) > 1 else ""
    return "app" if noun == "application" else noun


def _silent(count: Counting, following: Counting | None) -> bool:
    """Do no words say whether it is a total, and does its sentence give no other number as one?"""
    if following and following.clause.sentence == count.clause.sentence:
        return False
    return count.scope == "batch" and count.number.qualifier == "exact" and count.margin in (-1, 0)


def _another(form: Form, before: Counting, count: Counting, following: Counting | None) -> bool:
    """``346 services had been filed. Another 57 apps were registered``: a total beside a total.

    Not where its sentence goes on to a total of its own: ``, making 530``.
    """
    only = count.margin == ANOTHER_ALONE and before.scope == "cumulative"
    if following and following.clause.sentence == count.clause.sentence:
        only = only and not (following.scope == "cumulative" and following.of == "services")
    if not only or PERIOD.search(form.text, count.clause.start, count.clause.end):
        return False
    return ANOTHER.search(form.text, max(0, count.start - 12), count.start) is not None


def _first_before(out: Sequence[Counting], count: Counting) -> Counting | None:
    """The first count of services in the last sentence that counts some before this one."""
    before = [c for c in out[-4:] if c.of == "services" and c.scope in MAIN]
    if not before or not _near(before[-1].clause, count.clause):
        return None
    return next(c for c in before if c.clause.sentence == before[-1].clause.sentence)


def _contrasted(form: Form, before: Counting, count: Counting) -> Scheme | None:
    """Is this one registered where the one before was filed, or the other way round?"""
    if before.clause is count.clause:
        cut = _joint(form, before.end, count.start)
        behind = DONE_BEHIND.match(form.text, count.end, before.clause.end)
        own = form.text[cut : behind.end() if behind else count.end]
        last = form.text[before.clause.start : cut]
    else:
        own = form.text[count.clause.start : count.clause.end]
        last = form.text[before.clause.start : min(before.clause.end, count.start)]
    after = before.scheme == "genai_registration" or _only(FILED, REGISTERED, last)
    if after and _only(REGISTERED, FILED, own):
        return "genai_registration"
    registered = before.scheme == "genai_registration" or _only(REGISTERED, FILED, last)
    filed = FILED_ACT.search(own) and not REGISTERED.search(own)
    return "genai_filing" if filed and registered else None


def _joint(form: Form, low: int, high: int) -> int:
    """Where what is said of a second count begins, between the first and its number."""
    joints = [m.start() for m in JOINT.finditer(form.text, low, high)]
    return joints[-1] if joints else low


def of_other_lists(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``Its seventh list of algorithms has 487 entries. The sixth, in June, had 492``."""
    out: list[Counting] = []
    for count in found:
        before = [c for c in out[-2:] if c.of == "services" and c.scheme in LISTED]
        near = before and _near(before[-1].clause, count.clause)
        low = max(count.clause.sentence.start, count.start - LIST_REACH)
        said = OTHER_LIST.search(form.text, low, count.start) if near else None
        if said and count.of == "services" and before[-1].clause.sentence != count.clause.sentence:
            count = replace(count, scheme=before[-1].scheme, scope="batch", earlier=True)
        out.append(count)
    return out


def without_sums(found: Sequence[Counting]) -> list[Counting]:
    """``538 filings and 263 registrations, or 801 in all``: the sum is a count of neither."""
    told = [c for c in found if c.of == "services" and c.scope in MAIN]
    sums = {
        (total.number.value, total.scope)
        for three in zip(told, told[1:], told[2:], strict=False)
        for total in (three[0], three[-1])
        if _adds_up(total, [c for c in three if c is not total])
    }
    return [
        replace(c, scope="other") if c.of == "services" and (c.number.value, c.scope) in sums else c
        for c in found
    ]


def _adds_up(total: Counting, parts: Sequence[Counting]) -> bool:
    """Is a count the sum of two under different schemes that stand beside it?"""
    one, other = parts
    apart = (one.scheme == "genai_registration") != (other.scheme == "genai_registration")
    near = all(_near(*_clauses_of(total, part)) for part in parts)
    alike = one.scope == other.scope
    return apart and near and alike and total.number.value == one.number.value + other.number.value


def _clauses_of(one: Counting, other: Counting) -> tuple[Clause, Clause]:
    first, second = sorted((one, other), key=lambda c: c.start)
    return first.clause, second.clause


def _only(said: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    """Does a text tell of one procedure and not of the other?"""
    return bool(said.search(text)) and not other.search(text)
