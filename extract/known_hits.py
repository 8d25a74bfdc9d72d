"""A text to the names of the gazetteer in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from extract import own
from extract.alias_files import Kind
from extract.gazetteer import Name, names
from extract.pinyin_names import PinyinNames
from extract.quick import quick
from extract.tokens import WORDS, split


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name in a form."""

    kind: Kind
    start: int
    end: int
    canonical: str
    ambiguous: bool


Phrase = tuple[list[str], list[Name]]
"""The words of an alias in lower case, and the names that are printed so."""


class Gazetteer:
    """The aliases that a text may hold; ``find`` gives the longest hits, companies before services.

    They are kept by their first two words, and parted into words when the first text comes that
    has these.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._phrases: dict[str, list[Phrase]] = {}
        self._waiting: dict[str, list[Name]] = {}
        self._spelt = PinyinNames()
        self._by_pinyin: dict[str, list[Name]] = {}
        for name in names():
            if name.origin != "pinyin" and (language == "zh" or name.language != "zh"):
                head = " ".join(split(name.alias, language)[:2]).lower()
                self._waiting.setdefault(head, []).append(name)
            elif name.origin == "pinyin" and language == "en":
                self._spelt.add(name.alias)
                self._by_pinyin.setdefault(name.alias.replace(" ", ""), []).append(name)
        self._heads = frozenset(self._waiting)

    def find(self, text: str) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        hits = list(self._printed(text))
        hits += [
            _hit(name, start, end)
            for start, end, spelling in self._spelt.find(text)
            for name in self._by_pinyin[spelling]
        ]
        return _longest(hits)

    def _printed(self, text: str) -> Iterator[Hit]:
        """The names whose words stand in the text as the gazetteer has them, in whatever case."""
        found = WORDS[self._language].findall(text)
        words = [word.lower() for word, _ in found]
        begun = [(i, word) for i, word in enumerate(words) if word in self._heads]
        pairs = enumerate(map(" ".join, pairwise(words)))
        begun += [(i, pair) for i, pair in pairs if pair in self._heads]
        if not begun:
            return
        starts = list(accumulate((len(word) + len(gap) for word, gap in found), initial=0))
        for first, head in begun:
            for phrase, meant in self._beginning(head):
                last = first + len(phrase) - 1
                if words[first : last + 1] == phrase:
                    end = starts[last] + len(found[last][0])
                    yield from (_hit(name, starts[first], end) for name in meant)

    def _beginning(self, head: str) -> list[Phrase]:
        """The aliases that begin with one word, or the two, of a head."""
        if head in self._waiting:
            meant: dict[str, Phrase] = {}
            for name in self._waiting.pop(head):
                words = [word.lower() for word in split(name.alias, self._language)]
                meant.setdefault(" ".join(words), (words, []))[1].append(name)
            self._phrases[head] = list(meant.values())
        return self._phrases[head]


def _hit(name: Name, start: int, end: int) -> Hit:
    return Hit(name.kind, start, end, name.canonical, name.ambiguous)


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.kind)):
        last = kept[-1] if kept else None
        same = last is not None and (hit.start, hit.end) == (last.start, last.end)
        if last is None or (same and last.kind != hit.kind) or hit.start >= last.end:
            kept.append(hit)
    return kept


@lru_cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language, built once."""
    return Gazetteer(language)


own.when_names_change(gazetteer.cache_clear)
