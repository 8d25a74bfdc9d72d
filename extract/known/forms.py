"""An official name to its shorter forms, and whether such a form can stand for the name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.known.shipped import NAMES

HAN = re.compile(r"[\u3400-\u9fff]")
LEGAL = re.compile(
    r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|公司)$|(?:股份|控股)?(?:集团)$"
    r"|（[^）]*）|\([^)]*\)"
)
PLACE = (
    "北京|上海|天津|重庆|广东|深圳|广州|杭州|浙江|江苏|南京|苏州|无锡|成都|四川|武汉|湖北|湖南|长沙"
    "|福建|厦门|福州|山东|青岛|济南|河南|郑州|河北|石家庄|安徽|合肥|江西|南昌|辽宁|沈阳|大连|吉林"
    "|长春|黑龙江|哈尔滨|陕西|西安|山西|太原|内蒙古|新疆|西藏|青海|甘肃|兰州|宁夏|贵州"
    "|贵阳|云南|昆明"
    "|广西|南宁|海南|海口|珠海|东莞|佛山|宁波|温州|嘉兴|常州|中国"
)
PLACE_HEAD = re.compile(rf"^(?:(?:{PLACE})(?:省|市)?)+")
TRADE = re.compile(
    r"(?:人工智能|信息|网络|计算机系统|计算机|云计算|智能|数字|科技|数据|技术|软件|基础|教育|文化"
    r"|传媒|移动|网讯|服务|研究|发展|咨询|投资|管理|通信|电子)$"
)
MODEL_TAIL = re.compile(
    r"(?:生成合成|对话生成|文本生成|图像生成|语音生成)?(?:大语言模型|语言大模型"
    r"|多模态大模型|行业大模型|通用大模型|大模型|模型|算法|平台|服务)$"
)
BRACKET = re.compile(r"^(.*?)[（(]([^）)]+)[）)]$")
SHORT_WORD = re.compile(r"[A-Za-z]{1,5}")


def company_forms(name: str) -> Iterator[str]:
    """The legal name and its shorter forms, longest first."""
    yield name
    short = LEGAL.sub("", LEGAL.sub("", name))
    yield short
    core = PLACE_HEAD.sub("", short)
    while core and len(core) >= 2:
        yield core
        shorter = TRADE.sub("", core)
        if shorter == core:
            return
        core = shorter


def service_forms(name: str) -> Iterator[str]:
    """The registered name, without its tail, and both halves of ``A（B）``."""
    yield name
    halves = BRACKET.match(name)
    for part in (name, *(halves.groups() if halves else ())):
        yield part
        yield MODEL_TAIL.sub("", part)


@lru_cache
def everyday() -> frozenset[str]:
    """Common nouns, verbs and the like of Chinese, two to five characters; no proper nouns."""
    return frozenset((NAMES / "everyday.txt").read_text(encoding="utf-8").split())


def usable(form: str, official: str) -> bool:
    """May a form stand for an official name? Not where it is shorter and means something else."""
    if re.fullmatch(r"[\d.\W_]+", form):
        return False
    if form == official:
        return True
    if HAN.search(form):
        return len(form) >= 2 and form not in everyday() and not PLACE_HEAD.fullmatch(form)
    return len(form) >= 4


def needs_support(form: str) -> bool:
    """Is a form so short or so common that only the text around it shows a name?"""
    if not HAN.search(form):
        return len(form) < 4 or SHORT_WORD.fullmatch(form) is not None
    return len(form) <= 2 or is_common(form)


def is_common(form: str) -> bool:
    """Is a form one everyday word, or everyday words alone (``成果转化``)?"""
    if form in everyday():
        return True
    return any(form[:at] in everyday() and is_common(form[at:]) for at in range(2, len(form) - 1))


def is_core(form: str) -> bool:
    """Is a form without place, trade and kind? English texts translate those."""
    return not any(words.search(form) for words in (PLACE_HEAD, TRADE, LEGAL, MODEL_TAIL))
