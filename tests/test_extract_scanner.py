"""Rules are tried only where they can begin, and find there what they find everywhere."""

import re

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import rules
from extract.regexes import Regex, Words
from extract.scanner import Scanner
from extract.starts import Starts

REGEXES = {
    language: [rule.written for rule in rules.load(language) if rule.written]
    for language in ("en", "zh")
}
LINES = {
    language: [line for rule in rules.load(language) for line in (*rule.yes, *rule.no)]
    for language in REGEXES
}
SCANNERS = {language: Scanner(regexes) for language, regexes in REGEXES.items()}
MID_WORD = re.compile(r"[A-Za-z0-9]")


LETTERS = "abcdefghijklmnopqrstuvwxyz"
LISTS = {"cities": "(?:京|沪)", "unit": "(?:市|县)"}


@each(
    ("regex", "flags", "printed", "lower"),
    [
        (r"\b(?:approv|clear)", re.IGNORECASE, set(), {"app", "cle"}),
        (r"(?<!x)第[一二]批", 0, {"第一批", "第二批"}, set()),
        (r"(?:the )?CAC", 0, {"the", "CAC"}, set()),
        (r"(?-i:[AB])\w*", re.IGNORECASE, {"A", "B"}, set()),
        (r"\d{1,2}款", 0, set("0123456789"), set()),
        (r"{cities}市|{unit}", 0, {"京市", "沪市", "市", "县"}, set()),
        (r"(?i:{cities})|(?:{unit}|b)", 0, {"市", "县", "b"}, {"京", "沪"}),
        (r"(?:准|获)?批准?", 0, {"准批", "准批准", "获批", "获批准", "批", "批准"}, set()),
    ],
)
def test_beginnings_of_a_regex(regex: str, flags: int, printed: set[str], lower: set[str]) -> None:
    assert Starts(flags, LISTS).of(regex) == (frozenset(printed), frozenset(lower))


@pytest.mark.parametrize("regex", [r"[^，]{2,8}公司", r"x?", r".a", r"\w+ model", r"(?=a)"])
def test_a_regex_that_can_begin_with_anything(regex: str) -> None:
    assert Starts(0, {}).of(regex) is None


def test_what_begins_in_too_many_ways_is_told_by_fewer_characters() -> None:
    two = frozenset(a + b for a in LETTERS for b in LETTERS)
    assert Starts(0, {}).of("[a-z][a-z][a-z]") == (two, frozenset())


def test_a_regex_is_not_tried_where_a_string_it_needs_lacks() -> None:
    regex = Regex(r"[^，]{2,8}(?:公司|集团)", Words({}))
    assert regex.needed == {"公司", "集团"}
    assert [m.group() for _, m in Scanner([regex]).find("某某集团，某某公司")] == [
        "某某集团",
        "某某公司",
    ]
    assert Scanner([regex]).find("某某企业") == []


def test_a_match_holds_what_a_regex_with_word_lists_needs() -> None:
    words = Words({"a": "(?:b{c}|ddd)", "c": "(?:ee|ff)", "any": "x?"})
    assert words.needed("{any}?{a}g") == {"ee", "ff", "ddd"}
    assert words.needed("{any}") == frozenset()
    rules_of = [rule for one in REGEXES for rule in rules.load(one)]
    asked = [(rule.written, line) for rule in rules_of if rule.written for line in rule.yes]
    found = [(w.needed, line.lower()) for w, line in asked if w.pattern.search(line) and w.needed]
    assert len(found) > 600
    assert [line for needed, line in found if not any(word in line for word in needed)] == []


def test_what_was_read_of_a_regex_is_kept() -> None:
    words = Words({"a": "b"})
    assert words.regex("{a}c") is words.regex("{a}c")
    assert words.regex("{a}c").pattern.fullmatch("bc")


def test_a_word_list_begins_as_it_does_written_out() -> None:
    listed, whole = Words({"a": "(?:b{c}|dd)", "c": "(?:e|f)"}), Words({})
    assert listed.starts.of("x?{a}") == whole.starts.of("x?(?:b(?:e|f)|dd)")


def spans(language: str, text: str) -> set[tuple[int, int, int]]:
    return {(i, *match.span()) for i, match in SCANNERS[language].find(text)}


def everywhere(language: str, text: str) -> set[tuple[int, int, int]]:
    """Where ``finditer`` finds the regexes; in English only what begins with a word."""
    return {
        (index, *match.span())
        for index, regex in enumerate(REGEXES[language])
        for match in regex.pattern.finditer(text)
        if not (
            MID_WORD.match(text, match.start()) and MID_WORD.match(text[match.start() - 1 :][:1])
        )
        or match.start() == 0
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_example_line_is_read_as_by_finditer(language: str) -> None:
    for line in LINES[language]:
        assert everywhere(language, line) <= spans(language, line), line


@given(st.lists(st.sampled_from(LINES["zh"]), max_size=4))
@settings(max_examples=40, deadline=None)
def test_lines_in_a_row_are_read_as_by_finditer(lines: list[str]) -> None:
    text = "，".join(lines)
    assert everywhere("zh", text) <= spans("zh", text)


def scanner(*regexes: str) -> Scanner:
    return Scanner([Regex(regex, Words({})) for regex in regexes])


def test_matches_of_one_regex_do_not_overlap() -> None:
    found = [(index, match.start()) for index, match in scanner("aa", "a").find("aa aa")]
    assert found == [(0, 0), (1, 0), (0, 3), (1, 3)]


def test_the_regexes_that_match_from_one_place_on() -> None:
    assert set(scanner("ab", "b", ".b", "c").at("xab", 1)) == {0, 2}
