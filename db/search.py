"""One search over names, batches, official entries and articles, in both languages."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from db.asked import Asked, asked
from db.hits import Hit, Part
from db.search_articles import articles
from db.search_names import Named, named
from db.search_records import records

KINDS: Final = ("company", "service", "batch", "entry", "article")


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the best first, and how many there are of each kind."""

    asked: str
    """The words that were looked for."""
    totals: dict[str, int]
    hits: tuple[Hit, ...]


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    kinds: Collection[str] = KINDS,
    limit: int | None = 20,
    offset: int = 0,
) -> Hits:
    """What fits all words of a text, whatever characters it holds.

    Names that are exactly so come first; then each kind's best, each kind's second, and so on.
    ``offset`` and ``limit`` page through all that there is; without a limit that is all of it.
    """
    question = asked(text)
    wanted = [kind for kind in KINDS if kind in kinds]
    if not question.terms:
        return Hits(question.text, dict.fromkeys(wanted, 0), ())
    names = named(connection, question)
    end = None if limit is None else offset + limit
    parts = [_part(connection, kind, question, names, end) for kind in wanted]
    ranked = sorted(
        ((min(hit.distance, 2), place, KINDS.index(hit.kind)), hit)
        for part in parts
        for place, hit in enumerate(part.hits)
    )
    found = tuple(hit for _, hit in ranked[offset:end])
    return Hits(question.text, dict(zip(wanted, (p.total for p in parts), strict=True)), found)


def _part(
    connection: sqlite3.Connection, kind: str, question: Asked, names: Named, most: int | None
) -> Part:
    if kind == "article":
        return articles(connection, question, names, most)
    if kind in ("company", "service"):
        return names.part(connection, kind, most)
    return records(connection, kind, question, names, most)
