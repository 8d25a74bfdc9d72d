"""Batches and official entries by their words: slug, number, register, place, day and names."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from db.asked import Asked, Term, pattern
from db.hits import Hit, Part
from db.search_names import Named
from db.snippets import marked

Words = re.Pattern[str] | None
_SCHEMES: Final = {
    "genai_filing": "生成式人工智能服务备案 大模型备案 generative-ai service filing filings filed",
    "genai_registration": "生成式人工智能服务登记 应用登记 generative-ai application registration"
    " registrations registered",
    "on_device": "端侧模型备案 端侧大模型备案 on-device model filing filings filed",
    "deep_synthesis": "深度合成服务算法备案 deep-synthesis algorithm filing filings filed",
    "algorithm_recommendation": "算法推荐服务备案 recommendation algorithm filing filings filed",
    "algorithm_cancelled": "算法备案注销 注销 algorithm cancellation cancelled",
}
"""What the registers are called in both languages."""
_BATCHES = """
SELECT slug, title, scheme, province, coalesce(event_date, substr(first_seen, 1, 10)) AS date,
    authority, {distance} AS distance
FROM batches AS r
WHERE {fits}
"""
_ENTRIES = """
SELECT number, name, company, scheme, province, coalesce(date, known_from) AS date, company_id,
    service_id, list, {distance} AS distance
FROM register_rows AS r
WHERE {fits}
"""
_DISTANCE = """CASE
    WHEN lower(r.number) = :exact THEN 0
    WHEN lower(r.name) = :exact THEN 1
    WHEN {named} THEN 3
    ELSE 4 END"""
_SPREAD = "lower(replace(' ' || {}, '-', ' '))"
"""Words between spaces: slugs, numbers and days have hyphens."""
_BATCH_TEXT = _SPREAD.format(
    "r.slug || ' ' || r.title || ' ' || ifnull(r.authority, '') || ' ' || ifnull(r.event_date, '')"
)
_ENTRY_TEXT = _SPREAD.format(
    "r.number || ' ' || ifnull(r.name, '') || ' ' || ifnull(r.company, '') || ' '"
    " || ifnull(r.date, '')"
)


def batches(
    connection: sqlite3.Connection, question: Asked, names: Named, most: int | None
) -> Part:
    """The batches that have all words, or whose services are what the words name."""
    fits, values = _all(
        connection,
        question,
        names,
        _BATCH_TEXT,
        "r.slug IN (SELECT batch FROM registrations WHERE {column} IN ({ids}))",
    )
    values["exact"] = question.plain
    slugs = "SELECT batch FROM batch_slugs WHERE slug = :exact AND batch IS NOT NULL"
    sql = _BATCHES.format(
        distance="iif(r.slug = :exact OR r.slug IN (SELECT batch FROM known), 0, 3)",
        fits=f"({fits}) OR r.slug IN (SELECT batch FROM known)",
    )
    order = "ORDER BY distance, date IS NULL, date DESC, slug"
    return _part(
        connection, f"WITH known AS ({slugs}) {sql} {order}", values, most, _batch, question
    )


def entries(
    connection: sqlite3.Connection, question: Asked, names: Named, most: int | None
) -> Part:
    """The official entries that have all words, or are of what the words name."""
    fits, values = _all(
        connection,
        question,
        names,
        _ENTRY_TEXT,
        "r.{column} IN ({ids})",
    )
    values["exact"] = question.plain
    named = " OR ".join(
        f"instr(lower(r.name), :f0_{m})" for m in range(len(question.terms[0].forms))
    )
    sql = _ENTRIES.format(distance=_DISTANCE.format(named=named), fits=fits)
    order = "ORDER BY distance, date IS NULL, date DESC, number"
    return _part(connection, f"{sql} {order}", values, most, _entry, question)


def _all(
    connection: sqlite3.Connection, question: Asked, names: Named, text: str, of: str
) -> tuple[str, dict[str, Any]]:
    """The condition that each term is found, and its parameters."""
    values: dict[str, Any] = {}
    whole = _of(of, names.whole, "w", values)
    parts = []
    for n, term in enumerate(question.terms):
        ways = [_of(of, names.by_term[n], f"n{n}", values)]
        for m, form in enumerate(term.forms):
            spread = form.lower().replace("-", " ")
            values[f"f{n}_{m}"] = f" {spread}" if term.short else spread
            ways.append(f"instr({text}, :f{n}_{m}) > 0")
        values[f"s{n}"] = json.dumps(_schemes(term))
        values[f"p{n}"] = json.dumps(_provinces(connection, term), ensure_ascii=False)
        ways.append(f"r.scheme IN (SELECT value FROM json_each(:s{n}))")
        ways.append(f"r.province IN (SELECT value FROM json_each(:p{n}))")
        parts.append(f"({' OR '.join(way for way in ways if way)})")
    return " OR ".join(part for part in (whole, f"({' AND '.join(parts)})") if part), values


def _of(of: str, keys: frozenset[tuple[str, str]], prefix: str, values: dict[str, Any]) -> str:
    """The condition that a record is of some companies or services; empty for none."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for kind, entity in sorted(keys):
        held[kind].append(entity)
    ways = []
    for kind, ids in held.items():
        values[prefix + kind] = json.dumps(ids, ensure_ascii=False)
        listed = f"SELECT value FROM json_each(:{prefix}{kind})"
        ways.append(of.format(column=f"{kind}_id", ids=listed))
    return " OR ".join(ways)


def _schemes(term: Term) -> list[str]:
    """The registers that a word is part of the name of."""
    forms = [form.lower() for form in term.forms]
    return [
        scheme
        for scheme, names in _SCHEMES.items()
        if any(
            form == scheme or (form in names.split() if form.isascii() else form in names)
            for form in forms
        )
    ]


def _provinces(connection: sqlite3.Connection, term: Term) -> list[str]:
    """The forms in which records have the province of a name in either language."""
    rows = connection.execute("SELECT province, english, printed FROM provinces").fetchall()
    forms = {form.casefold() for form in term.forms}
    found = [row for row in rows if forms & {form.casefold() for form in row}]
    return [form for row in found for form in (row[0], row[2])]


def _part(
    connection: sqlite3.Connection,
    sql: str,
    values: dict[str, Any],
    most: int | None,
    made: Callable[[dict[str, Any], Words], Hit],
    question: Asked,
) -> Part:
    cursor = connection.execute(sql, values)
    columns = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    words = pattern(tuple(form for term in question.terms for form in term.forms), whole=False)
    hits = tuple(made(dict(zip(columns, row, strict=True)), words) for row in rows[:most])
    return Part(hits, len(rows))


def _batch(row: dict[str, Any], words: Words) -> Hit:
    title, line = marked(row["title"], words), marked(row["authority"] or "", words)
    return Hit(
        "batch", row["slug"], title.text, title.marks, line.text, line.marks, row["distance"],
        scheme=row["scheme"], province=row["province"], date=row["date"],
    )  # fmt: skip


def _entry(row: dict[str, Any], words: Words) -> Hit:
    title = marked(row["name"] or row["number"], words)
    told = (row["company"], row["number"], row["province"])
    line = marked(" · ".join(part for part in told if part), words)
    return Hit(
        "entry", row["number"], title.text, title.marks, line.text, line.marks, row["distance"],
        scheme=row["scheme"], province=row["province"], date=row["date"], company=row["company"],
        company_id=row["company_id"], service_id=row["service_id"],
    )  # fmt: skip
