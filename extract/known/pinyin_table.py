"""The readings of pypinyin, reduced to what names need; a part of ``make names``."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from extract.known.forms import everyday
from extract.known.pinyin import LONGEST_WORD

FIRST, LAST = 0x4E00, 0x9FFF
LEAST_WORDS = 3
"""Everyday words with which a second reading must occur; all others are too rare for names."""
Row = tuple[str, int, str]


def write_readings(path: Path) -> None:
    """Writes ``readings.csv`` anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("reading", "rank", "text"))
        writer.writerows(_rows())


def _rows() -> Iterable[Row]:
    """Rows of rank 0 (words), 1 and 2 (characters), in the order of the file."""
    from pypinyin import lazy_pinyin

    usual = {c: lazy_pinyin(c)[0] for c in map(chr, range(FIRST, LAST + 1))}
    words: dict[str, list[str]] = defaultdict(list)
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    for word in sorted(everyday()):
        said = lazy_pinyin(word)
        if len(word) > LONGEST_WORD or len(said) != len(word):
            continue
        if said != [usual[c] for c in word]:
            words[" ".join(said)].append(word)
        for character, reading in zip(word, said, strict=True):
            heard[character][reading] += reading != usual[character]
    ranked: dict[tuple[int, str], list[str]] = defaultdict(list)
    for character, reading in usual.items():
        if reading != character:
            ranked[1, reading].append(character)
        for second, times in heard[character].most_common(1) if character in heard else ():
            if times >= LEAST_WORDS:
                ranked[2, second].append(character)
    yield from ((reading, 0, "|".join(found)) for reading, found in sorted(words.items()))
    yield from (
        (reading, rank, "".join(found)) for (rank, reading), found in sorted(ranked.items())
    )
