"""Chinese candidates put right: clean edges, industry words, owners, and what follows a company."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.candidates import Candidate, select
from extract.form import Form
from extract.gazetteer import aliases, fold
from extract.han_after import THEN_NAMED, models_after
from extract.han_again import again
from extract.han_lists import structured
from extract.han_parents import without_parents
from extract.han_short import shortened
from extract.han_words import CUT, LEGAL, NOT_COMPANY, generic, is_name, trimmed
from extract.windows import start_of
from extract.word_lists import compiled

EXTENSION = re.compile(
    r"(?:(?:信息|网络|技术|科技|智能|数字|数据|软件|文化|教育|传媒|系统|人工){1,4}(?:股份"
    r"|集团)?公司|集团|股份|科技|控股|公司"
    r"|智能(?=[的“”(，、。；;:|\s]|[和与及等也均则凭以已将在]|旗下|自研|研发|申报|推出|宣布|公告|表示|登记|$)"
    r"|(?:健康|金融|物流|网络|信息|数据|传媒|游戏|云|音乐|数科|汽车|国际|医疗|教育|电器|家电|家居|重工|药业|电子|商城|文学|影业|能源)"
    r"(?=的|“|旗下|自研|研发|申报))"
    r"(?![\u4e00-\u9fff]{0,14}(?:有限公司|有限责任公司))"
)
DESC_LEAD = re.compile(r"(?:是|为|则|其|一[个款]|[个款]|的)+")
LATIN = re.compile(r"[A-Za-z0-9]{2}")
COUNTED_BEFORE = re.compile(r"[\d二三四五六七八九十两多][款个项]")
COUNTED_DESC = re.compile(r"\d+ ?[余多]?[款个项]|[二三四五六七八九十两]+[款个项]")
OF_FIRMS = re.compile(r"等[^，。；;]{0,4}(?:家|公司|企业|厂商|机构|单位)")
"""In what is described as the products of several firms."""
QUOTED_AFTER = re.compile(
    r"”(?:[^，。；;、:\d是]{0,6}(?:大模型|模型|算法|智能体|助手)|、|[^，。；;、“”]{0,16}(?:(?:完成|通过|取得|获得|拿到)[^，。；;、“”]{0,16}(?:备案|登记)|获批|过审|过关|获准|入列|入围|在列|上榜))"
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
ALONE = re.compile(r"(?:^|[、，。；;:“\n和及与除年月日]|包括|包含|以及|有|为|了)$")
LINKED_AFTER = re.compile(
    r"(?:大模型|模型|算法)?”?(?: ?\||\([^()]{0,24}公司|，[^，。；;]{2,30}公司\s*(?:$|\n))"
)
OWN_MODEL = re.compile(r"的(?:同名)?(?:大模型|模型)(?!能力|参数|接口|技术|底座|版本)")
DATED = re.compile(r"\((?:20\d\d|\d{1,2}月|[去今]年)[^()\n]{0,12}\)")
"""A bracket that dates the service before it."""
LONGER = re.compile(r"[\u4e00-\u9fff]{2,4}(?=(?<![款个])大模型)")
"""The rest of a service's name of which the gazetteer knows the head."""
WORDED = re.compile(r" ?(?P<x>[\u4e00-\u9fff]{2,8})大模型")
"""The rest of a name that begins with Latin letters: ``QiLM机器人统一大模型``."""
OPEN_ENDED = ("zh.model.followed", "zh.name.item")
"""Rules whose names may have their company at the head."""
DESCRIBING = re.compile(r"”[\u4e00-\u9fff]{1,4}(?<![、和与及以在为])$")
"""Before a name that only ends what a quoted one is: ``“小栖”泛传播大模型``."""
ECHO = re.compile(
    r"(?P<core>[\u4e00-\u9fff]{2,4})(?:科技|智能|集团|股份|信息|网络|数据|软件|医疗|教育)(?P<m>(?P=core).+)"
)
"""A firm and its service of the same name, one behind the other: ``栖月科技栖月助手``."""
GLUED = ("names.service", "zh.name.item", "zh.model.counted")
"""Rules whose names may begin with a known company."""
OTHER = re.compile(r"[局部委署厅]|省|市(?!场)|新闻(?!大模型)|财经|体育|科技讯|网讯|日报")
"""Words that make an office or a medium of a company's name."""
WITHIN = re.compile(r"[里上中内端]$")
"""How a place ends that ``在`` or ``于`` stands before."""
MADE_THE = re.compile(
    r"(?:研发|研制|自研|打造|开发|推出|申报|提交|运营|旗下|知识产权)的$"
    r"|[款个]，[即则]?[为是]$"
    r"|(?:模型|产品|服务|应用|名称|名字|全称|(?:获批|过审|入围|备案|登记|申报|通过)的)(?:则|也)?(?:名为|[为是叫])$"
)
"""Words behind which a service is named, not described: ``由公司自主研发的听澜大模型``."""
DISTINCT = 4
"""Characters of a known company's name that may consist of common words (``中文在线``)."""
OF_MODEL = re.compile(r"(?<=..)大?模型[\u4e00-\u9fff]{2,10}算法$")
"""What algorithm of a model is meant: ``“小栖大模型文本生成算法”``."""
PROGRAM = re.compile(r"APP|App|小程序")
"""What shows that a name before it is a service's."""
PLAIN = re.compile(r"通用(?:大语言模型|大模型|模型)$")
PRODUCT_END = re.compile(r"(?:智脑|大模型|助手)$")


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
            clean += _checked(form.text, c, edges)
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
    clean += [_lengthened(text, c, known) for c in structured(form)]
    if known:
        clean = [part for c in clean for part in _unglued(text, c)]
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
    return found


