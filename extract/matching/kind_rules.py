"""Evidence rules: a line of ``kinds.jsonl`` to what a name's surroundings say of its kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extract.errors import RuleError
from extract.matching.regexes import Regex
from extract.matching.scanner import Scanner
from extract.matching.word_lists import RULES, read_lines, vocabulary

KEYS = {"id", "at", "kind", "weight", "regex", "yes", "no"}
PLACES = ("before", "lead", "name", "after")
AHEAD = ("before", "lead")
KINDS = ("company", "model", "side", "other")
WINDOW = 110
"""Characters before and behind a name that a rule sees."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule for the text that ends where a name begins, for the name, or for what follows it.

    ``lead`` is the text before a name too, or the sentence above the list that it heads an item of.

    ``side`` is a company or model whose approval is not the subject: a parent, an investor, a
    partner, a rival, the model another is built on.
    """

    id: str
    at: str
    kind: str
    weight: float
    written: Regex
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled regex."""
        return self.written.pattern


Rules = Sequence[Evidence]


@lru_cache
def evidence(language: str) -> tuple[Evidence, ...]:
    """The evidence rules of a language in the order of the file."""
    return tuple(
        _rule(record, number, language)
        for number, record in read_lines(RULES / language / "kinds.jsonl")
    )


def _rule(record: dict[str, Any], number: int, language: str) -> Evidence:
    known = set(record) == KEYS and record["at"] in PLACES and record["kind"] in KINDS
    if not known or not record["yes"]:
        raise RuleError("kinds.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
    at, regex = record["at"], record["regex"]
    closed = vocabulary(language).regex(rf"(?:{regex})[\"'*`]*$" if at in AHEAD else regex)
    return Evidence(
        record["id"], at, record["kind"], float(record["weight"]), closed,
        tuple(record["yes"]), tuple(record["no"]),
    )  # fmt: skip


def of_name(name: str, language: str) -> Iterator[Evidence]:
    """The rules that the name itself fulfils."""
    return (e for e in evidence(language) if e.at == "name" and e.regex.search(name))


def of_place(text: str, start: int, end: int, low: int, high: int, language: str) -> list[Evidence]:
    """The rules that the text around a name fulfils, between ``low`` and ``high``, in order."""
    before = text[max(low, start - WINDOW) : start]
    end += text.startswith("'", end) and text.endswith("'", 0, start)
    after = text[end : min(high, end + WINDOW)].lstrip('"]*')
    told = {rule.id: rule for rule in _told(before, after, language)}
    places = _places(language)
    return [told[key] for key in sorted(told, key=lambda key: places[key])]


@lru_cache
def _places(language: str) -> dict[str, int]:
    """The rules' ids to their places in the file."""
    return {rule.id: place for place, rule in enumerate(evidence(language))}


def of_lead(lead: str, language: str) -> Iterator[Evidence]:
    """The rules that the sentence above a list fulfils for the first name of each item."""
    rules, scanner = _scanners(language)[0]
    found = (rules[index] for index, _ in scanner.find(f"{lead[-WINDOW:]} "))
    return (rule for rule in found if rule.at == "lead")


def _told(before: str, after: str, language: str) -> Iterator[Evidence]:
    yield from _ahead(before, language)
    rules, scanner = _scanners(language)[1]
    yield from (rules[index] for index in scanner.at(after))


@lru_cache(maxsize=32)
def _ahead(before: str, language: str) -> tuple[Evidence, ...]:
    """What stands before a name; several names of a passage have the same before them."""
    rules, scanner = _scanners(language)[0]
    return tuple(rules[index] for index, _ in scanner.find(before))


@lru_cache
def _scanners(language: str) -> tuple[tuple[Rules, Scanner], tuple[Rules, Scanner]]:
    """The rules for what stands before a name and behind it, each with its scanner."""
    found = [[e for e in evidence(language) if e.at in at] for at in (AHEAD, ("after",))]
    ahead, behind = ((rules, Scanner([e.written for e in rules])) for rules in found)
    return ahead, behind
