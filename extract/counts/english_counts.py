"""English counts that no number before a noun states: ``as many firms``, ``and seven others``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.clauses.clause import Clause, clause_at
from extract.counts.counting import Counting
from extract.extraction import Counted
from extract.layout.form import Form
from extract.matching.windows import start_of, within
from extract.printed.numbers import Number, find_numbers, read_values
from extract.printed.places import provinces

AS_MANY = re.compile(
    r"\bas many (?:\w+ )?(?:companies|firms|developers|enterprises|providers|organi[sz]ations)\b"
)
WITH_OTHERS = re.compile(
    r"(?:\b(?:(?:along|together) with|alongside|as well as|in addition to|besides)|,? and) "
    r"(?P<n>\d{1,3}|[a-z]{3,9}) (?:others\b(?! (?:who|from abroad))|other (?:[\w-]+ ){0,4}?"
    r"(?:models|apps|applications|services|products|chatbots|assistants|LLMs|entries|filings)\b"
    r"|(?:[\w-]+ ){0,3}?(?:models|apps|applications|services|products) (?:by|from|of) other\b)"
)
"""Behind what is named, those that are not: ``was passed together with 11 others``."""
PASSED = re.compile(
    r"\b(?:was|were|has been|have been|got|won|approved|cleared|filed|registered|passed)\b"
)
LISTING = re.compile(r",(?! (?:on|in|by|who|which|an?|the)\b)[^,]*,")
AND_NAMES = re.compile(
    r"(?:^|[.;] )(?-i:[A-Z])[^.;,]{1,60} and (?-i:[A-Z])[^.;,]{1,60} (?:was|were|have|had)\b"
)
NAMES = re.compile(r"(?-i:[A-Z])[^.;:\d]{1,90}")
NEAR_VERB = 60
"""Names that a sentence begins with, and where the verb may follow them and the others."""
THEY = re.compile(r"(?:They|Both|The (?:two|pair))\b")
AS_MANY_REACH = 40
"""Characters between a count of services and the ``as many companies`` that repeats it."""
OTHERS = re.compile(
    r"\b(?P<names>(?:(?:(?<!\b[IOA][nft] )(?<!\bBy )(?<!\bin )(?<!\bon )"
    r"(?!(?:In|On|At|By|From|For|With|After|Since|During|As|Under|Of|If) )"
    r"[A-Z][\w.&'-]{0,30}(?: [A-Z][\w.&'-]{0,30}){0,3}, )"
    r"(?:(?:(?:the|an?) )?"
    r"(?:(?!(?:said|says|as|and|who|which|that|where|when|while|with|of|in|on)\b)"
    r"[a-z][\w'-]* ){0,3}[A-Z][\w.&'-]{0,30}(?: [A-Z][\w.&'-]{0,30}){0,3}, ){0,5}"
    r"(?:(?:the|an?) )?"
    r"(?:(?!(?:said|says|as|and|who|which|that|where|when|while|with|of|in|on)\b)"
    r"[a-z][\w'-]* ){0,3})?"
    r"[A-Z][\w.&'-]{0,30}(?: [A-Z][\w.&'-]{0,30}){0,3}),? (?:and|plus|along with|as well as)"
    r" (?P<n>\d{1,3}|[a-z]{3,9}) (?:others?|(?:other|more|further) (?:[\w-]+ ){0,3}?"
    r"(?P<noun>companies|firms|developers|groups|start-?ups|makers|players|businesses|banks"
    r"|models|apps|applications|services|products|chatbots|assistants|LLMs))\b"
)
"""Names and a number of those that are not named."""
OTHER_SERVICES = re.compile(
    r"\b(?:models?|apps?|applications?|services?|products?|chatbots?|assistants?|LLMs?)\b"
)
NTH = re.compile(
    r"\b(?P<n>\d{1,3}|\d,\d{3})(?:st|nd|rd|th)"
    r" (?:(?!(?:batch|list|round|group|version|edition|generation|of|time)\b)[\w-]+ ){0,5}?"
    r"(?:model|service|LLM|app|application|chatbot|product|algorithm)\b"
)
"""``the 62nd generative AI service in the city to be filed``: a total of 62."""


NATIONWIDE = re.compile(r"\b(?:in (?:China|the country)|nationwide|nationally)\b")
ITS_NTH = re.compile(
    r", (?:its|the (?:province|city|region|municipality)'s) (?P<n>[a-z]+(?:st|nd|rd|th)|second"
    r"|third)"
    r"(?: (?:such )?(?:service|model|app|application|filing|registration|approval))?(?=[.,;]| so"
    r" far)"
)
ONLY = re.compile(
    r"(?<!largest )(?<!biggest )(?<!smallest )(?<!greatest )(?<!most )"
    r"\b(?:(?:the|its) )?(?:only|sole|single|lone) (?:new )?(?:addition|newcomer|entry|entrant)\b"
    r"(?! (?:fee|point|level|barrier|from)\b)",
    re.IGNORECASE,
)
"""``It is the only addition in the notice``: a batch of one."""


def unsaid_counts(
    form: Form, parts: Sequence[Clause], found: Sequence[Counting]
) -> Iterator[Counting]:
    """What English sentences count beside the counts found, in no certain order."""
    if form.language == "en":
        yield from _as_many(form, found)
        yield from _its_nth(form, parts)
        yield from _and_others(form, parts, found)
        yield from _nth(form, parts)
        yield from _only(form, parts)


def _nth(form: Form, parts: Sequence[Clause]) -> Iterator[Counting]:
    for match in NTH.finditer(form.text):
        clause = clause_at(parts, match.start())
        if clause is not None and clause.role == "approved":
            of_all = NATIONWIDE.search(form.text, match.end(), clause.end)
            if of_all and provinces(form.text[clause.start : clause.end]):
                continue
            start, end = match.span()
            number = Number(int(match["n"].replace(",", "")), "exact", start, end, start, end)
            yield Counting(
                number, "services", "cumulative", None, False, clause, end, "en.count.nth", 1
            )


def with_named(form: Form, parts: Sequence[Clause], found: Sequence[Counting]) -> list[Counting]:
    """The counts of services approved along with others that the sentence names.

    ``Lanhe was passed together with 11 others``, ``They were cleared along with nine others``.
    """
    out = list(found)
    for match in WITH_OTHERS.finditer(form.text):
        place = next((i for i, c in enumerate(out) if c.number.start == match.start("n")), None)
        clause = clause_at(parts, match.start())
        count = out[place] if place is not None else None
        if clause is None or clause.role != "approved":
            continue
        if count and (count.scope != "batch" or count.of == "other"):
            continue
        said = form.text[clause.sentence.start : match.start()]
        heads = NAMES.fullmatch(said) and PASSED.search(
            form.text, match.end(), match.end() + NEAR_VERB
        )
        if not heads and (not PASSED.search(said) or LISTING.search(said)):
            continue
        two = THEY.match(said) or AND_NAMES.search(said)
        more = said.count(", ") if heads else 0
        number = next(find_numbers(match["n"], "en"), None)
        if number is None or within(found, clause.sentence.start, match.start()):
            continue
        value = number.value + (2 if two else 1) + more
        if count and place is not None:
            number = replace(count.number, value=value)
            out[place] = replace(count, number=number, of="services")
        else:
            start, end = match.span("n")
            number = Number(value, "exact", start, end, start, end)
            of = "en.count.others"
            out.append(Counting(number, "services", "batch", None, False, clause, end, of))
    return sorted(out, key=start_of)


def _its_nth(form: Form, parts: Sequence[Clause]) -> Iterator[Counting]:
    """``Guizhou filed one service in July, its seventh``: so many a place has by then."""
    for match in ITS_NTH.finditer(form.text):
        clause = clause_at(parts, match.start())
        value = read_values("en", "ordinals.csv").get(match["n"].lower())
        if not value or clause is None or clause.role != "approved":
            continue
        if provinces(form.text[clause.start : match.start()]):
            start, end = match.span("n")
            number = Number(value, "exact", start, end, start, end)
            yield Counting(
                number, "services", "cumulative", None, False, clause, end, "en.count.nth", 1
            )


def _only(form: Form, parts: Sequence[Clause]) -> Iterator[Counting]:
    """``the only addition``: one service is new."""
    for match in ONLY.finditer(form.text):
        clause = clause_at(parts, match.start())
        if clause is not None and clause.role == "approved":
            start, end = match.span()
            number = Number(1, "exact", start, end, start, end)
            yield Counting(
                number, "services", "batch", None, False, clause, end, "en.count.only", 1
            )


def _as_many(form: Form, found: Sequence[Counting]) -> Iterator[Counting]:
    """``ten products from as many developers``: the second count has the first's value."""
    for match in AS_MANY.finditer(form.text):
        start, end = match.span()
        near = within(found, start - 3 * AS_MANY_REACH, start)
        first = [c for c in near if c.of == "services" and 0 < start - c.end < AS_MANY_REACH]
        if first:
            number = replace(
                first[-1].number, start=start, end=end, outer_start=start, outer_end=end
            )
            yield replace(
                first[-1], number=number, of="companies", end=end, rule="en.count.as_many"
            )


def _and_others(
    form: Form, parts: Sequence[Clause], found: Sequence[Counting]
) -> Iterator[Counting]:
    """``Lumo, Tiandi and seven others``: the names count with those that are not named."""
    taken = {c.number.start for c in found if c.of != "companies"}
    for match in OTHERS.finditer(form.text):
        number = next(find_numbers(match["n"], "en"), None)
        clause = clause_at(parts, match.start())
        if number is None or clause is None or match.start("n") in taken:
            continue
        if clause.role == "approved" and clause.sentence.kind != "heading":
            value = number.value + 1 + match["names"].count(", ")
            yield _counted_names(match, value, clause)


def _counted_names(match: re.Match[str], value: int, clause: Clause) -> Counting:
    start, end = match.span()
    number = Number(value, "exact", start, end, start, end)
    of: Counted = "services" if OTHER_SERVICES.match(match["noun"] or "") else "companies"
    return Counting(number, of, "batch", None, False, clause, end, "en.count.others")
