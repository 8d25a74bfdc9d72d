"""An earlier version of an article in, what its facts and sentences were beside today's out."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from db.store import RecordStore, Row

Answer = dict[str, Any]
MOST: Final = 100
"""Earlier versions that are told."""
LONGEST: Final = 4000
"""Sentences that are compared."""
_VERSIONS: Final = """
    SELECT version, title, published_at, fetched_at, last_seen, text, facts
    FROM article_revisions WHERE doc = ?
    ORDER BY coalesce(fetched_at, last_seen) DESC, version LIMIT ?
"""
_ANNOUNCEMENTS: Final = "SELECT * FROM announcements WHERE doc = ? ORDER BY idx"
_NAMED: Final = "SELECT company, model FROM service_mentions WHERE doc = ? ORDER BY idx"
_COUNTS: Final = {
    "services": ("services_in_batch", "services_qualifier"),
    "companies": ("companies_in_batch", "companies_qualifier"),
    "cumulative": ("cumulative_services", "cumulative_qualifier"),
}
_PLAIN: Final = ("event_date", "scheme", "province", "level", "authority", "ordinal")
_BEHIND: Final = 1 << 30
"""The place of named services: behind all announcements."""
_ENDS: Final = re.compile(r"(?<=[。！？；])(?![”’」』）])|(?<=[.!?])\s+|\n+")


def versions(store: RecordStore, doc: int, now: Row) -> list[Answer]:
    """The earlier versions of an article, the latest first, each with ``changed``: its facts that
    are others now, ``{field, then, now}``.
    """
    found = store.rows(_VERSIONS, (doc, MOST))
    today = _facts(store.rows(_ANNOUNCEMENTS, (doc,)), store.rows(_NAMED, (doc,))) if found else {}
    return [row | {"changed": _changed(row, now, today)} for row in found]


def sentences(then: str, now: str) -> Answer:
    """What a text has lost and won: ``lines`` of a sign and a sentence, or of ``=`` and how many
    were left out, and whether the texts were too long to be compared to their end (``cut``).
    """
    old, new = (_ENDS.split(text) for text in (then, now))
    old, new = ([" ".join(one.split()) for one in text if one.strip()] for text in (old, new))
    lines = list(_lines(old[:LONGEST], new[:LONGEST]))
    return {"lines": lines, "cut": max(len(old), len(new)) > LONGEST}


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str | int]]:
    for what, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            yield from _same(old[i:j], first=i == 0, last=j == len(old) and m == len(new))
        yield from (("-", one) for one in old[i:j] if what != "equal")
        yield from (("+", one) for one in new[k:m] if what != "equal")


def _same(kept: Sequence[str], *, first: bool, last: bool) -> Iterator[tuple[str, str | int]]:
    """Of sentences that stayed those beside a change, and how many there are between."""
    before, after = (() if first else kept[:1]), (() if last else kept[-1:])
    left = len(kept) - len(before) - len(after)
    if left < 2:
        yield from ((" ", one) for one in kept)
        return
    yield from ((" ", one) for one in before)
    yield "=", left
    yield from ((" ", one) for one in after)


def _changed(row: Row, now: Row, today: Mapping[tuple[int, str], Any]) -> list[Answer]:
    told = json.loads(row["facts"])
    then = _facts(told["announcements"], told["service_mentions"])
    pairs = [(name, row[name], now[name]) for name in ("title", "published_at")]
    for key in sorted({*then, *today}):
        pairs.append((key[1].partition(":")[0], then.get(key), today.get(key)))
    return [
        {"field": field, "then": before, "now": after}
        for field, before, after in pairs
        if before != after
    ]


def _facts(announcements: Sequence[Row], named: Sequence[Row]) -> dict[tuple[int, str], Any]:
    """(number of the announcement, field) to what it states; each named service is a field."""
    found: dict[tuple[int, str], Any] = {}
    for row in announcements:
        place = row["idx"]
        for field, (value, qualifier) in _COUNTS.items():
            if row.get(value) is not None:
                said = {"value": row[value], "qualifier": row.get(qualifier) or "exact"}
                found[place, field] = said
        found |= {(place, key): row[key] for key in _PLAIN if row.get(key) is not None}
    for row in named:
        name = " · ".join(part for part in (row.get("company"), row.get("model")) if part)
        found[_BEHIND, f"service:{name}"] = name
    return found
