"""Chinese counts of two registers beside each other: in their order, new and in all, sums."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.counts.counting import MAIN, Counting
from extract.counts.han_counts import REACH
from extract.layout.form import Form

RESPECTIVELY = re.compile(r"分别[^，。；;\d]{0,8}$")
"""Before the first of two numbers that belong to the two registers counted before, in order."""
AND = re.compile(r"[^，。；;\d]{0,6}[和、与及，][^，。；;\d]{0,2}$")
TWO = ("genai_filing", "genai_registration")
"""Registers that are counted beside each other."""
GROWN = re.compile(
    r"(?:[较比]|相比)[^，。；;\d]{0,12}分别(?:增加|增长|多出|多了|新增|提升|上升)了?$"
)
"""Before numbers by which two totals told before have grown: ``较上次分别增加72款和49款``."""
POINTS = re.compile(r"(?:上述|前述|以上|[这此该])(?:批|次)?的?$")
"""Before a number that was told before."""
EITHER = re.compile(
    r"[^，。；;\n]{0,20}(?:备案[或及和与、]登记|登记[或及和与、]备案)"
    r"(?!应用|服务|[^，。；;\n]{0,6}\d)"
)
"""Behind a number that counts both registers together."""
BARE_ACT = re.compile(r"(?:^|[，、；;。])(?:新增)?(?:备案|登记)$")
"""Before a number of which nothing but the act is told."""
ITS_TOTAL = re.compile(
    r"[^，。；;\n、(\d]{0,8}[、，(](?:累计|总[数量计]|合计)[^，。；;\n、\d]{0,6}"
)
"""Between such a number and its total."""
MOREOVER = re.compile(r"(?:此外|另外|同时|与此同时)，")
"""How a sentence begins that goes on with the other register."""
NEWLY = 2
"""Weight of a cue of what is new from which it is more than a word such as 共."""


def respectively(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``868款完成备案，530款完成登记，其中3月至4月分别新增72款和49款``: registers in order.

    The parts may stand in the next sentence.
    """
    out = list(found)
    for place in range(2, len(out) - 1):
        one, other = out[place], out[place + 1]
        before = [c.scheme for c in out[place - 2 : place]]
        apart = sorted(s or "" for s in before) == list(TWO)
        told = out[place - 2].clause.sentence
        if not apart or one.clause.sentence.paragraph != told.paragraph:
            continue
        head = form.text[max(0, one.start - REACH) : one.start]
        if RESPECTIVELY.search(head) and AND.match(form.text[one.number.end : other.start]):
            totals = [c for c in out[place - 2 : place] if c.scope == "cumulative"]
            grown = GROWN.search(head) is not None and not totals
            scope = "batch" if grown else one.scope
            for at, counting in zip((place, place + 1), (one, other), strict=True):
                out[at] = replace(counting, scheme=before[at - place], scope=scope)
                if grown:
                    out[at - 2] = replace(out[at - 2], scope="cumulative")
    return out


def repeated(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``上述8款未计入其中``: a number that points back has the register of the one it repeats."""
    out: list[Counting] = []
    for c in found:
        if POINTS.search(form.text, max(0, c.start - 4), c.start):
            same = (x for x in out if (x.of, x.number.value) == (c.of, c.number.value))
            first = next(same, None)
            c = replace(c, scheme=first.scheme, scope=first.scope) if first else c
        out.append(c)
    return out


def before_totals(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``登记46款、累计481款``: what stands right before its own total is new."""
    out = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        told = one.of == other.of == "services" and one.scope == other.scope == "cumulative"
        own = BARE_ACT.search(form.text, max(0, one.start - 8), one.start)
        beside = ITS_TOTAL.fullmatch(form.text, one.end, other.start)
        if told and own and beside and one.number.value < other.number.value:
            out[place] = replace(one, scope="batch")
    return out


NUMBER_IS = re.compile(r"(?:备案|登记)(?:的?(?:服务|应用|产品|模型))?数量?(?:则|也|分别)?[为是]$")
"""Before a number of acts: of those told of, or of all."""


FORMER = re.compile(r"(?P<x>前|后)者[^，。；;\d]{0,8}$")
"""Before a number of the first or of the second of two registers told of."""


def former_and_latter(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``备案54款、登记61款，前者累计1166款，后者累计792款``: each of its register."""
    out: list[Counting] = []
    for c in found:
        said = FORMER.search(form.text, max(0, c.start - 12), c.start)
        told = [x.scheme for x in out if x.clause.sentence == c.clause.sentence][:2]
        if said and sorted(s or "" for s in told) == list(TWO):
            c = replace(c, scheme=told[said["x"] == "后"])
        out.append(c)
    return out


def new_beside(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``新增72款备案，登记数为49款。… 登记总数530款``: beside what is new, and no total yet."""
    out = list(found)
    for place, c in enumerate(out):
        total = c.of == "services" and c.scope == "cumulative" and c.scheme in TWO
        if not total or not NUMBER_IS.search(form.text, max(0, c.start - 12), c.start):
            continue
        before = next((x for x in reversed(out[:place]) if x.of == "services"), None)
        grown = any(x.scheme == c.scheme and _exceeds(x, c) for x in out[place + 1 :])
        if before and grown and before.scope == "batch" and before.scheme != c.scheme:
            out[place] = replace(c, scope="batch")
    return out


def _exceeds(total: Counting, counting: Counting) -> bool:
    return total.scope == "cumulative" and total.number.value > counting.number.value


def of_both(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``554款，其中备案395款，登记159款``: a sum of both registers is a total of neither.

    Where the sum is a running total its parts are, too. So is what is ``备案或登记``.
    """
    return [
        replace(c, scope="other") if c.scope in MAIN and EITHER.match(form.text, c.end) else c
        for c in _summed(list(found))
    ]


def _summed(out: list[Counting]) -> list[Counting]:
    """The parts and the sum that they make, parts in the sum's scope."""
    services = [i for i, c in enumerate(out) if c.of == "services" and c.scope in MAIN]
    for trio in zip(services, services[1:], services[2:], strict=False):
        for whole, one, other in (trio, (trio[2], trio[0], trio[1])):
            parts = out[one], out[other]
            summed = sum(c.number.value for c in parts) == out[whole].number.value
            if summed and sorted(c.scheme or "" for c in parts) == list(TWO):
                if out[whole].scope == "cumulative":
                    out[one], out[other] = (replace(c, scope="cumulative") for c in parts)
                out[whole] = replace(out[whole], scope="other")
    return out


def totals_go_on(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``截至…共有346款完成备案。此外，共有159款完成登记``: the second is a total as well."""
    out: list[Counting] = []
    for c in found:
        before = next((x for x in reversed(out) if x.of == "services" and x.scope in MAIN), None)
        if before and _goes_on(form, before, c):
            c = replace(c, scope="cumulative")
        out.append(c)
    return out


def _goes_on(form: Form, before: Counting, counting: Counting) -> bool:
    schemes = sorted(x.scheme or "" for x in (before, counting))
    if schemes != list(TWO) or (before.scope, counting.scope) != ("cumulative", "batch"):
        return False
    fresh = any(m.label == "NEW" and m.weight >= NEWLY for m in counting.clause.matches)
    begins = MOREOVER.match(form.text, counting.clause.sentence.start)
    return bool(begins) and not fresh and before.clause.sentence != counting.clause.sentence
