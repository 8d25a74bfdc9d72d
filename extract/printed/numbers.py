"""English and Chinese text to the whole numbers in it: figures and words, with qualifiers."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from extract.extraction import Qualifier
from extract.matching.regexes import Words
from extract.quick import quick

RULES = Path(__file__).parents[1] / "rules"
DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SCALES = {
    "trillion": 1e12,
    "billion": 1e9,
    "million": 1e6,
    "thousand": 1e3,
    "hundred": 1e2,
    "万": 1e4,
    "亿": 1e8,
}
UNIT = {"十": 10, "百": 100, "千": 1000}
MOST_DIGITS = 12
"""Digits of a number written in Chinese; more are none."""
HAN_NUMERAL = "[零〇一二三四五六七八九两十百千]"


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A whole number as the text gives it; offsets of the figure and of figure with qualifier."""

    value: int
    qualifier: Qualifier
    start: int
    end: int
    outer_start: int
    outer_end: int


@lru_cache
def words(language: str) -> dict[str, int]:
    """Number words of a language, from its ``numbers.csv`` (word, value)."""
    return read_values(language, "numbers.csv")


def read_values(language: str, name: str) -> dict[str, int]:
    """A rule file of words and their values."""
    with (RULES / language / name).open(encoding="utf-8", newline="") as file:
        return {row["word"]: int(row["value"]) for row in csv.DictReader(file)}


@lru_cache
def qualifiers(language: str) -> tuple[tuple[re.Pattern[str], Qualifier], ...]:
    """Patterns around a number (``#``) and what each means, from ``qualifiers.csv``."""
    with (RULES / language / "qualifiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), cast(Qualifier, row["qualifier"]))
        for row in rows
    )


@lru_cache
def _any_qualifier(language: str) -> re.Pattern[str]:
    """What matches wherever one of the patterns does."""
    parts = (pattern.pattern for pattern, _ in qualifiers(language))
    return Words({}, re.IGNORECASE).compiled("|".join(f"(?:{part})" for part in parts))


def han_value(text: str) -> int | None:
    """十二 to 12, 二百三十 to 230, 两 to 2; None where the characters make no number."""
    if re.fullmatch("[零〇一二三四五六七八九]{2,}", text):
        if len(text) > MOST_DIGITS:
            return None
        return int("".join(str(DIGIT[c]) for c in text))
    total, digit = 0, None
    for character in text:
        if character in DIGIT:
            if digit not in (None, 0):
                return None
            digit = DIGIT[character]
        else:
            total += (1 if digit is None else digit) * UNIT[character]
            digit = None
    return total + (digit or 0)


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    digits = r"\d{1,3}(?:,\d{3}){1,4}(?!\d|,\d)|\d{1,9}(?:\.\d{1,9})?"
    if language == "zh":
        figure = rf"(?<![\d.A-Za-z-])(?:{digits})(?![\dA-Za-z])(?:[万亿])?|{HAN_NUMERAL}+"
        return re.compile(rf"(?=\d|{HAN_NUMERAL})(?:{figure})")
    names = "|".join(sorted(words("en"), key=len, reverse=True))
    scale = r"(?:\s(?:million|billion|trillion|thousand|hundred)\b)?"
    word = rf"(?:{names}|a(?=\s(?:hundred|thousand)\b))(?:-(?:{names}))?"
    return re.compile(
        rf"(?<![\w.$€£¥-])(?!0\d{{3}})(?:{digits})(?![\d%]|\.\d|\.(?:HK|S[HSZ])\b|-\d|[A-Za-z])(?:-plus|-(?=[a-z])|\+)?{scale}"
        rf"|\b{word}(?:\s(?:thousand|hundred|million|billion)(?:\s(?:and\s)?{word})?){{0,2}}\b",
        re.IGNORECASE,
    )


def find_numbers(text: str, language: str, taken: bytes | bytearray = b"") -> Iterator[Number]:
    """Whole numbers in order, each with its qualifier.

    Those that begin where ``taken`` is not 0 are something else: nothing more is asked of them.
    """
    for match in _pattern(language).finditer(text):
        value = _value(match.group(), language)
        if value is None:
            continue
        start, end = match.span()
        if taken and taken[start]:
            yield Number(value, "exact", start, end, start, end)
        else:
            yield _qualified(text, value, start, end, language)


@lru_cache(maxsize=4096)
def _value(figure: str, language: str) -> int | None:
    figure = figure.lower()
    if figure[0].isdigit():
        head = re.match(r"[\d,.]+", figure)
        number = float(head.group().replace(",", "").rstrip(".")) if head else 0.0
        for word, times in SCALES.items():
            if word in figure:
                number *= times
        versioned = "." in figure and not any(word in figure for word in SCALES)
        return None if versioned or number != int(number) else int(number)
    if language == "zh":
        return han_value(figure)
    return _spelled(figure)


def _spelled(figure: str) -> int | None:
    """``forty-one`` to 41, ``one hundred and six`` to 106, ``two dozen`` to 24."""
    table = words("en")
    if figure in table:
        return table[figure]
    total, group = 0, 0
    for part in re.split(r"[\s-]+", figure):
        if part == "hundred":
            group *= 100
        elif part in SCALES:
            total, group = total + group * int(SCALES[part]), 0
        elif part in table or part == "a":
            group += table.get(part, 1)
        elif part != "and":
            return None
    return total + group


def _qualified(text: str, value: int, start: int, end: int, language: str) -> Number:
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    window = f"{before}#{after}"
    if text[start:end].rstrip().endswith(("+", "-plus")):
        return Number(value, "more_than", start, end, start, end)
    if not _any_qualifier(language).search(window):
        return Number(value, "exact", start, end, start, end)
    for pattern, qualifier in qualifiers(language):
        match = pattern.search(window)
        if match and match.start() <= len(before) < match.end():
            shift = start - len(before)
            outer_end = end + (match.end() - len(before) - 1)
            return Number(value, qualifier, start, end, shift + match.start(), outer_end)
    return Number(value, "exact", start, end, start, end)
