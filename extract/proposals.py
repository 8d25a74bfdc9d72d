"""Rule matches and gazetteer hits of a form to its candidates, in order and without overlaps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extract.candidates import Candidate, select, unhidden
from extract.english_names import SUFFIX, capitalised
from extract.form import Form
from extract.gazetteer import gazetteer
from extract.han_anchors import anchored
from extract.han_names import refine
from extract.rules import Match
from extract.trace import SILENT, Trace

KIND = {"COMPANY": "company", "MODEL": "model", "DESC": "desc"}
BLOCKING = ("AUTHORITY", "REGULATION", "SOURCE", "PERSON", "STOPNAME")
LOWER_CASE = ("vivo", "abab")
"""Short names in lower case that are no everyday words."""
UNIT_AFTER = re.compile(
    r"(?:'s)? (?:\w+ )?(?:(?:unit|subsidiary|affiliate) (?:called|named)\b"
    r"|(?:brand|unit|arm|subsidiary) (?=[A-Z]))"
)
PARENT_REACH = 25
"""Characters behind ``parent`` or ``backed by`` in which a company begins that is one."""


def propose(
    form: Form, doc: Doc, matches: Sequence[Match], *, names: bool, trace: Trace = SILENT
) -> list[Candidate]:
    """Non-overlapping candidates in order of position; ``names`` switches the gazetteer on."""
    blocked = [m for m in matches if m.label in BLOCKING]
    found = list(_ruled(matches))
    if names:
        found += _listed(form, doc)
    trace.candidates("proposed", found)
    if form.language == "en":
        found = capitalised(form.text, found)
    else:
        found += anchored(form.text, matches)
        found = refine(form, unhidden(found, blocked))
    trace.candidates("refined", found)
    surnames = {
        w for m in blocked if m.label == "PERSON" for w in form.text[m.start : m.end].split()
    }
    free = unhidden(found, blocked)
    chosen = select(c for c in free if form.text[c.start : c.end] not in surnames)
    trace.candidates("chosen", chosen)
    return chosen


def _ruled(matches: Iterable[Match]) -> Iterator[Candidate]:
    for match in matches:
        if match.label in KIND:
            yield Candidate(KIND[match.label], match.start, match.end, match.rule, match.weight)


def _listed(form: Form, doc: Doc) -> Iterator[Candidate]:
    """Gazetteer names; short ones that may be everyday words are weak or left out."""
    for hit in gazetteer(form.language).find(doc):
        text = form.text[hit.start : hit.end]
        kind = "company" if hit.kind == "company" else "model"
        if form.language == "en" and _everyday(form, hit.end, text):
            continue
        weak = form.language == "zh" and kind == "model" and len(text) <= 4
        weight = 5 + (len(text) > 4) - 3 * weak
        yield Candidate(kind, hit.start, hit.end, f"names.{hit.kind}", weight, weak)


def _everyday(form: Form, end: int, text: str) -> bool:
    """Is an English gazetteer hit the head of a compound, or a short word in lower case?"""
    if re.match(r"-[a-z]", form.text[end : end + 2]):
        return True
    short = text[0].islower() and text.isalpha() and len(text) < 7
    return short and text not in LOWER_CASE


def classify(
    form: Form, candidates: Sequence[Candidate], matches: Iterable[Match] = ()
) -> list[Candidate]:
    """Adjacent company and name become company and model (``Huawei Xiaoyi``).

    Parents, owners and partners behind a company become kind ``side``, which nothing links to.
    """
    parents = [m.end for m in matches if m.label == "PARENT"]
    out: list[Candidate] = []
    for candidate in candidates:
        before = out[-1] if out else None
        if candidate.kind == "company" and _aside(form, candidate, parents):
            out.append(replace(candidate, kind="side"))
        elif before is None or not _adjacent(form, before, candidate):
            out.append(candidate)
        elif SUFFIX.fullmatch(form.text[candidate.start : candidate.end].split(" ")[0]):
            out[-1] = replace(before, end=candidate.end)
        else:
            out.append(replace(candidate, kind="model", rule="en.model.adjacent"))
    return out


def _aside(form: Form, company: Candidate, parents: Sequence[int]) -> bool:
    gap = min((company.start - p for p in parents if p <= company.start), default=PARENT_REACH)
    return gap < PARENT_REACH or UNIT_AFTER.match(form.text, company.end) is not None


def _adjacent(form: Form, before: Candidate, candidate: Candidate) -> bool:
    if candidate.kind != "name" or before.kind != "company":
        return False
    return form.text[before.end : candidate.start] == " "
