"""Chinese names in brackets: ``服务(公司)``, ``公司(服务)`` and runs of either."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.known.gazetteer import aliases
from extract.known.pinyin import pinyin
from extract.known.shipped import fold
from extract.layout.form import Form, Sentence
from extract.layout.han_ends import FIRM_END
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_lines import named
from extract.names.han_words import LEGAL, is_name, trimmed

BRACKET = re.compile(
    r"(?:\d{1,3}[.)] ?)?(?P<a>[^，。；;、“”()\n:|\s*•·●▪◆-][^，。；;、“”()\n:|]{1,23})"
    r"(?:”(?:大语言模型|大模型|模型|智能体|助手|算法)?)?"
    r"\((?P<b>[^()\n]{2,24}(?:\([^()]{2,6}\)[^()\n]{2,20})?)\)"
)
LEAD_PRODUCTS = re.compile(
    r"(?:产品|模型|服务|应用|算法|助手)(?:名单)?(?:分别|依次)?(?:有|包括|包含|为|是|如|:|，)*$"
)
FIRMS_HEAD = re.compile(r"单位|公司|企业|主体|机构|厂商|运营者|提供者")
"""A word of the line above a list of companies."""
SERVICE_END = re.compile(
    r"(?:大模型|模型|助手|助理|算法|智能体|机器人|小程序|平台|GPT|GLM|LLM|Chat|Bot)$"
)
KIND_BEHIND = re.compile(r"(?:大语言模型|大模型|模型|算法|智能体|助手)")
LEAD_FIRM = re.compile(
    r"(?:来自|出自|归属|隶属于?|属于|由(?=.{2,20}(?:公司|研究院|大学|集团)$)"
    r"|(?:研发|开发|运营|备案|申报|提交|所属)(?:方|者|单位|主体|公司|企业)?[:为是])"
)
"""What leads to a firm in brackets: ``小栖(来自栖月科技)``."""
OWNS = re.compile(
    r"的|旗下|[^，。；;]{0,30}(?:均|都)[是为由][^，。；;]{2,16}(?:团队|背景|创业)"
    r"|[^，。；;、()“”]{1,12}的(?:产品|模型|服务|应用|算法)?(?:则|也)?(?:是|为|叫|名为)"
)
"""Behind a firm and a bracket: what the firm's service is."""
ABBREVIATION = re.compile(r"[A-Z]{3,6}")
INSTITUTION_END = re.compile(r"(?:中心|协会|学会|委员会|联盟|研究院|大学|学院|总局|组织|基金会)$")
"""How an institution ends whose abbreviation in brackets is no service: ``信息中心(HNIC)``."""
BarePair = tuple[Sentence, Candidate, Candidate | None]
"""``甲(乙)`` in its sentence, where neither name shows by itself what it is.

None for 乙 where it does: a firm, so that the others of its run are read as it is."""
NOT_IN_BRACKET = re.compile(
    r"^\d|\d{6}|记者|编辑|作者|下称|以下|简称|本文|截至|附件|来源|运营主体|旗下|原名"
    r"|曾用名|更名|关联|工作日|股票|代码|^(?:见|含|即|如(?!意|影|是)|[上下左右]?图(?:[\d:]|源|片|$))|[（(]?(?:19|20)\d\d|月\d"
    r"|^[A-Z]{1,3}$|^[A-Z]{1,6}\.[A-Z]{1,2}$|^(?:NASDAQ|NYSE|HKEX)|纳斯达克|纽交所|^[美港A]股|[款家个项版]$|用户"
)


def brackets(text: str, sentence: Sentence, bare: list[BarePair]) -> Iterator[Candidate]:
    """``服务(公司全名)``; a pair of which only its like can say what is what goes to ``bare``."""
    if text.find("(", sentence.start, sentence.end) < 0:
        return
    for match in BRACKET.finditer(text, sentence.start, sentence.end):
        lead = LEAD_FIRM.match(match["b"])
        low = match.start("b") + (lead.end() if lead else 0)
        inner, before = text[low : match.end("b")], match["a"]
        if _romanised(before, inner) or _english(text, match) or _person(text, match):
            continue
        if ABBREVIATION.fullmatch(inner) and INSTITUTION_END.search(before):
            continue
        if NOT_IN_BRACKET.search(inner) or LEGAL.search(f"{before}({inner})"):
            continue
        if re.match(r"[\u4e00-\u9fff]{0,20}(?:有限公司|有限责任公司)", text[match.end() :]):
            continue
        whole = Candidate("model", *match.span("a"), "zh.bracket.model", 4)
        outer = trimmed(text, whole, either=True)
        if LEGAL.search(inner):
            yield Candidate("company", low, match.end("b"), "zh.bracket.company", 8)
            if outer:
                yield from named(text, outer.start, outer.end, "model", outer.rule, 7, sure=True)
                bare.append((sentence, outer, None))
        elif FIRM_END.search(inner) and FIRM_END.search(before):
            continue
        elif outer and inner.isascii() and _of_a_firm(text, outer.start):
            yield from named(text, outer.start, outer.end, "model", outer.rule, 4)
            yield Candidate("side", low, match.end("b"), outer.rule, 9)
        elif outer and is_name(inner) and is_name(text[outer.start : outer.end]):
            within = Candidate("model", low, match.end("b"), "zh.bracket.model", 2)
            bare.append((sentence, outer, within))


