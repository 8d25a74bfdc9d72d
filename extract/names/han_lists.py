"""Chinese names by structure: table rows, labelled lines, brackets and lists joined by 、."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.known.words import place_in
from extract.layout.form import Form, Sentence
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_brackets import BarePair, bracket_runs, brackets
from extract.names.han_lines import TRAIL, line_names, named, split
from extract.names.han_words import AUDIENCE, LEGAL, TRADE, is_name, trimmed, whole

COMPANY_HEAD = re.compile(r"单位|公司|企业|主体|机构|厂商|运营者|提供者")
MODEL_HEAD = re.compile(r"名称|模型|服务|产品|算法|应用")
COUNT_HEAD = re.compile(
    r"数量|序号|编号|备案号|时间|日期|属地|地区|占比|优势|特征|特点|简评|备注|省份|款数|类别|场景|方向|用途|说明|亮点|行业|城市|所在|领域|状态"
)
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
ITEM_TAIL = compiled(
    r"(?:同时|先后|同日|均已?|也(?!门)|(?<![成首古京故陪花])都|相继|陆续|悉数|赫然|双双|共同|分别|完成|通过|获批|过审|过关|入列"
    r"|在列|入选|入围|一同|提交|出现|未(?!来)|的(?=(?:相关|各自|自研)?的?(?:产品|模型|大模型|服务|应用|进展))"
    r"|这[类些样几]|各(?:自|有|占|获|得|拿|登|备|申|一)|[两二三四五六七八九十\d]+[款个家项]|拿|占|表示|宣布|公告|显示|等|已|作为|名列"
    r"|榜).*$|(?:申报|报送|运营|研发|开发|提交|推出)(?:的.*)?$",
    "zh",
)
AIMED = re.compile(r"面向|聚焦|针对|用于|主打|覆盖|服务于|专注|切入|均与|都与")
"""Words behind which no more items of a list stand: ``甲、乙的产品分别面向教育和医疗``."""
OTHER_THINGS = re.compile(
    r"等[^，。；;、]{0,4}(?:地|省份?|城?市(?![场值民面])|领域|行业|方面|场景|环节|能力|任务|功能|技术|部门|渠道|学科|岗位|语言|语种|课程)"
)
"""What shows behind a list that it names no firms and no services."""
COUNT_TAIL = re.compile(r"[两二三四五六七八九十\d]+[款个家项]")
TAIL_KIND = (
    (
        re.compile(
            r"等?[^，。；;、]{0,4}(?:\d+|[两二三四五六七八九十])?家"
            r"|等(?![^，。；;、]{0,3}(?:[来出源]自|背靠|属于))[^，。；;、]{0,6}(?:公司|企业|厂商|机构|单位|大厂|巨头|平台|车企|运营商)"
            r"|各(?:自?(?:有|占|获批?|得|拿下|拿到|登记|备案|申报|通过)了?)?(?:一|[两二三四五]|\d)[款席个]"
            r"|这[类些几][^，。；;、]{0,8}(?:公司|企业|厂商|机构|单位|大厂|巨头|平台|车企|运营商|服务商|软件商)"
            r"|，?分别(?:拿|获|过|登|备|申|提|以|凭|推|发|带|上)"
            r"|的(?:相关|各自|自研)?的?(?:大?模型|产品|服务|应用)"
        ),
        "company",
    ),
    (
        re.compile(
            r"等?(?:\d+|[两二三四五六七八九十])[余多]?(?:[款项]|个(?!方向|领域|维度|方面|层面|环节"
            r"|阶段|赛道|行业|省|城市|地区|地方|市|区|县|部门|岗位|步骤|板块|类|场景|关键|问题|模块|国家))"
            r"|等[^，。；;、]{0,4}(?:大?模型|产品|服务|应用|算法)"
        ),
        "model",
    ),
)
COUNTED = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})[款个项席](?![家人])"
    r"(?![^，。；;:“”]{0,8}(?:[方者]|单位|主体|公司|企业|团队))[^，。；;:“”]{0,24}?"
    r"(?::|——|，?(?:即|包括|有|为|是|(?:分别|依次)(?:为|是)))“?(?P<list>[^。；;:\n]{4,120})"
)
"""A number of services and, behind it, their names."""
LED = (
    r"(?:名单|品牌)?(?:中|里)?(?:只|仅)?(?:分别|依次|主要)?(?:有|为|是|包括|包含|涵盖|涉及|如|:)+$"
)
LEAD_KIND = (
    (
        re.compile(
            r"(?:公司|企业|厂商|车企|机构|单位|大厂|巨头|主体"
            r"|(?:运营|研发|开发|申报|备案|登记|建设)(?:方|者))" + LED
        ),
        "company",
    ),
    (
        re.compile(r"(?:辖区|[区市省]内|本[地土市省区]|当地)的?(?:企业|公司|厂商|机构|单位)$"),
        "company",
    ),
    (
        re.compile(
            r"(?:(?:分别|均|共同|联合|依次)由(?:(?:其|公司|集团)?旗下的?)?|(?:来自|出自|分属)(?:于|了)?)$"
        ),
        "company",
    ),
    (re.compile(r"(?:模型|产品|服务|应用|算法|助手|智能体)" + LED), "model"),
)
"""What the words before a list call its items."""
OWNED_ITEM = re.compile(
    r"(?:[^，。；;、“”()\n:|]{0,24}的[^，。；;、“”()\n:|的]{0,4}(?:有|是|为|包括|包含|涵盖))?"
    r"(?P<c>[^，。；;、“”()\n:|的]{2,32})(?:旗下)?的(?P<q>“)?(?P<m>[^，。；;、“”()\n:|的]{2,16}?)"
    r"(?(q)”|(?=$|\(|(?:便|就|双双|首次|一并|则|也|均|已|都|相继|陆续|先后|同时|完成|通过|获批|过审|等|在列|入选|自?即日"
    r"|[两二三四五六七八九十\d]+[款个项])))"
)
"""A company and its service, as an item of a list."""
OWNED_PART = re.compile(
    r"(?:还有|以及|另有|再有|最后是)?(?P<c>[^，。；;、“”()\n:|的]{2,24})的“?"
    r"(?P<m>[^，。；;、“”()\n:|的]{2,16}?)(?:”|(?=大?模型|算法|[，、。；;]|$))(?:大?模型|算法)?(?:[，、。；;]|$)"
)
OWNED_RUN = re.compile(
    rf"(?:{OWNED_PART.pattern.replace('?P<c>', '?:').replace('?P<m>', '?:')}){{2,8}}"
)
"""A sentence that only says whose the services are."""
PRODUCT_BEHIND = re.compile(r"”|大?模型|算法")
EACH_COUNTED = re.compile(r"(?:[^、]{1,12}?\d+[款个项]、)+[^、]{1,12}?\d+[款个项][^、]*")
"""Places with a number each: ``武汉3款、宜昌1款``."""
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def structured(form: Form) -> Iterator[Candidate]:
    """Names in table rows, labelled lines, brackets and lists joined by 、."""
    header: list[str] = []
    bare: list[BarePair] = []
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
        yield from brackets(form.text, sentence, bare)
        yield from _lists(form.text, sentence)
        yield from _owned_parts(form.text, sentence)
        yield from _counted(form.text, sentence)
    yield from bracket_runs(form, bare)


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
    beside = any(LEGAL.search(text[a:b]) for a, b in cells)
    for index, (start, end) in enumerate(cells):
        word = text[start:end]
        title = header[index] if index < len(header) and len(header) == len(cells) else ""
        if LEGAL.search(word):
            kind = "company"
        elif title and COUNT_HEAD.search(title):
            continue
        elif COMPANY_HEAD.search(title):
            kind = "company"
        elif MODEL_HEAD.search(title) or (not title and beside):
            kind = "model"
        else:
            continue
        for a, b in split(text, start, end):
            yield from named(text, a, b, kind, f"zh.row.{kind}", 9, sure=beside)


def _lists(text: str, sentence: Sentence) -> Iterator[Candidate]:
    if text.find("、", sentence.start, sentence.end) < 0:
        return
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
        yield from _owned_items(text, match.start(), stop)
        if OTHER_THINGS.match(tail):
            continue
        kind = kind or _kind_said(text, sentence, spans)
        if kind == "model" and EACH_COUNTED.fullmatch(body):
            continue
        if text.startswith("各", spans[-1][1]) and any(place_in(text[a:b]) for a, b in spans):
            continue
        for a, b in spans:
            word = text[a:b]
            if is_name(word) and text[a - 1 : a] != "”":
                found = named(text, a, b, kind or "name", "zh.name.item", 2)
                yield from (replace(c, weak=kind is None) for c in found)


def _kind_said(text: str, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> str | None:
    """What the words before a list or right behind its last items call the items."""
    lead = text[sentence.start : spans[0][0]]
    ends = (b for _, b in spans[1:])
    said = next((k for b in ends for p, k in TAIL_KIND if p.match(text, b, b + 12)), None)
    return said or next((k for p, k in LEAD_KIND if p.search(lead)), None)


def _owned_items(text: str, start: int, end: int) -> Iterator[Candidate]:
    """``甲的小甲、乙的小乙``: the names before and behind ``的``, where two items have the form."""
    found = []
    for low, high in _items_joined(text, start, end):
        item = OWNED_ITEM.match(text, low, high)
        lead = (
            trimmed(text, Candidate("company", *item.span("c"), "zh.item.owner", 3))
            if item
            else None
        )
        if (
            item
            and lead
            and is_name(text[lead.start : lead.end])
            and not TRADE.match(text, lead.start)
            and not AUDIENCE.search(text, max(0, lead.start - 8), lead.start)
            and is_name(TRAIL.sub("", item["m"]))
        ):
            found.append((lead, item.span("m")))
    if len(found) < 2:
        return
    for company, span in found:
        yield company
        yield from named(text, *span, "model", "zh.item.owned", 3)


def _owned_parts(text: str, sentence: Sentence) -> Iterator[Candidate]:
    """``甲的小甲，乙的小乙大模型，还有丙的小丙。``: a sentence of nothing else."""
    start, end = sentence.start, sentence.end
    if text.count("的", start, end) < 2 or not OWNED_RUN.fullmatch(text, start, end):
        return
    parts = list(OWNED_PART.finditer(text, start, end))
    if any(PRODUCT_BEHIND.match(p[0], p.end("m") - p.start()) for p in parts):
        for part in parts:
            company = trimmed(text, Candidate("company", *part.span("c"), "zh.item.owner", 3))
            if company and is_name(text[company.start : company.end]) and is_name(part["m"]):
                yield company
                yield from named(text, *part.span("m"), "model", "zh.item.owned", 3)


def _items_joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items between 、 and joining words."""
    position = start
    for joint in re.finditer(r"、|以及|[和与及]", text[start:end]):
        yield position, start + joint.start()
        position = start + joint.end()
    yield position, end


