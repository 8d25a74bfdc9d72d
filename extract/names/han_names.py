"""Chinese candidates put right: clean edges, what leads to a name, and what follows a company."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.known.words import place_in
from extract.layout.form import Form
from extract.layout.han_ends import FIRM_END
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate, select
from extract.names.han_after import THEN_NAMED, models_after
from extract.names.han_again import again
from extract.names.han_glued import unglued
from extract.names.han_known import LONGER, OF_MODEL, bounded, checked
from extract.names.han_lists import structured
from extract.names.han_parents import without_parents
from extract.names.han_short import shortened
from extract.names.han_words import LATIN, LEGAL, NOT_COMPANY, generic, is_name, trimmed

DESC_LEAD = re.compile(r"(?:是|为|则|其|一[个款]|[个款]|的)+")
COUNTED_BEFORE = re.compile(r"[\d二三四五六七八九十两多][款个项]")
COUNTED_DESC = re.compile(r"\d+ ?[余多]?[款个项]|[二三四五六七八九十两]+[款个项]")
OF_FIRMS = re.compile(r"等[^，。；;]{0,4}(?:家|公司|企业|厂商|机构|单位)")
"""In what is described as the products of several firms."""
QUOTED_AFTER = re.compile(
    r"”(?:[^，。；;、:\d是]{0,6}(?:大模型|模型|算法|智能体|助手)|、|等(?:\d+|[两二三四五六七八九十])[款项]|[^，。；;、“”]{0,16}(?:(?:完成|通过|取得|获得|拿到)[^，。；;、“”]{0,16}(?:备案|登记)|获批|过审|过关|获准|入列|入围|在列|上榜))"
)
NAMING = (
    "、",
    "旗下的",
    "小程序",
    "App",
    "APP",
    "机器人",
    "获批的",
    "过审的",
    "旗下",
    "为",
    "是",
    "”",
    "款",
    "名为",
    "包括",
    "凭",
    "模型",
    "助手",
    "应用",
    "智能体",
    "算法",
)
"""Words before a quotation that holds a service's name."""
WORDED = re.compile(r" ?(?P<x>[\u4e00-\u9fff]{2,8})大模型")
"""The rest of a name that begins with Latin letters: ``QiLM机器人统一大模型``."""
OPEN_ENDED = ("zh.model.followed", "zh.name.item")
"""Rules whose names may have their company at the head."""
WITHIN = re.compile(r"[里上中内端]$")
"""How a place ends that ``在`` or ``于`` stands before."""
MADE_THE = re.compile(
    r"(?:研发|研制|自研|打造|开发|推出|申报|提交|运营|旗下|知识产权)的$"
    r"|[款个]，[即则]?[为是]$"
    r"|(?:模型|产品|服务|应用|名称|名字|全称|(?:获批|过审|入围|备案|登记|申报|通过)的)(?:则|也)?(?:名为|[为是叫])$"
)
"""Words behind which a service is named, not described: ``由公司自主研发的听澜大模型``."""


