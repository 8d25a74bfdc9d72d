"""Companies and services by any of their names, and the names by which articles print them."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from db.asked import LEAST_LATIN, Asked, folded, pattern
from db.hits import Hit, Part
from db.snippets import marked

NEAR: Final = 2
"""Distances below it mean one thing by its whole name."""
_MOST_NAMES: Final = 6
_MOST_PRINTED: Final = 12
_WEIGHED: Final = 300
"""Names of which the entries are counted, the nearest and shortest ones."""
_FOLDED = """
SELECT kind, entity, min(CASE
    WHEN folded = :folded THEN 1
    WHEN substr(folded, 1, length(:folded)) = :folded THEN 2
    WHEN {whole} THEN 3
    ELSE 4 END), min(length(folded))
FROM aliases
WHERE {fits}
GROUP BY kind, entity
"""
_SOUND = """
SELECT kind, entity FROM aliases INDEXED BY aliases_sound
WHERE kind IN ('company', 'service') AND sound = :folded
"""
_PRINTED = "SELECT kind, entity FROM aliases WHERE kind IN ('company', 'service') AND folded = ?"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What the words of a question are names of."""

    question: Asked
    distances: dict[Key, int]
    """(kind, id) to how far the nearest of its names is from what was asked."""
    lengths: dict[Key, int]
    """(kind, id) to how long the shortest name is that was found."""
    by_term: tuple[frozenset[Key], ...]
    """For each term what it alone is the whole name of."""

    @property
    def whole(self) -> frozenset[Key]:
        """What the whole question is the name of."""
        return frozenset(key for key, distance in self.distances.items() if distance < NEAR)

    def part(self, connection: sqlite3.Connection, kind: str, most: int | None) -> Part:
        """The companies or services, the nearest and, of equals, those with most entries first."""
        found = [key for key in self.distances if key[0] == kind]
        found.sort(key=lambda key: (self.distances[key], self.lengths.get(key, 0), key))
        looked_at = found if most is None else found[: max(most, _WEIGHED)]
        facts = _facts(connection, kind, [entity for _, entity in looked_at])
        order = sorted(
            (self.distances[key], -facts[key[1]]["weight"], key[1])
            for key in looked_at
            if key[1] in facts
        )
        words = _words(self.question)
        hits = [
            _hit(kind, facts[entity], _names(connection, kind, entity), distance, words)
            for distance, _, entity in order[:most]
        ]
        return Part(tuple(hits), len(found))


def named(connection: sqlite3.Connection, question: Asked) -> Named:
    """The companies and services that a question may mean."""
    values = {f"t{n}": term.folded for n, term in enumerate(question.terms)}
    values |= {f"w{n}": f" {term.text.lower()}" for n, term in enumerate(question.terms)}
    values |= {"folded": question.folded, "w": f" {question.plain}"}
    terms = [_held(f":t{n}", f":w{n}", short=t.short) for n, t in enumerate(question.terms)]
    short = question.folded.isascii() and len(question.folded) < LEAST_LATIN
    whole = _held(":folded", ":w", short=short)
    fits = [whole, " AND ".join(terms)] if len(terms) > 1 else [whole]
    if short:
        fits.append("substr(folded, 1, length(:folded)) = :folded")
    asked = _FOLDED.format(whole=whole, fits=" OR ".join(f"({one})" for one in fits))
    distances: dict[Key, int] = {}
    lengths: dict[Key, int] = {}
    for kind, entity, distance, length in connection.execute(asked, values):
        distances[kind, entity], lengths[kind, entity] = distance, length
    for kind, entity in connection.execute(_SOUND, values):
        distances[kind, entity] = min(distances.get((kind, entity), 1), 1)
    for key in _exactly(connection, question.plain):
        distances[key] = 0
    by_term = tuple(_printed_so(connection, term.folded) for term in question.terms)
    for key in frozenset().union(*by_term) if len(by_term) > 1 else ():
        distances.setdefault(key, 5)
    return Named(question, distances, lengths, by_term)


