"""Table rows and records of fields to pairs: a header says what is a company, what a service."""

import re
from collections.abc import Iterator, Sequence

from extract.layout.english_headings import heads_table, kind_of, kind_of_cell, roles
from extract.layout.form import Form, Sentence
from extract.layout.han_heads import COMPANY_HEAD, SERVICE_HEAD
from extract.layout.han_layout import MARKS
from extract.names.english_items import cell_pairs, field_pairs, pair
from extract.names.english_rows import headless
from extract.names.han_fields import han_fields
from extract.names.han_lines import line_pairs, split
from extract.names.han_tables import voted
from extract.names.han_words import LEGAL, NUMBERED
from extract.names.pairs import Pair

MAX_CELL = {"en": 100, "zh": 60}
MARK = re.compile(rf"[{MARKS}]\s?")
WORDED = re.compile(r"[^\W\d_]")
"""A letter: a cell without one is a rule or a number."""


Span = tuple[int, int]
Columns = tuple[int | None, int | None]
"""Index of the column of companies and of the column of services."""


def record_pairs(form: Form) -> dict[int, list[Pair]]:
    """Sentence start to its pairs, for rows under a known header, fields and Chinese labels."""
    out = han_fields(form) if form.language == "zh" else {}
    columns: Columns | None = None
    width = 0
    unlabelled = voted(form) if form.language == "zh" else headless(form)
    for sentence in form.sentences:
        text = form.text[sentence.start : sentence.end]
        if sentence.kind == "row":
            head = _columns(text, form.language, known=columns is not None)
            columns = head or columns
            if head:
                width = text.count("|")
                out[sentence.start] = []
                continue
            lacking = columns is None or text.count("|") < width
            places = unlabelled.get(sentence.start, columns) if lacking else columns
            if places:
                out[sentence.start] = list(_row(form, sentence, places))
        else:
            columns = None
            labelled = line_pairs(form, sentence) if form.language == "zh" else []
            if labelled and sentence.start not in out:
                out[sentence.start] = labelled
    return out if form.language == "zh" else {**field_pairs(form, form.sentences), **out}


def _cells(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for part in text.split("|"):
        lead = len(part) - len(part.lstrip())
        spans.append((start + lead, start + len(part.rstrip())))
        start += len(part) + 1
    return spans


def _columns(text: str, language: str, *, known: bool) -> Columns | None:
    """The columns of names, where this row is a header; below one, only another whole header."""
    cells = [text[a:b].strip("*") for a, b in _cells(text)]
    if language == "en":
        return _english_columns(cells, known=known)
    company = next((i for i, c in enumerate(cells) if COMPANY_HEAD.match(c)), None)
    service = next((i for i, c in enumerate(cells) if SERVICE_HEAD.match(c) and i != company), None)
    return (company, service) if company is not None and service is not None else None


def _english_columns(cells: Sequence[str], *, known: bool) -> Columns | None:
    strict = [kind_of(c) if c else "other" for c in cells]
    if "foreign" in strict and len(set(strict) - {None}) > 1:
        return None, None
    if None not in strict:
        return roles(cells, strict) if heads_table(strict) else None
    kinds = [kind_of_cell(c) for c in cells]
    return roles(cells, kinds) if not known and {"company", "service"} <= set(kinds) else None


def _row(form: Form, sentence: Sentence, columns: Columns) -> Iterator[Pair]:
    cells = _cells(form.text[sentence.start : sentence.end])
    spans = [
        None
        if i is None or i >= len(cells)
        else (sentence.start + cells[i][0], sentence.start + cells[i][1])
        for i in columns
    ]
    firm, service = (span if _may_name(form, span) else None for span in spans)
    if form.language == "en":
        yield from cell_pairs(form, firm, service, "en.table.row")
    elif firm and service:
        for one in _services(form, (_unmarked(form, *service), service[1])):
            for company in _firms(form, (_unmarked(form, *firm), firm[1])):
                yield pair(company, _unquoted(form, one), "zh.table.row")


def _may_name(form: Form, span: Span | None) -> bool:
    """Is there a cell and a name in it?"""
    if span is None or not 2 <= span[1] - span[0] <= MAX_CELL[form.language]:
        return False
    return WORDED.search(form.text, *span) is not None


def _unmarked(form: Form, start: int, end: int) -> int:
    """Where a Chinese cell begins behind the mark of a list item."""
    mark = MARK.match(form.text, start, end)
    return mark.end() if mark else start


def _services(form: Form, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The services of one Chinese cell, without the number that it begins with."""
    numbered = NUMBERED.match(form.text, *span)
    yield from split(form.text, numbered.end() if numbered else span[0], span[1])


def _firms(form: Form, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The company of one Chinese cell; two where both have their full names."""
    parts = list(split(form.text, *span))
    return parts if all(LEGAL.search(form.text[a:b]) for a, b in parts) else [span]


def _unquoted(form: Form, span: tuple[int, int]) -> tuple[int, int]:
    text = form.text[slice(*span)]
    lead = len(text) - len(text.lstrip("“\"《'*"))
    return span[0] + lead, span[0] + len(text.rstrip("”\"》'*"))
