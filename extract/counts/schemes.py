"""A number in its clause to the register that it counts entries of."""

import re
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.clauses.schemes import CALLS, LISTED, named_scheme
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.printed.numbers import Number

RELATIVE = re.compile(
    r",? (?:all |both |each |most )?(?:of )?"
    r"(?:which|that|calling|using|relying|running|built|based)\b"
)
"""How a sentence goes on to say what the services just counted are."""
ANAPHOR = re.compile(
    r"\b(?:of|bringing|brings?|brought|taking|took|lifting|pushing|raising)"
    r" (?:those|these|them|such)\b|\bsuch (?:algorithms|registrations|filings)\b"
)
CARRY_REACH = 200
"""Characters before a sentence that goes on with a list in which that is named."""
RELATIVE_REACH = 60
"""Characters behind a number in which that begins, and over which it goes on."""
ANAPHOR_REACH = 300
"""Characters back to what ``those`` stands for."""
RESPECTIVE = re.compile(
    r"(?P<first>备案|登记)(?:服务|数)?[与和、及](?:备案|登记)[^，。；;\d]{0,16}分别[^，。；;\d]{0,8}"
    r"(?P<a>\d[\d,]*)[^，。；;\d]{0,4}[、和与及，](?P<b>\d[\d,]*)"
)
CONTRAST = re.compile(
    r"\b(?:separate(?:ly)?|distinct|different|apart) from\b|\bas opposed to\b"
    r"|\b(?:confused with|mistaken for)\b"
)
"""Words by which a count belongs to another register than the one named before it."""
ALGORITHMS = re.compile(r"[\s*_]*(?:[\w-]+ ){0,5}algorithms?\b")
SAME_LIST = re.compile(
    r"(?:(?:The|This) (?:new |latest )?(?:batch|list|round|notice|annex)|It) (?!of\b)[a-z]+"
)
"""How a sentence goes on about the list that the one before it names."""
REGISTRATIONS = re.compile(
    r"(?:(?:The|Such|These|Those|Local|New|Total|In all,|So far,|There were) )?(?:\w+ ){0,2}?"
    r"[Rr]egistrations\b(?![^.;]{0,60}\bfil(?:ed|ings?)\b)"
)
"""How a sentence begins that counts what the one before describes."""
NOUN_REACH = 12
"""Characters behind a number in which the words for generative AI begin that it counts."""
OTHER_NOUN = re.compile(r"[.,;:]|\b(?:in|of|by|for|to|and|algorithms?)\b")
ALGORITHM = re.compile(r"算法")
ITEM_REACH = 120
"""Characters back from 项 or 个 to the algorithms that it counts."""


def scheme_of(
    form: Form,
    number: Number,
    clause: Clause,
    matches: Sequence[Match],
    local: Sequence[Match],
    before: Sequence[Match],
) -> Scheme | None:
    """What the segment names, else the words before the number, else what they refer back to."""
    scheme = (
        named_scheme(local)
        or named_scheme(m for m in before if m.start >= clause.start)
        or named_scheme(before)
        or named_scheme(_meant(form, clause, matches))
        or (_described(form, number, clause, matches) if form.language == "en" else None)
        or (_carried(form, clause, matches) if form.language == "en" else None)
        or (_registrations(form, clause, matches) if form.language == "en" else None)
    )
    if form.language == "en" and scheme in LISTED and _of_genai(form, number, matches):
        scheme = named_scheme(local)
    if scheme != "genai_filing" and form.language == "en":
        apart = CONTRAST.search(form.text, clause.start, number.start)
        told = [m for m in (*local, *before) if apart and m.start >= apart.start()]
        if apart and named_scheme(told) is None:
            return "genai_filing"
    if scheme is None and form.language == "en" and ALGORITHMS.match(form.text, number.end):
        spoken = [m for m in matches if m.label == "SCHEME" and m.start < number.start]
        return named_scheme([m for m in spoken if m.value in LISTED][-1:])
    if form.language == "zh":
        respective = _respective(form, number, clause)
        if respective:
            return respective
        algorithm = form.text[number.end : number.end + 1] in "项項" or ALGORITHM.search(
            form.text, max(0, number.start - 8), number.end + 8
        )
        if scheme == "genai_filing" and _of_algorithms(form, number, matches, local):
            return "deep_synthesis"
        if scheme == "genai_filing" and algorithm:
            named = any(m.label == "TOPIC" and m.value == "genai" for m in local)
            return scheme if named else None
    if (
        scheme is None
        and form.language == "zh"
        and form.text[number.end : number.end + 1] in "项項个"
    ):
        near = within(matches, number.start - ITEM_REACH, number.start)
        return "deep_synthesis" if named_scheme(near) == "deep_synthesis" else None
    return scheme


