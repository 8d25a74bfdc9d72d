"""Labelled Chinese lines: ``1.服务，公司``, ``服务(公司)`` and ``公司:服务、服务``."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from extract.layout.form import Form, Sentence
from extract.layout.han_ends import FIRM_END
from extract.layout.han_layout import BULLET
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import LEGAL, generic, is_name, trimmed, whole
from extract.names.pairs import Pair, units

TRAIL = re.compile(r"(?:(?:[一这]类)?(?:通用)?(?:大语言模型|大模型|模型)(?:算法)?|大$)+$")
MARK = rf"(?P<mark>\s*{BULLET})?\s*(?P<lead>[^，。；;:|\n]{{2,24}}:)?"
SAID_FIRM = r"(?:[\u4e00-\u9fff]{0,4}(?:单位|主体|企业|公司|机构|方|者)(?:名称)?[:为是])?"
COMMA = re.compile(
    MARK
    + r"(?P<m>[^，。；;:|\n]{2,30})，"
    + SAID_FIRM
    + r"(?P<c>[^，。；;:|\n、]{2,40})(?:，[A-Za-z]{2,14}-[\w-]{6,90})?[;；。]?\s*$"
)
BRACKETED = re.compile(
    MARK + r"(?P<m>[^，。；;:|\n(]{2,30})\((?P<c>[^，。；;:|\n、]{2,40})\)[;；。]?\s*$"
)
COLON = re.compile(
    rf"(?P<mark>\s*{BULLET})?\s*"
    r"(?P<c>[^，。；;:|\n“”—/→=]{2,26})(?::|——|—|/|→|=|--?(?![A-Za-z0-9])|(?<![A-Za-z0-9])--?)[“]?(?P<m>[^，。；;:|\n]{2,60}?)[”。;]?\s*$"
)
COUNTED = re.compile(r"[\d余多一二三四五六七八九十两几数][家款个项]|过审|获批|来自|通过")
NEWS = re.compile(
    r"(?:完成|通过|获得?|取得|拿到)[^“”、]{0,16}(?:备案|登记|批准|审核)|获批|过审|宣布"
)
"""Words of a headline behind a colon, which is no name."""
ADDRESS = re.compile(r":? ?(?:https?://)?(?:[\w-]{1,40}\.){1,5}[a-z]{2,6}(?:/[^\s，。；]{0,200})?$")
"""A site's address at the end of a line, which says nothing of a name."""
PLACE = compiled(r"\((?:{place})[省市]?\)(?=[;；。]?\s*$)", "zh")
"""Where a service was filed, in brackets at the end of a line."""
QUOTED = re.compile(r"(?P<d>[^“”]{2,20})“(?P<m>[^“”]{2,20})”?")
KIND_END = re.compile(r"(?:大模型|模型|助手|智能体|机器人|小程序|算法)[”]?$")
PRODUCT_END = re.compile(r"(?:模型|机器人|小程序|功能|工具|平台|系统|应用|服务|助手|智能体|算法)$")
NOT_LABEL = re.compile(
    r"(?:分布|分析|概况|趋势|情况|方面|领域|行业|类型|优势|背景|原因|地点|流程|依据|要求"
    r"|提示|特点|影响|意义|观点|数据显示|总量|步骤|资料|方式)$"
    r"|(?:说|称|表示|认为|指出|强调|透露|写道|介绍|提醒)$|名单|如下|附件|电话|邮箱|时间"
    r"|来源|作者|编辑|责编|关键词|标签|备注|说明|记者|发布|消息|原标题|导读|咨询|内容"
    r"|(?:提供|研发|开发|运营|申报)(?:者|方|单位|主体|企业)$|(?:服务|模型|产品|应用|算法)名称?$"
    r"|[上下]一[篇条则]|(?:相关|延伸|推荐|往期)(?:阅读|文章|推荐|回顾)|标题|产品$|公众|属性|备案|登记|[？?]|^https?$"
)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list joined by ``、``, as spans."""
    for match in re.finditer(r"[^、]+", text[start:end]):
        yield start + match.start(), start + match.end()


def named(
    text: str, start: int, end: int, kind: str, rule: str, weight: int, *, sure: bool = False
) -> Iterator[Candidate]:
    """A name without quotes and the words for a model; one of common words where it is sure."""
    word = text[start:end]
    close = word.find("”》"[word[0] == "《"]) if word[:1] in ("“", "《") else 0
    if close > 1:
        start, end = start + 1, start + close
    lead = _kind_before().match(text, start, end) if kind == "model" else None
    start = lead.end() if lead else start
    tail = TRAIL.search(text[start:end])
    if kind != "company" and tail and is_name(text[start : start + tail.start()]):
        end = start + tail.start()
    word = text[start:end]
    plain = generic().fullmatch(word) and not (sure and PLAIN_NAME.fullmatch(word))
    if not re.fullmatch(r"[\d\s.,%-]*", word) and len(word) >= 2 and not plain:
        yield Candidate(kind, start, end, rule, weight)


@lru_cache
def _kind_before() -> re.Pattern[str]:
    """What sort of model it is, before its name in letters: ``图像生成模型MindPaint``."""
    return compiled(r"(?:{generic}){1,4}(?:大模型|模型|算法)(?=[A-Z])", "zh")


PLAIN_NAME = re.compile(r".{2,}(?:助手|助理|机器人|智能体|客服|小程序|数字人|问答|写作|翻译)")
"""A service's name of common words, beside a company in its legal form: ``写作机器人(甲公司)``."""
Spans = tuple[int, int]


