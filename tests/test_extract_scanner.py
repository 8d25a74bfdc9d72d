"""Rules are tried only where they can begin, and find there what they find everywhere."""

import re
from typing import Any

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.matching import rules
from extract.matching.anchored import folded
from extract.matching.anchors import FAR, Anchor, Anchors
from extract.matching.regexes import Regex, Words
from extract.matching.scanner import MANY, Scanner
from extract.matching.starts import Starts
from extract.matching.strings import Strings
from extract.matching.trees import Trees

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
    assert Starts(Trees(flags, LISTS)).of(regex) == (frozenset(printed), frozenset(lower))


@pytest.mark.parametrize("regex", [r"[^，]{2,8}公司", r"x?", r".a", r"\w+ model", r"(?=a)"])
def test_a_regex_that_can_begin_with_anything(regex: str) -> None:
    assert Starts(Trees(0, {})).of(regex) is None


def test_what_begins_in_too_many_ways_is_told_by_fewer_characters() -> None:
    two = frozenset(a + b for a in LETTERS for b in LETTERS)
    assert Starts(Trees(0, {})).of("[a-z][a-z][a-z]") == (two, frozenset())


@each(
    ("regex", "found"),
    [
        (r"[^，]{2,8}(?:公司|集团)", [({"公司", "集团"}, 2, 8)]),
        (r"(?<=来自).{2,4}(?=公告)", [({"来自"}, -2, -2), ({"公告"}, 2, 4)]),
        (r"a?{unit}{cities}?区", [({"区"}, 1, 3), ({"市", "县"}, 0, 1)]),
        (r"[^a]*LONG", [({"long"}, 0, FAR)]),
        (r"x?", []),
    ],
)
def test_anchors_of_a_regex(regex: str, found: list[tuple[set[str], int, int]]) -> None:
    told = Anchors(Trees(0, LISTS)).of(regex)
    assert [(set(texts), least, most) for texts, least, most in told] == found


def test_a_match_holds_its_anchors_where_they_are_said_to_stand() -> None:
    rules_of = [rule for one in REGEXES for rule in rules.load(one)]
    asked = [(rule.written, line) for rule in rules_of if rule.written for line in rule.yes]
    found = [
        (folded(line), match.start(), anchor)
        for regex, line in asked
        for match in regex.pattern.finditer(line)
        for anchor in regex.anchors
    ]
    assert len(found) > 1000
    assert [one for one in found if not _holds(*one)] == []


def _holds(line: str, start: int, anchor: Anchor) -> bool:
    texts, least, most = anchor
    near = range(max(0, start + least), min(len(line), start + most) + 1)
    return any(line.startswith(text, place) for text in texts for place in near)


def test_a_regex_is_tried_only_near_what_it_needs() -> None:
    regex = Regex(r"[^，]{2,8}(?:公司|集团)", Words({}))
    text = f"{'无，' * 400}某某集团，某某公司"
    assert [m.group() for _, m in Scanner([regex]).find(text)] == ["某某集团", "某某公司"]
    assert Scanner([regex]).find("某某企业" * 200) == []


def test_letters_that_a_regex_takes_for_others() -> None:
    text = "ſıgn in İ" + "x" * MANY
    assert folded(text) == "sign in i" + "x" * MANY
    words = Words({}, re.IGNORECASE)
    assert words.regex(".?sign").anchors
    assert len(Scanner([words.regex(".?sign")]).find(text)) == 1


@pytest.mark.parametrize(
    "regex",
    [
        r"(?:ab|cd|e[fg]|h+|i) x",
        r"\w{1,4}?(?:a|bc|de|fg|hi)\b",
        r"(?:{cities}|{unit}|a)+b?",
        r"(?-i:(?:Ab|Cd|Ef|Gh)?i)j",
        r"(?P<x>[a-c]+)(?=d|ef|gh|ij)|(?<!a)(?:b|cc|dd|ee|)$",
        r"^(?:ab|b|cd|d)*(?:\d|e)",
        r"[a-f]{1,3}?(?:ab|(?<=[c京])[^d]{0,2}f|(?<=e)|gh|i{1,2}){0,2}(?:j|x)",
        r"\b(?:ab|cd|e|(?:f|g)h|\w+x|i|j|{cities}|{unit}|(?<=a)[^b])",
    ],
)
@given(st.text("abcdefghijAİıſ x1京沪市县\n", max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_guarded_regex_finds_what_it_would_without(regex: str, text: str) -> None:
    for flags in (0, re.IGNORECASE):
        words = Words(LISTS, flags)
        plain, quick = re.compile(words.written(regex), flags), words.compiled(regex)
        assert quick.pattern is None
        for way in ("finditer", "match", "fullmatch"):
            assert _spans(getattr(quick, way)(text)) == _spans(getattr(plain, way)(text))


def _spans(found: Any) -> list[tuple[tuple[int, int], ...]]:
    matches = [found] if isinstance(found, re.Match) else found or ()
    return [(m.span(), *(m.span(n + 1) for n in range(len(m.groups())))) for m in matches]


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


def test_beginnings_are_told_in_order_and_latin_ones_at_the_start_of_words_only() -> None:
    found = [
        (i, m.span()) for i, m in scanner("算法|法x?|AI|(?i:ok)").find("算法法，Ok的AI，BOk，KAI")
    ]
    assert found == [(0, (0, 2)), (0, (2, 3)), (0, (4, 6)), (0, (7, 9))]


def test_strings_that_overlap_are_found_beside_what_is_no_character() -> None:
    found = Strings(["备案", "案", "案号"]).find("\ud800备案号")
    assert sorted(found) == [(0, 1, 3), (1, 2, 3), (2, 2, 4)]
    assert Strings([]).find("备案") == []


def test_the_regexes_that_match_from_one_place_on() -> None:
    assert set(scanner("ab", "b", ".b", "c").at("xab", 1)) == {0, 2}
