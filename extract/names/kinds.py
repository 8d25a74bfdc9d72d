"""Candidates of unknown kind to companies and models, by what they stand beside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from extract.layout.form import Form
from extract.matching.links import JOINED, STRONG, Link, joining
from extract.matching.windows import start_of
from extract.names.candidates import Candidate

RESPECTIVELY = re.compile(r"\brespectively\b|分别|依次|各自|对应|分属|各(?=[凭以有拿获])")
OF_BOTH = re.compile(r"(?:各自|旗下|自研){0,2}的“")
TAIL, HEAD = 24, {"en": 0, "zh": 6}
"""Characters behind the second of two lists, and before the first, in which such a word stands."""
STOP = re.compile(r"[；;。\n]")
"""Where what is said of two lists ends."""
APPOSED = re.compile(r"(?:、|以及|和|与)[^，。；;、“”()]{1,12}(?:的|关联公司|[子孙]公司|运营方)")
"""Between names of a Chinese list that each have a clause before them (做配音的某某)."""
Run = list[int]
"""Indices of the names of one list."""


def facing(form: Form, candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    """``A and B … M1 and M2 respectively``: (company, model) by index, the first with the first.

    The services may stand before their companies (``A、B，分别来自甲、乙``). Lists in which a
    company in its legal form would be a service are none (``甲的A、乙公司的B分别面向``).
    """
    out: list[tuple[int, int]] = []
    runs = list(_runs(form, candidates))
    for (first, second), third in zip_longest(pairwise(runs), runs[2:]):
        low, high = candidates[first[0]].start, candidates[second[-1]].end + TAIL
        if third and len(third) == len(second) and _respectively(form, candidates, second, third):
            high = candidates[second[-1]].end
        low = max(0, low - HEAD[form.language])
        stop = STOP.search(form.text, candidates[second[-1]].end, high)
        high = stop.start() if stop else high
        if len(first) != len(second):
            continue
        owner = _is_owner(candidates, first) or _is_owner(candidates, second)
        if owner and not _respectively(form, candidates, first, second):
            continue
        told = RESPECTIVELY.search(form.text, low, high) is not None
        if not told and not _of_both(form, candidates, first, second):
            continue
        leading, trailing = (_lean(candidates, run) for run in (first, second))
        companies, models = (second, first) if trailing > leading else (first, second)
        if not any(form.text.endswith("公司", 0, candidates[m].end) for m in models):
            out += zip(companies, models, strict=True)
    return out


def _is_owner(candidates: Sequence[Candidate], run: Run) -> bool:
    """``海川小海、栖月小栖``: does the last name of a list stand right before its own service's?"""
    last = run[-1]
    following = candidates[last + 1] if last + 1 < len(candidates) else None
    return following is not None and following.start == candidates[last].end


def _of_both(form: Form, candidates: Sequence[Candidate], first: Run, second: Run) -> bool:
    """``甲、乙和丙的“小甲”“小乙”“小丙”``: does only 的 stand between companies and services?"""
    between = form.text[candidates[first[-1]].end : candidates[second[0]].start]
    firms, services = ({candidates[i].kind for i in run} for run in (first, second))
    clear = "company" in firms and "model" not in firms and "company" not in services
    return clear and OF_BOTH.fullmatch(between) is not None


def _respectively(form: Form, candidates: Sequence[Candidate], first: Run, second: Run) -> bool:
    """Does such a word stand between two lists?"""
    low, high = candidates[first[-1]].end, candidates[second[0]].start
    return RESPECTIVELY.search(form.text, low, high) is not None


def _runs(form: Form, candidates: Sequence[Candidate]) -> list[Run]:
    """Lists of two or more names in a row that only joining words part."""
    runs: list[Run] = []
    for index, c in enumerate(candidates):
        if c.kind not in ("company", "model", "name"):
            continue
        last = runs[-1][-1] if runs else None
        between = form.text[candidates[last].end : c.start] if last is not None else ""
        joined = JOINED[form.language].fullmatch(between) or APPOSED.fullmatch(between)
        if last == index - 1 and between and joined:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def _lean(candidates: Sequence[Candidate], run: Run) -> int:
    """How many more companies than models are in a list."""
    kinds = [candidates[index].kind for index in run]
    return kinds.count("company") - kinds.count("model")


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
    if not between and other.kind == "company" and _latin_behind(form, c, other):
        return "model"
    if not between.strip():
        return None
    for link in joining(between, form.language):
        kind = _other_end(link, c, other)
        if kind:
            return kind
    return None


def _latin_behind(form: Form, c: Candidate, company: Candidate) -> bool:
    """``栖月公司Tide AI``: does a name in Latin letters stand right behind a Chinese company?"""
    if form.language != "zh" or company.end != c.start:
        return False
    return form.text[c.start].isascii() and not form.text[c.start - 1].isascii()


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
    first, second = sorted((c, other), key=start_of)
    return form.text[first.end : second.start]


def _beside(candidates: Sequence[Candidate], index: int) -> Iterator[Candidate]:
    if index:
        yield candidates[index - 1]
    if index + 1 < len(candidates):
        yield candidates[index + 1]
