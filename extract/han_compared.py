"""Chinese words of an earlier batch that recall none: it is added to a total or compared with."""

import re
from collections.abc import Sequence

from extract.form import Form
from extract.numbers import Number
from extract.rules import Match

ADDED = re.compile(r"(?:加上|加之|连同|算上|计入|计算在内的?|包括|包含|涵盖)[^，。；;:\n]{0,12}$")
"""Before an earlier batch that a total takes in: ``加上年内此前各批，累计59款``."""
COMPARED = re.compile(
    r"(?:[较比]|相比|对比|相较于?|高[于出]|[多低少]于|超[过出]|多[过出])(?![^，。；;]{0,12}(?:增|减|多出|少))"
    r"[^，。；;\d]{0,6}(?:\d{1,2}月(?:份)?)?[^，。；;\d]{0,10}?(?:批|期|次|轮|月份?|季度?|年)(?:公布|发布|备案|登记)?"
    r"的(?:共|合计)?$"
)
"""Before the number of another batch, beside which this one is set: ``较6月首批的41项``."""
REACH = 30
"""Characters before a cue or number in which such words begin."""


def unrecalled(form: Form, matches: Sequence[Match]) -> Sequence[Match]:
    """The matches without cues of an earlier batch that is only added to a total."""
    if form.language != "zh":
        return matches
    return [m for m in matches if m.label != "EARLIER" or not _is_added(form, m)]


def _is_added(form: Form, match: Match) -> bool:
    return ADDED.search(form.text, max(0, match.start - REACH), match.start) is not None


def of_other_batch(form: Form, number: Number) -> bool:
    """Is it the number of a batch that this one is compared with?"""
    if form.language != "zh":
        return False
    start = max(0, number.outer_start - REACH)
    return COMPARED.search(form.text, start, number.outer_start) is not None
