"""Articles by their full text: the likeliest first, of very many the newest."""

import json
import re
import sqlite3
from itertools import islice
from typing import Any, Final

from db.asked import Asked, match, match_begun, pattern
from db.days import china_day
from db.hits import Hit, Part
from db.search_names import Named, printed_names
from db.snippets import marked, snippet

MANY: Final = 2000
"""Articles beyond which a word tells too little for the likeliest to be looked for."""
_LEAST_BEGUN: Final = 3
_LIKELIEST = """
SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?
ORDER BY bm25(articles_fts, 4.0, 1.0), rowid LIMIT ?
"""
_SHOWN = """
SELECT a.id, a.title, a.text, a.url, a.outlet, a.published_at
FROM json_each(?) AS wanted JOIN articles AS a ON a.doc = wanted.value
ORDER BY wanted.key
"""


def articles(
    connection: sqlite3.Connection, question: Asked, names: Named, most: int | None
) -> Part:
    """The articles that have all words, or a name of what the whole question is a name of.

    Where there is none, and nobody is called so, those in which the last word may go on.
    """
    printed = printed_names(connection, names.whole)
    docs, total = _found(connection, match(question, printed), most)
    whole = bool(total)
    if not whole and not names.distances and _may_go_on(question):
        docs, total = _found(connection, match_begun(question), most)
    words = pattern((*question.forms, *printed), whole=whole)
    rows = connection.execute(_SHOWN, (json.dumps(docs),))
    return Part(tuple(_hit(row, words) for row in rows), total)


def _may_go_on(question: Asked) -> bool:
    last = question.terms[-1].folded
    return last.isascii() and len(last) >= _LEAST_BEGUN


def _found(connection: sqlite3.Connection, query: str, most: int | None) -> tuple[list[int], int]:
    """The first articles for a full-text query, and how many there are."""
    asked = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    every = {int(row[0]) for row in connection.execute(asked, (query,))}
    if len(every) > MANY:
        newest = connection.execute("SELECT doc FROM articles ORDER BY published_at DESC, id DESC")
        return list(islice((row[0] for row in newest if row[0] in every), most)), len(every)
    likely = connection.execute(_LIKELIEST, (query, -1 if most is None else most)) if every else ()
    return [int(row[0]) for row in likely], len(every)


def _hit(row: tuple[Any, ...], words: re.Pattern[str] | None) -> Hit:
    key, title, text, url, outlet, published = row
    head, line = marked(title or "", words), snippet(text, words)
    return Hit(
        "article", key, head.text, head.marks, line.text, line.marks, 3,
        date=china_day(published), outlet=outlet, url=url,
    )  # fmt: skip
