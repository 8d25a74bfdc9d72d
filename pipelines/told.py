"""What was told, by the batch that it is about today: found by its announcements and entries.

A slug may come to mean another batch, a batch may get another slug, two may become one. What was
told belongs to the batch that has most of the announcements which it had when it was told, else
most of those that came to it later, and of an official list to the one with most of its entries.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.store import RecordStore
from pipelines.told_facts import Facts

Row = dict[str, Any]

_IN = "IN (SELECT value FROM json_each(:slugs))"
_NEAR = (
    "SELECT key FROM told_claims WHERE doc IN"
    f" (SELECT doc FROM announcements WHERE batch {_IN})"
    f" UNION SELECT key FROM told WHERE batch {_IN}"
    " UNION SELECT e.key FROM batch_rows AS r JOIN told_entries AS e"
    f" ON e.scheme = r.scheme AND e.number = r.number WHERE r.batch {_IN}"
)
_BESIDE = (
    "SELECT DISTINCT u.key FROM told_claims AS t JOIN announcements AS n ON n.doc = t.doc"
    " JOIN announcements AS m ON m.batch = n.batch JOIN told_claims AS u ON u.doc = m.doc"
    " WHERE t.key IN (?) AND n.role = 'main' AND n.kind IS NOT 'cumulative'"
    " AND m.role = 'main' AND m.kind IS NOT 'cumulative'"
)
"""What opens batches alone: by paragraphs that recall, all that was ever told hangs together."""
_WITH = "SELECT key FROM told WHERE batch IN (?)"
_BY_CLAIMS = (
    "SELECT t.key, n.batch, sum(CASE WHEN t.first THEN 1000 ELSE 1 END"
    " * CASE WHEN t.idx = n.idx THEN 1000 ELSE 1 END) AS votes"
    " FROM told_claims AS t JOIN announcements AS n ON n.doc = t.doc"
    " WHERE n.batch IS NOT NULL AND t.key IN (?) GROUP BY t.key, n.batch"
)
_BY_ENTRIES = (
    "SELECT e.key, r.batch, 2 * count(*) + (b.voices = 0) AS votes FROM told_entries AS e"
    " JOIN batch_rows AS r ON r.scheme = e.scheme AND r.number = e.number"
    " JOIN batches AS b ON b.slug = r.batch WHERE e.key IN (?) GROUP BY e.key, r.batch"
)
_OPENS = "n.role = 'main' AND n.kind IS NOT 'cumulative'"
_CLAIMS = (
    "INSERT INTO told_claims (key, doc, idx, first) SELECT t.key, n.doc, n.idx, {first}"
    f" FROM told AS t JOIN announcements AS n ON n.batch = t.batch WHERE {_OPENS}"
    " AND t.key IN (?) ON CONFLICT DO NOTHING"
)
_CLAIMED = "SELECT DISTINCT key FROM told_claims WHERE key IN (?)"
_ENTRIES = (
    "INSERT INTO told_entries (key, scheme, number) SELECT t.key, r.scheme, r.number"
    " FROM told AS t JOIN batches AS b ON b.slug = t.batch JOIN batch_rows AS r ON r.batch = b.slug"
    " WHERE b.voices = 0 AND t.key IN (?) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A batch that was told, or taken note of in silence."""

    key: str
    aloud: bool
    facts: Facts | None
    """As they were told last; None where they are not known."""
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Located:
    """Where what was told is today."""

    by_slug: dict[str, list[Told]]
    """The first told aloud first."""
    gone: frozenset[str]
    """Keys of what was told aloud and is in no batch any more."""
    back: frozenset[str]
    """Keys of what is in a batch again."""


