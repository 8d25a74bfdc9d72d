"""Chinese names by structure: tables, lists, brackets and what stands after a company."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.candidates import Candidate, select
from extract.form import Form, Sentence
from extract.rules import compiled

LEGAL = re.compile(r"(?:有限公司|有限责任公司|合伙企业|总公司)$")
COMPANY_HEAD = re.compile(r"单位|公司|企业|主体|机构|厂商|运营者|提供者")
MODEL_HEAD = re.compile(r"名称|模型|服务|产品|算法|应用")
COUNT_HEAD = re.compile(r"数量|序号|编号|备案号|时间|日期|属地|地区|占比|优势|特征")
CUT = re.compile(
    r"旗下(?:子公司|公司|品牌)?|凭(?:借)?|关联公司|子公司|运营主体|运营方|运营商|开发商|背后(?:的)?公司|包括|包含|涵盖|收录了?|分别为|分别是"
    r"|分别由|以及|来自|批准了?|提交的?|申报的?|登记了?|其中|除了?|此外|另外|另有|另|则为|获悉|显示|消息|通过|继|加上|上市公司|创业公司"
    r"|企业|机构|方面|领域|方向|从|由|如|的|了|据|被|向|给|因|但|而|则|即|也|还|已|将|让|使|至|把|[款家个项](?!性|人)|[年月日](?!之|日|新|立|本|产|海|有)|\d+[款家个项年月日]"
    r"|(?<!华)为(?!你|什)|是(?!否)|有(?!道|限|赞|鹿|机|数|才|孚|棵)|(?<![亲温])和(?!讯|仁|利时|鲸|风|创|府)|与(?!爱|子)|及(?!时|第)|对(?!话|应)|在(?!线)|或(?!者)|(?<![华科集])中(?!国|兴|科|电|信|金|移|山|通|文|公|望|海|汽|康|铝|石|建|广|软|测|会|业|央|车|交|航|铁|粮|核|华|关|英|欧|医|药|学|心)"
)  # fmt: skip
PLACE_START = "(?={place})"
JOINT = re.compile(r"^(?:和|与|及|由|为|是|对|将|在|有|据|即|向|被|获|则|也|如|按)+")
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
NOT_NAME = re.compile(
    r"(?:子|母|分|各|该|本|某|家)?(?:公司|企业|机构|集团|银行|券商|股份|科技|名为|旗下|下称|同名|为例|系)"
    r"|\d+ ?[余多]?[款个家项].*|.*(?:之一|左右|以上|起来|显示)|(?:公司|接近|如|例如).*|.*(?:子公司|关联公司)"
)
EXTENSION = re.compile(
    r"(?:集团|股份|科技|控股|公司|智能(?!云|家居|手机|客服|助手|体|语音|硬件|问答|驾驶|座舱|眼镜|汽车|终端))"
    r"(?![\u4e00-\u9fff]{0,14}(?:有限公司|有限责任公司))"
)
PARENT = re.compile(
    r"(?:App|APP)?的?(?:旗下|关联公司|运营主体|运营方|(?:全资|控股)?子公司|背后(?:的)?公司)的?(?:公司|子公司)?"
)
OFFICE = re.compile(r"[局部委署厅]|省|市(?!场)")
PRODUCT_END = re.compile(r"(?:智脑|大模型|助手)$")
FUNCTION = re.compile(
    r"[的了是在将已未均也被把获从给们]|尚|可以|一家|一款|两款|三款|多家|同日|完成|通过|备案|登记|获批|名单|表示|宣布|公告|记者|此前|目前|其中|包括|新增|累计|截至|以上|以及|方面|等"
)
TRAIL = re.compile(r"(?:大语言模型|大模型|模型|算法|大$)+$")
AFTER = re.compile(
    r"(?:公司)?(?:\(\d{6}\))?(?:旗下的?|自研的?|的|:|有|登记了|登记的是|拿下|再添|申报的|获批的则?是|过审的是)?"
    r"(?P<x>[A-Za-z0-9\u4e00-\u9fff](?:[^，。；;、“”():|\n!！]{0,14}?[A-Za-z0-9\u4e00-\u9fff])??)"
    r"(?:大语言模型|大模型|模型|算法)?(?=[，。；;、()\n|!]|$|[和与及](?!智)|以及|等(?!级)|在列|均|也|同日|已|完成|通过|获批|入选|过审|亦|作为|正式|[两二三四五][款个])"
)


@lru_cache
def _generic() -> re.Pattern[str]:
    return compiled(r"(?:{generic}|{product}|{place})+", "zh")


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled(r"{place}", "zh")


def is_name(text: str) -> bool:
    """May this stretch be a proper name: not only common words, no function words?"""
    return (
        2 <= len(text) <= 26
        and not NOT_NAME.fullmatch(text)
        and not _generic().fullmatch(text)
        and not FUNCTION.search(text)
        and not re.fullmatch(r"[\d.\-年月日 ]+", text)
    )


def trimmed(text: str, candidate: Candidate) -> Candidate | None:
    """A company or model without the words before it that a greedy rule took along."""
    start, end = candidate.start, candidate.end
    legal = LEGAL.search(text[start:end])
    head = text[start:end]
    for cut in CUT.finditer(head):
        rest = head[cut.end() :]
        if (
            legal
            and len(cut.group()) == 1
            and cut.group() not in "的由了"
            and not _place().match(rest)
        ):
            continue
        if legal and (len(rest) < 7 or cut.group() in ("企业", "机构")):
            continue
        if len(rest) >= 2:
            start = candidate.start + cut.end()
    joint = JOINT.match(text[start:end])
    if (
        joint
        and (legal is None or _place().match(text[start + joint.end() : end]))
        and not re.match("与爱|和讯|为你|有道|有赞|在线|对话|中|如意", text[start:end])
    ):
        start += joint.end()
    return replace(candidate, start=start) if end - start >= 2 else None


def refine(form: Form, found: Sequence[Candidate]) -> list[Candidate]:
    """Rule candidates with clean edges, and names that only their place in the text shows."""
    text = form.text
    clean: list[Candidate] = []
    for c in found:
        if c.rule.startswith("names."):
            clean += _checked(form.text, c, found)
            continue
        if c.kind == "desc" or c.rule == "zh.model.quoted":
            clean.append(c)
            continue
        shorter = trimmed(text, c)
        if shorter and (
            LEGAL.search(text[shorter.start : shorter.end])
            or is_name(text[shorter.start : shorter.end])
        ):
            clean.append(shorter)
    clean += list(structured(form))
    firm = select(c for c in clean if c.rule not in ("zh.model.followed", "zh.name.item"))
    rest = [
        p
        for c in clean
        if c.rule in ("zh.model.followed", "zh.name.item")
        for p in _clipped(text, c, firm)
    ]
    firm = _without_parents(text, select([*firm, *rest]))
    return [*firm, *_after(form, firm)]


def _checked(text: str, hit: Candidate, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """A gazetteer name with its industry word, without quotes; nothing inside a longer word."""
    start, end = hit.start, hit.end
    if text[start] == "“" and "”" in text[start:end]:
        start, end = start + 1, text.index("”", start)
    word = text[start:end]
    if _generic().fullmatch(word) or (hit.kind == "company" and OFFICE.match(text, end)):
        return
    if hit.kind == "company":
        if len(word) == 2 and "\u4e00" <= word[0] <= "\u9fff" and not _bounded(text, start, found):
            return
        extension = EXTENSION.match(text, end)
        end = extension.end() if extension else end
        if PRODUCT_END.search(word):
            hit = replace(hit, kind="model")
    yield replace(hit, start=start, end=end)


def _bounded(text: str, start: int, found: Sequence[Candidate]) -> bool:
    """Does a name begin here: after a pause, a cut word or another name?"""
    before = text[max(0, start - 8) : start]
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return (
        any(m.end() == len(before) for m in CUT.finditer(before))
        or before[-1] in "和与及为等在除同和"
        or any(c.end == start for c in found)
    )


def _without_parents(text: str, firm: Sequence[Candidate]) -> list[Candidate]:
    """Drops 甲 where 甲旗下乙 names the company 乙, and a parent of unnamed firms."""
    out = []
    for index, c in enumerate(firm):
        after = firm[index + 1] if index + 1 < len(firm) else None
        gap = text[c.end : after.start] if after else ""
        parent = c.kind == "company" and (
            (after is not None and after.kind == "company" and PARENT.fullmatch(gap))
            or re.match(r"旗下企业", text[c.end : c.end + 4])
        )
        if not parent:
            out.append(c)
    return out


def _clipped(text: str, candidate: Candidate, firm: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is left of a name behind the company that stands at its head."""
    start = candidate.start
    inside = [c for c in firm if c.start < candidate.end and start < c.end]
    if any(c.kind == "model" and c.end > start for c in inside):
        return
    for c in inside:
        if c.kind == "company" and c.end < candidate.end:
            start = max(start, c.end)
        else:
            return
    glue = re.match(r"(?:公司)?(?:\(\d{6}\))?(?:旗下|自研)?的?", text[start : candidate.end])
    moved = start > candidate.start
    start += glue.end() if glue and moved else 0
    name = text[start : candidate.end]
    generic = _generic().match(name)
    if (
        generic
        and candidate.rule == "zh.model.followed"
        and moved
        and is_name(name[generic.end() :])
    ):
        pass
    if is_name(name):
        kind = "model" if moved else candidate.kind
        yield replace(candidate, start=start, kind=kind)


def _after(form: Form, firm: Sequence[Candidate]) -> Iterator[Candidate]:
    """Models that stand right behind a company, bare or after 的, up to the next pause."""
    for company in firm:
        if company.kind != "company":
            continue
        match = AFTER.match(form.text, company.end)
        if match and is_name(match["x"]) and not COMPANY_HEAD.search(match["x"]):
            legal = (
                LEGAL.search(form.text[company.start : company.end])
                and match.start("x") > company.end
            )
            yield Candidate(
                "model",
                match.start("x"),
                match.end("x"),
                "zh.model.after_company",
                7 if legal else 2,
                not legal,
            )


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
    if not re.fullmatch(r"[\d\s.,%-]*", word) and len(word) >= 2 and not _generic().fullmatch(word):
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
    r"名单|如下|附件|电话|邮箱|时间|来源|作者|编辑|责编|关键词|标签|备注|说明|注|记者|发布|消息|原标题|导读|咨询|内容|标题|产品:|公众|属性|生成|备案|登记"
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


def unite(found: Iterable[Candidate]) -> list[Candidate]:
    """Non-overlapping candidates in order."""
    return select(found)
