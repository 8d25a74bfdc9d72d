"""Chinese names that the gazetteer knows, put right: what they are, and where they end."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import lru_cache

from extract.known.gazetteer import aliases
from extract.known.shipped import fold
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import CUT, generic, is_name

EXTENSION = re.compile(
    r"(?:(?:信息|网络|技术|科技|智能|数字|数据|软件|文化|教育|传媒|系统|人工){1,4}(?:股份"
    r"|集团)?公司|集团|股份|科技|控股|公司"
    r"|智能(?=[的“”(，、。；;:|\s]|[和与及等也均则凭以已将在]|旗下|自研|研发|申报|推出|宣布|公告|表示|登记|$)"
    r"|(?:健康|金融|物流|网络|信息|数据|传媒|游戏|云|音乐|数科|汽车|国际|医疗|教育|电器|家电|家居|重工|药业|电子|商城|文学|影业|能源)"
    r"(?=的|“|旗下|自研|研发|申报))"
    r"(?![\u4e00-\u9fff]{0,14}(?:有限公司|有限责任公司))"
)
OWN_MODEL = re.compile(r"的(?:同名)?(?:大模型|模型)(?!能力|参数|接口|技术|底座|版本)")
LONGER = re.compile(r"[\u4e00-\u9fff]{2,4}(?=(?<![款个])大模型)")
"""The rest of a service's name of which the gazetteer knows the head."""
VERSION = re.compile(
    r"(?<=[\u4e00-\u9fff])[ -]?(?:[VTXSM]?\d{1,2}\.\d{1,2}|[VTXSM]\d{1,2})"
    r"(?![\dA-Za-z.%款个项家年月日号万亿余多位名倍次条])"
)
"""Behind a service's name which of its versions is meant: ``问禾2.5``."""
SECOND = re.compile(
    r"(?<=[A-Za-z]) (?!(?:App|APP|AI|Inc|Ltd|Co|Tech|Technology|API|Group|Lab)\b)"
    r"[A-Z][A-Za-z]{0,9}\d{0,2}(?![A-Za-z\d])"
)
"""The second word of a Latin name of which the gazetteer knows the first."""
DESCRIBING = re.compile(r"”[\u4e00-\u9fff]{1,4}(?<![、和与及以在为])$")
"""Before a name that only ends what a quoted one is: ``“小栖”泛传播大模型``."""
OTHER = re.compile(r"[局部委署厅]|省|市(?!场)|新闻(?!大模型)|财经|体育|科技讯|网讯|日报")
"""Words that make an office or a medium of a company's name."""
DISTINCT = 4
"""Characters of a known company's name that may consist of common words (``中文在线``)."""
OF_MODEL = re.compile(r"(?<=..)大?模型[\u4e00-\u9fff]{2,10}算法$")
"""What algorithm of a model is meant: ``“小栖大模型文本生成算法”``."""
PROGRAM = re.compile(r"APP|App|小程序")
"""What shows that a name before it is a service's."""
PLAIN = re.compile(r"通用(?:大语言模型|大模型|模型)$")
PRODUCT_END = re.compile(r"(?:智脑|大模型|助手)$")


@lru_cache
def _ticker() -> re.Pattern[str]:
    """A stock's code in brackets: what stands before it is a company."""
    return compiled(r"{ticker}", "zh")


def checked(text: str, hit: Candidate, edges: Container[int]) -> Iterator[Candidate]:
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
        if len(word) == 2 and "\u4e00" <= word[0] <= "\u9fff" and not bounded(text, start, edges):
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
        second = hit.kind == "model" and SECOND.match(text, end)
        version = VERSION.match(text, end) or second
        end = version.end() if version else end
    yield hit.spanning(start, end)


def _owns(text: str, word: str, end: int) -> bool:
    """Is a name that a firm bears too that of the owner: ``孩子王的大模型``?"""
    return ("company", fold(word)) in aliases() and OWN_MODEL.match(text, end) is not None


def _owned_model(text: str, hit: Candidate) -> bool:
    """Is a company's name that of a model of another: ``元象的XVERSE大模型``?"""
    return text.startswith(("大模型", "模型"), hit.end) and text.endswith(
        ("的", "旗下", "自研", "“"), 0, hit.start
    )


def bounded(text: str, start: int, edges: Container[int]) -> bool:
    """Does a name begin here: after a pause, a cut word or another name?"""
    before = text[max(0, start - 8) : start]
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return (
        any(m.end() == len(before) for m in CUT.finditer(before))
        or before[-1] in "和与及为等在除同以"
        or start in edges
    )
