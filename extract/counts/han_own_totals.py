"""Chinese numbers of what one company has had approved so far, which are no running total."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.counts.counting import Counting
from extract.layout.form import Form
from extract.names.pairs import Pair

HAS = re.compile(r"(?:公司|集团)?(?:旗下|目前|现在?|已经?|累计|一?共|总共|手握|拥有|有){1,4}了?")
"""Between a company and how many services it has: ``栖月已有三款大模型备案``."""


def without_own_totals(form: Form, found: list[Counting], pairs: Sequence[Pair]) -> list[Counting]:
    """The counts, those told of one company's own as ``other``."""
    ends = {p.company.end for p in pairs if p.company} if form.language == "zh" else set()
    return [replace(c, scope="other") if ends and _owned(form, c, ends) else c for c in found]


def _owned(form: Form, counting: Counting, ends: set[int]) -> bool:
    """Does the number stand right behind a company that has so many?"""
    if counting.scope != "cumulative" or counting.of != "services":
        return False
    start = counting.start
    near = (end for end in ends if 0 < start - end <= 8)
    return any(HAS.fullmatch(form.text, end, start) for end in near)