def _of_genai(form: Form, number: Number, matches: Sequence[Match]) -> bool:
    """Does an English number count services of generative AI, as its own words say?"""
    near = within(matches, number.outer_end, number.outer_end + NOUN_REACH)
    genai = next((m for m in near if m.label == "TOPIC" and m.value == "genai"), None)
    return genai is not None and not OTHER_NOUN.search(form.text, number.outer_end, genai.start)


def _of_algorithms(
    form: Form, number: Number, matches: Sequence[Match], local: Sequence[Match]
) -> bool:
    """Does ``备案5100款`` go on about deep synthesis, with no word of generative AI between?"""
    paragraph = form.text.rfind("\n", 0, number.start) + 1
    near = within(matches, max(paragraph, number.start - ITEM_REACH), number.start)
    genai = any(m.label == "TOPIC" and m.value == "genai" for m in (*near, *local))
    return not genai and named_scheme(near) == "deep_synthesis"


def _described(
    form: Form, number: Number, clause: Clause, matches: Sequence[Match]
) -> Scheme | None:
    """``12 applications, all of which call a filed model``: told right behind the number."""
    part = RELATIVE.search(form.text, number.end, min(number.end + RELATIVE_REACH, clause.end))
    if part is None:
        return None
    behind = within(matches, part.start(), min(part.end() + RELATIVE_REACH, clause.end))
    calls = any(m.rule == CALLS for m in behind)
    return "genai_registration" if calls else None


def _carried(form: Form, clause: Clause, matches: Sequence[Match]) -> Scheme | None:
    """``... its list of deep synthesis algorithms. It runs to 460 entries.``"""
    start = clause.sentence.start
    same = SAME_LIST.match(form.text, start)
    if not clause.carried and not clause.has("CONTINUES") and not same:
        return None
    near = within(matches, start - CARRY_REACH, start)
    scheme = named_scheme([m for m in near if m.label == "SCHEME"][-1:])
    return scheme if scheme in LISTED else None


def _registrations(form: Form, clause: Clause, matches: Sequence[Match]) -> Scheme | None:
    """``Apps that call a filed model need only register. Registrations totaled 435.``"""
    start = clause.sentence.start
    if not REGISTRATIONS.match(form.text, start):
        return None
    near = within(matches, start - CARRY_REACH, start)
    described = any(m.label == "SCHEME" and m.value == "genai_registration" for m in near)
    return "genai_registration" if described else None


def _respective(form: Form, number: Number, clause: Clause) -> Scheme | None:
    """``备案与登记分别达到31款、12款``: the schemes in the order of their numbers."""
    for match in RESPECTIVE.finditer(form.text, clause.start, clause.end):
        first: Scheme = "genai_filing" if match["first"] == "备案" else "genai_registration"
        second: Scheme = "genai_registration" if match["first"] == "备案" else "genai_filing"
        if match.start("a") <= number.start < match.end("a"):
            return first
        if match.start("b") <= number.start < match.end("b"):
            return second
    return None


def _meant(form: Form, clause: Clause, matches: Sequence[Match]) -> list[Match]:
    """The scheme that ``those`` or ``such`` in a sentence refers back to."""
    start, end = clause.sentence.start, clause.sentence.end
    if not ANAPHOR.search(form.text, start, end):
        return []
    near = within(matches, start - ANAPHOR_REACH + 1, start)
    return [m for m in near if m.label == "SCHEME"][-1:]
