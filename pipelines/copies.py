"""Changed articles in; their links to near copies and the origin of each copy brought up to date.

Whether two articles are linked depends on these two alone, and an article's origin on its links
alone, so no order of arrival shows and only what is near a changed article is looked at.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from struct import Struct
from typing import Any

from db.store import RecordStore
from pipelines.likeness import Facts, Story, agree
from pipelines.shingles import BANDS, SHARED, Text, bands

Row = dict[str, Any]
Pair = tuple[int, int]
UNBANDED = 0
"""The band of an article whose bands wait to be made: so a migration leaves it."""
_AT_ONCE = 200
_SKETCH = Struct(f"<{BANDS}q")
_HANGING = (("copy_sketches", "doc"), ("copy_links", "doc"), ("copy_links", "other"))
_COUNTS = ("services_in_batch", "companies_in_batch", "cumulative_services")
_KINDS = (*_COUNTS, "scheme", "province")
_TEXTS = "SELECT doc, language, text FROM articles WHERE relevant AND doc IN (?)"
_NAMED = """
    SELECT s.doc, s.company, s.model
    FROM service_mentions AS s
    JOIN announcements AS n ON n.doc = s.doc AND n.idx = s.announcement
    WHERE n.role = 'main' AND s.doc IN (?)
"""
_SHARED = """
    SELECT json_group_array(doc) AS docs
    FROM copy_bands WHERE band IN (?) GROUP BY band HAVING count(*) > 1
"""
_PLACED = "SELECT doc, key, published_at, text_sha256, copy_of FROM articles"
_LINKED = """
    SELECT l.doc AS near, a.doc, a.key, a.published_at
    FROM copy_links AS l JOIN articles AS a ON a.doc = l.other WHERE l.doc IN (?)
