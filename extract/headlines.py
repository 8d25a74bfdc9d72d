"""The headline of an official notice to what its numbers say of the counts in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.counting import Counting
from extract.form import normalise
from extract.numbers import find_numbers
from extract.rules import Match
from extract.windows import within

BEFORE = re.compile(r"关于(?:发布|公布|公开|公示)[^，。；;\d]{0,12}$")
BEHIND = re.compile(r"\s*[款项个]")
PRESENT = ("zh.cumulative.present", "zh.cumulative.have")
"""Cues of a running total that a notice of one batch uses as well: ``现有7款完成备案``."""


def published(title: str, language: str | None) -> frozenset[int]:
    """How many services a notice publishes: ``关于发布7款…已备案信息的公告``."""
    if language != "zh":
        return frozenset()
    text = normalise(title, language).text
    return frozenset(
        number.value
        for number in find_numbers(text, language)
        if BEFORE.search(text[: number.outer_start]) and BEHIND.match(text, number.end)
    )


def as_headed(
    counts: Sequence[Counting], matches: Sequence[Match], batch: frozenset[int]
) -> list[Counting]:
    """A total of as many services as the headline publishes is the batch's size, unless a word
    such as 累计 or 截至 stands before it.
    """
    return [
        replace(count, scope="batch") if _is_batch(count, matches, batch) else count
        for count in counts
    ]


def _is_batch(count: Counting, matches: Sequence[Match], batch: frozenset[int]) -> bool:
    if count.scope != "cumulative" or count.of != "services" or count.number.value not in batch:
        return False
    before = within(matches, count.clause.sentence.start, count.end)
    return not any(m.label == "CUMULATIVE" and m.rule not in PRESENT for m in before)