@lru_cache(maxsize=4096)
def _parsed(body: str) -> tuple[Spans, Spans, bool] | None:
    """Spans of the company and of the services in one line, and whether its words are proof."""
    body = PLACE.sub("", ADDRESS.sub("", body))
    for pattern in (COMMA, BRACKETED, COLON):
        found = pattern.match(body)
        if not found:
            continue
        company = found["c"]
        if COUNTED.search(company) or (pattern is not COLON and COUNTED.search(found["m"])):
            continue
        if pattern is COLON and (NOT_LABEL.search(company) or NEWS.search(found["m"])):
            continue
        if generic().fullmatch(company):
            return None
        sure = FIRM_END.search(company) is not None
        if pattern is COMMA and not sure and _of_firm(found["m"], company):
            return found.span("m"), found.span("c"), False
        if pattern is COMMA and not sure and not (found["mark"] and is_name(company)):
            continue
        if pattern is BRACKETED and not sure:
            return None
        if not sure and FIRM_END.search(found["m"]):
            return found.span("m"), found.span("c"), True
        if not sure and not all(map(_is_service, found["m"].split("、"))):
            return None
        return found.span("c"), found.span("m"), sure or "“" in body
    return None


def _of_firm(firm: str, service: str) -> bool:
    """``甲有限公司，小甲大模型``: is it a firm's full name and then a service's?"""
    return bool(LEGAL.search(firm) and KIND_END.search(service)) and _is_service(service)


def _is_service(word: str) -> bool:
    """May this be a service's name or what it is, and no clause?"""
    bare = TRAIL.sub("", word.strip("“”"))
    return is_name(bare) or bool(QUOTED.fullmatch(word) or PRODUCT_END.search(word))


def _labelled(form: Form, sentence: Sentence) -> tuple[Spans, Spans] | None:
    """The two spans of a line that has the form; what its words do not prove a like line does."""
    if sentence.kind not in ("bullet", "line", "prose") or sentence.end - sentence.start > 120:
        return None
    found = _parsed(form.text[sentence.start : sentence.end])
    if found is None:
        return None
    company, services, sure = found
    if sentence.kind == "prose":
        sure = False
    if COLON.match(form.text[sentence.start : sentence.end]):
        lean = sum(_lean(form.text[x.start : x.end]) for x in _run(form, sentence))
        if lean and (lean > 0) == (company < services):
            company, services = services, company
    return (company, services) if sure or _has_like(form, sentence) else None


@lru_cache(maxsize=4096)
def _lean(body: str) -> int:
    """How much more the end of a line ``甲:乙`` looks like its firm than the beginning does."""
    found = COLON.match(ADDRESS.sub("", body))
    if found is None:
        return 0
    first, last = found["c"], found["m"]
    firm = bool(FIRM_END.search(last)) - bool(FIRM_END.search(first))
    service = bool(PRODUCT_END.search(first)) - bool(PRODUCT_END.search(last))
    return firm + service - (len(last) > len(first) and last.startswith(first))


def _spans(form: Form, sentence: Sentence) -> tuple[Spans, Spans, bool] | None:
    return _parsed(form.text[sentence.start : sentence.end])


def _has_like(form: Form, sentence: Sentence) -> bool:
    """Does a neighbour of the same kind parse as well?"""
    return any(_spans(form, other) is not None for other in _beside(form, sentence))


def _beside(form: Form, sentence: Sentence) -> list[Sentence]:
    """The lines of the same kind right above and below."""
    return [other for other in _run(form, sentence, 1) if other is not sentence]


def _run(form: Form, sentence: Sentence, reach: int = 4) -> list[Sentence]:
    """A line and those of its kind above and below."""
    index = bisect_left(form.sentences, sentence.start, key=start_of)
    return [
        other
        for other in form.sentences[max(0, index - reach) : index + reach + 1]
        if other.kind == sentence.kind and abs(other.paragraph - sentence.paragraph) <= 2 * reach
    ]


def line_names(form: Form, sentence: Sentence) -> Iterator[Candidate]:
    """The company and the services of one line, where it has that form."""
    spans = _labelled(form, sentence)
    if spans is None:
        return
    (a, b), (c, d) = spans
    text, start = form.text, sentence.start
    company: Candidate | None = Candidate("company", start + a, start + b, "zh.line.company", 9)
    if company and not whole(text, start + a, start + b):
        company = trimmed(text, company)
    if company is None or generic().fullmatch(text[company.start : company.end]):
        return
    yield company
    for low, high in split(text, start + c, start + d):
        yield from _service(text, low, high)


def _service(text: str, start: int, end: int) -> Iterator[Candidate]:
    """A service's name, or a description with or without a name in quotes behind it."""
    quoted = QUOTED.fullmatch(text, start, end)
    if quoted:
        yield Candidate("desc", *quoted.span("d"), "zh.line.desc", 9)
        yield Candidate("model", *quoted.span("m"), "zh.line.model", 9)
    elif PRODUCT_END.search(text[start:end]) and not is_name(text[start:end]):
        yield Candidate("desc", start, end, "zh.line.desc", 9)
    else:
        yield from named(text, start, end, "model", "zh.line.model", 9)


def line_pairs(form: Form, sentence: Sentence) -> list[Pair]:
    """One pair a service of a labelled line."""
    found = list(line_names(form, sentence))
    if not found:
        return []
    company, services = found[0], found[1:]
    return [Pair(company, unit, "zh.list.labelled") for unit in units(form, services)]
