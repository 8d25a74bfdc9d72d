"""A text to the names of the gazetteer in it."""

from collections.abc import Iterable, Iterator, Set
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
        """The names that are printed as the gazetteer has them; a Doc is made where any may be."""
        found = WORDS[self._language].findall(text)
        words = [word for word, _ in found]
        lowered = list(map(str.lower, words))
        heads = self._heads.intersection(lowered) | self._heads.intersection(
            map(" ".join, pairwise(lowered))
        )
        if not heads:
            return
        self._learn(heads)
        starts = list(accumulate((len(word) + len(gap) for word, gap in found), initial=0))
        doc = Doc(self._nlp.vocab, words=words, spaces=[bool(gap) for _, gap in found])
        for _, first, last in self._matcher(doc):
            for name in self._names[" ".join(lowered[first:last])]:
                yield _hit(name, starts[first], starts[last - 1] + len(words[last - 1]))

    def _learn(self, heads: Set[str]) -> None:
        """Makes phrases of the aliases that begin as two words of a text do."""
        for head in heads & self._waiting.keys():
            for name in self._waiting.pop(head):
                words = split(name.alias, self._language)
                self._matcher.add("names", [self._nlp.make_doc(name.alias)])
                self._names.setdefault(" ".join(words).lower(), []).append(name)


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
