"""Batches and official entries by their words: slug, number, register, place, day and names."""

import json
from collections import defaultdict
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any, Final

from db.asked import Asked, Term, pattern
from db.hits import Part
from db.search_names import Key, Named
from db.search_shown import SHOWN

Row = dict[str, Any]
_OWN: Final = {
    "batch": "key IN (SELECT batch FROM registrations WHERE {column} IN ({ids}))",
    "entry": "(scheme, key) IN"
    " (SELECT scheme, number FROM register_rows WHERE {column} IN ({ids}))",
}
"""That a record is of some companies or services."""
_KNOWN: Final = {
    "batch": "key IN (SELECT batch FROM batch_slugs WHERE slug = :exact AND batch IS NOT NULL)",
    "entry": "key = :exact COLLATE NOCASE",
}
"""That a record has the very key that was asked for."""
_FEW: Final = 1000
"""Records that are sorted here; of more the store counts them and gives the first."""
_FITTING: Final = """
SELECT
    scheme, key,
    CASE WHEN {known} THEN 0 WHEN name = :plain THEN 1 WHEN {named} THEN 3 ELSE 4 END AS distance,
    date
FROM record_words
WHERE kind = :kind AND ({fits})
"""
_FIRST: Final = "ORDER BY distance, date IS NULL, date DESC, key"


def records(
    connection: Connection, kind: str, question: Asked, names: Named, most: int | None
) -> Part:
    """The batches or official entries that have all words, or are of what the words name."""
    fits, values = _fits(connection, kind, question, names)
    named = " OR ".join(f"instr(name, :f0_{m}) > 0" for m in range(len(question.terms[0].forms)))
    fitting = _FITTING.format(known=_KNOWN[kind], named=named, fits=fits)
    found = connection.execute(f"{fitting} LIMIT {_FEW + 1}", values).fetchall()
    total = len(found)
    if total > _FEW:
        counted = f"SELECT count(*) FROM record_words WHERE kind = :kind AND ({fits})"
        total = int(connection.execute(counted, values).fetchone()[0])
        limit = {"most": -1 if most is None else most}
        found = connection.execute(f"{fitting} {_FIRST} LIMIT :most", values | limit).fetchall()
    else:
        _sort(found)
    words = pattern(question.forms, whole=False)
    first = [(scheme, key, distance) for scheme, key, distance, _ in found[:most]]
    return Part(SHOWN[kind](connection, first, names, words), total)


def _sort(found: list[tuple[str, str, int, str | None]]) -> None:
    """The same order as in SQL."""
    found.sort(key=lambda row: row[1])
    found.sort(key=lambda row: row[3] or "", reverse=True)
    found.sort(key=lambda row: row[2])


def _fits(connection: Connection, kind: str, question: Asked, names: Named) -> tuple[str, Row]:
    """The condition that each term is found, or that the record is of what is named."""
    values: Row = {"kind": kind, "exact": question.plain, "plain": _spread(question.plain)}
    # A single term is the whole question: what either names is looked for once.
    alone = names.whole if len(question.terms) == 1 else frozenset()
    terms = []
    for n, term in enumerate(question.terms):
        ways = []
        for column, known in (("scheme", _schemes), ("province", _provinces)):
            for m, one in enumerate(known(connection, term)):
                values[f"{column}{n}_{m}"] = one
                ways.append(f"{column} = :{column}{n}_{m}")
        ways += _own(kind, names.by_term[n] | alone, f"n{n}", values)
        for m, form in enumerate(term.forms):
            values[f"f{n}_{m}"] = _spread(f" {form}" if term.short else form)
            ways.append(f"instr(words, :f{n}_{m}) > 0")
        terms.append(f"({' OR '.join(ways)})")
    whole = _own(kind, names.whole - alone, "w", values)
    return " OR ".join([f"({' AND '.join(terms)})", *whole, _KNOWN[kind]]), values


def _schemes(connection: Connection, term: Term) -> list[str]:
    """The registers that a word is of the name of."""
    rows = connection.execute("SELECT scheme, words FROM schemes").fetchall()
    forms = [form.lower() for form in term.forms]
    return [
        scheme
        for scheme, words in rows
        if any(form in (words.split() if form.isascii() else words) for form in forms)
    ]


def _provinces(connection: Connection, term: Term) -> list[str]:
    """The province that a word is a name of, in either language."""
    rows = connection.execute("SELECT province, english, printed FROM provinces").fetchall()
    forms = {form.casefold() for form in term.forms}
    return [row[0] for row in rows if forms & {form.casefold() for form in row}]


def _own(kind: str, keys: Iterable[Key], prefix: str, values: Row) -> list[str]:
    """The conditions that a record is of some companies or services."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for what, entity in sorted(keys):
        held[what].append(entity)
    ways = []
    for what, ids in held.items():
        values[prefix + what] = json.dumps(ids, ensure_ascii=False)
        listed = f"SELECT value FROM json_each(:{prefix}{what})"
        ways.append(_OWN[kind].format(column=f"{what}_id", ids=listed))
    return ways


def _spread(text: str) -> str:
    """Words as ``record_words`` has them."""
    return text.lower().replace("-", " ")