def _before_known(text: str, found: Candidate, known: Sequence[Candidate]) -> Candidate:
    """``海川中医药大学`` outweighs a known name at its end that no pause or cut word opens."""
    first = bisect_left(known, found.start + 2, key=start_of)
    last = bisect_left(known, found.end, key=start_of)
    inner = [k for k in known[first:last] if k.end == found.end and k.kind == "company"]
    if inner and not any(_bounded(text, k.start, ()) for k in inner):
        return replace(found, weight=max(k.weight for k in inner) + 1)
    return found


def _unglued(text: str, model: Candidate) -> list[Candidate]:
    """A model's name less the known company at its head, where the company stands nowhere else."""
    if model.kind == "company" or model.rule not in GLUED:
        return [model]
    if not ALONE.search(text[max(0, model.start - 4) : model.start] or "，"):
        return [model]
    bracket = text[model.end : model.end + 1] == "(" and not DATED.match(text, model.end)
    if bracket or LINKED_AFTER.match(text, model.end):
        return [model]
    word = text[model.start : model.end]
    if ("company", fold(word)) in aliases():
        return [model]
    if echo := ECHO.fullmatch(word):
        middle = model.start + echo.start("m")
        company = Candidate("company", model.start, middle, "zh.model.owner", 6)
        return [company, replace(model, start=middle, kind="model", weak=False)]
    for length in range(min(6, len(word) - 2), 1, -1):
        known = aliases().get(("company", fold(word[:length])))
        head = word[:length]
        if known is None or "“" in head or not (head[0].isalnum() and head[-1].isalnum()):
            continue
        if not word[length].isalnum():
            return [model]
        if LATIN.fullmatch(word[length - 1 : length + 1]):
            continue
        if head in text[max(0, model.start - 60) : model.start]:
            return [model]
        if head in text[model.end : model.end + 60]:
            return [model]
        middle = model.start + length
        rest = text[middle : model.end]
        bare = re.sub(r"(?:大语言模型|大模型|模型|算法)+$", "", rest)
        does = function().search(rest)
        if does:
            bare = rest[: does.start()]
            company = Candidate("company", model.start, middle, "zh.model.owner", 6)
            desc = Candidate("desc", middle + does.start(), model.end, "zh.model.owned", 6)
            named = replace(model, start=middle, end=desc.start, kind="model", weak=False)
            return (
                [company, named, desc] if is_name(bare) else [company, replace(desc, start=middle)]
            )
        company = Candidate("company", model.start, middle, "zh.model.owner", 6)
        if is_name(bare) and not EXTENSION.match(rest):
            return [company, replace(model, start=middle, kind="model", weak=False)]
        if rest.endswith("算法"):
            return [company, Candidate("desc", middle, model.end, "zh.model.owned", 6)]
        return [model]
    return [model]


