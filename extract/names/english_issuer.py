"""English services to the firm that a notice calls ``the Company``."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.pairs import Pair, Unit

DEFINES = re.compile(r"\.?,? ?\([^()]{0,80}\"(?:the )?(?:Company|Group|Issuer|Bank)\"[^()]{0,80}\)")
"""Behind a firm that a notice goes on to call ``the Company``."""
CODE = r"(?:[^()]{1,40}[:;] ?)?(?:\d{3,6}(?:\.[A-Z]{2})?|[A-Z]{1,5})"
LISTED = re.compile(rf"\.?,? ?\({CODE}\)(?: ?:| (?:announce|said|say))")
"""Behind the firm at the head of a notice: ``Haida Tools (300288.SZ): Announcement on …``."""
ITS = r"the (?:Company|Group|Issuer|Bank)"
BEFORE = compiled(rf"\b(?-i:[Tt]{ITS[1:]})'s? (?:(?!of\b){{lc}} ){{0,5}}[\"']?\Z", "en")
AFTER = compiled(
    rf"[\"']?(?: (?:{{trait}} )*{{offering}})?,?"
    rf" (?:(?:an?|the) (?:{{lc}} ){{1,6}}|which (?:is|was) )?"
    rf"(?:(?:(?:independently|jointly|self-) ?)?{{made}} by|of|from|by) {ITS}\b",
    "en",
)
REACH = 60
"""Characters before a service in which its owner stands."""


def issuer(form: Form, candidates: Iterable[Candidate]) -> Candidate | None:
    """The firm that a text calls ``the Company``: the first that it defines, or at its head."""
    firms = [c for c in candidates if c.kind in ("company", "name", "other", "side")]
    first = form.text.find("\n")
    return next(
        (
            replace(c, kind="company")
            for c in firms
            if DEFINES.match(form.text, c.end)
            or (c.start < max(first, 1) and LISTED.match(form.text, c.end))
        ),
        None,
    )


def with_issuer(form: Form, found: Sequence[Pair], firm: Candidate | None) -> list[Pair]:
    """The pairs; a service without a company that is ``the Company's`` goes to that firm."""
    if firm is None:
        return list(found)
    return [
        replace(p, company=firm, rule="en.link.issuer")
        if p.company is None and p.unit and _is_its(form, p.unit)
        else p
        for p in found
    ]


def _is_its(form: Form, unit: Unit) -> bool:
    low = max(0, unit.start - REACH)
    return bool(BEFORE.search(form.text, low, unit.start) or AFTER.match(form.text, unit.end))
