"""Rule files to matches: each rule is one line of JSONL that carries its own examples."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract import own
from extract.errors import RuleError
from extract.matching.regexes import Regex
from extract.matching.scanner import Scanner
from extract.matching.tokens import phrases
from extract.matching.word_lists import RULES, read_lines, shown, vocabulary
from extract.quick import quick

KEYS = {"id", "label", "value", "weight", "regex", "phrases", "pattern", "yes", "no", "source"}
OTHER_FILES = ("words.jsonl", "links.jsonl", "dates.jsonl", "bearings.jsonl", "kinds.jsonl")
"""Rule files with keys of their own, read where they are used."""
KINDS = ("regex", "phrases", "pattern")
Found = Callable[[str], Iterator[tuple[str, int, int]]]
"""A text to the ids of what was found in it, with their spans."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a rule file.

    ``regex`` runs over the text (its group ``x``, if any, is the span), ``phrases`` are matched as
    tokens without regard to case, ``pattern`` is a spaCy token pattern.
    """

    id: str
    label: str
    value: str | None
    weight: int
    written: Regex | None
    phrases: tuple[str, ...]
    pattern: tuple[dict[str, Any], ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def regex(self) -> re.Pattern[str] | None:
        """The compiled regex, where the rule has one."""
        return self.written.pattern if self.written else None


@quick
@dataclass(frozen=True, slots=True)
class Match:
    """A span of the form that a rule found."""

    label: str
    value: str | None
    weight: int
    start: int
    end: int
    rule: str


def parse_rule(record: dict[str, Any], language: str, path: str, number: int) -> Rule:
    """One checked rule; RuleError names file, line and reason."""
    unknown = set(record) - KEYS
    if unknown:
        raise RuleError(path, number, f"unknown keys: {', '.join(sorted(unknown))}")
    if sum(kind in record for kind in KINDS) != 1:
        raise RuleError(path, number, "wants exactly one of regex, phrases, pattern")
    for key in ("id", "label"):
        if not isinstance(record.get(key), str):
            raise RuleError(path, number, f"wants a text under {key}")
    if not str(record["id"]).startswith(f"{language}."):
        raise RuleError(path, number, f"id must begin with {language}.")
    if not record.get("yes"):
        raise RuleError(path, number, "wants at least one line under yes")
    for reason in _checked_texts(record):
        raise RuleError(path, number, reason)
    try:
        written = _written(record.get("regex"), language)
    except re.error as error:
        raise RuleError(path, number, f"bad regex: {error}") from error
    except KeyError as error:
        raise RuleError(path, number, f"bad regex: no word list {error}") from error
    return Rule(
        record["id"], record["label"], record.get("value"), int(record.get("weight", 1)), written,
        tuple(record.get("phrases", ())), tuple(record.get("pattern", ())),
        tuple(record["yes"]), tuple(record.get("no", ())),
    )  # fmt: skip


def _written(regex: str | None, language: str) -> Regex | None:
    """A rule's regex, read, so that what is none shows where the rule stands."""
    if regex is None:
        return None
    found = vocabulary(language).regex(regex)
    _ = found.beginnings, found.anchors
    return found


def _checked_texts(record: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the kinds of a rule's values."""
    for key in ("yes", "no", "phrases"):
        texts = record.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(x, str) and x.strip() for x in texts):
            yield f"wants a list of texts under {key}"
    for key in ("regex", "value"):
        if not isinstance(record.get(key, ""), str):
            yield f"wants a text under {key}"
    if type(record.get("weight", 1)) is not int:
        yield "wants a whole number under weight"
    pattern = record.get("pattern", [])
    if not isinstance(pattern, list) or not all(isinstance(x, dict) for x in pattern):
        yield "wants a list of objects under pattern"


def read_rules(path: Path, language: str) -> Iterator[tuple[int, Rule]]:
    """The rules of a file with their line numbers."""
    for number, record in read_lines(path):
        yield number, parse_rule(record, language, shown(path), number)


def _distinct(language: str, paths: Iterable[Path]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for path in paths:
        for number, rule in read_rules(path, language):
            if rule.id in rules:
                raise RuleError(shown(path), number, f"the id {rule.id} is taken")
            rules[rule.id] = rule
    return rules


def shipped(language: str) -> dict[str, Rule]:
    """The rules that ship, by id; RuleError where an id stands twice."""
    paths = sorted((RULES / language).glob("*.jsonl"))
    return _distinct(language, (path for path in paths if path.name not in OTHER_FILES))


def load(language: str) -> tuple[Rule, ...]:
    """Every rule of a language; a user's own takes the place of a shipped one of its id."""
    own_rules = _distinct(language, own.own_rule_files(language))
    return tuple((shipped(language) | own_rules).values())


class RuleBook:
    """Rules of one language, ready to run over the text of a form.

    Phrases run as regexes do; a Doc is made only where a rule is a token pattern.
    """

    def __init__(self, language: str, rules: Iterable[Rule]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        found = ((rule, _searched(rule, language)) for rule in self.rules.values())
        self._by_index = [(rule, regex) for rule, regex in found if regex]
        self._scanner = Scanner([regex for _, regex in self._by_index])
        patterns = {rule.id: rule.pattern for rule in self.rules.values() if rule.pattern}
        self._patterns = token_patterns(patterns, language) if patterns else None

    def find(self, text: str, others: Iterable[Match] = ()) -> list[Match]:
        """Every match in order of position; among them ``others`` that were found before."""
        found = [*others, *self._by_regex(text)]
        return in_order([*found, *self._by_token(text)] if self._patterns else found)

    def _by_regex(self, text: str) -> Iterator[Match]:
        for index, found in self._scanner.find(text):
            rule, regex = self._by_index[index]
            start, end = found.span(regex.group)
            if end > start >= 0:
                yield Match(rule.label, rule.value, rule.weight, start, end, rule.id)

    def _by_token(self, text: str) -> Iterator[Match]:
        for name, start, end in self._patterns(text) if self._patterns else ():
            rule = self.rules[name]
            yield Match(rule.label, rule.value, rule.weight, start, end, rule.id)


def token_patterns(patterns: Mapping[str, Sequence[dict[str, Any]]], language: str) -> Found:
    """What finds spaCy's token patterns, by id; spaCy is loaded for the first of them only."""
    from extract.matching.nlp import patterns_in

    return patterns_in(patterns, language)


def _searched(rule: Rule, language: str) -> Regex | None:
    """What finds a rule's regex or phrases; None for a token pattern."""
    if rule.phrases:
        return vocabulary(language).regex(phrases(rule.phrases, language))
    return rule.written


def in_order(matches: Iterable[Match]) -> list[Match]:
    """By start, the longer first, then by rule."""
    return sorted(matches, key=lambda m: (m.start, -m.end, m.rule))


@lru_cache
def rulebooks(language: str, labels: frozenset[str]) -> tuple[RuleBook, RuleBook]:
    """The rules that ship for ``en`` or ``zh``, loaded once: those of some labels, the others."""
    rules = load(language)
    first = [rule for rule in rules if rule.label in labels]
    return RuleBook(language, first), RuleBook(
        language, [r for r in rules if r.label not in labels]
    )


own.when_changed(rulebooks.cache_clear)
