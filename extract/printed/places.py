"""Provinces and municipalities named in a text, by their Chinese short names."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

LETTER = re.compile(r"[A-Za-z]")
FILE = Path(__file__).parents[1] / "rules" / "provinces.csv"
OPENING = 300
"""Characters of a text in which a notice or report names its place."""


@lru_cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["zh"]: row["zh"] for row in rows} | {row["en"]: row["zh"] for row in rows}
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return names, re.compile(rf"(?:{pattern})(?![A-Za-z])")


class Named(NamedTuple):
    """A province where a text names it."""

    province: str
    start: int
    end: int


def provinces_at(text: str) -> Iterator[Named]:
    """Each mention of a province, by its short Chinese name."""
    names, pattern = _table()
    found = pattern.search(text)
    while found:
        start, end = found.span()
        word = LETTER.match(text[start - 1 : start]) is None
        if word:
            yield Named(names[found.group()], start, end)
        found = pattern.search(text, end if word else start + 1)


def provinces(text: str) -> list[str]:
    """Short Chinese names in order of mention, each once."""
    return list(dict.fromkeys(named.province for named in provinces_at(text)))
