"""A text to the names of the gazetteer in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract import own
from extract.alias_files import Kind
from extract.gazetteer import Name, names
from extract.nlp import pipeline
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


class Gazetteer:
    """The aliases that a text may hold; ``find`` gives the longest hits, companies before services.

    An alias becomes a phrase when the first text comes that has its first two words.
    """

    def __init__(self, language: str) -> None:
        self._nlp, self._language = pipeline(language), language
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._names: dict[str, list[Name]] = {}
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
        self._longest: dict[str, int] = {}

    def find(self, text: str) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        hits = list(self._phrases(text))
        hits += [
            _hit(name, start, end)
            for start, end, spelling in self._spelt.find(text)
            for name in self._by_pinyin[spelling]
        ]
        return _longest(hits)

    def _phrases(self, text: str) -> Iterator[Hit]:
        """The names that are printed as the gazetteer has them.

        A Doc is made of the words where any may be, as many as the longest has.
        """
        found = WORDS[self._language].findall(text)
        words = [word for word, _ in found]
        lowered = list(map(str.lower, words))
        kept = self._places(lowered)
        if not kept:
            return
        matches = self._matcher(Doc(self._nlp.vocab, words=[words[place] for place in kept]))
        starts = list(accumulate(map(len, map("".join, found)), initial=0))
        for _, low, high in matches:
            first, last = kept[low], kept[high - 1]
            if last - first == high - 1 - low:
                for name in self._names[" ".join(lowered[first : last + 1])]:
                    yield _hit(name, starts[first], starts[last] + len(words[last]))

    def _places(self, lowered: Sequence[str]) -> list[int]:
        """The words of which a name may be one, by the two that it begins with."""
        pairs = [*map(" ".join, pairwise(lowered)), ""]
        heads = self._heads.intersection(lowered) | self._heads.intersection(pairs)
        longest = {head: self._most_words(head) for head in heads}
        kept: list[int] = []
        if heads:
            for first, (word, pair) in enumerate(zip(lowered, pairs, strict=True)):
                if word in heads or pair in heads:
                    most = max(longest.get(word, 0), longest.get(pair, 0))
                    free = kept[-1] + 1 if kept else 0
                    kept += range(max(free, first), min(first + most, len(lowered)))
        return kept

    def _most_words(self, head: str) -> int:
        """The most words of an alias that begins so; they become phrases when first asked for."""
        for name in self._waiting.pop(head, ()):
            words = split(name.alias, self._language)
            self._matcher.add("names", [self._nlp.make_doc(name.alias)])
            self._names.setdefault(" ".join(words).lower(), []).append(name)
            self._longest[head] = max(self._longest.get(head, 0), len(words))
        return self._longest.get(head, 0)


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
