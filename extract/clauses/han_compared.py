"""Chinese words of an earlier batch that recall none: it is added to a total or compared with."""

import re
from collections.abc import Sequence
from datetime import date

from extract.layout.form import Form
from extract.matching.rules import Match
from extract.printed.numbers import Number

ADDED = re.compile(
    r"(?:至此|加上|加之|连同|算上|计入|计算在内的?|包括|包含|涵盖)[^，。；;:\n]{0,12}$"
)
"""Before an earlier batch that a total takes in: ``加上年内此前各批，累计59款``."""
COMPARED = re.compile(
    r"(?:[较比]|相比|对比|相较于?|高[于出]|[多低少]于|超[过出]|多[过出])(?![^，。；;]{0,12}(?:增|减|多出|少))"
    r"[^，。；;\d]{0,6}(?:\d{1,2}月(?:份)?)?[^，。；;\d]{0,10}?(?:批|期|次|轮|月份?|季度?|年)(?:公布|发布|备案|登记)?"
    r"(?:的|\()(?:共|合计)?$"
)
"""Before the number of another batch, beside which this one is set: ``较6月首批的41项``."""
SUMMED = re.compile(r"(?:累计|合计|总计|共计|加起来)")
"""Behind earlier batches that are summed up with this one: ``前三批累计近30款``."""
LATE = re.compile(r"1[12]月|年?底")
"""Behind 去年: what a report of January tells as news."""
ENDED = {"一季度": (4,), "上半年": (7,)}
"""Periods, and the month in which a report of them is news."""
REACH = 30
"""Characters before a cue or number in which such words begin."""


def unrecalled(form: Form, matches: Sequence[Match], day: date | None) -> Sequence[Match]:
    """The matches without cues of what is only added to a total, or has just ended.

    ``day`` is the day of publication.
    """
    if form.language != "zh":
        return matches
    return [
        m
        for m in matches
        if m.label != "EARLIER" or not (_is_added(form, m) or (day and _just_ended(form, m, day)))
    ]


def _is_added(form: Form, match: Match) -> bool:
    return SUMMED.match(form.text, match.end) is not None or is_added(form, match.start)


def is_added(form: Form, place: int) -> bool:
    """Do words stand before a place by which a total takes in what follows: ``算上7月的7款``?"""
    if form.language != "zh":
        return False
    return ADDED.search(form.text, max(0, place - REACH), place) is not None


def _just_ended(form: Form, match: Match, day: date) -> bool:
    """Is it the quarter, half year or turn of the year right before the report?"""
    said = form.text[match.start : match.end]
    if said == "去年":
        late = LATE.match(form.text, match.end)
        return bool(late) and day.month == 1
    return day.month in ENDED.get(said, ())


def of_other_batch(form: Form, number: Number) -> bool:
    """Is it the number of a batch that this one is compared with?"""
    if form.language != "zh":
        return False
    start = max(0, number.outer_start - REACH)
    return COMPARED.search(form.text, start, number.outer_start) is not None
