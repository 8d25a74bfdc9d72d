"""A name that an article has or had in, whether the article left its passages as they were out.

Articles are read with the names that are known, and official lists make more known: a name may
come or go in a reading though nobody changed a word of it.
"""

from functools import cache
from typing import Final

from db.store import RecordStore
from pipelines.told_facts import Name

_AROUND: Final = 8
"""Characters beside a name that belong to its passage."""
_NOW: Final = "SELECT text FROM articles WHERE doc = ?"
_BEFORE: Final = "SELECT text FROM article_revisions WHERE doc = ?"


class Passages:
    """The texts of articles as they are and as they were."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._texts = cache(self._read)

    def stand(self, name: Name) -> bool:
        """Whether the article prints the name, and just as an earlier version of it did."""
        now, before = self._texts(name.doc)
        word = name.service or name.company or ""
        there = _passages(now, word)
        return bool(there) and any(_passages(text, word) == there for text in before or (now,))

    def _read(self, doc: int) -> tuple[str, tuple[str, ...]]:
        now = next((row["text"] for row in self._store.rows(_NOW, (doc,))), "")
        return now, tuple(row["text"] for row in self._store.rows(_BEFORE, (doc,)))


def _passages(text: str, word: str) -> list[str]:
    """Every place of a word with what stands around it."""
    found, at = [], text.find(word) if word else -1
    while at >= 0:
        found.append(text[max(at - _AROUND, 0) : at + len(word) + _AROUND])
        at = text.find(word, at + 1)
    return found
