"""The firm that a Chinese listed firm's notice is of, by the short name that it prints for itself.

``证券简称:栖月``; below that ``栖月科技股份有限公司(以下简称“公司”)`` and ``公司`` are this firm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.layout.form import Form
from extract.names.candidates import Candidate
from extract.names.pairs import Pair

SHORT = re.compile(
    r"(?:证券|股票|[AH]股)简称: ?(?P<x>[^\s:，。；;|()]{2,10}?)"
    r"(?=\s|[，。；;|()]|公告|证券|股票|债券|编号)"
)
NAME = r"(?P<{}>[\u4e00-\u9fffA-Za-z0-9()]{{4,40}}公司)"
FULL = re.compile(
    rf"(?m)^{NAME.format('head')}(?=关于|董事会|$)"
    rf"|{NAME.format('said')}(?=\((?:以下|下文|下)?(?:简称|称)[^()\n]{{0,30}}?“?本?公司”?[^()\n]{{0,12}}\))"
)
"""The firm at the head of its notice, in its signature, or where it says that it is ``公司``."""
HEAD = 300
"""Characters in which a notice prints its firm's short name."""
RULE = "zh.link.issuer"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The short name of a notice's firm where it is printed, and what else it is called there."""

    short: Candidate
    full: frozenset[str]


def issuer(form: Form) -> Issuer | None:
    """The firm of a notice that prints its short name at the head; None for other texts."""
    short = SHORT.search(form.text, 0, HEAD)
    if short is None:
        return None
    names = (m["head"] or m["said"] for m in FULL.finditer(form.text, short.end()))
    firm = Candidate("company", *short.span("x"), RULE, 9)
    return Issuer(firm, frozenset((short["x"], *names)))


def by_short_name(form: Form, found: Sequence[Pair], firm: Issuer | None) -> list[Pair]:
    """The pairs; the firm's own have its short name, and it is not told of without a service."""
    if firm is None:
        return list(found)
    served = any(p.unit and p.unit.model for p in found)
    return [
        replace(p, company=firm.short, rule=RULE) if p.unit and _is_its(form, p, firm) else p
        for p in found
        if not (served and _is_its(form, p, firm) and (p.unit is None or p.unit.model is None))
    ]


def _is_its(form: Form, pair: Pair, firm: Issuer) -> bool:
    company = pair.company
    return company is not None and form.text[company.start : company.end] in firm.full
