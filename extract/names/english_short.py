"""English names to those that are no short form of the name before them, in its brackets."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.form import Form
from extract.names.candidates import Candidate

OPENED = re.compile(r"\.?,? ?\((?:the |or |hereinafter )?\"?")
CLOSED = re.compile(
    r"\"?(?:[;,:] ?[^()]{1,40})?\)"
    r"|\"?,? (?:or|and) (?:the |our )?\"?(?:Company|Group|Firm|Issuer)\b"
)
DEFINED = re.compile(r"\"?,? or (?:the |our )?\"")
"""``Haida Tools Inc. ("Haida" or the "Company")``: the short form that a text goes on with."""
GOES_ON = re.compile(
    r"\"\)|\)(?:'s | (?!(?:and|or|as well)\b)[a-z]|, (?:an?|the|which|with|whose) )"
)
"""Behind a bracket in prose: a list of ``Haida Talk (Haida), Lanhe (Minfeng)`` has none of it."""
DEFINITION = re.compile(r"\.?,? ?\((?:the |hereinafter )?\"(?P<x>[A-Z][\w&.-]{1,40})\"")
OF_LEGAL = re.compile(r"\.?,? ?\((?:the |hereinafter )?\"?(?P<x>[A-Z][\w&.-]{1,40})\"?\)")
"""Behind a legal form it needs no quotation marks."""
BLENDED = re.compile(r"(?P<head>[A-Z][a-z]{2,})(?P<rest>[A-Z]{1,4})")
"""``HaiAI`` for ``Haida Artificial Intelligence``."""
STOCK_CODE = re.compile(r"\.? \((?:[A-Z]{2,8}: ?)?[A-Z\d.]{2,10}\)")
"""What may stand between a firm and its short form: ``Haida Inc. (NASDAQ: HDA) ("Haida")``."""
LEGAL = re.compile(r"\b(?:Co|Ltd|Limited|Inc|Corp|LLC)\Z")
"""How a name ends that is written out for the law: what stands in brackets behind is its short."""
PARTY = re.compile(r"(?:Company|Group|Firm|Issuer)")
SMALL = ("of", "and", "the", "for", "&")


def without_short_forms(form: Form, spans: Sequence[Candidate]) -> list[Candidate]:
    """Spans in order without ``(HDT)`` behind ``Haida Tools`` or behind ``HDT``, its code."""
    apart = zip(spans, spans[2:], strict=False)
    short = {
        id(b)
        for a, b in (*pairwise(spans), *apart)
        if OPENED.fullmatch(STOCK_CODE.sub("", form.text[a.end : b.start]))
        and CLOSED.match(form.text, b.end)
        and _shortens(form, a, b)
    }
    return [s for s in spans if id(s) not in short and not _is_party(form, s)]


def _is_party(form: Form, span: Candidate) -> bool:
    """``(the "Company")``: what a notice calls the firm that issues it."""
    return PARTY.fullmatch(form.text, span.start, span.end) is not None


def _shortens(form: Form, whole: Candidate, short: Candidate) -> bool:
    name, full = (form.text[c.start : c.end] for c in (short, whole))
    words = full.split()
    if name == full and name.isupper():
        return True
    if len(name) >= len(full) or "desc" in (whole.kind, short.kind):
        return False
    if DEFINED.match(form.text, short.end):
        return True
    if name in words and (GOES_ON.match(form.text, short.end) or LEGAL.search(full)):
        return True
    initials = "".join(w[0] for w in words if w not in SMALL)
    blended = BLENDED.fullmatch(name)
    if blended and blended["rest"] in initials:
        return any(w.startswith(blended["head"]) for w in words)
    return len(name) > 1 and name.isupper() and name in (initials, full[0] + initials[1:])


def in_short(form: Form, firm: Candidate) -> Candidate:
    """A company's short form where the text defines one, else the company itself."""
    legal = LEGAL.search(form.text, firm.start, firm.end)
    found = DEFINITION.match(form.text, firm.end)
    found = found or (OF_LEGAL.match(form.text, firm.end) if legal else None)
    if found is None or found["x"] not in form.text[firm.start : firm.end].split():
        return firm
    return replace(firm, start=found.start("x"), end=found.end("x"))
