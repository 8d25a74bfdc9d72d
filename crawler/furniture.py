"""The lines that were read as a body in, those that belong to its text out."""

import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Final

from crawler.printed import without_dates

_CREDIT: Final = re.compile(
    r"[（(【\[\s]*(?:(?:责任|文字|版面)?编辑|责编|校对|审核|(?:文章|信息|稿件)?来源"
    r"|(?:发布|更新)(?:时间|日期))\s*[:：].{0,40}"
)
"""Lines around a Chinese text that are no part of it."""
_LABEL: Final = re.compile(
    r"(?:日期|时间|来源|作者|编辑|责编|记者|发布[者于]|查看|点击[数量]?|浏览(?:次数|量)?|访问量"
    r"|阅读[数量]?|评论|字体|字号|人气)\s*[:：]"
)
_DAY: Final = re.compile(r"(?<!\d)\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_LONG: Final = 120
"""Characters; a longer line is no row of labels."""
_DATELINE: Final = re.compile(
    r"[^\d。，]{0,12}\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[^\d。，]{0,12}"
)
_DATE: Final = re.compile(r"[\s\d年月日:：./-]{8,25}")
_WORD: Final = re.compile(r"\w+")
_LABELS: Final = frozenset(
    [
        *("published", "posted", "publish", "updated", "modified", "created", "last", "first"),
        *("on", "at", "date", "time", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri"),
        *("sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
        "sunday",
    ]
)
"""Words beside a date in an English line that says when a text was published."""
_FOOT: Final = re.compile(
    r"[“\"（(【\[\s]*(?:(?:特别|平台|版权|广告|郑重|免责|权利|重要)声明\s*[:：]|[上下]一[篇条]\s*[:：]"
    r"|打印本页|关闭窗口|返回.{1,6}查看更多|扫一扫|阅读\s*\(\d|版权所有)"
    r"|.{0,120}郑重声明[:：]|.{0,60}(?:ICP备\d|公网安备\d|许可证\d|举报电话|版权所有"
    r"|仅提供信息存储(?:空间)?服务)"
)
"""Lines behind a text: declarations, the stories before and after, the site's licences."""
_REPEATED: Final = 15
"""Letters; a shorter line may begin as another does."""
Line = tuple[str, str]
"""A line as printed and its letters."""


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Drop credits, rows of labels, summaries that repeat the text, and what follows it."""
    left = [line for line in lines if not _is_credit(line[0])]
    left = [*dropwhile(_is_foot, reversed(left))][::-1]
    left = [*dropwhile(lambda line: _is_dateline(line[0]), left)]
    return _without_summary(left)


def _without_summary(lines: list[Line]) -> list[Line]:
    """Drop a summary at the head that the next line begins with and goes on from."""
    if len(lines) < 2:
        return lines
    summary, text = lines[0][1].removeprefix("摘要"), lines[1][1]
    again = len(summary) >= _REPEATED and len(text) > len(summary) and text.startswith(summary)
    return lines[1:] if again else lines


def _is_credit(text: str) -> bool:
    if text == "摘要" or _CREDIT.fullmatch(text):
        return True
    if len(text) > _LONG or "。" in text:
        return False
    return len(_LABEL.findall(text)) + bool(_DAY.search(text)) > 1


def _is_foot(line: Line) -> bool:
    return bool(_FOOT.match(line[0]))


def _is_dateline(text: str) -> bool:
    if _DATE.fullmatch(text) or _DATELINE.fullmatch(text):
        return True
    rest = without_dates(text) if len(text) < _LONG else text
    return rest != text and {*_WORD.findall(rest.lower())} <= _LABELS
