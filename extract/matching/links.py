"""Link rules: a line of ``links.jsonl`` to a pattern for the text between company and service."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import RuleError
from extract.matching.regexes import Regex
from extract.matching.scanner import Scanner
from extract.matching.word_lists import RULES, read_lines, vocabulary

KEYS = {"id", "order", "regex", "yes", "no"}
ORDERS = ("CM", "MC", "CC", "MM")
STRONG = 2
"""The weight from which a link classifies both its ends where neither is known."""
JOINED = {
    "en": re.compile(
        r"\.?[\"']?(?:,? and|,| or|, as well as| as well as| plus)(?: (?:the|an?|its))? ?[\"']?"
    ),
    "zh": re.compile(
        r"(?:\(\d{4,6}(?:\.[A-Z]{2})?\)(?=[、和与及]))?"
        r"[”\"》)]*(?:大模型|模型|服务|产品|(?<=[”》])(?![和与及、])[^，。；;、“”()]{1,14}"
        r"(?:大模型|模型|助手|智能体|平台|工具|系统|机器人|算法))?[、和与及以]*(?:以及|还有)?(?:车企|药企|险企|券商|大厂)?"
        r"(?:[^，。；;、“”]{0,24}，(?:这次|此次|本次|此番|今次|如今)[^，。；;、“”]{0,4}"
        r"(?:入列|入围|获批|过审|备案|登记|上榜|通过)的(?:则|又|才)?是)?"
        r"(?:之?后，(?:又|再|再次|还)?(?:凭借?|携|以|有|拿下))?"
        r"(?:[去今前本上当]?[\d年月日]{1,11}的|[^，。；;、“”()]{0,6}(?:获批|过审|备案|登记|通过|推出|上线)的"
        r"|(?:图像|文本|语音|视频|对话|音频|多模态|代码)[^，。；;、“”()的]{0,4}(?:大?模型|应用|工具|助手))?[“\"《]*"
    ),
}
"""What stands between two names of one list."""
GOES_ON = re.compile(
    r"[”\"》)]*(?:大语言模型|大模型|模型|服务|产品|应用|助手|智能体)?"
    r"(?:[^，。；;、“”\n]{0,16}，[^，。；;、“”\n]{0,8}(?:又|再度?|再次|还|另)"
    r"(?:凭借?|携|以|有|拿下|添|新增|带来|登记|备案)了?"
    r"|[^，。；;、“”\n]{0,6}，(?:而|且)?(?:另?一[款个]|其[一二三]|第[二三][款个])则?(?:是|为|叫做?|名为|名叫|即)"
    r"(?:[^，。；;、“”\n]{1,14}的)?)[“\"《]*"
)
"""Between two services of one Chinese company: ``首次过审，去年又有``, ``，另一个是``."""


@dataclass(frozen=True, slots=True)
class Link:
    """A rule for the text between a company and a model, or between two of one list."""

    id: str
    order: str
    """``CM`` or ``MC``: which of both stands first; ``CC`` and ``MM`` join two of a kind."""
    weight: float
    written: Regex
    place: int
    """Its line: of two that hold the earlier takes precedence."""
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache
def links(language: str) -> tuple[Link, ...]:
    """The link rules of a language in order of precedence."""
    out = []
    for number, record in read_lines(RULES / language / "links.jsonl"):
        if set(record) - {"weight"} != KEYS or record["order"] not in ORDERS:
            raise RuleError("links.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
        regex = vocabulary(language).regex(record["regex"])
        yes, no = tuple(record["yes"]), tuple(record["no"])
        weight = float(record.get("weight", 1))
        out.append(Link(record["id"], record["order"], weight, regex, number, yes, no))
    return tuple(out)


@lru_cache
def _scanner(language: str) -> Scanner:
    return Scanner([link.written for link in links(language)])


@lru_cache(maxsize=5_000)
def joining(text: str, language: str) -> tuple[Link, ...]:
    """The links that the whole text between two names is, in order of precedence."""
    return tuple(links(language)[index] for index in sorted(_scanner(language).whole(text)))
