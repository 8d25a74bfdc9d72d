"""Table rows and labelled list items to pairs: structure says what is a company, what a service."""

import re
from collections.abc import Iterator

from extract.candidates import Candidate
from extract.form import Form, Sentence
from extract.han_lines import line_pairs, split
from extract.han_tables import voted
from extract.han_words import NUMBERED
from extract.pairs import Pair, Unit

COMPANY_HEAD = re.compile(
    r"^(?:the )?(?:filing |registered |operating )?"
    r"(?:compan(?:y|ies)|developer|provider|firm|applicant|operator|enterprise"
    r"|entity|filer|organi[sz]ation)s?(?: name)?$"
    r"|^(?![^|]*有限)[^|]{0,6}(?:单位|企业|公司|主体|机构|厂商|院校|(?:开发|提供|运营)者|申请方|研发方)(?:名称|全称|简称)?$",
    re.IGNORECASE,
)
SERVICE_HEAD = re.compile(
    r"^(?:(?:name of )?(?:the )?)?(?:product|service|model|application|app|algorithm|llm"
    r"|chatbot|name)s?(?: name)?$"
    r"|^[^|]{0,6}(?:模型|服务|应用|产品|算法|功能|智能体)(?:/功能)?(?:名称|名)?$|^名称$",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^(?P<mark>\s*(?:[-*•·●▪◆]|\(?\d{1,2}[.、)])\s*)(?P<a>[^::|]{2,60}?)(?: ?\([^)]*\))?"
    r"(?:\s?[::]\s?| [-–—] )(?P<b>[^|]{2,60}?)[.;。；]?$"
)
COMPANY_LIKE = re.compile(
    r"\b(?:Inc|Corp|Group|Co|Ltd|Company|Technolog(?:y|ies)|Tech|University|Institute"
    r"|Bank|Holdings|Association|House|Services?)\.?$"
    r"|(?:公司|集团|科技|研究院|大学|智能|信息|网络|实验室|中心|协会|股份)$"
)
SAID_OF = re.compile(r", (?=[a-z])")
"""Where an item goes on to say what a service is: ``Haida: Lanhe, for recruiters``."""
COUNTED = re.compile(r"\d[\d,]* [a-z]")
"""A number of things, no name: ``Haida: 302 services``."""
MAX_CELL = 60
WORDED = re.compile(r"[^\W\d_]")
"""A letter: a cell without one is a rule or a number."""


def record_pairs(form: Form) -> dict[int, list[Pair]]:
    """Sentence start to its pairs, for rows under a known header and for labelled items."""
    out: dict[int, list[Pair]] = {}
    columns: tuple[int, int] | None = None
    headless = voted(form) if form.language == "zh" else {}
    for sentence in form.sentences:
        text = form.text[sentence.start : sentence.end]
        if sentence.kind == "row":
            head = _columns(text)
            columns = head or columns
            if head:
                out[sentence.start] = []
            elif columns or sentence.start in headless:
                found = list(_row(form, sentence, columns or headless[sentence.start]))
                out[sentence.start] = found
        else:
            columns = None
            labelled: list[Pair] = []
            if form.language == "zh":
                labelled = line_pairs(form, sentence)
            elif sentence.kind == "bullet":
                labelled = list(_labelled(form, sentence))
            if labelled:
                out[sentence.start] = labelled
    return out


def _cells(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for part in text.split("|"):
        lead = len(part) - len(part.lstrip())
        spans.append((start + lead, start + len(part.rstrip())))
        start += len(part) + 1
    return spans


def _columns(text: str) -> tuple[int, int] | None:
    """Index of the company column and of the service column, where this row is a header."""
    cells = [text[a:b] for a, b in _cells(text)]
    company = next((i for i, c in enumerate(cells) if COMPANY_HEAD.search(c)), None)
    service = next(
        (i for i, c in enumerate(cells) if SERVICE_HEAD.search(c) and i != company), None
    )
    return (company, service) if company is not None and service is not None else None


def _row(form: Form, sentence: Sentence, columns: tuple[int, int]) -> Iterator[Pair]:
    cells = _cells(form.text[sentence.start : sentence.end])
    if max(columns) >= len(cells):
        return
    spans = [(sentence.start + cells[i][0], sentence.start + cells[i][1]) for i in columns]
    if all(2 <= b - a <= MAX_CELL and WORDED.search(form.text, a, b) for a, b in spans):
        for service in _services(form, spans[1]):
            yield _pair(form, spans[0], service, "table.row")


def _services(form: Form, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The services of one cell, without the number that a Chinese cell begins with."""
    if form.language == "en":
        yield span
        return
    numbered = NUMBERED.match(form.text, *span)
    yield from split(form.text, numbered.end() if numbered else span[0], span[1])


def _labelled(form: Form, sentence: Sentence) -> Iterator[Pair]:
    """``- Company: Service``; the side that looks like a company is one, else the left."""
    found = LABELLED.match(form.text[sentence.start : sentence.end])
    if not found or len(found["b"].split()) > 6 or len(found["a"].split()) > 8:
        return
    left, right = ((sentence.start + found.start(g), sentence.start + found.end(g)) for g in "ab")
    said = SAID_OF.search(form.text, *right)
    right = (right[0], said.start()) if said and form.language == "en" else right
    if not all(re.match(r"[A-Z0-9\u4e00-\u9fff“\"a-z]", form.text[a:b]) for a, b in (left, right)):
        return
    if form.language == "en" and not _names(form.text[slice(*left)], form.text[slice(*right)]):
        return
    turned = COMPANY_LIKE.search(form.text[slice(*right)]) and not COMPANY_LIKE.search(
        form.text[slice(*left)]
    )
    yield _pair(form, right if turned else left, left if turned else right, "list.labelled")


def _names(left: str, right: str) -> bool:
    """Are both sides of an English item names: a capital in the first word, no sentence behind?"""
    first = right.lstrip("\"'").split(" ", 1)[0]
    if COUNTED.match(right):
        return False
    return left[0].isupper() and (first[:1].isdigit() or first != first.lower())


def _pair(form: Form, company: tuple[int, int], service: tuple[int, int], rule: str) -> Pair:
    rule = f"{form.language}.{rule}"
    model = Candidate("model", *_unquoted(form, service), rule, 9)
    unit = Unit(model, None, model.start, model.end)
    return Pair(Candidate("company", *company, rule, 9), unit, rule)


def _unquoted(form: Form, span: tuple[int, int]) -> tuple[int, int]:
    text = form.text[slice(*span)]
    lead = len(text) - len(text.lstrip("“\"《'"))
    return span[0] + lead, span[0] + len(text.rstrip("”\"》'"))