def homes(store: RecordStore, slugs: Collection[str]) -> Located:
    """What was told of some batches; notes where it moved.

    With it comes all that was told of the same batches, and of those that share articles with them:
    which of them another has parted from must not depend on how many are looked at.
    """
    near = store.rows(_NEAR, {"slugs": json.dumps(sorted(slugs))})
    there: dict[str, Row] = {}
    found: dict[str, str] = {}
    new = sorted({row["key"] for row in near})
    while new:
        rows = store.rows_for("SELECT * FROM told WHERE key IN (?)", new)
        there |= {row["key"]: row for row in rows}
        held = _held(store, new, there)
        found |= held
        rows = store.rows_for(_BESIDE, new) + store.rows_for(_WITH, sorted(set(held.values())))
        new = sorted({row["key"] for row in rows} - there.keys())
    moved = [(found.get(key), key) for key, row in there.items() if found.get(key) != row["batch"]]
    store.write("UPDATE told SET batch = ? WHERE key = ?", moved)
    told: dict[str, list[Told]] = defaultdict(list)
    for row in sorted(there.values(), key=lambda r: (-r["aloud"], r["told_at"] or "", r["key"])):
        if row["key"] in found:
            told[found[row["key"]]].append(_told(row))
    gone = (key for slug, key in moved if slug is None and there[key]["aloud"])
    back = (key for _, key in moved if there[key]["batch"] is None)
    return Located(told, frozenset(gone), frozenset(back))


def _held(store: RecordStore, keys: list[str], there: Mapping[str, Row]) -> dict[str, str]:
    found = _holders(store.rows_for(_BY_ENTRIES, keys), there)
    return found | _holders(store.rows_for(_BY_CLAIMS, keys), there)


def of_lists_alone(store: RecordStore, located: Located) -> set[str]:
    """The batches of which nothing was told aloud, and that no article had told of before."""
    silent = {s: some for s, some in located.by_slug.items() if not any(t.aloud for t in some)}
    keys = [one.key for some in silent.values() for one in some]
    claimed = {row["key"] for row in store.rows_for(_CLAIMED, keys)}
    return {slug for slug, some in silent.items() if claimed.isdisjoint(t.key for t in some)}


def _holders(votes: Iterable[Row], there: Mapping[str, Row]) -> dict[str, str]:
    """The batch with most votes for each key; of equals the one that had it, then by name."""
    best: dict[str, tuple[int, bool, str]] = {}
    for row in sorted(votes, key=lambda row: str(row["batch"]), reverse=True):
        stays = there[row["key"]]["batch"] == row["batch"]
        one = row["votes"], stays, row["batch"]
        if row["key"] not in best or one[:2] >= best[row["key"]][:2]:
            best[row["key"]] = one
    return {key: slug for key, (_, _, slug) in best.items()}


def _told(row: Row) -> Told:
    facts = json.loads(row["facts"]) if row["facts"] else None
    return Told(
        key=row["key"],
        aloud=bool(row["aloud"]),
        facts=Facts.read(facts) if facts else None,
        confirmed=bool(row["confirmed"]),
    )


def free_key(store: RecordStore, slug: str) -> str:
    """The slug, with a number behind it where another batch was told under it."""
    there = "SELECT key FROM told WHERE key = ? OR key > ? AND key < ?"
    taken = {row["key"] for row in store.rows(there, (slug, f"{slug}:", f"{slug};"))}
    numbered = (f"{slug}:{n}" for n in range(2, len(taken) + 2))
    return next(key for key in (slug, *numbered) if key not in taken)


def note(
    store: RecordStore, key: str, slug: str, facts: Facts, *, aloud: bool, confirmed: bool, at: str
) -> None:
    """Keeps what is told of a batch, with the announcements and entries that it has now."""
    row = {
        "key": key,
        "batch": slug,
        "aloud": int(aloud),
        "told_at": at,
        "facts": facts.text(),
        "confirmed": int(confirmed),
    }
    store.upsert("told", [row])
    _keep_members(store, [key], first=1)


def keep(store: RecordStore, told: Collection[Told], before: Collection[Told]) -> None:
    """Keeps what is told of known batches now, and was ``before``, with what came to them."""
    known = set(before)
    rows = [
        (one.facts.text() if one.facts else None, int(one.confirmed), one.key)
        for one in told
        if one not in known
    ]
    store.write("UPDATE told SET facts = ?, confirmed = ? WHERE key = ?", rows)
    _keep_members(store, [one.key for one in told], first=0)


def _keep_members(store: RecordStore, keys: Collection[str], *, first: int) -> None:
    store.write_for(_CLAIMS.format(first=first), keys)
    store.write_for(_ENTRIES, keys)
