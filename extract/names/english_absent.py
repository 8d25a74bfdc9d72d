"""English firms that a batch leaves out: what was filed of theirs before is theirs by name."""

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.pairs import ANAPHORS, Pair, Unit

NOT_THERE = compiled(
    r"(?: (?:itself|too|also))?(?:, [^.;,]{2,80},)? (?:(?:is|was|were|are|did|does|do|has|had|have)"
    r"(?: still| again)?(?: not|n't)(?: yet)?"
    r" (?:(?:been )?(?:named|listed|included|mentioned|part of)"
    r"|(?:make|appear|feature|figure|turn up|show up|made|appeared)|(?:again )?(?:on|in|among))\b"
    r"|(?:is|was|were|are|remains?|stays?) (?:again |still |once more |also )?"
    r"(?:absent|missing|left out|nowhere)\b"
    r"|(?:has|had|have) (?:nothing|no (?:{lc} )?(?:entry|service|model|filing|place|approval))"
    r" (?:on|in|among) )",
    "en",
)
"""Behind a firm that is not in a batch."""
WITHOUT = compiled(
    r"(?:\A|[.!?;\n\"] ?|\b)(?:(?:Again |Still |Also |Notably |Conspicuously )?"
    r"(?:absent|missing|left out|not (?:on|in|among|part of|included|listed|named)|nowhere)"
    r" [^.;:\n]{0,60}?\b(?:was|were|is|are)"
    r"|no (?:sign|trace|mention|word|place|entry) [^.;:\n]{0,40}?\b(?:of|for|by|from)) (?:the )?"
    r"(?:{lc} ){0,4}\Z",
    "en",
)
"""Before one."""
REACH = 110
"""Characters before a firm in which that stands."""
THEIRS = r"(?:its|whose|the (?:[\w-]+ ){0,2}?{firm}'s)"
STANDS = (
    r"(?:has|had|have|was|were|is|are) (?:(?:also|already|long|now|only|just|been|since|first"
    r"|itself|however|all|in fact) )*(?:{act}|on (?:file|record|the (?:books|register|list)))\b"
)
ACT = compiled(r"\b(?:{act}|on file)\b", "en")
FILED = compiled(
    rf"\b(?:{THEIRS}"
    rf" (?:(?!its\b|whose\b|but\b|and\b|(?:partner|rival|competitor|backer|parent|owner|investor"
    rf"|neighbou?r|peer|supplier|customer|founder)s?\b|[\w.-]+'s )"
    rf"[\w.'\"&-]+(?:, (?=[A-Z\"])|,? )){{1,8}}?{STANDS}"
    rf"|(?:an?|the) (?:earlier|previous|older|first|former|sole|only) {{offering}}"
    rf" (?:of|from|by) the {{firm}},? (?:[^.;,]{{1,40}}, )?{STANDS}"
    rf"|the (?:[\w.-]+ ){{1,4}}?{{offering}} (?:behind|in|under|inside) it,? {STANDS}"
    r"|it (?:has|had|have) (?:had )?(?:(?:only|just|so far) )*(?:one|two|three|an?|its own)"
    r" (?:[\w-]+ ){0,3}?{offering}s? (?:(?:{act}|on file|on the register)\b|since\b))",
    "en",
)
"""What says that a service of that firm has been filed."""


def of_the_absent(
    form: Form, span: tuple[int, int], found: Sequence[Pair], before: Sequence[Pair]
) -> list[Pair]:
    """The pairs of a sentence; a service filed before goes to the firm told to be left out.

    ``Haida is not on the list, although its Lanhe has been on file since May``; the sentence behind
    may say so as well. What the firm had filed need not be named.
    """
    low, high = span
    firm = _absent(form, found) or _absent(form, before)
    if firm is None:
        return list(found)
    start = max(low, firm.end)
    told = FILED.search(form.text, start, high)
    if told is None:
        return list(found)
    out = [_as_its(p, firm, told.span()) for p in found]
    held = [p for p in out if not _is_beside(form, p, firm, (start, told.start()))]
    if any(a is not b for a, b in zip(out, found, strict=True)):
        return held
    here = Unit(None, None, told.start(), told.start())
    return [*held, Pair(firm, here, ANAPHORS[0])]


def _is_beside(form: Form, pair: Pair, firm: Candidate, span: tuple[int, int]) -> bool:
    """``Its Yun is popular, and its Lanhe was filed``: is a service of the firm told before?"""
    unit, company = pair.unit, pair.company
    if unit is None or company is None or not span[0] <= unit.start < span[1]:
        return False
    own = form.text[company.start : company.end] == form.text[firm.start : firm.end]
    return own and not ACT.search(form.text, unit.end, span[1])


def _absent(form: Form, told: Sequence[Pair]) -> Candidate | None:
    """The one firm of a sentence that it says is left out."""
    firms = [p.company for p in sorted(told, key=start_of) if p.company]
    out = {form.text[c.start : c.end]: c for c in firms[::-1] if _is_absent(form, c)}
    return next(iter(out.values())) if len(out) == 1 else None


def _is_absent(form: Form, firm: Candidate) -> bool:
    head = form.text[max(0, firm.start - REACH) : firm.start]
    return bool(NOT_THERE.match(form.text, firm.end) or WITHOUT.search(head))


def _as_its(pair: Pair, firm: Candidate, span: tuple[int, int]) -> Pair:
    """The pair of a service that is told there, with the firm."""
    unit, name = pair.unit, pair.company
    if unit is None and name is not None and span[0] < name.start < span[1]:
        unit = Unit(replace(name, kind="model"), None, name.start, name.end)
        return Pair(firm, unit, ANAPHORS[0])
    if unit is None or not span[0] <= unit.start < span[1]:
        return pair
    if pair.company is not None and pair.company.start >= span[0]:
        return pair
    return replace(pair, company=firm, rule=ANAPHORS[0])
