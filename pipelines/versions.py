"""Which version of an article counts, whatever the order in which its versions arrive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.resolve import Resolved, document_number
from pipelines.rows import article_row, fact_rows, facts_json

Row = dict[str, Any]
_KEPT = ("doc", "version", "title", "text", "published_at", "fetched_at", "last_seen")


@dataclass(slots=True)
class History:
    """One article's versions: the one that counts and those it replaced."""

    current: Row | None = None
    facts: dict[str, list[Row]] | None = None
    """The current version's facts, None where the store has them already."""
    earlier: dict[str, Row] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)
    """What each arrival did: new, unchanged, revised, reread, older."""

    def arrive(self, item: Resolved, stored_facts: Mapping[str, list[Row]]) -> None:
        """Takes one more sighting of the article into account."""
        row = article_row(item)
        known = self.current
        if known is None:
            self.current, self.facts = row, fact_rows(item)
            self.outcomes.append("new")
            return
        if row["version"] == known["version"]:
            self._same(row, item)
        else:
            self._other(row, item, stored_facts)
        assert self.current is not None
        self.current |= common(self.current, row, known)
        self.current["revision"] = 1 + len(self.earlier)

    def _same(self, row: Row, item: Resolved) -> None:
        assert self.current is not None
        reread = row["reading"] != self.current["reading"]
        if reread:
            self.facts = fact_rows(item)
        self.outcomes.append("reread" if reread else "unchanged")
        self.current = self.current | sighted(self.current, row) | {
            "reading": row["reading"], "relevant": row["relevant"],
        }  # fmt: skip

    def _other(self, row: Row, item: Resolved, stored_facts: Mapping[str, list[Row]]) -> None:
        """A version that differs from the current one replaces it or stands behind it."""
        assert self.current is not None
        seen = self.earlier.pop(row["version"], None)
        if seen is not None:
            row = row | sighted(seen, row)
        if _rank(row) > _rank(self.current):
            facts = self.facts or dict(stored_facts)
            self._put_behind(self.current, facts)
            self.current, self.facts = row, fact_rows(item)
            self.outcomes.append("revised")
        else:
            self._put_behind(row, fact_rows(item))
            self.outcomes.append("unchanged" if seen else "older")

    def _put_behind(self, row: Row, facts: dict[str, list[Row]]) -> None:
        kept = {column: row[column] for column in _KEPT}
        self.earlier[row["version"]] = kept | {"facts": facts_json(facts)}


def sighted(known: Row, row: Row) -> Row:
    """First and last fetch of a version, and the page's hash at the last."""
    fetches = [r["fetched_at"] for r in (known, row) if r["fetched_at"]]
    last = [r["last_seen"] for r in (known, row) if r["last_seen"]]
    pages = [(r["last_seen"] or "", r.get("page_sha256") or "") for r in (known, row)]
    found: Row = {"fetched_at": min(fetches, default=None), "last_seen": max(last, default=None)}
    if "page_sha256" in known or "page_sha256" in row:
        found["page_sha256"] = max(pages)[1] or None
    return found


def common(current: Row, *rows: Row) -> Row:
    """What all versions of an article share: its id as brought, its plainest URL."""
    every = (current, *rows)
    ids = [r["id"] for r in every]
    urls = [r["url"] for r in every if r["url"]]
    return {
        "id": min(ids, key=lambda i: (i == current["key"], i)),
        "url": min(urls, key=lambda u: (len(u), u), default=None),
        "listed": max(r["listed"] for r in every),
    }


def _rank(row: Row) -> tuple[bool, str, str, int, str]:
    """The later version counts; a file never more than what was fetched, as it tells no time.

    Of two of one instant the longer does: an article of several pages is as new as the newest of
    them, also before an older one of them could be had.
    """
    fetched, seen = row["fetched_at"] is not None, row["last_seen"] or ""
    return fetched, seen, row["published_at"] or "", len(row["text"]), row["version"]


def documents(items: Iterable[Resolved]) -> dict[int, list[Resolved]]:
    """Arrivals by article, in the order in which they came."""
    found: dict[int, list[Resolved]] = {}
    for item in items:
        doc = document_number(item.article.key, item.article.language)
        found.setdefault(doc, []).append(item)
    return found


def keys(items: Sequence[Resolved]) -> list[str]:
    """The canonical keys of articles, in the order in which they came."""
    return [item.article.key for item in items]
