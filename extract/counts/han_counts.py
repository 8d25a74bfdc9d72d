"""Chinese counts of one article beside each other: totals told besides, parts that add up."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.counts.counting import MAIN, Counting
from extract.counts.han_counted import HAN_OTHER_FIRMS
from extract.layout.form import Form

BESIDES = re.compile(r"(?:另|还|此外|同时)[外有]?有?$")
"""What stands before a number that is given besides another."""
OF_IT_NEW = re.compile(
    r"^[^。；;\n]{0,60}，其中(?:(?:\d{4}年)?[^，。；;\d]{0,8}|\d{1,2}月?(?:[-—至到]\d{1,2})?月份?)新(?:增|备案|登记)(?:了)?$"
)
"""Between a total and the part of it that is new."""
MORE_BY = re.compile(
    r"^[^。；;\n]{0,40}，[较比][^，。；;“”\n]{1,14}?(?:新增|增加|增长|多|增|新添)(?:出|了)?$"
)
"""Between a total and by how much it has grown since: ``868款，比2月底增加72款``."""
IN_ALL = re.compile(r"，(?:全[省市国区])?(?:总?共|共计|合计|总计)(?:有|达)?$")
"""Between what is new and the total that it makes."""
ADDED = re.compile(r"新增(?:了)?$")
NAMED_TOO = re.compile(
    r"(?P<names>[^，。；;:\n“”]{1,60}?)(?:以及|和|与|及)(?:另外|其他|其它|其余|另)的?$"
)
"""Names before a number of those that are not named."""
OTHERS = re.compile(r"(?:另外|其他|其它|其余)的?$")
"""Before a number of firms that are a part of all."""
REACH = 70
"""Characters before a number in which such names stand."""
HELD = re.compile(r"[(，](?:其中)?(?:含有?|包含|包括)(?:了)?$")


def told_besides(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``共27款；另有6款应用``: what a sentence of totals counts besides is a total."""
    out: list[Counting] = []
    for c in found:
        scopes = []
        besides = c.of == "services" and c.scope == "batch" and BESIDES.search(_ahead(form, c))
        if besides and not _has_total(found, c):
            start = max(form.text.rfind(mark, 0, c.start) for mark in "。\n")
            scopes = [p.scope for p in out if p.start > start and p.scope in MAIN]
        out.append(replace(c, scope="cumulative") if scopes[-1:] == ["cumulative"] else c)
    return out


def _has_total(found: Sequence[Counting], counting: Counting) -> bool:
    """Does the clause go on to the total that a count adds to?"""
    return any(
        c.clause is counting.clause
        and c.scope == "cumulative"
        and c.start > counting.start
        and c.number.value > counting.number.value
        for c in found
    )


def totals_and_new(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``236款，其中二季度新增77款`` and ``新增49款，共530款``: a total and what of it is new."""
    out = list(found)
    for place, (one, other) in enumerate(pairwise(out)):
        if one.of != "services" or other.of != "services" or one.scope not in MAIN:
            continue
        scheme = other.scheme or one.scheme
        between = form.text[one.end : other.start]
        grown = one.scope == "cumulative" and MORE_BY.search(between) is not None
        if (grown or OF_IT_NEW.search(between)) and not ADDED.search(_ahead(form, one)):
            out[place] = replace(one, scope="cumulative", scheme=one.scheme or scheme)
            out[place + 1] = replace(other, scope="batch", scheme=scheme)
    return [_in_all(form, c, out) for c in out]


def _in_all(form: Form, counting: Counting, found: Sequence[Counting]) -> Counting:
    """A count behind ``，共`` is the total of what the clause has said to be new."""
    if counting.of != "services" or counting.scope != "batch":
        return counting
    head = form.text[max(0, counting.start - 8) : counting.start]
    new = [
        c
        for c in found
        if c.clause is counting.clause and c.start < counting.start and c.scope == "batch"
    ]
    if not IN_ALL.search(head) or not any(ADDED.search(_ahead(form, c)) for c in new):
        return counting
    if max(c.number.value for c in new) >= counting.number.value:
        return counting
    return replace(counting, scope="cumulative", scheme=counting.scheme or new[-1].scheme)


def with_named(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``甲、乙和另外七家公司``: the names count with those that are not named."""
    out = []
    for c in found:
        head = form.text[max(0, c.start - REACH) : c.start]
        named = NAMED_TOO.search(head) if c.scope == "batch" else None
        if named:
            value = c.number.value + 1 + named["names"].count("、")
            c = replace(c, number=replace(c.number, value=value))
        elif c.of == "companies" and OTHERS.search(head):
            c = replace(c, scope="breakdown")
        out.append(c)
    return out


def without_parts(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``新增124款(含7款手机端侧服务)``: what a number holds is a part of it.

    The register of the part is none of what the clause counts behind it.
    """
    out: list[Counting] = []
    held: Counting | None = None
    for c in found:
        if c.scope in MAIN and HELD.search(_ahead(form, c)) and _counted_before(out, c):
            held = c = replace(c, scope="breakdown")
        elif held and c.clause is held.clause and c.scheme == held.scheme:
            before = [x.scheme for x in out if x.clause is c.clause and x is not held]
            c = replace(c, scheme=before[-1] if before else None)
        out.append(c)
    return out


ADDED_NAMES = re.compile(r"(?:以及|和|还有|另有)(?P<names>[^，。；;:“”()]{2,60}?)$")
"""Names that a number of firms sums up, behind other names: ``甲公司的小甲，以及乙、丙2家企业``."""


def sums_up_some(form: Form, counting: Counting) -> bool:
    """Does a number of firms stand behind as many names, which others are told before?"""
    head = form.text[max(0, counting.start - REACH) : counting.start]
    found = ADDED_NAMES.search(head)
    return found is not None and found["names"].count("、") + 1 == counting.number.value


def _counted_before(out: Sequence[Counting], counting: Counting) -> bool:
    return any(x.clause is counting.clause and x.scope in MAIN for x in out)


def _ahead(form: Form, counting: Counting) -> str:
    return form.text[max(0, counting.start - 4) : counting.start]


BESIDE = 2
"""Line ends over which two numbers of firms are read as parts of one."""


def parts_told(found: Sequence[Counting]) -> list[Counting]:
    """Neighbouring counts of companies that add up to another are parts: ``五家…三家…`` of 8."""
    firms = [
        c
        for c in found
        if (c.of == "companies" and c.scope == "batch") or c.rule == HAN_OTHER_FIRMS
    ]
    wholes = {c.number.value for c in found if c.of != "other" and c.scope == "batch"}
    parts = {
        id(part)
        for one, other in pairwise(firms)
        if other.clause.sentence.paragraph - one.clause.sentence.paragraph <= BESIDE
        and one.number.value + other.number.value in wholes
        for part in (one, other)
    }
    return [
        replace(c, scope="breakdown") if id(c) in parts and c.of == "companies" else c
        for c in found
    ]


def first_of_devices(found: Sequence[Counting]) -> list[Counting]:
    """``已有7款手机端侧服务完成备案``: the only number of the youngest register is its list."""
    told = {c.number.value for c in found if c.scheme == "on_device" and c.scope in MAIN}
    return [
        replace(c, scope="batch")
        if len(told) == 1 and c.scheme == "on_device" and c.scope == "cumulative"
        else c
        for c in found
    ]
