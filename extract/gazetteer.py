"""A Doc to the known names in it: the gazetteer of companies and services."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extract import official, own
from extract.alias_files import Kind, read_aliases, read_refused
from extract.form import CHINESE, normalise
from extract.nlp import pipeline
from extract.pinyin_names import PinyinNames, pinyin_of
from extract.tokenizers import split

NAMES = Path(__file__).parent / "rules" / "names"
FILES: dict[Kind, Path] = {"company": NAMES / "companies.csv", "service": NAMES / "services.csv"}
BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One alias of the gazetteer."""

    kind: Kind
    canonical: str
    alias: str
    language: str
    origin: str
    """``register``, ``reviewed``, ``user``, or ``pinyin``: then the alias is in syllables."""
    ambiguous: bool
    """Does it count only where the text shows that it is meant?"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name in a form."""

    kind: Kind
    start: int
    end: int
    canonical: str
    ambiguous: bool


@lru_cache
def names() -> tuple[Name, ...]:
    """Every alias: the user's, then others that no decision of his is about.

    These are the package's, as of the day up to which anything is known, and those of stored lists.
    """
    mine = list(_own_names())
    decided = {squeezed(name.alias) for name in mine}
    gone = refused()
    shipped = (
        name
        for name in _official()
        if not (decided or gone)
        or (squeezed(name.alias) not in decided and (name.kind, squeezed(name.alias)) not in gone)
    )
    return (*mine, *shipped)


def _official() -> tuple[Name, ...]:
    """The package's names and those of stored lists, as far as they are known."""
    day, stored = official.horizon(), official.stored()
    if not (day or stored):
        return shipped_names()
    from extract.grown_names import added, names_until

    known = names_until(day)
    return (*known, *added(stored, day)) if stored else known


@lru_cache
def shipped_names() -> tuple[Name, ...]:
    """The entries that ``make names`` wrote."""
    found = []
    for kind, path in FILES.items():
        with path.open(encoding="utf-8", newline="") as file:
            for canonical, alias, language, origin, ambiguous in list(csv.reader(file))[1:]:
                found.append(Name(kind, canonical, alias, language, origin, ambiguous == "1"))
    return tuple(found)


def _own_names() -> Iterator[Name]:
    """The aliases of the user's folder, and how English texts spell them."""
    path = own.own_file(own.ALIASES)
    if path is None:
        return
    found = []
    for row in read_aliases(path):
        for printed in row.names:
            alias = normalise(printed, "zh").text
            language = "zh" if re.search(r"[\u3400-\u9fff]", alias) else "en"
            weak = printed in row.ambiguous
            found.append(Name(row.kind, row.canonical, alias, language, "user", weak))
    kinds = {(name.kind, squeezed(name.alias)) for name in found}
    for name in found:
        other: Kind = "service" if name.kind == "company" else "company"
        yield replace(name, ambiguous=name.ambiguous or (other, squeezed(name.alias)) in kinds)
    for kind in FILES:
        mine = {name.alias: name for name in found if name.kind == kind}
        pairs = ((alias, name.canonical) for alias, name in mine.items())
        for spelling, alias in pinyin_of(pairs, set(map(squeezed, mine))).items():
            yield replace(mine[alias], alias=spelling, language="en", origin="pinyin")


@lru_cache
def aliases() -> dict[tuple[Kind, str], Name]:
    """(kind, folded alias) to its entry."""
    return {(name.kind, squeezed(name.alias)): name for name in reversed(names())}


@lru_cache
def refused() -> frozenset[tuple[Kind, str]]:
    """(kind, folded name) of what the user refused and did not accept as well."""
    path = own.own_file(own.REFUSED)
    accepted = {(name.kind, squeezed(name.alias)) for name in _own_names()} if path else set()
    said = read_refused(path) if path else ()
    return frozenset((kind, fold(name)) for kind, name in said) - accepted


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """NFKC, lower case, simplified script, without spaces, quotes and punctuation."""
    plain = name.translate(CHINESE)
    return squeezed(plain if plain.isalnum() else normalise(name, "zh").text)


@lru_cache(maxsize=50_000)
def squeezed(name: str) -> str:
    """The same for a name in the form of a Chinese text."""
    flat = unicodedata.normalize("NFKC", name).casefold()
    return flat if flat.isalnum() else BETWEEN.sub("", flat)


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
        words = [token.lower_ for token in doc]
        heads = {*words, *map(" ".join, pairwise(words))}
        for head in heads & self._waiting.keys():
            for name in self._waiting.pop(head):
                phrase = self._nlp.make_doc(name.alias)
                self._matcher.add("names", [phrase])
                self._names.setdefault(_words(phrase), []).append(name)


def _words(tokens: Doc | Span) -> str:
    return " ".join(token.lower_ for token in tokens)


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


own.when_names_change(names.cache_clear)
own.when_names_change(aliases.cache_clear)
own.when_names_change(refused.cache_clear)
own.when_names_change(gazetteer.cache_clear)
