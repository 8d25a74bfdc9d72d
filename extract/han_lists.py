"""Chinese names by structure: table rows, labelled lines, brackets and lists joined by 、."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.form import Form, Sentence
from extract.han_lines import line_names, named, split
from extract.han_words import LEGAL, is_name, trimmed

COMPANY_HEAD = re.compile(r"单位|公司|企业|主体|机构|厂商|运营者|提供者")
MODEL_HEAD = re.compile(r"名称|模型|服务|产品|算法|应用")
COUNT_HEAD = re.compile(r"数量|序号|编号|备案号|时间|日期|属地|地区|占比|优势|特征")
ITEM = (
    r"(?:“[^”\n]{1,24}”(?:[^，。；;、“”()\n:|]{0,8})?"
    r"|[^，。；;、“”()\n:|!！?？]{1,26}(?:“[^”\n]{1,24}”[^，。；;、“”()\n:|]{0,8})?"
    r"(?:\([^()\n]{1,24}\))?)"
)
LIST = re.compile(rf"(?:{ITEM}、)+{ITEM}")
LIST_END = re.compile(
    r"等(?=$|[\d一二三四五六七八九十两]|[^，。；;、]{0,12}(?:公司|企业|厂商|机构|单位"
    r"|大厂|平台|巨头|产品|模型|服务|应用|算法|在列|在内|均|也|入|相继|先后|多))|等$|在内"
)
ITEM_TAIL = re.compile(
    r"(?:同时|先后|同日|均已?|也|都|相继|陆续|共同|分别|完成|通过|获批|过审|过关|入列"
    r"|在列|入选|入围|一同|提交|出现|未|的(?=产品|模型|大模型|服务|进展)"
    r"|[两二三四五六七八九十\d]+[款个家项]|拿|占|表示|宣布|公告|显示|等|已|作为|名列"
    r"|榜).*$"
)
TAIL_KIND = (
    (
        re.compile(
            r"等?[^，。；;、]{0,4}(?:\d+|[两二三四五六七八九十])?家"
            r"|等[^，。；;、]{0,6}(?:公司|企业|厂商|机构|单位|大厂|巨头|平台|车企|运营商)"
            r"|，?分别(?:拿|获|过|登|备|申|提|以|凭|推|发|带|上)"
        ),
        "company",
    ),
    (
        re.compile(
            r"等?(?:\d+|[两二三四五六七八九十])[余多]?[款个项]"
            r"|等[^，。；;、]{0,4}(?:大?模型|产品|服务|应用|算法)"
        ),
        "model",
    ),
)
BRACKET = re.compile(
    r"(?P<a>[^，。；;、“”()\n:|]{2,24})”?\((?P<b>[^()\n]{2,24}(?:\([^()]{2,6}\)[^()\n]{2,20})?)\)"
)
COUNTED = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})[款个项席](?![家人])[^，。；;:“”]{0,12}?"
    r"(?::|——|，?(?:即|包括|有|为|是|(?:分别|依次)(?:为|是)))“?(?P<list>[^。；;:\n]{4,120})"
)
"""A number of services and, behind it, their names."""
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
LEAD_PRODUCTS = re.compile(
    r"(?:产品|模型|服务|应用|算法|助手)(?:名单)?(?:分别|依次)?(?:有|包括|包含|为|是|如|:|，)*$"
)
NOT_IN_BRACKET = re.compile(
    r"^\d|\d{6}|记者|编辑|作者|下称|以下|简称|本文|截至|附件|来源|运营主体|旗下|原名"
    r"|曾用名|更名|关联|工作日|股票|代码|见|含|即|如|图|[（(]?(?:19|20)\d\d|月\d"
    r"|^[A-Z]{1,3}$|[款家个项]$|用户"
)


def structured(form: Form) -> Iterator[Candidate]:
    """Names in table rows, labelled lines, brackets and lists joined by 、."""
    header: list[str] = []
    for sentence in form.sentences:
        if sentence.kind == "row":
            cells = list(_cells(form.text, sentence))
            words = [form.text[a:b] for a, b in cells]
            if not any(LEGAL.search(w) for w in words) and _is_header(words):
                header = words
            else:
                yield from _row(form.text, cells, header)
            continue
        header = header if sentence.kind == "row" else []
        yield from line_names(form, sentence)
        yield from _brackets(form.text, sentence)
        yield from _lists(form.text, sentence)
        yield from _counted(form.text, sentence)


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
        for a, b in split(text, start, end):
            yield from named(text, a, b, kind, f"zh.row.{kind}", 9)


def _brackets(text: str, sentence: Sentence) -> Iterator[Candidate]:
    """``服务(公司全名)``, and a run of ``甲(乙)`` whose lead says which of both is the company."""
    bare: list[tuple[Candidate, Candidate]] = []
    for match in BRACKET.finditer(text, sentence.start, sentence.end):
        inner, before = match["b"], match["a"]
        if NOT_IN_BRACKET.search(inner) or LEGAL.search(f"{before}({inner})"):
            continue
        if re.match(r"[\u4e00-\u9fff]{0,20}(?:有限公司|有限责任公司)", text[match.end() :]):
            continue
        outer = trimmed(text, Candidate("model", *match.span("a"), "zh.bracket.model", 4))
        if LEGAL.search(inner):
            yield Candidate("company", *match.span("b"), "zh.bracket.company", 8)
            if outer:
                yield from named(text, outer.start, outer.end, "model", outer.rule, 7)
        elif outer and is_name(inner) and is_name(text[outer.start : outer.end]):
            bare.append((outer, Candidate("model", *match.span("b"), "zh.bracket.model", 2)))
    if len(bare) > 1:
        products = LEAD_PRODUCTS.search(text[sentence.start : bare[0][0].start])
        for outer, within in bare:
            company, model = (within, outer) if products else (outer, within)
            yield replace(company, kind="company", weight=2, rule="zh.bracket.company")
            yield replace(model, kind="model", weight=2)
    else:
        yield from (replace(b, kind="name", weight=1) for _, b in bare)


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
                found = named(text, a, b, kind or "name", "zh.name.item", 2)
                yield from (replace(c, weak=kind is None) for c in found)


def _counted(text: str, sentence: Sentence) -> Iterator[Candidate]:
    """``两款模型过审:甲与乙``: as many services as the number says."""
    for match in COUNTED.finditer(text, sentence.start, sentence.end):
        stop = re.search(r"，", match["list"])
        end = match.start("list") + stop.start() if stop else match.end("list")
        spans = [
            (a, b)
            for low, high in split(text, match.start("list"), end)
            for a, b in _joined(text, low, high)
        ]
        number = NUMERALS.get(match["n"]) or int(match["n"])
        if len(spans) == number and all(is_name(text[a:b].strip("“”")) for a, b in spans):
            for a, b in spans:
                yield from named(text, a, b, "model", "zh.model.counted", 4)


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a stretch that joining words part, without what goes on behind the last."""
    position = start
    for part in re.split(r"(以及|及|和|与)", text[start:end]):
        low, position = position, position + len(part)
        if part and part not in ("以及", "及", "和", "与"):
            yield from _item(text, low, position)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items of a list; the last one may hold two joined by 和, 及 or 以及."""
    for low, high in split(text, start, end):
        first = low == start
        parts = re.split(r"(以及|及|和|与)", text[low:high]) if not first else [text[low:high]]
        position = low
        for part in parts:
            a, b = position, position + len(part)
            position = b
            if part in ("以及", "及", "和", "与", ""):
                continue
            bracket = text.find("(", a, b)
            if bracket > a and not LEGAL.search(text[a:b]):
                b = bracket
            yield from _item(text, a, b)


def _item(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An item without what goes on behind it, or without what leads to it."""
    tail = ITEM_TAIL.search(text[start:end])
    if tail and is_name(text[start : start + tail.start()]):
        end = start + tail.start()
    cut = trimmed(text, Candidate("name", start, end, "", 0)) if end - start >= 2 else None
    if cut is None:
        return
    tail = ITEM_TAIL.search(text[cut.start : end])
    end = cut.start + tail.start() if tail else end
    if end - cut.start >= 2:
        yield cut.start, end
