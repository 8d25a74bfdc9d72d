"""A form, its clauses and matches to the counts of services and companies that it states."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.clauses import Clause
from extract.count_scope import Weighed, weigh
from extract.counted import PART_NEW, Noun, noun_of
from extract.dates import DateMention
from extract.extraction import Counted, Scheme, Scope
from extract.form import Form
from extract.numbers import Number, find_numbers
from extract.rules import Match

YEARS = range(1990, 2051)
YEAR_BEFORE = re.compile(
    r"\b(?:in|by|of|since|until|year|for|late|early|end|from)\s*$", re.IGNORECASE
)
AS_MANY = re.compile(
    r"\bas many (?:\w+ )?(?:companies|firms|developers|enterprises|providers|organi[sz]ations)\b"
)
AS_MANY_REACH = 40
"""Characters between a count of services and the ``as many companies`` that repeats it."""

MAIN = ("batch", "cumulative")
FEW = 5
"""Companies from which a count on its own is the batch's."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A count in its clause, before announcements are put together; offsets into the form."""

    number: Number
    of: Counted
    scope: Scope
    scheme: Scheme | None
    earlier: bool
    clause: Clause
    end: int
    rule: str
    margin: int = 0

    @property
    def start(self) -> int:
        """Where the number begins, its qualifier included."""
        return self.number.outer_start


def find_counts(
    form: Form, clauses: Sequence[Clause], matches: Sequence[Match], dates: Sequence[DateMention]
) -> list[Counting]:
    """Every number that counts services or companies, in order."""
    counted = [m for m in matches if m.label == "COUNTED"]
    seen: list[tuple[Number, Clause, Noun]] = []
    for number in _free_numbers(form, matches, dates):
        clause = _clause_at(clauses, number.start)
        noun = noun_of(form, number, counted, clause) if clause else None
        if clause and noun:
            seen.append((number, clause, noun))
    places = [number.start for number, _, _ in seen]
    out = [
        _counting(number, clause, noun, weigh(form, number, noun.of, clause, matches, places))
        for number, clause, noun in seen
    ]
    return _agreed(_firms_told(sorted([*out, *_as_many(form, out)], key=lambda c: c.start)))


def _firms_told(found: Sequence[Counting]) -> list[Counting]:
    """A few companies counted apart from services and lead are a part of the batch's.

    More companies than services are not the batch's at all.
    """
    told = {c.clause.sentence for c in found if c.of == "services" and c.scope == "batch"}
    lead = next((c.clause.sentence for c in found if c.clause.role == "approved"), None)
    most = max((c.number.value for c in found if c.of == "services" and c.scope in MAIN), default=0)

    def stray(c: Counting) -> bool:
        few = c.number.value < FEW and c.clause.sentence not in told and c.clause.sentence != lead
        return few or 0 < most < c.number.value

    return [
        replace(c, scope="breakdown")
        if c.of == "companies" and c.scope == "batch" and stray(c)
        else c
        for c in found
    ]


def _counting(number: Number, clause: Clause, noun: Noun, weighed: Weighed) -> Counting:
    scope, scheme = weighed.scope, weighed.scheme
    if noun.rule == PART_NEW and clause.role == "approved":
        scope = "batch"
    return Counting(
        number, noun.of, scope, scheme, weighed.earlier, clause, noun.end, noun.rule, weighed.margin
    )


def _free_numbers(
    form: Form, matches: Sequence[Match], dates: Sequence[DateMention]
) -> Iterator[Number]:
    """Numbers that are no part of a date or ordinal, no year and no ``one``."""
    taken = bytearray(len(form.text))
    blocked = [(m.start, m.end) for m in matches if m.label in ("ORDINAL", "NOTCOUNT")]
    for start, end in [(d.start, d.end) for d in dates] + blocked:
        taken[start:end] = b"\1" * (end - start)
    for number in find_numbers(form.text, form.language):
        head = form.text[max(0, number.start - 6) : number.start]
        year = number.value in YEARS and YEAR_BEFORE.search(head)
        one = number.value == 1 and form.text[number.start : number.end].lower() == "one"
        if not (taken[number.start] or year or one):
            yield number


def _clause_at(clauses: Sequence[Clause], position: int) -> Clause | None:
    place = bisect_right(clauses, position, key=lambda c: c.start) - 1
    return clauses[place] if place >= 0 and position < clauses[place].end else None


def _as_many(form: Form, found: Sequence[Counting]) -> Iterator[Counting]:
    """``ten products from as many developers``: the second count has the first's value."""
    for match in AS_MANY.finditer(form.text):
        start, end = match.span()
        first = [c for c in found if c.of == "services" and 0 < start - c.end < AS_MANY_REACH]
        if first:
            number = replace(
                first[-1].number, start=start, end=end, outer_start=start, outer_end=end
            )
            yield replace(
                first[-1], number=number, of="companies", end=end, rule="en.count.as_many"
            )


def _agreed(found: Sequence[Counting]) -> list[Counting]:
    """One value has one scope in an article: the one that most of its mentions speak for."""
    votes: dict[tuple[Scheme | None, Counted, int], Counter[Scope]] = {}
    for c in found:
        if c.scope in ("batch", "cumulative") and not c.earlier:
            ballot = votes.setdefault((c.scheme, c.of, c.number.value), Counter())
            ballot[c.scope] += 1 + abs(c.margin)
    return [_outvoted(c, votes.get((c.scheme, c.of, c.number.value))) for c in found]


def _outvoted(counting: Counting, ballot: Counter[Scope] | None) -> Counting:
    if not ballot or counting.scope not in ("batch", "cumulative"):
        return counting
    return replace(counting, scope=max(ballot, key=lambda s: (ballot[s], s == "batch")))
