"""The gate's regexes, asked alternative by alternative, find what they find as a whole."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from extract.gate import ACT, PLACE, SUBJECT
from extract.matching.literals import matches

GOLD = sorted(Path(__file__).parent.glob("gold/en/*.json"))[::4]
PATTERNS = {"subject": SUBJECT["en"], "act": ACT["en"], "place": PLACE}
WORDS = (
    *("AI", "said", "mail", "model", "models", "filing", "filed", "profile", "Baidu", "baidu"),
    *("lists", "list", "Xi'an", "CAC", "cac", "cactus", "hkex", "HKEX", "sign", "off", "signed"),
    *("green-light", "deep-fake", "renowned", "nod", "The", "Paper", "record-filings"),
)


def pieces() -> list[str]:
    sentences = (
        s for path in GOLD for s in json.loads(path.read_text("utf-8"))["text"].split(". ")
    )
    return [*sentences, *map(" ".join, product(WORDS, WORDS))]


@pytest.mark.parametrize("part", PATTERNS)
def test_alternatives_find_what_the_whole_regex_finds(part: str) -> None:
    pattern = PATTERNS[part]
    told = {text: matches(pattern, text, text.lower()) for text in pieces()}
    assert set(told.values()) == {True, False}
    assert [t for t, found in told.items() if found != bool(pattern.search(t))] == []


def test_groups_and_classes_stay_whole() -> None:
    pattern = re.compile(r"a[|)]b|(?:cd|e(?:f|g))|\|h\)|\bi\b", re.IGNORECASE)
    for text in ("a|b", "a)b", "CD", "ef", "eg", "|h)", "I", "e", "ab", "in", "|"):
        assert matches(pattern, text, text.lower()) == bool(pattern.search(text)), text
