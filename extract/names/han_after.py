"""Chinese companies to the models that stand right behind them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_lists import COMPANY_HEAD
from extract.names.han_words import LEGAL, is_name

DESCRIPTIVE = re.compile(
    r"(?:AI|人工智能|智能|个人|首[个款]|一[款个]).*(?:工具|机器人|小程序|功能|平台|系统|应用|服务)"
)
PRODUCT_END = re.compile(r"(?:助手|助理|大模型|模型|智能体|机器人|小程序|AI|GPT)$")
THEN_NAMED = re.compile(r"(?:大语言模型|多模态大模型|大模型)“[^”\n，。]{2,16}”")
"""What a model is, and then its name in quotes."""
AUDIENCE = re.compile(r"面向|针对|聚焦|专注|适用于|用于|服务于")
"""How what a service is for begins, which is no name."""
JOINT = re.compile(r"[和与及](?![讯爱睦谐平风创])")
BESIDE = (
    r"(?:大语言模型|大模型|模型|算法)(?=[，。；;、()\n|!]|$|[和与及]|{adverb}|{gets}|完成|通过|获)"
    r"|(?=、|以及|[和与及](?!智)|等(?!级)|在列|双双|同时?现身"
    r"|(?:于?(?:[本上]月|\d{1,2}月)?\d{1,2}日)?(?:{adverb}){0,2}(?:{gets}|完成|通过))"
)
"""What shows that a word right behind a company is its model's name."""
ENDS = (
    r"(?:(?:大语言模型|大模型)(?=[^算产])|(?:大语言模型|大模型|模型|算法)?(?=[，。；;、()\n|!]|$|[和与及](?!智)|以及|等(?!级)|在列|均|也"
    r"|{adverb}|完成|通过|获批|入选|过审|亦|作为|面向|[一两二三四五][款个]|[早晚](?=[于了])|于?(?:20\d\d年|\d{1,2}月|[今去前本上同当]年|[上本当]月|[同当昨今]日|\d{1,2}日)|[一这之]类|[这那]样的|拿到|跟进|登记|备案|自?即日))"
)
NAMED = (
    r"(?P<x>[A-Za-z0-9\u4e00-\u9fff]"
    r"(?:[^，。；;、“”():|\n!！—]{0,17}?[A-Za-z0-9\u4e00-\u9fff])??)"
)


@lru_cache
def _after_company() -> tuple[re.Pattern[str], ...]:
    """A model linked to the company before it by a word, and one that stands right behind it."""
    link = (
        r"(?:旗下的?|自研的?|的(?:(?:则|也)?是(?!否))?|:|(?:{adverb}){0,2}(?:{gets})(?:了|的(?:则|也|就)?(?:是|为)|的)"
        r"|(?:{adverb}){0,2}(?:有|拿下|再添|新[增添]|凭借?|携|靠|以(?=[A-Z][^，。；;、“”]{1,16}(?:拿到|完成|通过|获批|入选|登记|备案|过审|入列|入围))))"
    )
    lead = r"(?:公司)?{ticker}?"
    aside = (
        r"(?:公司)?(?:{ticker}|\([\u4e00-\u9fff]{2,3}\)(?=的|旗下)"
        r"|\((?:以下|下文|下)?(?:简称|下称|统称)[^()\n]{1,40}\))?"
    )
    return (
        compiled(
            aside + link + r"(?:产品|模型|应用)?(?:名为|叫做?)?(?:——|—)?" + NAMED + ENDS, "zh"
        ),
        compiled(lead + NAMED + f"(?:{BESIDE})", "zh"),
    )


@lru_cache
def _joined() -> re.Pattern[str]:
    """The second of two services of one company."""
    return compiled(r"(?:大语言模型|大模型|模型)?(?:以及|[和与及])" + NAMED + ENDS, "zh")


def models_after(form: Form, firm: Sequence[Candidate]) -> Iterator[Candidate]:
    """Models that stand behind a company, after a linking word or bare, up to the next pause."""
    for company in firm:
        if company.kind != "company":
            continue
        found = (p.match(form.text, company.end) for p in _after_company())
        match = next((m for m in found if m and _may_follow(m["x"])), None)
        if match and not THEN_NAMED.match(form.text, match.end("x")):
            legal = (
                LEGAL.search(form.text[company.start : company.end])
                and match.start("x") > company.end
            )
            weight = 7 if legal else 2
            weight = max([weight, *(c.weight + 1 for c in firm if _begins(form.text, c, match))])
            rule = "zh.model.after_company"
            yield Candidate("model", *match.span("x"), rule, weight, not legal)
            yield from _second(form.text, match.end("x"), firm, weight, weak=not legal)


def _second(
    text: str, start: int, firm: Sequence[Candidate], weight: int, *, weak: bool
) -> Iterator[Candidate]:
    """The other of two services: ``栖月的小栖助手与小月助手``."""
    match = _joined().match(text, start)
    if match is None or not is_name(match["x"]) or any(c.start == match.start("x") for c in firm):
        return
    if PRODUCT_END.search(match["x"]) or text.startswith("大模型", match.end("x")):
        yield Candidate("model", *match.span("x"), "zh.model.after_company", weight, weak)


def _begins(text: str, known: Candidate, model: re.Match[str]) -> bool:
    """Does a service's name begin with another company's, as ``Qiyue助手`` of a firm may?"""
    start, end = model.span("x")
    headed = known.start == start > model.start() and known.end < end
    return (
        headed and known.kind == "company" and PRODUCT_END.search(text, known.end, end) is not None
    )


def _may_follow(word: str) -> bool:
    """May a word behind a company be its model: a name, and no plain description?"""
    return (
        is_name(word)
        and not JOINT.match(word)
        and not AUDIENCE.search(word)
        and not COMPANY_HEAD.search(word)
        and not DESCRIPTIVE.fullmatch(word)
    )
