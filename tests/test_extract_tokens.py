"""Phrases are found as words, where spaCy's phrase matcher finds them on our tokens."""

import re

import pytest
from spacy.matcher import PhraseMatcher

from extract.known.gazetteer import names
from extract.known.hits import gazetteer
from extract.matching.nlp import pipeline
from extract.matching.rules import RuleBook, load, parse_rule
from extract.matching.tokens import phrases

TEXTS = {
    "en": "AI-powered, AI - powered and AI  powered apps: large language models, LLMs' models, "
    "_models_, sub-models; Large Language Model (LLM) products\nand services of the CAC's list",
    "zh": "Open-AI模型与AI模型、3AI.模型,AI大模型；款AI 应用 备案的AIGC服务，新增 大模型",
}


def by_matcher(texts: tuple[str, ...], language: str, text: str) -> list[tuple[int, int]]:
    """Of overlapping phrases the first, of those the longest."""
    nlp = pipeline(language)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("x", list(map(nlp.make_doc, texts)))
    spans = matcher(nlp.make_doc(text), as_spans=True)
    found: list[tuple[int, int]] = []
    for start, end in sorted(
        ((s.start_char, s.end_char) for s in spans), key=lambda s: (s[0], -s[1])
    ):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_phrases_are_found_where_the_phrase_matcher_finds_them(language: str) -> None:
    lists = [rule.phrases for rule in load(language) if rule.phrases]
    asked = " ".join(phrase for phrases in lists for phrase in phrases[:3])
    lists += [("AI", "ai-powered", "models"), ("AI模型", "大模型"), ("language models", "language")]
    for text in (TEXTS[language], asked):
        for texts in lists:
            found = [m.span() for m in re.finditer(phrases(texts, language), text)]
            assert found == by_matcher(texts, language, text), texts


def test_a_token_pattern_is_found_first_and_longest() -> None:
    pattern = [{"LOWER": "filed", "OP": "+"}, {"IS_DIGIT": True}]
    record = {"id": "en.x", "label": "NEW", "pattern": pattern, "yes": ["filed 3"]}
    book = RuleBook("en", [parse_rule(record, "en", "x.jsonl", 1)])
    found = book.find("Filed filed 12, filed. 7 filed 3")
    assert [(m.rule, m.start, m.end) for m in found] == [("en.x", 0, 14), ("en.x", 25, 32)]


def test_known_names_are_found_where_the_phrase_matcher_finds_them() -> None:
    known = [n for n in names() if n.language != "en" and n.origin != "pinyin"][::60]
    text = "、".join(f"{name.alias}的{name.alias.lower()}" for name in known)
    printed = tuple({name.alias for name in known})
    spans = {(hit.start, hit.end) for hit in gazetteer("zh").find(text)}
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(covered >= set(range(*span)) for span in by_matcher(printed, "zh", text))
