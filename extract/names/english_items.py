"""Labelled English list items and records of fields to pairs of a company and its service."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.layout.english_headings import kind_of
from extract.layout.english_lines import OTHER_FIELD, labelled
from extract.layout.form import Form, Sentence
from extract.matching.kind_rules import of_name
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.pairs import Pair, Unit

DASH = " (?:-{1,2}|[–—]{1,2}|/|>) "
LABELLED = re.compile(
    r"^(?P<mark>\s*(?:[-*•·●▪◆]|\(?\d{1,2}[.、)])\s*)?\**(?P<a>[^:|]{2,60}?(?: \(China\))?)\**"
    r"(?: ?\([^)]*\))?\**"
    rf"(?:\s?:\s?|{DASH})\**(?P<b>(?:(?!{DASH})[^|]){{2,60}}?)(?:{DASH}.{{1,80}})?[.;]?$"
)
SAID_OF = re.compile(r", (?=[a-z])| ?\((?=[a-z\u3400-\u9fff])")
"""Where an item goes on to say what a service is: ``Haida: Lanhe, for recruiters``."""
OF_A_FIRM = compiled(
    r", (?:(?:its|the|an?) )?(?:[\w-]+ ){0,2}?(?:unit|branch|subsidiary|arm|affiliate|division"
    r"|office|team|lab)\Z|,? (?:of|in|from) (?:{places}|{cities})\Z|, (?:{places}|{cities})\Z",
    "en",
)
"""What an item says of a firm behind its name: ``Haida, Ningbo unit: Lanhe``."""
COUNTED = re.compile(r"\d[\d,]*(?:st|nd|rd|th)? [a-z]")
"""A number of things, no name: ``Haida: 302 services``, ``Algorithms: 17th list``."""
DESCRIBED = re.compile(r"(?:\W*(?:AI|[a-z][\w-]*)\b)+\W*")
"""Words of which none is a name: ``"AI" teaching model``."""
SEVERAL = re.compile(r" ?[;\u3001] ?|, (?=[A-Z0-9\"\u3400-\u9fff])| / (?=[A-Z0-9\"\u3400-\u9fff])")
"""Between the services of one cell."""
VALUE = re.compile(r"[\"'*]*(?P<x>[^;|\n\"]{2,60}?)[\"'*]*(?=[;|\n]|\.?\s*$|, [a-z ]{3,30}:)")
TURNED = 2.0
"""Points by which the names of a list must lean to the company on the right."""
CLEAR = 3.0
"""Points by which an item's own names decide."""
HEADED = 99.0
"""Points of a header, which decides."""
KNOWN = 4.0
"""Points of a name of the gazetteer."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled item's two sides; which is the company, its list shows."""

    start: int
    left: Span
    right: Span


def item(form: Form, sentence: Sentence) -> Item | None:
    """``- Company: Service`` or ``- Service – Company``; None where the line is neither."""
    found = LABELLED.match(form.text[sentence.start : sentence.end])
    if not found or len(found["b"].split()) > 6 or len(found["a"].split()) > 8:
        return None
    left, right = ((sentence.start + found.start(g), sentence.start + found.end(g)) for g in "ab")
    said = SAID_OF.search(form.text, *right)
    right = (right[0], said.start()) if said else right
    of_firm = OF_A_FIRM.search(form.text, *left)
    left = (left[0], of_firm.start()) if of_firm else left
    if not _names(form.text[slice(*left)], form.text[slice(*right)]):
        return None
    return Item(sentence.start, _unquoted(form, left), _unquoted(form, right))


def _names(left: str, right: str) -> bool:
    """Are both sides names: a capital in the first word, no sentence behind?"""
    first = right.lstrip("\"'*").split(" ", 1)[0]
    begins = left.lstrip("\"'*")[:1]
    if COUNTED.match(right) or not first or "), " in right or _place().fullmatch(left):
        return False
    return begins.isupper() and (first[0].isdigit() or first != first.lower())


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled("{places}|{cities}", "en")


def item_pairs(
    form: Form, lists: Iterable[Sequence[Item]], names: Sequence[Candidate]
) -> Iterator[tuple[int, Pair]]:
    """Where each item begins and its pair.

    The company is on the left, unless a header, the item itself or all of them together say
    otherwise.
    """
    for found in lists:
        leans = [_lean(form, one, names) for one in found]
        for one, lean in zip(found, leans, strict=True):
            sure = lean if abs(lean) >= CLEAR else sum(leans)
            sides = (one.left, one.right) if sure > -TURNED else (one.right, one.left)
            if not _heading(form, one):
                yield one.start, pair(*sides, "en.list.labelled")


