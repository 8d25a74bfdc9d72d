"""From what a batch's claims state to the words of the articles that say it."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from db.pages.wording import Speech

Row = Mapping[str, Any]
Span = dict[str, Any]
_COUNTED: Final = (
    ("services", "services", "services_in_batch"),
    ("companies", "companies", "companies_in_batch"),
    ("cumulative", "services", "cumulative_services"),
)
"""Field of a batch, what is counted, and where a claim has the number."""
_PRINTED: Final = {"authority": "authority", "event_date": "event_date_text"}
"""Fields whose words a claim keeps as they are printed."""
_FIELDS: Final = (
    *(field for field, _, _ in _COUNTED),
    "event_date", "authority", "scheme", "province", "level", "ordinal", "period",
)  # fmt: skip
_DOCS = "SELECT doc, text FROM articles WHERE id = ? ORDER BY doc LIMIT 1"
_COUNTS = """
    SELECT of, scope, value, "start", "end", text, rule FROM counts WHERE doc = ? ORDER BY "start"
"""
_MENTIONS = """
    SELECT label, text, "start", "end", rule FROM mentions
    WHERE doc = ? AND label IN ('AUTHORITY', 'ORDINAL', 'SCHEME') ORDER BY "start"
"""


def claim_spans(connection: sqlite3.Connection, claims: Sequence[Row]) -> list[dict[str, Span]]:
    """For each claim the span of every field that it states, else of the clause that states it.

    A span has ``article``, ``outlet``, ``start``, ``end``, ``text`` and ``rule``; the rule of a
    clause is empty.
    """
    sources: dict[str, _Source] = {}
    out = []
    for claim in claims:
        article = claim["article"]
        source = sources.get(article)
        if source is None:
            source = sources[article] = _Source(connection, article)
        out.append(_of_claim(source, claim))
    return out


def value_spans(
    values: Mapping[str, Iterable[Row]], claims: Sequence[Row], spans: Sequence[dict[str, Span]]
) -> dict[str, list[list[Span]]]:
    """For each field, beside each of its values the spans of the claims that state it."""
    said: dict[tuple[str, Any], list[Span]] = defaultdict(list)
    for claim, by_field in zip(claims, spans, strict=True):
        for field, span in by_field.items():
            said[field, _stated(claim, field)].append(span)
    return {
        field: [said.get((field, row["value"]), []) for row in rows]
        for field, rows in values.items()
    }


class _Source:
    """What was read in one article."""

    def __init__(self, connection: sqlite3.Connection, article: str) -> None:
        found = connection.execute(_DOCS, (article,)).fetchone()
        self.doc: int | None = found[0] if found else None
        self.text: str = found[1] if found else ""
        self.counts = [tuple(row) for row in connection.execute(_COUNTS, (self.doc,))]
        self.mentions = [tuple(row) for row in connection.execute(_MENTIONS, (self.doc,))]


def _of_claim(source: _Source, claim: Row) -> dict[str, Span]:
    clause = _span(claim, claim["start"], claim["end"], claim["text"], "")
    spans = {"clause": clause}
    for field in _FIELDS:
        if _stated(claim, field) is not None:
            spans[field] = _found(source, claim, field) or clause
    return spans


def _stated(claim: Row, field: str) -> Any:
    """What a claim says of a field, as ``values`` has it."""
    for name, _, column in _COUNTED:
        if field == name:
            return (claim[column] or {}).get("value")
    if field == "period":
        parts = (claim["period_start"], claim["period_end"])
        return "/".join(parts) if all(parts) else None
    if field == "level":
        return claim["level"] or (claim["province"] and "province")
    return claim.get(field)


def _found(source: _Source, claim: Row, field: str) -> Span | None:
    """The words that state a field: within the claim's clause before elsewhere."""
    places = _places(source, claim, field)
    inside = [place for place in places if claim["start"] <= place[0] < claim["end"]]
    best = next(iter(inside or places), None)
    return _span(claim, *best) if best else None


def _places(source: _Source, claim: Row, field: str) -> list[tuple[int, int, str, str]]:
    for name, of, _ in _COUNTED:
        if field == name:
            return _numbers(source, of, field, _stated(claim, field))
    if printed := claim.get(_PRINTED.get(field, "")):
        return _printed(source, str(printed))
    if field == "province" and claim["province"]:
        names = (claim["province"], Speech("en").place(claim["province"]))
        return [place for name in names for place in _printed(source, name)]
    label = {"ordinal": "ORDINAL", "scheme": "SCHEME"}.get(field)
    return [(s, e, text, rule) for lab, text, s, e, rule in source.mentions if lab == label]


def _numbers(
    source: _Source, of: str, field: str, value: object
) -> list[tuple[int, int, str, str]]:
    scope = "cumulative" if field == "cumulative" else "batch"
    return [
        (start, end, text, rule)
        for counted, where, number, start, end, text, rule in source.counts
        if (counted, where, number) == (of, scope, value)
    ]


def _printed(source: _Source, words: str) -> list[tuple[int, int, str, str]]:
    """Every place of some words in the text, with the rule of the mention that has it."""
    rules = {(start, end): rule for _, _, start, end, rule in source.mentions}
    out, at = [], source.text.find(words)
    while at >= 0 and words:
        out.append((at, at + len(words), words, rules.get((at, at + len(words)), "")))
        at = source.text.find(words, at + len(words))
    return out


def _span(claim: Row, start: int, end: int, text: str, rule: str) -> Span:
    return {
        "article": claim["article"],
        "outlet": claim["outlet"],
        "start": start,
        "end": end,
        "text": text,
        "rule": rule,
    }
