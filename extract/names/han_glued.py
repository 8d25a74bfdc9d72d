"""Chinese names of services with their company at the head, to the company and what is left."""

import re
from dataclasses import replace
from functools import lru_cache

from extract.known.gazetteer import aliases
from extract.known.shipped import fold
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_known import EXTENSION
from extract.names.han_words import LATIN, is_name

ALONE = re.compile(r"(?:^|[、，。；;:“\n和及与除年月日]|包括|包含|以及|有|为|了)$")
LINKED_AFTER = re.compile(
    r"(?:大模型|模型|算法)?”?(?: ?\||\([^()]{0,24}公司|，[^，。；;]{2,30}公司\s*(?:$|\n))"
)
DATED = re.compile(r"\((?:20\d\d|\d{1,2}月|[去今]年)[^()\n]{0,12}\)")
"""A bracket that dates the service before it."""
ECHO = re.compile(
    r"(?P<core>[\u4e00-\u9fff]{2,4})(?:科技|智能|集团|股份|信息|网络|数据|软件|医疗|教育)(?P<m>(?P=core).+)"
)
"""A firm and its service of the same name, one behind the other: ``栖月科技栖月助手``."""
GLUED = ("names.service", "zh.name.item", "zh.model.counted")
"""Rules whose names may begin with a known company."""


def unglued(text: str, model: Candidate) -> list[Candidate]:
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
