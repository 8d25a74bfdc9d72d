"""A Doc to the known names in it: the gazetteer of companies and services."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.form import normalise
from extract.nlp import pipeline

NAMES = Path(__file__).parent / "rules" / "names"
FILES = {"company": NAMES / "companies.csv", "service": NAMES / "services.csv"}


@dataclass(frozen=True, slots=True)
class Name:
    """One alias of the gazetteer."""

    kind: str
    canonical: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name in a form."""

    kind: str
    start: int
    end: int
    canonical: str
    ambiguous: bool


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of both files with their kind, companies first."""
    for kind, path in FILES.items():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield kind, row


def _name(kind: str, row: dict[str, str]) -> Name:
    return Name(kind, row["canonical"], row["ambiguous"] == "1")


@lru_cache
def aliases() -> dict[tuple[str, str], Name]:
    """(kind, folded alias) to its entry."""
    return {(kind, fold(row["alias"])): _name(kind, row) for kind, row in _rows()}


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """NFKC, lower case, simplified script, without spaces, quotes and punctuation."""
    flat = unicodedata.normalize("NFKC", normalise(name, "zh").text).casefold()
    return re.sub(r"[\s\W_]+", "", flat)


class Gazetteer:
    """Every alias as a phrase; ``find`` gives the longest hits, companies before services."""

    def __init__(self, language: str) -> None:
        nlp = pipeline(language)
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._names: dict[str, Name] = {}
        for kind, row in _rows():
            if language == "zh" or row["language"] != "zh":
                key = f"{kind}:{row['alias']}"
                self._names[key] = _name(kind, row)
                self._matcher.add(key, [nlp.make_doc(normalise(row["alias"], language).text)])

    def find(self, doc: Doc) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        hits = [
            self._hit(span.label_, span.start_char, span.end_char)
            for span in self._matcher(doc, as_spans=True)
        ]
        kept: list[Hit] = []
        for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.kind)):
            last = kept[-1] if kept else None
            same = last is not None and (hit.start, hit.end) == (last.start, last.end)
            if last is None or same or hit.start >= last.end:
                kept.append(hit)
        return kept

    def _hit(self, key: str, start: int, end: int) -> Hit:
        name = self._names[key]
        return Hit(name.kind, start, end, name.canonical, name.ambiguous)


@lru_cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language, built once (a tenth of a second)."""
    return Gazetteer(language)
