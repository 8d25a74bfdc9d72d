"""Chinese characters to the pinyin by which English texts spell them.

The readings come from ``readings.csv``, which ``make names`` writes: one row a reading with the
characters that it is the usual (rank 1) or the second (rank 2) reading of, and one row (rank 0) a
reading of whole words.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

READINGS = Path(__file__).parents[1] / "rules" / "names" / "readings.csv"
LONGEST_WORD = 5
MOST_READINGS = 4
"""Readings of one name at most."""
UMLAUT = {"lv": ("lv", "lu", "lyu"), "nv": ("nv", "nu", "nyu")}
"""How English texts write lü and nü."""

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of characters and of the words in which characters are read otherwise."""

    usual: dict[str, str]
    second: dict[str, str]
    words: dict[str, Syllables]
    heads: set[str]
    """The first two characters of the words."""


@lru_cache
def readings() -> Readings:
    """The table that ships, read once (a hundredth of a second)."""
    table = Readings({}, {}, {}, set())
    with READINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rank"] == "0":
                syllables = tuple(row["reading"].split(" "))
                table.words.update(dict.fromkeys(row["text"].split("|"), syllables))
            else:
                ranked = table.usual if row["rank"] == "1" else table.second
                ranked.update(dict.fromkeys(row["text"], row["reading"]))
    table.heads.update(word[:2] for word in table.words)
    return table


@lru_cache(maxsize=50_000)
def pinyin(text: str) -> str:
    """Han characters as toneless pinyin, all else unchanged, without spaces."""
    return "".join(_usual(text))


def _usual(text: str) -> Iterator[str]:
    """The syllables of Han characters and the other characters, one by one."""
    table, at = readings(), 0
    while at < len(text):
        longest = LONGEST_WORD if text[at : at + 2] in table.heads else 0
        for length in range(min(longest, len(text) - at), 1, -1):
            word = table.words.get(text[at : at + length])
            if word:
                yield from word
                at += length
                break
        else:
            yield table.usual.get(text[at], text[at])
            at += 1


def spellings(name: str) -> list[Syllables]:
    """The ways in which English texts may spell a name of Han characters, the usual one first."""
    table, usual = readings(), tuple(_usual(name))
    choices = []
    for character, first in zip(name, usual, strict=True):
        read = dict.fromkeys((first, table.usual.get(character, first)))
        read.update(dict.fromkeys([table.second[character]] if character in table.second else []))
        choices.append([form for one in read for form in UMLAUT.get(one, (one,))])
    return list(islice(product(*choices), MOST_READINGS))
