"""The store's records to the names that wait for a person, with where they stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from db import queries
from db.store import RecordStore
from extract.known.alias_files import Kind
from extract.known.gazetteer import aliases, refused
from extract.known.shipped import fold

LEGAL = (
    "公司",
    "集团",
    "大学",
    "研究院",
    "Inc",
    "Inc.",
    "Ltd",
    "Ltd.",
    "Limited",
    "Company",
    "Group",
    "Corp",
)
"""Words that end a name which says itself that it is a company's."""
BY_STRUCTURE = ("table.row", "list.labelled", "line")
BY_QUOTES = ("quoted", "with", "called", "named")
SENTENCE_END = "。！？!?\n"
SHOWN = 160
"""Characters of a sentence."""
MOST_PLACES = 5
PLACE = ("doc", "article", "url", "outlet", "language", "published_at", "start", "end")


@dataclass(slots=True)
class Candidate:
    """A name that the gazetteer does not know."""

    kind: Kind
    name: str
    confidence: float = 0.0
    reasons: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    times: int = 0
    beside: str | None = None
    """The company of a service, or a service of a company."""
    places: list[dict[str, Any]] = field(default_factory=list)
    """Articles and sentences, the first published first."""


def candidates(
    store: RecordStore, *, least: float, told: Callable[[int], None] = lambda done: None
) -> list[Candidate]:
    """Unknown names of a confidence of at least ``least``, the surest and most often named first.

    ``told`` hears how many records have been looked at.
    """
    found: dict[tuple[Kind, str], Candidate] = {}
    for done, row in enumerate(queries.run(store, "names_printed"), 1):
        for kind, name, beside in _names(row):
            key = kind, fold(name)
            if key[1] and key not in aliases() and key not in refused():
                _add(found.setdefault(key, Candidate(kind, name)), row, name, beside)
        told(done)
    sure = [c for c in found.values() if _judge(c).confidence >= least]
    return sorted(sure, key=lambda c: (-c.confidence, -len(c.articles), -c.times, c.kind, c.name))


def _names(row: dict[str, Any]) -> Iterator[tuple[Kind, str, str | None]]:
    if row["company"]:
        yield "company", row["company"], row["model"]
    if row["model"]:
        yield "service", row["model"], row["company"]


def _add(candidate: Candidate, row: dict[str, Any], name: str, beside: str | None) -> None:
    candidate.times += 1
    candidate.beside = candidate.beside or beside
    candidate.outlets.add(row["outlet"] or "")
    for reason, strength in _evidence(candidate.kind, name, beside, row["rule"]):
        if reason not in candidate.reasons:
            candidate.reasons.append(reason)
            candidate.confidence = 1 - (1 - candidate.confidence) * (1 - strength)
    if row["article"] not in candidate.articles:
        candidate.articles.add(row["article"])
        if len(candidate.places) < MOST_PLACES:
            candidate.places.append({key: row[key] for key in PLACE})


def _evidence(kind: Kind, name: str, beside: str | None, rule: str) -> Iterator[tuple[str, float]]:
    """Why one mention speaks for a name, and how strongly."""
    yield "an announcement names it", 0.3
    if kind == "company" and name.endswith(LEGAL):
        yield "a legal name", 0.5
    if rule.endswith(BY_STRUCTURE):
        yield "a row of a table or list", 0.5
    elif rule.endswith(BY_QUOTES):
        yield "named in so many words", 0.4
    elif beside is not None:
        yield "linked to " + ("its service" if kind == "company" else "its company"), 0.3


def _judge(candidate: Candidate) -> Candidate:
    """Adds what only all mentions together say."""
    if (others := len(candidate.articles) - 1) > 0:
        candidate.reasons.append(f"{others + 1} articles")
        candidate.confidence = 1 - (1 - candidate.confidence) * 0.8 ** min(others, 5)
    if len(candidate.outlets) > 1:
        candidate.reasons.append(f"{len(candidate.outlets)} outlets")
        candidate.confidence = 1 - (1 - candidate.confidence) * 0.7
    candidate.confidence = round(candidate.confidence, 2)
    return candidate


class Placed(Protocol):
    """What stands in some articles."""

    places: list[dict[str, Any]]


def with_sentences(store: RecordStore, shown: Sequence[Placed]) -> None:
    """Replaces the offsets of the places by the sentences there."""
    docs = {place["doc"] for candidate in shown for place in candidate.places}
    for doc in sorted(docs):
        text = store.rows("SELECT text FROM articles WHERE doc = ?", (doc,))[0]["text"]
        for place in (p for c in shown for p in c.places if p.get("doc") == doc):
            place["sentence"] = sentence(text, place.pop("start"), place.pop("end"))
            del place["doc"]


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut to a readable length."""
    low = max(text.rfind(mark, 0, start) for mark in SENTENCE_END) + 1
    stops = [place for mark in SENTENCE_END if (place := text.find(mark, end)) >= 0]
    high = min(stops, default=len(text)) + 1
    low, high = max(low, start - SHOWN // 2), min(high, max(end, start - SHOWN // 2 + SHOWN))
    return " ".join(text[low:high].split())
