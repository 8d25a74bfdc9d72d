"""English counts to the procedure that their own words name, where a sentence tells of both.

A count says by its noun, by the word before it or by the verb that it is subject or object of
whether it is of filings or registrations: ``446 filings and 330 registrations``, ``filed two
services and registered four apps``. Where others say otherwise, that is no loose use of words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.counts.counting import Counting
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.windows import within

FAMILY = re.compile(
    r"\b(?:(?P<filed>fil(?:ed|es|ings?)\b|on (?:file|record)\b|put\b|record-filings?\b)"
    r"|(?P<registered>regist(?:ers?|ered|ering|rations?)\b))",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?:,? (?:that|which|who))?(?: (?:were|was|have|has|had|been|are|newly|also|more|now|then"
    r"|completed|passed|finished|obtained|received|all|both|had|got))*(?: the| their)? "
    r"(?=(?:fil(?:ed|ings?)|regist(?:ered|rations?)|on (?:file|record))\b)",
    re.IGNORECASE,
)
"""What stands between a noun and the verb or procedure of which it is the subject."""
BEFORE = re.compile(
    r"\b(?:fil(?:ed|es|ing)|regist(?:ers?|ered|ering))"
    r"(?: (?:another|a further|only|just|about|some|over|more than|nearly|almost|at least|both"
    r"|the|these|those|its|their))*"
    r" $",
    re.IGNORECASE,
)
"""A verb that a number is the object of."""
NOUN = re.compile(
    r"\b(?:(?P<filed>filings|filing list|(?<=of )filed (?:services|models))"
    r"|(?P<registered>registrations|registration list|register of (?:applications|apps)"
    r"|(?<=of )registered (?:applications|apps)))\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"[.;](?= )")
DID_SO = "en.count.did_so"
"""The rule for a number of those who did what the sentence before tells."""
REACH = 90
"""Characters before a number in which its noun may stand."""
SCHEMES: dict[str, Scheme] = {"filed": "genai_filing", "registered": "genai_registration"}
OWN = (None, *SCHEMES.values())
NEAR = 2
"""Paragraphs over which nouns tell the procedures apart."""


def by_their_acts(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The counts with the schemes that their own words name, where those name both."""
    said = {id(c): family for c in found if _may(c) and (family := _family(form, found, c))}
    nouns = {id(c) for c in found if id(c) in said and _by_noun(form, found, c)}
    out: list[Counting] = []
    for count in found:
        family = said.get(id(count))
        sentence = count.clause.sentence
        beside = within(found, sentence.start, sentence.end)
        both = len({said[id(c)] for c in beside if id(c) in said}) > 1
        both = both or count.rule == DID_SO or _tells_both(form, sentence.start, sentence.end)
        if not both and id(count) in nouns:
            both = any(
                said[id(c)] != family
                and abs(c.clause.sentence.paragraph - sentence.paragraph) <= NEAR
                for c in found
                if id(c) in nouns
            )
        if family and both:
            count = replace(count, scheme=SCHEMES[family])
        elif _may(count) and family is None and count.end <= count.number.outer_end:
            count = _as_before(out, count, both)
        out.append(count)
    return out


def _as_before(out: Sequence[Counting], count: Counting, both: bool) -> Counting:
    """A number without a noun beside those of both procedures goes on about the one before it."""
    same = out and out[-1].clause.sentence == count.clause.sentence
    return replace(count, scheme=out[-1].scheme) if both and same and _may(out[-1]) else count


def _tells_both(form: Form, low: int, high: int) -> bool:
    """``new registrations exceeded new filings``: both nouns, told against each other."""
    return len({m.lastgroup for m in NOUN.finditer(form.text, low, high)}) > 1


def _may(count: Counting) -> bool:
    return count.of == "services" and count.scheme in OWN


def _family(form: Form, found: Sequence[Counting], count: Counting) -> str | None:
    """The procedure that the words nearest to a number name."""
    text, end = form.text, count.end
    own = FAMILY.search(text, count.number.end, end)
    if own is None and (behind := BEHIND.match(text, end)):
        own = FAMILY.match(text, behind.end())
    if own is None:
        low = _low(found, count)
        before = BEFORE.search(text, low, count.start) or _noun_before(text, low, count.start)
        own = FAMILY.match(text, before.start()) if before else None
    if own is None and count.rule == DID_SO:
        low = text.rfind(". ", 0, max(0, count.clause.sentence.start - 2)) + 1
        own = next(iter([*FAMILY.finditer(text, low, count.start)][::-1]), None)
    return own.lastgroup if own else None


def _by_noun(form: Form, found: Sequence[Counting], count: Counting) -> bool:
    """Is it counted by a noun of its own: ``registrations in the region number 15``?"""
    own = form.text[count.number.end : count.end].lower()
    if own.endswith(("filings", "registrations")):
        return True
    return _noun_before(form.text, _low(found, count), count.start) is not None


def _noun_before(text: str, low: int, start: int) -> re.Match[str] | None:
    """The last ``filings`` or ``registrations`` before a number."""
    found = list(NOUN.finditer(text, max(low, start - REACH), start))
    last = found[-1] if found else None
    return last if last and not BREAK.search(text, last.end(), start) else None


def _low(found: Sequence[Counting], count: Counting) -> int:
    """Where the words of a number may begin: behind the count before it."""
    sentence = count.clause.sentence
    before = within(found, sentence.start, count.start)
    return max([sentence.start, *(c.end for c in before)])