def _counted(text: str, sentence: Sentence) -> Iterator[Candidate]:
    """``两款模型过审:甲与乙``: as many services as the number says."""
    for match in COUNTED.finditer(text, sentence.start, sentence.end):
        stop = re.search(r"，", match["list"])
        end = match.start("list") + stop.start() if stop else match.end("list")
        spans = [
            (a, b)
            for low, high in split(text, match.start("list"), end)
            for a, b in _joined(text, low, _unbracketed(text, low, high))
        ]
        number = NUMERALS.get(match["n"]) or int(match["n"])
        if len(spans) == number and all(is_name(text[a:b].strip("“”")) for a, b in spans):
            for a, b in spans:
                yield from named(text, a, b, "model", "zh.model.counted", 4)


def _unbracketed(text: str, start: int, end: int) -> int:
    """The end of a name without the brackets behind it."""
    bracket = text.find("(", start, end) if text[end - 1] == ")" else -1
    return bracket if bracket > start else end


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
        if not first and high < end and whole(text, low, high):
            yield low, high
            continue
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
            if AIMED.search(text, a, b):
                break


def _item(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An item without what goes on behind it, or without what leads to it."""
    tail = ITEM_TAIL.search(text[start:end])
    if tail and COUNT_TAIL.match(tail.group()) and not is_name(text[start : start + tail.start()]):
        return
    if tail and is_name(text[start : start + tail.start()]):
        end = start + tail.start()
    cut = trimmed(text, Candidate("name", start, end, "", 0)) if end - start >= 2 else None
    if cut is None:
        return
    tail = ITEM_TAIL.search(text[cut.start : end])
    end = cut.start + tail.start() if tail else end
    if end - cut.start >= 2:
        yield cut.start, end