def refine(form: Form, found: Sequence[Candidate]) -> list[Candidate]:
    """Rule candidates with clean edges, and names that only their place in the text shows."""
    text = form.text
    clean: list[Candidate] = []
    known = sorted(
        (c for c in found if c.rule.startswith("names.")), key=lambda c: (c.start, c.end)
    )
    edges = {c.end for c in known} | {c.start - 2 for c in known}
    for c in found:
        if c.rule.startswith("names."):
            clean += checked(form.text, c, edges)
            continue
        if c.kind == "desc":
            lead = DESC_LEAD.match(text, c.start, c.end)
            c = replace(c, start=lead.end()) if lead else c
            counted = COUNTED_DESC.match(text, c.start) or COUNTED_BEFORE.match(
                text, max(0, c.start - 2), c.start
            )
            if not counted and c.end - c.start > 1 and not OF_FIRMS.search(text, c.start, c.end):
                clean.append(c)
            continue
        if c.rule == "zh.model.quoted":
            algorithm = OF_MODEL.search(text, c.start, c.end)
            c = replace(c, end=algorithm.start()) if algorithm else c
            owned = text.endswith(("的“", "旗下“", "自研“"), 0, c.start)
            clean.append(replace(c, weak=not _named_by_quotes(text, c), weight=c.weight + owned))
            continue
        if c.rule == "zh.model.shape":
            kind = WORDED.match(text, c.end)
            longer = kind is not None and is_name(kind["x"])
            clean.append(replace(c, end=kind.end("x")) if kind and longer else c)
            continue
        if c.rule == "zh.model.followed" and (
            text[c.start - 1 : c.start] == "”" or _leads_to_name(text, c)
        ):
            continue
        shorter = _unled(text, trimmed(text, c))
        if shorter and _sound(text, shorter):
            clean.append(_lengthened(text, shorter, known))
            other = _joined_before(text, c, shorter)
            if other and _sound(text, other):
                clean.append(other)
    items = (c for c in structured(form) if not _is_place(text, c))
    clean += [_lengthened(text, c, known) for c in items]
    if known:
        clean = [part for c in clean for part in unglued(text, c)]
    clean = shortened(text, clean)
    owners = {c.end for c in clean if c.kind == "company"}
    clean = [
        c
        for c in clean
        if not (c.kind == "company" and (_of_itself(text, c) or _owned_head(text, c, owners)))
    ]
    open_ended = [c for c in clean if c.rule in OPEN_ENDED]
    firm = select(c for c in clean if c.rule not in OPEN_ENDED)
    firm = select([*firm, *again(text, firm, open_ended)])
    rest = [p for c in open_ended for p in _clipped(text, c, firm)]
    firm = without_parents(text, select([*firm, *rest]))
    return [*firm, *models_after(form, firm)]


def _is_place(text: str, found: Candidate) -> bool:
    """Is an item of a list only a city: ``宁波3款，绍兴、嘉兴各1款``?"""
    return found.rule == OPEN_ENDED[1] and bool(
        place_in(text[found.start : found.end].rstrip("各"))
    )


def _leads_to_name(text: str, found: Candidate) -> bool:
    """Does it say what the model is whose name follows: ``自研的音视频大模型“小栖”``?"""
    return bool(THEN_NAMED.match(text, found.end)) and "的" in text[found.start - 1 : found.end]


@lru_cache
def _lead() -> re.Pattern[str]:
    """What a service is, before its name."""
    return compiled(
        r"(?:[\u4e00-\u9fffA-Za-z]{0,6}(?:大模型|模型)的?)?(?:产品|应用|助手|服务|智能体)"
        r"|(?:{generic}){1,4}(?:大模型|模型)(?!系)",
        "zh",
    )


def _unled(text: str, found: Candidate | None) -> Candidate | None:
    """A model's name without what leads to it: ``AI大模型产品文心`` is ``文心``."""
    lead = _lead().match(text, found.start, found.end) if found and found.kind == "model" else None
    if found is None or lead is None or not is_name(text[lead.end() : found.end]):
        return found
    return replace(found, start=lead.end())


def _joined_before(text: str, found: Candidate, kept: Candidate) -> Candidate | None:
    """The other firm of ``岭东科技与望峦软件``, of which a greedy rule takes the second."""
    joint = kept.start - 1
    if found.rule != "zh.company.suffix" or joint <= found.start or text[joint] not in "和与及":
        return None
    if not FIRM_END.search(text, found.start, joint):
        return None
    return trimmed(text, found.spanning(found.start, joint))


def _lengthened(text: str, found: Candidate, known: Sequence[Candidate]) -> Candidate:
    """A company that an anchor or a list ends outweighs the known one at its head."""
    if found.rule == "zh.company.suffix":
        return _before_known(text, found, known)
    listed = found.rule == "zh.name.item" and found.kind == "company"
    if not (listed or found.rule.startswith("zh.anchor.")):
        return found
    first = bisect_left(known, found.start, key=start_of)
    last = bisect_right(known, found.start, key=start_of)
    for k in known[first:last]:
        if listed and k.end == found.end and k.kind != "company":
            return replace(found, weight=k.weight + 1, rule="zh.name.listed")
        longer = k.end < found.end and (k.kind == "company" or not listed)
        if (
            longer
            and is_name(text[k.end : found.end])
            and not generic().fullmatch(text[k.end : found.end])
        ):
            return replace(found, weight=k.weight + 1)
    return found if listed else _before_known(text, found, known)


