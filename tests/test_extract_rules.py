"""Every rule keeps its own examples, broken rule files are refused, and numbers are read."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from each import each

from extract.dates import forms as date_forms
from extract.dates.forms import DateForm
from extract.errors import RuleError
from extract.event_dates import cues as day_cues
from extract.event_dates.cues import DayCue
from extract.extraction import Qualifier
from extract.layout.form import normalise
from extract.matching import kind_rules, links, rules, word_lists
from extract.matching.kind_rules import Evidence
from extract.matching.links import Link
from extract.matching.rules import Rule, RuleBook
from extract.printed.numbers import find_numbers, qualifiers

LANGUAGES = ("en", "zh")
EVERY_RULE = [rule for language in LANGUAGES for rule in rules.load(language)]
EVERY_LINK = [link for language in LANGUAGES for link in links.links(language)]
EVERY_CUE = [cue for language in LANGUAGES for cue in day_cues.day_cues(language)]
EVERY_FORM = [form for language in LANGUAGES for form in date_forms.date_forms(language)]
EVERY_EVIDENCE = kind_rules.evidence("en")
PLACE = re.compile("«([cm])»")


def finds(rule: Rule, line: str) -> bool:
    language = rule.id[:2]
    text = normalise(line, language).text
    return bool(RuleBook(language, [rule]).find(text))


def joins(link: Link, line: str) -> bool:
    first, second = PLACE.finditer(line)
    between = normalise(line[first.end() : second.start()], link.id[:2]).text
    order = (first[1] + second[1]).upper()
    return order == link.order and link in links.joining(between, link.id[:2])


@each("rule", EVERY_RULE, ids=lambda rule: rule.id)
def test_rule_finds_its_yes_lines_and_none_of_its_no_lines(rule: Rule) -> None:
    assert [line for line in rule.yes if not finds(rule, line)] == []
    assert [line for line in rule.no if finds(rule, line)] == []


@each("link", EVERY_LINK, ids=lambda link: link.id)
def test_link_joins_its_yes_lines_and_none_of_its_no_lines(link: Link) -> None:
    assert [line for line in link.yes if not joins(link, line)] == []
    assert [line for line in link.no if joins(link, line)] == []


def speaks(rule: Evidence, line: str) -> bool:
    start, end = line.index("«"), line.index("»") - 1
    text = normalise(line.replace("«", "").replace("»", ""), "en").text
    found = [*kind_rules.of_name(text[start:end], "en")]
    found += kind_rules.of_place(text, start, end, 0, len(text), "en")
    return rule in found


@each("rule", EVERY_EVIDENCE, ids=lambda rule: rule.id)
def test_evidence_speaks_for_its_yes_lines_and_for_none_of_its_no_lines(rule: Evidence) -> None:
    assert [line for line in rule.yes if not speaks(rule, line)] == []
    assert [line for line in rule.no if speaks(rule, line)] == []


def test_evidence_ids_are_distinct() -> None:
    ids = [rule.id for rule in EVERY_EVIDENCE]
    assert len(ids) == len(set(ids))


def test_link_ids_are_distinct() -> None:
    ids = [link.id for link in EVERY_LINK]
    assert len(ids) == len(set(ids))


@each("cue", EVERY_CUE, ids=lambda cue: cue.id)
def test_day_cue_finds_its_yes_lines_and_none_of_its_no_lines(cue: DayCue) -> None:
    assert [line for line in cue.yes if not cue.regex.search(line)] == []
    assert [line for line in cue.no if cue.regex.search(line)] == []


@each("form", EVERY_FORM, ids=lambda form: form.id)
def test_date_form_finds_its_yes_lines_and_none_of_its_no_lines(form: DateForm) -> None:
    assert [line for line in form.yes if not form.regex.search(line)] == []
    assert [line for line in form.no if form.regex.search(line)] == []


def test_date_forms_and_day_cues_have_ids_of_their_own() -> None:
    ids = [x.id for x in EVERY_FORM] + [x.id for x in EVERY_CUE]
    assert len(ids) == len(set(ids))


def test_day_cues_name_the_same_bearings_but_learned() -> None:
    """English reporters are told by someone whom the sentence names; Chinese ones ``learn``."""
    english, chinese = ({c.bearing for c in day_cues.day_cues(x)} for x in LANGUAGES)
    assert chinese - english == {"learned"}
    assert english <= chinese


def kept(language: str) -> set[str]:
    """The names of a language's rule files and the labels of its rules."""
    files = {path.name for path in (word_lists.RULES / language).iterdir()}
    return files | {rule.label for rule in rules.load(language)}


