"""Printed ordinals of batches to numbers."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.matching.rules import Match
from extract.printed.numbers import han_value, read_values

WORD = re.compile(r"[a-z]+|首")


@lru_cache
def _words() -> dict[str, int]:
    return read_values("en", "ordinals.csv") | read_values("zh", "ordinals.csv")


def ordinal_value(text: str) -> int | None:
    """``fourth batch``, ``12th`` or 第十五批 to a number; 首批 is 1."""
    word = WORD.match(text.lower())
    if word and word.group() in _words():
        return _words()[word.group()]
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    han = re.search("[一二三四五六七八九十]+", text)
    return han_value(han.group()) if han else None


def ordinals(text: str, matches: Iterable[Match]) -> list[int | None]:
    """The values of the ordinals among the matches, in their order."""
    return [ordinal_value(text[m.start : m.end]) for m in matches if m.label == "ORDINAL"]