"""


def link_copies(store: RecordStore, docs: Iterable[int], texts: Iterable[str]) -> set[int]:
    """Compares articles that came, changed or stopped being relevant with those like them.

    ``texts`` are the hashes that the changed articles have or had. Returns
    those with another origin.
    """
    waiting = store.rows("SELECT doc FROM copy_bands WHERE band = ?", (UNBANDED,))
    changed = sorted({*docs, *(row["doc"] for row in waiting)})
    near = unlink(store, changed)
    for at in range(0, len(changed), _AT_ONCE):
        new = _texts(store, changed[at : at + _AT_ONCE])
        found = _sharing(store, _band(store, new))
        links = _copies(store, found, new) if found else []
        both = links + [(other, doc) for doc, other in links]
        store.write("INSERT INTO copy_links (doc, other) VALUES (?, ?)", both)
    return mark_copies(store, {*changed, *near, *linked(store, changed)}, texts)


def linked(store: RecordStore, docs: Iterable[int]) -> set[int]:
    """The near copies of some articles."""
    rows = store.rows_for("SELECT other FROM copy_links WHERE doc IN (?)", docs)
    return {row["other"] for row in rows}


def unlink(store: RecordStore, docs: Iterable[int]) -> set[int]:
    """Takes the bands and links of some articles away; their near copies."""
    gone = sorted(docs)
    near = linked(store, gone)
    placed = [(UNBANDED, doc) for doc in gone]
    for row in store.rows_for("SELECT doc, bands FROM copy_sketches WHERE doc IN (?)", gone):
        placed += [(band, row["doc"]) for band in _SKETCH.unpack(row["bands"])]
    store.write("DELETE FROM copy_bands WHERE band = ? AND doc = ?", placed)
    for table, column in _HANGING:
        store.write_for(f"DELETE FROM {table} WHERE {column} IN (?)", gone)
    return near


def _band(store: RecordStore, texts: Mapping[int, Text]) -> dict[int, list[int]]:
    """Makes and keeps the bands of some texts."""
    made = {doc: bands(text) for doc, text in texts.items()}
    placed = sorted((band, doc) for doc, found in made.items() for band in found)
    store.write("INSERT INTO copy_bands (band, doc) VALUES (?, ?)", placed)
    sketches = [(doc, _SKETCH.pack(*found)) for doc, found in made.items() if found]
    store.write("INSERT INTO copy_sketches (doc, bands) VALUES (?, ?)", sketches)
    return made


def _sharing(store: RecordStore, made: Mapping[int, list[int]]) -> list[Pair]:
    """The pairs that have enough bands in common, at least one of them new, the smaller first."""
    asked = sorted({band for found in made.values() for band in found})
    shared: Counter[Pair] = Counter()
    for docs, number in Counter(row["docs"] for row in store.rows_for(_SHARED, asked)).items():
        for pair in _pairs(json.loads(docs), made):
            shared[pair] += number
    return sorted(pair for pair, number in shared.items() if number >= SHARED)


def _pairs(docs: Collection[int], made: Mapping[int, list[int]]) -> Iterator[Pair]:
    """The pairs of some articles that hold a new one, the smaller first."""
    for one in made.keys() & docs:
        for doc in docs:
            if doc > one:
                yield one, doc
            elif doc not in made:
                yield doc, one


def _texts(store: RecordStore, docs: Iterable[int]) -> dict[int, Text]:
    rows = store.rows_for(_TEXTS, docs)
    return {row["doc"]: Text(row["language"], row["text"]) for row in rows}


def _copies(store: RecordStore, pairs: list[Pair], texts: dict[int, Text]) -> list[Pair]:
    """The pairs that are copies; further texts are read only where the facts agree."""
    facts, names = _announced(store, {doc for pair in pairs for doc in pair})
    possible = [pair for pair in pairs if agree(facts[pair[0]], facts[pair[1]])]
    docs = {doc for pair in possible for doc in pair}
    texts = texts | _texts(store, sorted(docs - texts.keys()))
    stories = {doc: Story(texts[doc], facts[doc], frozenset(names[doc])) for doc in docs}
    return [
        (one, other)
        for one, other in possible
        if texts[one] != texts[other] and stories[one].copies(stories[other])
    ]


def _announced(
    store: RecordStore, docs: Collection[int]
) -> tuple[dict[int, Facts], dict[int, set[str]]]:
    """What each article itself announces, and the names that it prints for it."""
    columns = ", ".join(("doc", *_KINDS))
    rows = store.rows_for(
        f"SELECT {columns} FROM announcements WHERE role = 'main' AND doc IN (?)", sorted(docs)
    )
    stated: dict[int, dict[str, set[object]]] = {doc: defaultdict(set) for doc in docs}
    for row in rows:
        for kind in _KINDS:
            if row[kind] is not None:
                stated[row["doc"]][kind].add(row[kind])
    names: dict[int, set[str]] = {doc: set() for doc in docs}
    for row in store.rows_for(_NAMED, sorted(docs)):
        names[row["doc"]] |= {name for name in (row["company"], row["model"]) if name}
    facts: dict[int, Facts] = {
        doc: {kind: frozenset(values) for kind, values in found.items()}
        for doc, found in stated.items()
    }
    return facts, names


def mark_copies(store: RecordStore, docs: Iterable[int], texts: Iterable[str]) -> set[int]:
    """Gives some articles, and all of some texts, the earliest article that they copy directly.

    Returns the articles with another origin than before.
    """
    asked = store.rows_for(f"{_PLACED} WHERE doc IN (?)", sorted(docs))
    hashes = {*texts, *(row["text_sha256"] for row in asked)}
    same: dict[str, list[Row]] = defaultdict(list)
    for row in store.rows_for(f"{_PLACED} WHERE text_sha256 IN (?)", sorted(hashes)):
        same[row["text_sha256"]].append(row)
    rows = {row["doc"]: row for copies in same.values() for row in copies}
    firsts = {text: min(copies, key=_age) for text, copies in same.items()}
    near: dict[int, list[Row]] = defaultdict(list)
    for row in store.rows_for(_LINKED, sorted(rows)):
        near[row["near"]].append(row)
    changed = []
    for doc, row in rows.items():
        first = min((firsts[row["text_sha256"]], *near[doc]), key=_age)
        origin = None if first["doc"] == doc else first["doc"]
        if origin != row["copy_of"]:
            changed.append((origin, doc))
    store.write("UPDATE articles SET copy_of = ? WHERE doc = ?", changed)
    return {doc for _, doc in changed}


def followers(store: RecordStore, docs: Iterable[int]) -> set[int]:
    """Some articles with all that copy them, directly or not."""
    found = set(docs)
    fresh = found
    while fresh:
        rows = store.rows_for("SELECT doc FROM articles WHERE copy_of IN (?)", sorted(fresh))
        fresh = {row["doc"] for row in rows} - found
        found |= fresh
    return found


def _age(row: Row) -> tuple[str, str, int]:
    return (row["published_at"] or "9", row["key"], row["doc"])
