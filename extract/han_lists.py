"""Chinese names by structure: table rows, labelled lines, brackets and lists joined by 、."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.form import Form, Sentence
from extract.han_words import LEGAL, generic, is_name, trimmed

COMPANY_HEAD = re.compile(r"单位|公司|企业|主体|机构|厂商|运营者|提供者")
MODEL_HEAD = re.compile(r"名称|模型|服务|产品|算法|应用")
COUNT_HEAD = re.compile(r"数量|序号|编号|备案号|时间|日期|属地|地区|占比|优势|特征")
ITEM = r"(?:“[^”\n]{1,24}”(?:[^，。；;、“”()\n:|]{0,8})?|[^，。；;、“”()\n:|!！?？]{1,26}(?:“[^”\n]{1,24}”[^，。；;、“”()\n:|]{0,8})?(?:\([^()\n]{1,24}\))?)"
LIST = re.compile(rf"(?:{ITEM}、)+{ITEM}")
LIST_END = re.compile(
    r"等(?=$|[\d一二三四五六七八九十两]|[^，。；;、]{0,12}(?:公司|企业|厂商|机构|单位|大厂|平台|巨头|产品|模型|服务|应用|算法|在列|在内|均|也|入|相继|先后|多))|等$|在内"
)
ITEM_TAIL = re.compile(
    r"(?:同时|先后|同日|均已?|也|都|相继|陆续|共同|分别|完成|通过|获批|过审|过关|入列|在列|入选|入围|一同|提交|出现|未|的(?=产品|模型|大模型|服务|进展)|[两二三四五六七八九十\d]+[款个家项]|拿|占|表示|宣布|公告|显示|等|已|作为|名列|榜).*$"
)
TAIL_KIND = (
    (re.compile(r"等?[^，。；;、]{0,4}(?:\d+|[两二三四五六七八九十])?家|等[^，。；;、]{0,6}(?:公司|企业|厂商|机构|单位|大厂|巨头|平台|车企|运营商)"), "company"),
    (re.compile(r"等?(?:\d+|[两二三四五六七八九十])[余多]?[款个项]|等[^，。；;、]{0,4}(?:大?模型|产品|服务|应用|算法)"), "model"),
)  # fmt: skip
BRACKET = re.compile(
    r"(?P<a>[^，。；;、“”()\n:|]{2,24})”?\((?P<b>[^()\n]{2,24}(?:\([^()]{2,6}\)[^()\n]{2,20})?)\)"
)
NOT_IN_BRACKET = re.compile(
    r"^\d|\d{6}|记者|编辑|作者|下称|以下|简称|本文|截至|附件|来源|运营主体|旗下|原名|曾用名|更名|关联|工作日|股票|代码|见|含|即|如|图|[（(]?(?:19|20)\d\d|月\d|^[A-Z]{1,3}$|[款家个项]$|用户"
)
TRAIL = re.compile(r"(?:大语言模型|大模型|模型|算法|大$)+$")


def structured(form: Form) -> Iterator[Candidate]:
    """Names in table rows, labelled lines, brackets and lists joined by 、."""
    header: list[str] = []
    for sentence in form.sentences():
        if sentence.kind == "row":
            cells = list(_cells(form.text, sentence))
            words = [form.text[a:b] for a, b in cells]
            if not any(LEGAL.search(w) for w in words) and _is_header(words):
                header = words
            else:
                yield from _row(form.text, cells, header)
            continue
        header = header if sentence.kind == "row" else []
        if sentence.kind in ("bullet", "line"):
            yield from _line(form.text, sentence)
        yield from _brackets(form.text, sentence)
        yield from _lists(form.text, sentence)


def _cells(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^|]+", text[sentence.start : sentence.end]):
        raw = match.group()
        start = sentence.start + match.start() + len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        if end > start:
            yield start, end


def _is_header(words: Sequence[str]) -> bool:
    heads = [
        w for w in words if COMPANY_HEAD.search(w) or MODEL_HEAD.search(w) or COUNT_HEAD.search(w)
    ]
    return len(heads) * 2 >= len(words) and any(len(w) <= 8 for w in heads)


def _row(text: str, cells: Sequence[tuple[int, int]], header: Sequence[str]) -> Iterator[Candidate]:
    for index, (start, end) in enumerate(cells):
        word = text[start:end]
        title = header[index] if index < len(header) and len(header) == len(cells) else ""
        if LEGAL.search(word):
            kind = "company"
        elif title and COUNT_HEAD.search(title):
            continue
        elif COMPANY_HEAD.search(title):
            kind = "company"
        elif MODEL_HEAD.search(title) or (
            not title and any(LEGAL.search(text[a:b]) for a, b in cells)
        ):
            kind = "model"
        else:
            continue
        for a, b in _split(text, start, end):
            yield from _named(text, a, b, kind, f"zh.row.{kind}", 9)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^、]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _named(
    text: str, start: int, end: int, kind: str, rule: str, weight: int
) -> Iterator[Candidate]:
    word = text[start:end]
    if word.startswith("“") and word.find("”") > 1:
        start, end = start + 1, start + word.find("”")
    tail = TRAIL.search(text[start:end])
    if kind != "company" and tail and is_name(text[start : start + tail.start()]):
        end = start + tail.start()
    word = text[start:end]
    if not re.fullmatch(r"[\d\s.,%-]*", word) and len(word) >= 2 and not generic().fullmatch(word):
        yield Candidate(kind, start, end, rule, weight)


LINE_COMMA = re.compile(
    r"(?:\(?\d{1,3}[.、)]|[-*•·●]|[一二三四五六七八九十]+、)?\s*(?P<m>[^，。；;:|\n]{2,30})，(?P<c>[^，。；;:|\n]{4,40}(?:公司|研究院|大学|中心|集团|实验室))\s*$"
)
LINE_COLON = re.compile(
    r"(?:\(?\d{1,3}[.、)]|[-*•·●]|[一二三四五六七八九十]+、)?\s*(?P<c>[^，。；;:|\n“”]{2,26})(?::|——|-{1,2}|—)[“]?(?P<m>[^，。；;:|\n]{2,60}?)[”。]?\s*$"
)
LINE_BRACKET = re.compile(
    r"(?:\(?\d{1,3}[.、)]|[-*•·●]|[一二三四五六七八九十]+、)?\s*(?P<m>[^，。；;:|\n(]{2,30})\((?P<c>[^，。；;:|\n]{4,40}(?:公司|研究院|大学|中心|集团|实验室|协会|银行|出版社))\)\s*$"
)
NOT_LABEL = re.compile(
    r"分布|分析|概况|趋势|情况|方面|领域|行业|类型|优势|背景|原因|地点|流程|依据|要求|提示|特点|影响|意义|观点|数据|总量|名单|如下|附件|电话|邮箱|时间|来源|作者|编辑|责编|关键词|标签|备注|说明|注|记者|发布|消息|原标题|导读|咨询|内容|标题|产品:|公众|属性|生成|备案|登记"
)


def _line(text: str, sentence: Sentence) -> Iterator[Candidate]:
    body = text[sentence.start : sentence.end]
    for pattern in (LINE_COMMA, LINE_BRACKET, LINE_COLON):
        match = pattern.match(body)
        if not match or (pattern is LINE_COLON and NOT_LABEL.search(match["c"])):
            continue
        a, b = (sentence.start + x for x in match.span("c"))
        company = trimmed(text, Candidate("company", a, b, "zh.line.company", 9))
        if company is None:
            continue
        yield company
        a, b = (sentence.start + x for x in match.span("m"))
        for low, high in _split(text, a, b):
            yield from _named(text, low, high, "model", "zh.line.model", 9)
        return


def _brackets(text: str, sentence: Sentence) -> Iterator[Candidate]:
    for match in BRACKET.finditer(text, sentence.start, sentence.end):
        inner, before = match["b"], match["a"]
        if NOT_IN_BRACKET.search(inner) or LEGAL.search(before + "(" + inner + ")"):
            continue
        after = text[match.end() : match.end() + 24]
        if re.match(r"[\u4e00-\u9fff]{0,20}(?:有限公司|有限责任公司)", after):
            continue
        a = Candidate("name", match.start("a"), match.end("a"), "zh.bracket.outer", 1)
        if LEGAL.search(inner):
            yield Candidate("company", match.start("b"), match.end("b"), "zh.bracket.company", 8)
            outer = trimmed(text, replace(a, kind="model", weight=4))
            if outer:
                yield from _named(text, outer.start, outer.end, "model", "zh.bracket.model", 4)
        elif is_name(inner):
            yield Candidate("name", match.start("b"), match.end("b"), "zh.bracket.inner", 1)


def _lists(text: str, sentence: Sentence) -> Iterator[Candidate]:
    for match in LIST.finditer(text, sentence.start, sentence.end):
        after = text[match.end() : sentence.end]
        body = match.group()
        close = LIST_END.search(body)
        stop = match.start() + close.start() if close else match.end()
        tail = text[stop : stop + 24] if close else after[:12]
        kind = next((k for p, k in TAIL_KIND if p.match(tail)), None) if close or tail else None
        spans = list(_items(text, match.start(), stop))
        if len(spans) < 2:
            continue
        for a, b in spans:
            word = text[a:b]
            if is_name(word):
                found = _named(text, a, b, kind or "name", "zh.name.item", 2)
                yield from (replace(c, weak=kind is None) for c in found)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items of a list; the last one may hold two joined by 和, 及 or 以及."""
    for low, high in _split(text, start, end):
        first = low == start
        parts = re.split(r"(以及|及|和|与)", text[low:high]) if not first else [text[low:high]]
        position = low
        for part in parts:
            a, b = position, position + len(part)
            position = b
            if part in ("以及", "及", "和", "与", ""):
                continue
            cut = trimmed(text, Candidate("name", a, b, "", 0)) if len(part) >= 2 else None
            if cut is None:
                continue
            tail = ITEM_TAIL.search(text[cut.start : b])
            b = cut.start + tail.start() if tail else b
            if b - cut.start >= 2:
                yield cut.start, b
