"""Candidates of unknown kind to companies and models, by what they stand beside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.form import Form
from extract.links import JOINED, STRONG, Link, links


def with_kinds(form: Form, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Unclassified names take the kind of what they are listed with or linked to, or go."""
    out = list(candidates)
    order = range(len(out))
    for index in (*order, *reversed(order)):
        c = out[index]
        kind = _kind_beside(form, out, index) if c.kind == "name" else None
        if kind:
            out[index] = replace(c, kind=kind)
    return [c for c in out if c.kind != "name"]


def _kind_beside(form: Form, candidates: Sequence[Candidate], index: int) -> str | None:
    """By a link to a neighbour first, by standing in one list with it second."""
    c = candidates[index]
    for other in _beside(candidates, index):
        kind = _linked_kind(form, c, other)
        if kind:
            return kind
    for other in _beside(candidates, index):
        between = _between(form, c, other)
        listed = other.kind in ("company", "model") and between.strip()
        if listed and JOINED[form.language].fullmatch(between):
            return other.kind
    return None


def _linked_kind(form: Form, c: Candidate, other: Candidate) -> str | None:
    between = _between(form, c, other)
    if not between.strip():
        return None
    for link in links(form.language):
        kind = _other_end(link, c, other) if link.regex.fullmatch(between) else None
        if kind:
            return kind
    return None


def _other_end(link: Link, c: Candidate, other: Candidate) -> str | None:
    """What a link makes of ``c``, given the kind of its other end."""
    company = (c.start < other.start) == (link.order == "CM")
    if other.kind == "company" and not company:
        return "model"
    if other.kind in ("model", "desc") and company:
        return "company"
    if other.kind == "name" and link.weight >= STRONG:
        return "company" if company else "model"
    return None


def _between(form: Form, c: Candidate, other: Candidate) -> str:
    first, second = sorted((c, other), key=lambda x: x.start)
    return form.text[first.end : second.start]


def _beside(candidates: Sequence[Candidate], index: int) -> Iterator[Candidate]:
    if index:
        yield candidates[index - 1]
    if index + 1 < len(candidates):
        yield candidates[index + 1]