def _heading(form: Form, one: Item) -> float:
    """Is an item the header of its list; above 0 where the company stands on its left?"""
    kinds = [kind_of(form.text[slice(*side)]) for side in (one.left, one.right)]
    if set(kinds) != {"company", "service"}:
        return 0.0
    return HEADED if kinds[0] == "company" else -HEADED


def _lean(form: Form, one: Item, names: Sequence[Candidate]) -> float:
    """By how many points the left side is rather the company than the right."""
    headed = _heading(form, one)
    return headed or _firm(form, one.left, names) - _firm(form, one.right, names)


def _firm(form: Form, span: Span, names: Sequence[Candidate]) -> float:
    """By how many points a side is rather a company than a service."""
    points = lean_of_name(form.text[slice(*span)])
    known = next((c for c in within(names, *span) if c.rule.startswith("names.")), None)
    if known is None:
        return points
    return points + (KNOWN if known.rule.endswith("company") else -KNOWN)


def lean_of_name(name: str) -> float:
    """By how many points a name itself is rather a company's than a service's."""
    signs = {"company": 1.0, "model": -1.0}
    return sum(rule.weight * signs.get(rule.kind, 0.0) for rule in of_name(name, "en"))


def field_pairs(form: Form, sentences: Sequence[Sentence]) -> dict[int, list[Pair]]:
    """Where a record of fields is complete and its pair: ``Model: Lanhe; entity: Haida``."""
    out: dict[int, list[Pair]] = {}
    held: dict[str, Span] = {}
    for last, sentence in zip([None, *sentences], sentences, strict=False):
        if last and last.start in out and OTHER_FIELD.fullmatch(form.text, *_span(sentence)):
            out[sentence.start] = []
        for kind, span in _fields(form, sentence):
            held = {kind: span} if kind in held else {**held, kind: span}
            out.setdefault(sentence.start, [])
            if len(held) == 2:
                out[sentence.start].append(pair(held["company"], held["model"], "en.list.fields"))
                held = {}
    return out


def _span(sentence: Sentence) -> Span:
    return sentence.start, sentence.end


def _fields(form: Form, sentence: Sentence) -> Iterator[tuple[str, Span]]:
    text = form.text[sentence.start : sentence.end]
    for kind, start in labelled(text):
        value = VALUE.match(text, start)
        if value:
            span = sentence.start + value.start("x"), sentence.start + value.end("x")
            yield "company" if kind == "company" else "model", span


def pair(company: Span, service: Span, rule: str) -> Pair:
    """A company's span and a service's to their pair."""
    model = Candidate("model", *service, rule, 9)
    unit = Unit(model, None, model.start, model.end)
    return Pair(Candidate("company", *company, rule, 9), unit, rule)


def cell_pairs(form: Form, company: Span | None, service: Span | None, rule: str) -> Iterator[Pair]:
    """The pairs of two English cells, of which one may be missing, the services' hold several."""
    if service is None:
        if company:
            yield Pair(_firm_of(form, company, rule), None, rule)
        return
    firm = _firm_of(form, company, rule) if company else None
    for one in _told_one_by_one(form, service):
        yield Pair(firm, _cell_unit(form, one, rule), rule)


def _firm_of(form: Form, company: Span, rule: str) -> Candidate:
    return Candidate("company", *_unquoted(form, _without_aside(form, company)), rule, 9)


def _told_one_by_one(form: Form, service: Span) -> Iterator[Span]:
    start, end = service
    for mark in SEVERAL.finditer(form.text, *service):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _cell_unit(form: Form, service: Span, rule: str) -> Unit:
    """What a service's cell names; it may only say what it is."""
    if DESCRIBED.fullmatch(form.text, *service):
        return Unit(None, Candidate("desc", *service, rule, 9), *service)
    model = Candidate("model", *_unquoted(form, _without_aside(form, service)), rule, 9)
    return Unit(model, None, model.start, model.end)


def _without_aside(form: Form, name: Span) -> Span:
    said = SAID_OF.search(form.text, *name)
    return name[0], said.start() if said else name[1]


def lists(form: Form, records: Mapping[int, object]) -> list[list[Item]]:
    """The labelled items that are no table's rows; those on lines one after another together."""
    out: list[list[Item]] = []
    last = -9
    for index, sentence in enumerate(form.sentences):
        free = sentence.kind == "bullet" and sentence.start not in records
        found = item(form, sentence) if free else None
        if found and index == last + 1 and out:
            out[-1].append(found)
        elif found:
            out.append([found])
        last = index if found else last
    return out


def _unquoted(form: Form, span: Span) -> Span:
    text = form.text[slice(*span)]
    lead = len(text) - len(text.lstrip("\"'*"))
    return span[0] + lead, span[0] + len(text.rstrip("\"'*"))
