"""Known Chinese names where English text spells them in pinyin, however it parts the syllables."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from extract.known.pinyin import spellings

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,7}")
WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
LEAST_SYLLABLES, LEAST_LETTERS = 3, 8
"""Shorter spellings mean too many things to be found in running text."""
PERSON = re.compile(r"[A-Z][a-z]{0,5} [A-Z][a-z]+(?:-[a-z]+)?")
"""``Li Xiaoming``: how English writes a Chinese person of three syllables."""


def pinyin_of(pairs: Iterable[tuple[str, str]], taken: Collection[str]) -> dict[str, str]:
    """Spelling, its syllables apart, to the alias; only those that mean one canonical name.

    ``pairs`` are (alias, canonical); ``taken`` are the folded names that are spelt so themselves.
    """
    owners: dict[str, set[str]] = {}
    first: dict[str, tuple[str, str]] = {}
    for alias, canonical in pairs:
        if HAN_NAME.fullmatch(alias):
            for syllables in spellings(alias):
                key = "".join(syllables)
                owners.setdefault(key, set()).add(canonical)
                first.setdefault(key, (" ".join(syllables), alias))
    return {
        spelling: alias
        for key, (spelling, alias) in first.items()
        if len(owners[key]) == 1 and key not in taken
    }


@dataclass(slots=True)
class PinyinNames:
    """Spellings to look up; ``add`` all, then ``find``."""

    _keys: set[str] = field(default_factory=set)
    _heads: set[str] = field(default_factory=set)
    """Every beginning, cut between syllables, of a spelling."""
    _syllables: dict[str, int] = field(default_factory=dict)

    def add(self, spelling: str) -> None:
        """Takes a spelling with its syllables apart, unless it is too short to be unambiguous."""
        syllables = spelling.split(" ")
        key = "".join(syllables)
        if len(syllables) >= LEAST_SYLLABLES and len(key) >= LEAST_LETTERS:
            self._keys.add(key)
            self._syllables[key] = len(syllables)
            self._heads |= {"".join(syllables[:n]) for n in range(1, len(syllables) + 1)}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, spelling without spaces) of the longest names, in order."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            found = self._at(text, words, at)
            if found:
                last, key = found
                yield words[at].start(), words[last].end(), key
                at = last
            at += 1

    def _at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, str] | None:
        """The last word and the spelling of the longest name that begins at a word."""
        key, best = "", None
        for here in range(at, len(words)):
            if here > at and text[words[here - 1].end() : words[here].start()] != " ":
                break
            key += words[here].group().replace("'", "").replace("-", "").lower()
            if key not in self._heads:
                break
            span = text[words[at].start() : words[here].end()]
            if key in self._keys and not self._person(key, span):
                best = here, key
        return best

    def _person(self, key: str, span: str) -> bool:
        return self._syllables[key] == LEAST_SYLLABLES and PERSON.fullmatch(span) is not None
