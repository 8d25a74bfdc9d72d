"""The page of one article: its text with everything that was read in it."""

from typing import Final

from db import queries
from db.pages.marks import marked
from db.pages.visit import Answer, Missing, Visit
from db.store import RecordStore, Row

MOST: Final = 100
"""Copies and revisions that are listed."""
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
_COPIES: Final = """
    SELECT id, title, outlet, language, published_at FROM articles WHERE copy_of = ?
    ORDER BY published_at IS NULL, published_at, id LIMIT ?
"""
_REVISIONS: Final = """
    SELECT version, title, fetched_at, last_seen, published_at FROM article_revisions
    WHERE doc = ? ORDER BY coalesce(fetched_at, last_seen) DESC, version LIMIT ?
"""


def article(store: RecordStore, visit: Visit) -> Answer:
    """One article; ``start`` and ``end`` of the query ask for a place in its text."""
    asked = ((_ARTICLE.format(column), (visit.name,)) for column in _NAMES)
    found = next((rows for one in asked if (rows := store.rows(*one))), None)
    if found is None:
        raise Missing("article", visit.name)
    row = found[0]
    doc, text = row.pop("doc"), row.pop("text")
    start, end = _place(visit, "start"), _place(visit, "end")
    return {
        "article": _told(store, row, doc),
        "text": text,
        "marked": marked(store.conn, doc, text, start, end),
        "batches": queries.run(store, "batches_of_article", doc=doc),
        "revisions": store.rows(_REVISIONS, (doc, MOST)),
    }


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
