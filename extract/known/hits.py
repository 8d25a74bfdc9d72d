"""A text to the names of the gazetteer in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract import own
from extract.known.alias_files import Kind
from extract.known.gazetteer import names
from extract.known.pinyin_names import PinyinNames
from extract.known.shipped import Name
from extract.matching.anchored import folded
from extract.matching.nlp import pipeline
from extract.matching.strings import Strings
from extract.matching.tokens import WORDS, begins_word, openings, split
from extract.quick import quick

SPACED = 2
"""Times as long may a name be in an English text, where blanks may stand between its signs."""
PARTED = "\n"
"""A word that no name has: it stands between two stretches."""


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name in a form."""

    kind: Kind
    start: int
    end: int
    canonical: str
    ambiguous: bool


class Gazetteer:
    """The aliases that a text may hold; ``find`` gives the longest hits, companies before services.

    An alias becomes a phrase when the first text comes in which it may stand.
    """

    def __init__(self, language: str) -> None:
        self._nlp, self._language = pipeline(language), language
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._names: dict[str, list[Name]] = {}
        self._spelt = PinyinNames()
        self._by_pinyin: dict[str, list[Name]] = {}
        waiting: dict[tuple[str, ...], list[Name]] = {}
        for name in names():
            if name.origin != "pinyin" and (language == "zh" or name.language != "zh"):
                waiting.setdefault(openings(folded(name.alias), language), []).append(name)
            elif name.origin == "pinyin" and language == "en":
                self._spelt.add(name.alias)
                self._by_pinyin.setdefault(name.alias.replace(" ", ""), []).append(name)
        held = {head: named for heads, named in waiting.items() for head in heads}
        self._heads = Strings(held)
        self._held = [(_reach(head, named), named) for head, named in held.items()]

    def find(self, text: str) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        spelt = self._spelt.find(text) if self._by_pinyin else ()
        hits = [
            _hit(name, *span) for *span, spelling in spelt for name in self._by_pinyin[spelling]
        ]
        return _longest([*self._phrases(text), *hits])

    def _phrases(self, text: str) -> Iterator[Hit]:
        """The names that are printed as the gazetteer has them.

        A Doc is made of the words where any may be.
        """
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, stop in self._stretches(text):
            for token in WORDS[self._language].finditer(text, start):
                if token.start() >= stop:
                    break
                words.append(token[1])
                spans.append(token.span(1))
            words.append(PARTED)
            spans.append((stop, stop))
        matches = self._matcher(Doc(self._nlp.vocab, words=words)) if words else ()
        for _, low, high in matches:
            for name in self._names[" ".join(map(str.lower, words[low:high]))]:
                yield _hit(name, spans[low][0], spans[high - 1][1])

    def _stretches(self, text: str) -> list[tuple[int, int]]:
        """Where names may be, in order; each begins with a word."""
        found = []
        for head, start, _ in self._heads.find(folded(text)):
            reach, named = self._held[head]
            if begins_word(text, start, self._language):
                while named:
                    self._learn(named.pop(0))
                found.append((start, start + reach))
        out: list[tuple[int, int]] = []
        for start, stop in sorted(found):
            if out and start < out[-1][1]:
                out[-1] = out[-1][0], max(stop, out[-1][1])
            else:
                out.append((start, stop))
        return out

    def _learn(self, name: Name) -> None:
        words = split(name.alias, self._language)
        self._matcher.add("names", [self._nlp.make_doc(name.alias)])
        self._names.setdefault(" ".join(map(str.lower, words)), []).append(name)


def _reach(head: str, named: list[Name]) -> int:
    """The characters in which the longest of the names that begin so stands."""
    longest = max(len(name.alias) for name in named)
    return longest if longest == len(head) else SPACED * longest


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