def _held(folded: str, word: str, *, short: bool) -> str:
    """The condition that a name holds a word; a short Latin one only where a word begins."""
    return f"instr(' ' || lower(name), {word}) > 0" if short else f"instr(folded, {folded}) > 0"


def _exactly(connection: sqlite3.Connection, plain: str) -> list[Key]:
    """What has a name, or an id, of these very characters, in any case."""
    asked = "SELECT kind, entity FROM aliases WHERE kind = ? AND name = ? COLLATE NOCASE"
    found = [
        (str(row[0]), str(row[1]))
        for kind in ("company", "service")
        for row in connection.execute(asked, (kind, plain))
    ]
    for kind, table in (("company", "companies"), ("service", "services")):
        rows = connection.execute(f"SELECT id FROM {table} WHERE id = ?", (plain,))
        found += [(kind, str(row[0])) for row in rows]
    return found


def _printed_so(connection: sqlite3.Connection, term: str) -> frozenset[Key]:
    rows = connection.execute(_PRINTED, (term,)).fetchall()
    rows += connection.execute(_SOUND, {"folded": term}).fetchall()
    return frozenset((str(kind), str(entity)) for kind, entity in rows)


def printed_names(connection: sqlite3.Connection, entities: frozenset[Key]) -> tuple[str, ...]:
    """The names by which articles may print some companies and services, and no mere words."""
    asked = (
        "SELECT name, sum(articles) FROM aliases WHERE kind = ? AND entity = ?"
        " AND origin <> 'pinyin' GROUP BY name"
    )
    found = [row for key in sorted(entities) for row in connection.execute(asked, key)]
    found.sort(key=lambda row: (-row[1], row[0]))
    names = (str(name) for name, _ in found)
    kept = (n for n in names if not n.isascii() or len(folded(n)) >= LEAST_LATIN)
    return tuple(dict.fromkeys(n for n in kept if len(folded(n)) > 1))[:_MOST_PRINTED]


def _facts(connection: sqlite3.Connection, kind: str, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Name, company and weight of some companies or services."""
    of = "c.name" if kind == "service" else "NULL"
    join = "LEFT JOIN companies AS c ON c.id = e.company" if kind == "service" else ""
    table, column = ("services", "service_id") if kind == "service" else ("companies", "company_id")
    asked = f"""
        SELECT e.id, e.name, {of} AS company, e.first_seen,
            (SELECT count(*) FROM register_rows AS r WHERE r.{column} = e.id)
                + (SELECT count(*) FROM registrations AS r WHERE r.{column} = e.id) AS weight
        FROM {table} AS e {join}
        WHERE e.id IN (SELECT value FROM json_each(?))
    """
    cursor = connection.execute(asked, (json.dumps(ids, ensure_ascii=False),))
    columns = [column[0] for column in cursor.description]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in cursor}


def _names(connection: sqlite3.Connection, kind: str, entity: str) -> list[str]:
    """All names, those that articles print most often first."""
    asked = (
        "SELECT name FROM aliases WHERE kind = ? AND entity = ?"
        " ORDER BY articles DESC, origin = 'register' DESC, name"
    )
    return list(dict.fromkeys(str(row[0]) for row in connection.execute(asked, (kind, entity))))


def _words(question: Asked) -> tuple[str, ...]:
    """What may be marked in a name."""
    return (question.text, question.folded, *question.forms)


def _hit(
    kind: str, facts: dict[str, Any], names: list[str], distance: int, words: tuple[str, ...]
) -> Hit:
    found = pattern(words, whole=False)
    title = marked(facts["name"], found)
    others = [name for name in names if name != facts["name"]]
    fits = [name for name in others if found and found.search(name)]
    shown = list(dict.fromkeys((*fits, *others)))[:_MOST_NAMES]
    line = marked(" · ".join(shown), found)
    return Hit(
        kind,
        facts["id"],
        title.text,
        title.marks,
        line.text,
        line.marks,
        distance,
        company=facts["company"],
    )
