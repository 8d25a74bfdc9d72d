"""The page of one article: its text with everything read in it, and how it was edited."""

from typing import Final

from db import queries
from db.pages.marks import findings, marked
from db.pages.versions import sentences, versions
from db.pages.visit import Answer, Missing, Visit
from db.store import RecordStore, Row

MOST: Final = 100
"""Copies that are listed."""
_ARTICLE: Final = """
    SELECT doc, id, url, outlet, language, title, author, published_at, published_text,
        fetched_at, last_seen, page_sha256, text_sha256, revision, relevant, text_length, copy_of,
        text
    FROM articles WHERE {} = ? ORDER BY doc LIMIT 1
"""
_NAMES: Final = ("id", "key")
"""What an article is found by."""
_NUMBERED: Final = "SELECT id FROM articles WHERE doc = ?"
_BRIEF: Final = "SELECT id, title, outlet, language, published_at FROM articles WHERE doc = ?"
_NAMED: Final = """
    SELECT c.id AS company_id, c.name AS company, s.id AS service_id, s.name AS service
    FROM service_mentions AS m
    LEFT JOIN companies AS c ON c.id = m.company_id
    LEFT JOIN services AS s ON s.id = m.service_id
    WHERE m.doc = ? AND coalesce(c.id, s.id) IS NOT NULL
    GROUP BY 1, 3 ORDER BY min(m."start"), 1, 3
"""
_COPIES: Final = """
    SELECT id, title, outlet, language, published_at FROM articles WHERE copy_of = ?
    ORDER BY published_at IS NULL, published_at, id LIMIT ?
"""


def article(store: RecordStore, visit: Visit) -> Answer:
    """One article; ``start`` and ``end`` of the query ask for a place in its text, ``version``
    for what has changed since an earlier one.
    """
    doc, text, row = _found(store, visit.name)
    start, end = _place(visit, "start"), _place(visit, "end")
    earlier = versions(store, doc, row)
    return {
        "article": _told(store, row, doc),
        "text": text,
        "marked": marked(store.conn, doc, text, start, end),
        "batches": queries.run(store, "batches_of_article", doc=doc),
        "names": store.rows(_NAMED, (doc,)),
        "revisions": earlier,
        "since": _since(earlier, text, visit.said("version")),
    }


def article_whole(store: RecordStore, visit: Visit) -> Answer:
    """What is known of an article, each finding with its words; its text only where ``text=1``."""
    doc, text, row = _found(store, visit.name)
    with_text = visit.said("text") == "1"
    spans = sorted(findings(store.conn, doc, text), key=lambda one: (one.start, -one.end))
    earlier = versions(store, doc, row)
    if not with_text:
        earlier = [{k: v for k, v in one.items() if k != "text"} for one in earlier]
    return {
        **_told(store, row, doc),
        "relevant": bool(row["relevant"]),
        **({"text": text} if with_text else {}),
        "batches": queries.run(store, "batches_of_article", doc=doc),
        "names": store.rows(_NAMED, (doc,)),
        "spans": [
            {
                "kind": one.kind,
                "label": one.label,
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
                "read": one.read,
                "rule": one.rule,
            }
            for one in spans
        ],
        "revisions": [{k: v for k, v in one.items() if k != "facts"} for one in earlier],
    }


def article_json(context: Answer) -> Answer:
    """The same."""
    return context


def _found(store: RecordStore, name: str) -> tuple[int, str, Row]:
    """Number, text and facts of an article; Missing where there is none."""
    asked = ((_ARTICLE.format(column), (name,)) for column in _NAMES)
    found = next((rows for one in asked if (rows := store.rows(*one))), None)
    if found is None:
        raise Missing("article", name)
    return found[0].pop("doc"), found[0].pop("text"), found[0]


def _since(earlier: list[Answer], text: str, version: str | None) -> Answer | None:
    """An earlier version with the sentences that are others now."""
    if version is None:
        return None
    found = next((one for one in earlier if one["version"] == version), None)
    if found is None:
        raise Missing("version", version)
    return found | sentences(found["text"], text)


def numbered(store: RecordStore, number: str) -> str:
    """The id of the article of a row's number."""
    known = number.isascii() and number.isdecimal() and len(number) < 18
    found = store.rows(_NUMBERED, (int(number),)) if known else []
    if not found:
        raise Missing("article", number)
    identity: str = found[0]["id"]
    return identity


def _told(store: RecordStore, row: Row, doc: int) -> Answer:
    original = store.rows(_BRIEF, (row["copy_of"],)) if row["copy_of"] is not None else []
    return row | {
        "copy_of": original[0] if original else None,
        "copies": store.rows(_COPIES, (doc, MOST)),
    }


def _place(visit: Visit, key: str) -> int | None:
    place = visit.number(key, -1, least=0, most=1 << 40)
    return None if place < 0 else place
