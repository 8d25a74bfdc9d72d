"""Batches and official entries by their words: slug, number, register, place, day and names."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from sqlite3 import Connection, Cursor
from typing import Any, Final

from db.asked import Asked, Term, pattern
from db.hits import Hit, Part
from db.search_names import Key, Named
from db.snippets import marked

Words = re.Pattern[str] | None
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
_FIRST: Final = """
SELECT scheme, key, distance, total
FROM (
    SELECT
        scheme, key, date, count(*) OVER () AS total,
        CASE WHEN {known} THEN 0 WHEN name = :plain THEN 1 WHEN {named} THEN 3 ELSE 4 END
            AS distance
    FROM record_words
    WHERE kind = :kind AND ({fits})
)
ORDER BY distance, date IS NULL, date DESC, key
LIMIT :most
"""
_SHOWN: Final = {
    "batch": """
        SELECT b.slug, b.title, b.authority, b.scheme, b.province,
            coalesce(b.event_date, substr(b.first_seen, 1, 10)) AS date
        FROM json_each(?) AS w JOIN batches AS b ON b.slug = w.value ->> 1 ORDER BY w.key""",
    "entry": """
        SELECT r.number, r.name, r.company, r.scheme, r.province, r.company_id, r.service_id,
            coalesce(r.date, r.known_from) AS date
        FROM json_each(?) AS w
        JOIN register_rows AS r ON r.scheme = w.value ->> 0 AND r.number = w.value ->> 1
        ORDER BY w.key""",
}


def batches(connection: Connection, question: Asked, names: Named, most: int | None) -> Part:
    """The batches that have all words, or whose services are what the words name."""
    return _part(connection, "batch", question, names, most, _batch)


def entries(connection: Connection, question: Asked, names: Named, most: int | None) -> Part:
    """The official entries that have all words, or are of what the words name."""
    return _part(connection, "entry", question, names, most, _entry)


def _part(
    connection: Connection,
    kind: str,
    question: Asked,
    names: Named,
    most: int | None,
    made: Callable[[Row, int, Words], Hit],
) -> Part:
    fits, values = _fits(connection, kind, question, names)
    values["most"] = -1 if most is None else most
    named = " OR ".join(f"instr(name, :f0_{m}) > 0" for m in range(len(question.terms[0].forms)))
    first = _FIRST.format(known=_KNOWN[kind], named=named, fits=fits)
    found = connection.execute(first, values).fetchall()
    words = pattern(question.forms, whole=False)
    keys = json.dumps([row[:2] for row in found], ensure_ascii=False)
    rows = _rows(connection.execute(_SHOWN[kind], (keys,)))
    hits = (made(row, key[2], words) for row, key in zip(rows, found, strict=True))
    return Part(tuple(hits), found[0][3] if found else 0)


def _fits(connection: Connection, kind: str, question: Asked, names: Named) -> tuple[str, Row]:
    """The condition that each term is found, or that the record is of what is named."""
    values: Row = {"kind": kind, "exact": question.plain, "plain": _spread(question.plain)}
    terms = []
    for n, term in enumerate(question.terms):
        ways = []
        for m, form in enumerate(term.forms):
            values[f"f{n}_{m}"] = _spread(f" {form}" if term.short else form)
            ways.append(f"instr(words, :f{n}_{m}) > 0")
        for column, known in (("scheme", _schemes), ("province", _provinces)):
            for m, one in enumerate(known(connection, term)):
                values[f"{column}{n}_{m}"] = one
                ways.append(f"{column} = :{column}{n}_{m}")
        ways += _own(kind, names.by_term[n], f"n{n}", values)
        terms.append(f"({' OR '.join(ways)})")
    whole = _own(kind, names.whole, "w", values)
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


def _rows(cursor: Cursor) -> list[Row]:
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def _batch(row: Row, distance: int, words: Words) -> Hit:
    title, line = marked(row["title"], words), marked(row["authority"] or "", words)
    return Hit(
        "batch", row["slug"], title.text, title.marks, line.text, line.marks, distance,
        scheme=row["scheme"], province=row["province"], date=row["date"],
    )  # fmt: skip


def _entry(row: Row, distance: int, words: Words) -> Hit:
    title = marked(row["name"] or row["number"], words)
    told = (row["company"], row["number"], row["province"])
    line = marked(" · ".join(part for part in told if part), words)
    return Hit(
        "entry", row["number"], title.text, title.marks, line.text, line.marks, distance,
        scheme=row["scheme"], province=row["province"], date=row["date"], company=row["company"],
        company_id=row["company_id"], service_id=row["service_id"],
    )  # fmt: skip