def test_both_languages_have_the_same_files_and_labels_but_for_listed_exceptions() -> None:
    with (word_lists.RULES / "asymmetric.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    english, chinese = (kept(language) for language in LANGUAGES)
    only = {("en", name) for name in english - chinese}
    only |= {("zh", name) for name in chinese - english}
    assert only == {(row["language"], row["label_or_file"]) for row in rows}
    assert [row for row in rows if not row["reason"]] == []


GOOD = {"id": "en.a", "label": "APPROVED", "regex": "ok", "yes": ["ok"], "no": []}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for module in (rules, word_lists):
        monkeypatch.setattr(module, "RULES", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "words.jsonl").write_text("", encoding="utf-8")
    word_lists.vocabulary.cache_clear()
    yield tmp_path / "en"
    word_lists.vocabulary.cache_clear()


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ([GOOD | {"colour": "red"}], 1, "unknown keys: colour"),
        ([GOOD, GOOD | {"id": "en.b", "regex": "(ok"}], 2, "bad regex"),
        ([GOOD | {"regex": "{nowhere}"}], 1, "bad regex"),
        ([GOOD, GOOD], 2, "the id en.a is taken"),
        ([GOOD | {"id": "zh.a"}], 1, "id must begin with en."),
        ([GOOD | {"yes": []}], 1, "at least one line under yes"),
        ([GOOD | {"phrases": ["ok"]}], 1, "exactly one of regex, phrases, pattern"),
        (["not json"], 1, "not JSON"),
        ([["list"]], 1, "not a JSON object"),
    ],
)
def test_a_wrong_rule_is_refused_with_file_line_and_reason(
    folder: Path, lines: list[object], line: int, reason: str
) -> None:
    written = [x if isinstance(x, str) else json.dumps(x) for x in lines]
    (folder / "scope.jsonl").write_text("\n".join(written), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rules.load("en")
    assert (caught.value.path, caught.value.line) == ("scope.jsonl", line)
    assert reason in str(caught.value)


@each(
    ("language", "text", "value", "qualifier"),
    [
        ("en", "14 models were cleared", 14, "exact"),
        ("en", "more than 40 products", 40, "more_than"),
        ("en", "1,112 services", 1112, "exact"),
        ("en", "seven services", 7, "exact"),
        ("en", "twenty-two services", 22, "exact"),
        ("en", "at least 10 models", 10, "at_least"),
        ("en", "nearly 1,000 services", 1000, "nearly"),
        ("en", "about 60 models", 60, "about"),
        ("en", "up to 30 firms", 30, "up_to"),
        ("zh", "新增14款服务", 14, "exact"),
        ("zh", "新增十二款服务", 12, "exact"),
        ("zh", "新增两款服务", 2, "exact"),
        ("zh", "已有490余款大模型", 490, "more_than"),
        ("zh", "已有40多款大模型", 40, "more_than"),
        ("zh", "共二百三十项算法", 230, "exact"),
        ("zh", "共1,112款服务", 1112, "exact"),
        ("zh", "累计超过40款", 40, "more_than"),
        ("zh", "涉及近30家单位", 30, "nearly"),
        ("zh", "大模型约60款", 60, "about"),
        ("zh", "至少20款产品", 20, "at_least"),
        ("zh", "最多5款产品", 5, "up_to"),
    ],
)
def test_numbers_come_with_value_and_qualifier(
    language: str, text: str, value: int, qualifier: Qualifier
) -> None:
    (number,) = find_numbers(text, language)
    assert (number.value, number.qualifier) == (value, qualifier)


def test_qualifier_files_name_known_qualifiers() -> None:
    known = {"exact", "more_than", "at_least", "nearly", "about", "up_to"}
    assert {name for language in LANGUAGES for _, name in qualifiers(language)} <= known