def _of_a_firm(text: str, start: int) -> bool:
    """Does a firm own what begins here: ``栖月科技的小栖(Qiyue)``?"""
    if text[start - 1 : start] != "的":
        return False
    heads = (text[max(0, start - length) : start - 1] for length in range(3, 8))
    return any(FIRM_END.search(h) or ("company", fold(h)) in aliases() for h in heads)


def _romanised(name: str, inner: str) -> bool:
    """Is what the brackets hold the pinyin of the name: ``听澜大模型(TingLan)``?"""
    letters = re.sub(r"[\s'-]", "", inner).casefold()
    return len(letters) > 3 and letters.isascii() and letters in pinyin(name)


def _person(text: str, match: re.Match[str]) -> bool:
    """Is it who founded or leads the firm: ``栖月科技(王明)的“小栖”``?"""
    return bool(OWNS.match(text, match.end())) and _full_name().fullmatch(match["b"]) is not None


@lru_cache
def _full_name() -> re.Pattern[str]:
    return compiled(r"{surname}[\u4e00-\u9fff]{1,2}", "zh")


def _english(text: str, match: re.Match[str]) -> bool:
    """Is it the English name of a service: ``“千寻大脑”(SpiritBrain)大模型``?"""
    kind = KIND_BEHIND.match(text, match.end()) is not None
    return match["b"].isascii() and not match["a"].isascii() and kind


def bracket_runs(form: Form, bare: Sequence[BarePair]) -> Iterator[Candidate]:
    """Both names of each ``甲(乙)``; a run of them says together which is the company."""
    runs: list[list[BarePair]] = []
    for pair in bare:
        if runs and _in_one_run(runs[-1][-1][0], pair[0]):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    for run in runs:
        told = [(outer, within) for _, outer, within in run if within]
        sure = len(told) < len(run)
        balance = -1 if sure else sum(_lean(form.text, *pair) for pair in told)
        if len(run) == 1 and balance == 0:
            yield replace(told[0][1], kind="name", weight=1)
            continue
        products = balance < 0 or (balance == 0 and _of_products(form, run[0]))
        for outer, within in told:
            company, model = (within, outer) if products else (outer, within)
            weight = 4 if balance else 2
            yield replace(company, kind="company", weight=weight, rule="zh.bracket.company")
            weight += 4 * _carries(form.text, model, company)
            yield from named(form.text, model.start, model.end, "model", model.rule, weight)


def _carries(text: str, model: Candidate, company: Candidate) -> bool:
    """Does a service's name begin as its company's does: ``小鹏汽车(小鹏图灵)``?"""
    return text[model.start : model.start + 2] == text[company.start : company.start + 2]


def _in_one_run(one: Sentence, other: Sentence) -> bool:
    listed = one.kind == other.kind and one.kind in ("bullet", "line")
    return one == other or (listed and other.paragraph - one.paragraph <= 2)


def _lean(text: str, outer: Candidate, within: Candidate) -> int:
    """How much more the name in brackets looks like the service than the one before them."""
    before, inside = text[outer.start : outer.end], text[within.start : within.end]
    model = bool(SERVICE_END.search(inside)) - bool(SERVICE_END.search(before))
    firm = bool(FIRM_END.search(before)) - bool(FIRM_END.search(inside))
    return model + firm


def _of_products(form: Form, pair: BarePair) -> bool:
    """Is it a list of products: by the words before it, and where none are, by its marks?"""
    sentence, outer, _ = pair
    lead = form.text[sentence.start : outer.start]
    if sentence.kind not in ("bullet", "line"):
        return LEAD_PRODUCTS.search(lead) is not None
    place = bisect_left(form.sentences, sentence.start, key=start_of)
    above = form.sentences[place - 1] if place else sentence
    return FIRMS_HEAD.search(form.text, max(above.start, above.end - 20), above.end) is None
