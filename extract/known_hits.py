"""A Doc to the names of the gazetteer in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extract import own
from extract.alias_files import Kind
from extract.gazetteer import Name, names
from extract.nlp import pipeline
from extract.pinyin_names import PinyinNames
from extract.tokenizers import split


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
        self._nlp = pipeline(language)
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

    def find(self, doc: Doc, text: str) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        self._learn(doc)
        hits = [
            _hit(name, span.start_char, span.end_char)
            for span in self._matcher(doc, as_spans=True)
            for name in self._names[_words(span)]
        ]
        hits += [
            _hit(name, start, end)
            for start, end, spelling in self._spelt.find(text)
            for name in self._by_pinyin[spelling]
        ]
        return _longest(hits)

    def _learn(self, doc: Doc) -> None:
        """Makes phrases of the aliases that begin as two words of a text do."""
        words = _lowered(doc)
        heads = {*words, *map(" ".join, pairwise(words))}
        for head in heads & self._waiting.keys():
            for name in self._waiting.pop(head):
                phrase = self._nlp.make_doc(name.alias)
                self._matcher.add("names", [phrase])
                self._names.setdefault(_words(phrase), []).append(name)


def _words(tokens: Doc | Span) -> str:
    return " ".join(token.lower_ for token in tokens)


def _lowered(doc: Doc) -> list[str]:
    """The words in lower case; one array is made faster than a token for each word."""
    strings = doc.vocab.strings
    return [strings[word] for word in doc.to_array(["LOWER"]).tolist()]


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
