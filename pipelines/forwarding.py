"""Keeps every slug that was ever printed pointing at the batch that took its place."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import queries
from db.store import RecordStore
from pipelines.resolve import Order

Row = dict[str, Any]
Members = Mapping[str, Sequence[Order]]

_NEAR = (
    "SELECT slug, members, entries FROM batch_slugs WHERE batch IS NULL"
    " OR slug IN (SELECT value FROM json_each(:slugs))"
    " OR batch IN (SELECT value FROM json_each(:slugs))"
)
_ENTRIES = (
    "UPDATE batch_slugs SET entries = (SELECT json_group_array(json_array(o.scheme, o.number)) FROM"
    " (SELECT scheme, number FROM batch_rows WHERE batch = slug ORDER BY scheme, number) AS o)"
    " WHERE slug IN (?)"
)
_HOLDERS = (
    "SELECT r.batch, count(*) AS n FROM json_each(?) AS e JOIN batch_rows AS r"
    " ON r.scheme = e.value ->> 0 AND r.number = e.value ->> 1"
    " GROUP BY r.batch ORDER BY n DESC, r.batch LIMIT 1"
)
_STANDING = "SELECT slug FROM batches WHERE slug IN (?)"
_HOMES = "SELECT doc, idx, batch FROM announcements WHERE batch IS NOT NULL AND doc IN (?)"


@dataclass(frozen=True, slots=True)
class Slugs:
    """The slugs of batches that were resolved anew, with what each stands for."""

    living: Members
    rejected: Members
    """Those that batches would have which a person took for no event."""
    replaced: Collection[str]
    """Those that they all took the place of."""
    sums: Mapping[str, str]
    """Those that only add others up, with the newest of these."""
    lists: Collection[str] = ()
    """Those of lists whose entries may have changed."""
    guests: Mapping[Order, str] = field(default_factory=dict)
    """Claims that belong to a batch without a place among its announcements."""


def forward_slugs(
    store: RecordStore, slugs: Slugs, fixed: Collection[str], *, keep: bool
) -> dict[str, str]:
    """Points the printed slugs that a change touches at the batch with most of their members.

    What ``fixed`` slugs stand for stays, for a decision names its batch by it. With ``keep`` the
    living count as printed; those printed for the first time are returned.
    """
    living = slugs.living
    touched = json.dumps(sorted({*living, *slugs.rejected, *slugs.replaced, *slugs.sums}))
    there = store.rows(_NEAR, {"slugs": touched})
    homes = _homes(store, [row for row in there if row["slug"] not in living])
    homes |= {order: slug for slug, orders in slugs.rejected.items() for order in orders}
    held = {
        row["slug"]: _holder(store, row["entries"])
        for row in there
        if row["entries"] and row["slug"] not in living
    }
    homes |= slugs.guests
    asked = {*(row["slug"] for row in there), *homes.values(), *slugs.sums.values()}
    asked |= {slug for slug in held.values() if slug}
    stands = {row["slug"] for row in store.rows_for(_STANDING, sorted(asked))}
    rows = []
    for row in there:
        slug, members = row["slug"], row["members"]
        batch = slug if slug in stands else heir(json.loads(members), homes)
        batch = batch or slugs.sums.get(slug) or held.get(slug)
        if slug not in fixed and (now := living.get(slug) or slugs.rejected.get(slug)):
            members = _json(now)
        rows.append(_row(slug, members, slug if slug in slugs.rejected else batch, stands))
    known = {row["slug"] for row in there}
    new = {slug: _json(orders) for slug, orders in living.items() if keep and slug not in known}
    dead = {slug: _json(o) for slug, o in slugs.rejected.items() if slug not in known}
    rows += [_row(slug, members, slug, stands | {*living}) for slug, members in new.items()]
    rows += [_row(slug, members, slug, stands) for slug, members in dead.items()]
    store.upsert("batch_slugs", rows)
    _keep_entries(store, slugs.lists)
    return new


def _keep_entries(store: RecordStore, lists: Collection[str]) -> None:
    """Notes what the printed slugs of lists stand for now: the entries of each."""
    store.write_for(_ENTRIES, sorted(lists))


def _holder(store: RecordStore, entries: str) -> str | None:
    """The batch with most of the entries that a list's slug stood for."""
    return next((row["batch"] for row in store.rows(_HOLDERS, (entries,))), None)


def _row(slug: str, members: str, home: str | None, stands: Collection[str]) -> Row:
    """A printed slug that leads to a living batch, to a rejected one, or nowhere."""
    lives = home in stands
    return {
        "slug": slug,
        "batch": home if lives else None,
        "members": members,
        "rejected": None if lives else home,
    }


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
        rows = [_row(slug, members, slug, new) for slug, members in new.items()]
        with store.transaction():
            store.upsert("batch_slugs", rows)
            _keep_entries(store, [row["slug"] for row in found if row["of_list"]])


def printed_slugs(store: RecordStore) -> dict[str, str]:
    """Every slug that was ever printed, with its members."""
    rows = store.rows("SELECT slug, members FROM batch_slugs")
    return {row["slug"]: row["members"] for row in rows}


def _json(orders: Sequence[Order]) -> str:
    return json.dumps([list(order) for order in orders])
