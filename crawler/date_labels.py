"""A date on a line in, what the words around it make of it out: a publication or another thing."""

import re
from enum import IntEnum
from typing import Final

from crawler.clocks import WEEKDAY
from crawler.printed import MONTH, Printed
from crawler.text import HAN


class Rank(IntEnum):
    """What a date is of; the lower the sooner it is that of the publication."""

    PUBLISHED = 0
    PLAIN = 1
    CHANGED = 2
    """Of the last change, or of the day that a document was written."""
    PROSE = 3
    """Within a sentence."""
    OTHER = 4
    """Of a deadline, a meeting, a foundation, today."""


_WIDEST: Final = 40
"""Characters before a date in which its label stands."""
_GAP: Final = r"\s*[:：]?[\s|:：\[【(（]*$"
_PUBLISHED: Final = re.compile(
    r"(?:发布|发表|刊发|刊登|公开|公布|登载|刊载|上传|上线|录入|添加|投稿|发稿|推送|播发|来源|首发)"
    rf"(?:时间|日期|于|日)?{_GAP}"
    r"|\b(?:(?:first\s+)?(?:published|posted|released)(?:\s+(?:date|time))?"
    r"|(?:publish|publication|release|issue|post)(?:ed)?\s+(?:date|time)|date\s+published|pubdate)"
    rf"(?:\s+(?:on|at))?{_GAP}",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"(?:更新|修改|修订|编辑|成文|印发|制发|生成|发文|落款|签发|审核|审签|撰写|编发|采编)"
    rf"(?:时间|日期|于|日)?{_GAP}"
    r"|\b(?:(?:last\s+)?(?:updated?|modified|edited|revised|reviewed|changed))"
    rf"(?:\s+(?:date|time))?(?:\s+(?:on|at))?{_GAP}",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?:(?:今天|今日|现在)是?|(?:当前|系统|服务器|北京)(?:时间|日期))\s*[:：]?\s*$"
    r"|(?:成立|创建|创办|创刊|始建|建立|建成|注册|诞生|出生|生|卒)于\s*$|截[至止]?\s*$"
    r"|(?:截止|截至|报名|会议|活动|实施|施行|生效|执行|有效|考试|开标|开庭|培训|演出|开课|起止|评审|公示"
    r"|招聘|申报|征集|开始|结束|举办|召开|失效|废止|到期|出生|面试|笔试|缴费|投标|开放|成立|创刊|注册)"
    rf"(?:截止|开始|结束)?(?:时间|日期|期限|期|日|至|到)(?:至|到)?{_GAP}"
    r"|©\s*$|[至到自从]\s*[:：]?\s*$"
    r"|\b(?:deadline|due|clos(?:es?|ed|ing)|expir\w+|valid|effective|until|till|through|to|from"
    r"|begin\w*|start\w*|ends?|event|meeting|hearing|webinar|founded|established|est|since"
    r"|incorporated|copyright|opened|born|died|register|apply|by|before|today(?:\s+is)?)\b\.?"
    r"(?:\s+(?:date|time|day|by|on|at|for|from|until|in|is))*"
    rf"{_GAP}",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"之?前(?![沿往端景])|以前|起|止|截止|成立|创[办刊建]|建[成立]|召开|举行|施行|实施|生效"
    rf"|\s*(?:至|到|[~～—–]+|to|through|until)\s*(?:\d{{1,4}}\s*[-/.年月]|(?:\d{{1,2}}\s+)?{MONTH}\b)",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(
    r"[:：]\s*$|^\W*[\u4e00-\u9fff]{2,8}\W*$|^\W*(?:published|posted|updated)\W*$|\b(?:date|on)\s*$",
    re.IGNORECASE,
)
"""A line that is the label of the next one, not an entry of a menu."""
_WRITTEN: Final = re.compile("印发|修订|更新|修改")
_FIELD: Final = re.compile(
    r"来源|作者|编辑|记者|责编|浏览|阅读|点击|字号|分享|评论|发布|稿源|通讯员|\bby\b|\bsource\b",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[。！？!?|｜•·]|\.\s")
_SMALL: Final = re.compile(r"(?<![\w./@:-])[a-z]{2,}(?![\w@/]|[.:]\w|:/)")
"""A word that does not begin a sentence and is of no address."""
_FORMAL: Final = frozenset(
    {
        *("on", "at", "by", "of", "in", "pm", "am", "the", "for", "and", "from", "with", "to"),
        *("last", "first", "updated", "published", "posted", "modified", "written", "edited"),
        *("created", "added", "filed", "submitted", "released"),
        *("ago", "min", "mins", "minute", "minutes", "hour", "hours", "read", "views", "comments"),
    }
)
"""Small words of a byline."""
_BY: Final = re.compile(r"\W*by\s", re.IGNORECASE)
_VERB: Final = re.compile(r"\b([a-z]{2,})\s+(?:on|in|of|at|by|since|until|from)\s+$")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_FEW: Final = 4
_WEEKDAY: Final = re.compile(WEEKDAY, re.IGNORECASE)


def rank(text: str, found: Printed, before: str = "") -> Rank:
    """Return what a date of a text is; ``before`` is the line above, where it may be a label."""
    label = text[max(0, found.start - _WIDEST) : found.start]
    if not label.strip(" \t|:：[【(（"):
        label = before[-_WIDEST:] if _ABOVE.search(before) else ""
    if _BEHIND.match(text, found.end) or _OTHER.search(label):
        return Rank.OTHER
    if _WRITTEN.match(text, found.end):
        return Rank.CHANGED
    told = Rank.PLAIN
    if (named := _PUBLISHED.search(label)) is not None:
        told = Rank.PUBLISHED
    elif (named := _CHANGED.search(label)) is not None:
        told = Rank.CHANGED
    if named is not None and re.search("[:：|]", named.group()):
        return told
    if named is not None and set(_SMALL.findall(label[: named.start()])) - _FORMAL:
        return Rank.PROSE
    return Rank.PROSE if _in_prose(text, found) else told


def stands_alone(text: str, found: Printed) -> bool:
    """Tell whether a date has its line for itself, or shares it with a byline alone."""
    rest = f"{text[: found.start]} {text[found.end :]}"
    return len(_LETTERS.findall(_WEEKDAY.sub("", rest))) <= _FEW or _FIELD.search(rest) is not None


def _in_prose(text: str, found: Printed) -> bool:
    """Whether a date is within a sentence: between small words, or written on in Chinese."""
    first = max((end.end() for end in _ENDS.finditer(text, 0, found.start)), default=0)
    end = _ENDS.search(text, found.end)
    last = end.start() if end else len(text)
    before, after = text[first : found.start], text[found.end : last]
    small = [word for word in _SMALL.findall(f"{before} {after}") if word not in _FORMAL]
    if len(small) > 2 and not _BY.match(before):
        return True
    if (verb := _VERB.search(before)) and verb.group(1) not in _FORMAL:
        return True
    run = before.rpartition(" ")[2] + after.partition(" ")[0]
    han = len(HAN.findall(_WEEKDAY.sub("", run)))
    if han > 12 and not _FIELD.search(run):
        return True
    return (han > 8 and bool(re.search("[，、；]", run))) or (han > 2 and text[last:][:1] == "。")