@lru_cache
def function() -> re.Pattern[str]:
    """What an algorithm does, at the end of its name: ``可图图像生成算法``."""
    return compiled(
        r"(?:{generic}|{sector}|{product}|图片|特效|滤镜|短视频|深度|人脸|人像|证件照|歌声|音频|数学|解题|题目|美颜|换脸|虚拟人|形象"
        r"|类|识别|编辑|处理){1,8}算法 ?(?:-\d{1,2})?$",
        "zh",
    )


@lru_cache
def _ticker() -> re.Pattern[str]:
    """A stock's code in brackets: what stands before it is a company."""
    return compiled(r"{ticker}", "zh")


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


def _checked(text: str, hit: Candidate, edges: Container[int]) -> Iterator[Candidate]:
    """A gazetteer name with its industry word, without quotes; nothing inside a longer word."""
    start, end = hit.start, hit.end
    if text[start] == "“" and "”" in text[start:end]:
        close = text.index("”", start)
        if close + 1 < end and hit.kind == "model":
            yield hit
            return
        start, end = start + 1, close
    word = text[start:end]
    if "“" in word or "”" in word or DESCRIBING.search(text, max(0, start - 6), start):
        return
    if hit.kind != "company" and _ticker().match(text, end):
        hit = replace(hit, kind="company")
    elif hit.kind != "company" and _owns(text, word, end):
        hit = replace(hit, kind="company", weak=False)
    elif hit.kind == "name" and (program := PROGRAM.match(text, end)):
        yield replace(hit, kind="model", start=start, end=program.end(), weak=False)
        return
    firm = hit.kind == "company"
    if generic().fullmatch(word) and not (firm and len(word) >= DISTINCT):
        return
    if firm and OTHER.match(text, end):
        return
    if hit.kind == "company":
        if len(word) == 2 and "\u4e00" <= word[0] <= "\u9fff" and not _bounded(text, start, edges):
            return
        extension = EXTENSION.match(text, end)
        end = extension.end() if extension else end
        if PRODUCT_END.search(word) or _owned_model(text, hit):
            hit = replace(hit, kind="model")
    else:
        end -= 2 * word.endswith("大模型算法")
        plain = PLAIN.search(word) or OF_MODEL.search(word)
        end = start + plain.start() if plain and is_name(word[: plain.start()]) else end
        longer = LONGER.match(text, end)
        end = longer.end() if longer and is_name(longer.group()) else end
    yield hit.spanning(start, end)


def _owns(text: str, word: str, end: int) -> bool:
    """Is a name that a firm bears too that of the owner: ``孩子王的大模型``?"""
    return ("company", fold(word)) in aliases() and OWN_MODEL.match(text, end) is not None


def _owned_model(text: str, hit: Candidate) -> bool:
    """Is a company's name that of a model of another: ``元象的XVERSE大模型``?"""
    return text.startswith(("大模型", "模型"), hit.end) and text.endswith(
        ("的", "旗下", "自研", "“"), 0, hit.start
    )


def _bounded(text: str, start: int, edges: Container[int]) -> bool:
    """Does a name begin here: after a pause, a cut word or another name?"""
    before = text[max(0, start - 8) : start]
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return (
        any(m.end() == len(before) for m in CUT.finditer(before))
        or before[-1] in "和与及为等在除同以"
        or start in edges
    )


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
