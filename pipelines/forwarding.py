"""Keeps every slug that was ever printed pointing at the batch that took its place."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db import queries
from db.store import RecordStore
from pipelines.resolve import Order

Row = dict[str, Any]
Members = Mapping[str, Sequence[Order]]

_NEAR = (
    "SELECT slug, members FROM batch_slugs WHERE batch IS NULL"
    " OR slug IN (SELECT value FROM json_each(:slugs))"
    " OR batch IN (SELECT value FROM json_each(:slugs))"
)
_HOMES = "SELECT doc, idx, batch FROM announcements WHERE batch IS NOT NULL AND doc IN (?)"


def forward_slugs(
    store: RecordStore, living: Members, replaced: Collection[str], *, keep: bool
) -> dict[str, str]:
    """Points the printed slugs that a change touches at the batch with most of their members.

    ``living`` are the batches that were written, ``replaced`` the slugs that they took the place
    of. With ``keep`` the living count as printed; those printed for the first time are returned.
    """
    slugs = json.dumps(sorted({*living, *replaced}))
    there = store.rows(_NEAR, {"slugs": slugs})
    stands = {row["slug"] for row in store.rows("SELECT slug FROM batches")} if there else set()
    homes = _homes(store, [row for row in there if row["slug"] not in living])
    rows = []
    for row in there:
        slug, members = row["slug"], row["members"]
        if slug in living:
            rows.append({"slug": slug, "batch": slug, "members": _json(living[slug])})
        elif slug in stands:
            rows.append({"slug": slug, "batch": slug, "members": members})
        else:
            batch = heir(json.loads(members), homes)
            rows.append({"slug": slug, "batch": batch, "members": members})
    known = {row["slug"] for row in there}
    new = {slug: _json(orders) for slug, orders in living.items() if keep and slug not in known}
    rows += [{"slug": slug, "batch": slug, "members": members} for slug, members in new.items()]
    store.upsert("batch_slugs", rows)
    return new


def _homes(store: RecordStore, rows: Sequence[Row]) -> dict[Order, str]:
    docs = sorted({doc for row in rows for doc, _ in json.loads(row["members"])})
    return {(r["doc"], r["idx"]): r["batch"] for r in store.rows_for(_HOMES, docs)}


def heir(members: Sequence[Sequence[int]], homes: Mapping[Order, str]) -> str | None:
    """The living batch with most of the announcements, else with most of their articles."""
    votes: dict[str, int] = defaultdict(int)
    docs = {doc for doc, _ in members}
    for (doc, idx), slug in homes.items():
        if doc in docs:
            votes[slug] += 1000 if [doc, idx] in members else 1
    return min(votes, key=lambda slug: (-votes[slug], slug), default=None)


def keep_slugs(store: RecordStore) -> None:
    """Lets every living slug count as printed; does nothing where all of them do."""
    found = queries.run(store, "slugs_not_kept")
    new = {row["slug"]: json.dumps(json.loads(row["members"])) for row in found}
    if new:
        rows = [{"slug": s, "batch": s, "members": members} for s, members in new.items()]
        with store.transaction():
            store.upsert("batch_slugs", rows)


def printed_slugs(store: RecordStore) -> dict[str, str]:
    """Every slug that was ever printed, with its members."""
    rows = store.rows("SELECT slug, members FROM batch_slugs")
    return {row["slug"]: row["members"] for row in rows}


def _json(orders: Sequence[Order]) -> str:
    return json.dumps([list(order) for order in orders])