def _before_known(text: str, found: Candidate, known: Sequence[Candidate]) -> Candidate:
    """``海川中医药大学`` outweighs a known name at its end that no pause or cut word opens.

    So does what an anchor ends, where no more than a place stands before it: ``南京市档案局``.
    """
    first = bisect_left(known, found.start + 2, key=start_of)
    last = bisect_left(known, found.end, key=start_of)
    inner = [k for k in known[first:last] if k.end == found.end and k.kind == "company"]
    if found.rule.startswith("zh.anchor."):
        inner = [k for k in inner if place_in(text[found.start : k.start])]
    if inner and not any(bounded(text, k.start, ()) for k in inner):
        return replace(found, weight=max(k.weight for k in inner) + 1)
    return found


def _named_by_quotes(text: str, candidate: Candidate) -> bool:
    """Do the words beside the quotes show that they hold a name?"""
    before = text[max(0, candidate.start - 5) : candidate.start - 1]
    after = text[candidate.end : candidate.end + 40]
    return bool(QUOTED_AFTER.match(after)) or before.endswith(NAMING)


def _sound(text: str, candidate: Candidate) -> bool:
    """Is a rule's span a whole name, and for a company no common noun?"""
    start, word = candidate.start, text[candidate.start : candidate.end]
    if LEGAL.search(word):
        return True
    if start and LATIN.fullmatch(text[start - 1 : start + 1]):
        return False
    if candidate.kind == "company" and (
        NOT_COMPANY.search(word)
        or (WITHIN.search(word) and text[start - 1 : start] in ("在", "于"))
    ):
        return False
    return is_name(word)


def _owned_head(text: str, company: Candidate, owners: Container[int]) -> bool:
    """``甲的乙教学大模型``: is a known company only how the service of another begins?"""
    owned = company.start - 1 in owners and text[company.start - 1] == "的"
    return owned and company.rule.startswith("names.") and bool(LONGER.match(text, company.end))


def _of_itself(text: str, company: Candidate) -> bool:
    """``甲的甲乙、甲丙``: is it only the head of a service's name?"""
    word = text[company.start : company.end]
    before = text[max(0, company.start - 40) : company.start]
    return before.endswith(f"{word}的") or (
        before.endswith(("、", "和", "与", "及")) and f"{word}的{word}" in before
    )


@lru_cache
def _glue() -> re.Pattern[str]:
    """What may stand between a company and its service's name."""
    return compiled(r"(?:公司)?{ticker}?(?:旗下|自研|(?:{adverb}){0,2}(?:{gets})了?)?的?", "zh")


def _clipped(text: str, candidate: Candidate, firm: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is left of a name behind the company that stands at its head."""
    start = candidate.start
    first = bisect_right(firm, start, key=lambda c: c.end)
    last = bisect_left(firm, candidate.end, key=start_of)
    inside = firm[first:last]
    if any(c.kind == "model" and c.end > start for c in inside):
        return
    for c in inside:
        named = candidate.rule == "zh.model.followed" and c.kind == "desc"
        if (c.kind, c.start, c.end) == ("name", candidate.start, candidate.end):
            continue
        if named and MADE_THE.search(text, max(0, candidate.start - 8), candidate.start):
            continue
        if c.kind == "company" and c.end < candidate.end:
            start = max(start, c.end)
        else:
            return
    glue = _glue().match(text, start, candidate.end)
    moved = start > candidate.start
    start = glue.end() if glue and moved else start
    name = text[start : candidate.end]
    if is_name(name):
        kind = "model" if moved else candidate.kind
        yield replace(candidate, start=start, kind=kind)
