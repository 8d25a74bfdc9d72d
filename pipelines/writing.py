"""Article histories to and from the record store; only what changed is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.fts import spaced
from db.store import RecordStore
from pipelines.naming import NAMED, NamesTouched
from pipelines.versions import History

Row = dict[str, Any]
_COMPARED = ("text", "reading", "relevant", "published_at")
FACTS = ("announcements", "counts", "mentions", "service_mentions")


@dataclass(slots=True)
class Touched:
    """What a write may have changed beyond the articles themselves."""

    docs: set[int] = field(default_factory=set)
    """Articles that are or were announcements, and may have other copies than before."""
    texts: set[str] = field(default_factory=set)
    names: NamesTouched = field(default_factory=NamesTouched)
    claims: set[int] = field(default_factory=set)
    """Articles whose announcements, outlet or date may have changed."""


def load(
    store: RecordStore, docs: Iterable[int]
) -> tuple[dict[int, History], dict[int, dict[str, list[Row]]]]:
    """The stored histories of some articles, and the facts that their current versions state."""
    wanted = list(docs)
    histories = {doc: History() for doc in wanted}
    for row in store.rows_for("SELECT * FROM articles WHERE doc IN (?)", wanted):
        histories[row["doc"]].current = row
    for row in store.rows_for("SELECT * FROM article_revisions WHERE doc IN (?)", wanted):
        histories[row["doc"]].earlier[row["version"]] = row
    facts: dict[int, dict[str, list[Row]]] = defaultdict(lambda: {table: [] for table in FACTS})
    for table in FACTS:
        for row in store.rows_for(f"SELECT * FROM {table} WHERE doc IN (?)", wanted):
            facts[row["doc"]][table].append(row)
    return histories, facts


def write(
    store: RecordStore, histories: Mapping[int, History], before: Mapping[int, Row | None]
) -> Touched:
    """Writes the articles, earlier versions and facts that differ from what is stored."""
    touched = Touched()
    changed = {doc: h for doc, h in histories.items() if h.current != before[doc]}
    replaced = [doc for doc, history in histories.items() if history.facts is not None]
    store.upsert("articles", [h.current for h in changed.values() if h.current])
    # When an earlier version stood decides over what was known on a day.
    restated = _write_revisions(store, histories)
    touched.claims |= {d for d in restated if (histories[d].current or {}).get("relevant")}
    _write_facts(store, histories, replaced, touched)
    _index(store, changed, before)
    for doc, history in changed.items():
        rows = [row for row in (history.current, before[doc]) if row]
        touched.texts |= {row["text_sha256"] for row in rows}
        if not any(row["relevant"] for row in rows):
            continue
        # Outlet, date and copies of a text decide over voices as well.
        touched.claims.add(doc)
        if len({tuple(row[column] for column in _COMPARED) for row in rows}) == len(rows):
            touched.docs.add(doc)
    return touched


def _write_revisions(store: RecordStore, histories: Mapping[int, History]) -> set[int]:
    """Returns the articles whose earlier versions differ from what was stored."""
    docs = [doc for doc, history in histories.items() if history.earlier]
    there = store.rows_for("SELECT * FROM article_revisions WHERE doc IN (?)", docs)
    known = {(row["doc"], row["version"]): row for row in there}
    wanted = {(d, v): row for d in docs for v, row in histories[d].earlier.items()}
    gone = [key for key in known if key not in wanted]
    changed = {key: row for key, row in wanted.items() if known.get(key) != row}
    store.write("DELETE FROM article_revisions WHERE doc = ? AND version = ?", gone)
    store.upsert("article_revisions", changed.values())
    return {doc for doc, _ in (*gone, *changed)}


def _write_facts(
    store: RecordStore, histories: Mapping[int, History], docs: list[int], touched: Touched
) -> None:
    touched.names.add(store.rows_for(NAMED, docs))
    had = store.rows_for("SELECT DISTINCT doc FROM announcements WHERE doc IN (?)", docs)
    for table in FACTS:
        store.write_for(f"DELETE FROM {table} WHERE doc IN (?)", docs)
        store.insert(table, [row for doc in docs for row in (histories[doc].facts or {})[table]])
    touched.names.add(store.rows_for(NAMED, docs))
    touched.claims |= {row["doc"] for row in had}
    touched.claims |= {doc for doc in docs if (histories[doc].facts or {})["announcements"]}


def _index(
    store: RecordStore, changed: Mapping[int, History], before: Mapping[int, Row | None]
) -> None:
    """Keeps the full-text index equal to titles and texts."""
    entries = []
    for doc, history in changed.items():
        now, old = history.current, before[doc]
        if now and (old is None or (now["title"], now["text"]) != (old["title"], old["text"])):
            entries.append((doc, spaced(now["title"]), spaced(now["text"])))
    stale = [(doc,) for doc, _, _ in entries if before[doc] is not None]
    store.write("DELETE FROM articles_fts WHERE rowid = ?", stale)
    store.write("INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)", entries)
