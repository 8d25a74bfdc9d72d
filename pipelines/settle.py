"""Makes batches, registrations and slugs equal to what all stored claims add up to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from db.store import RecordStore
from pipelines.batch_rows import write_batches
from pipelines.cluster import UNDECIDED, Group, cluster
from pipelines.forwarding import forward_slugs
from pipelines.keys import sync_keys
from pipelines.merge import BatchRecord, merge
from pipelines.neighbourhood import Near, near
from pipelines.slugs import distinct
from pipelines.stored import StoredClaims

Row = dict[str, Any]
NEARBY = 8
"""Where one in so many of the articles that state something is due, all claims are resolved."""

_CLAIMING = "SELECT DISTINCT doc FROM announcements"
_SAME_BASE = "SELECT slug, base, rank FROM batches WHERE base IN (?)"


@dataclass(frozen=True, slots=True)
class Settled:
    """How many batches there are, and the slugs printed for the first time with their members."""

    batches: int
    printed: dict[str, str]


def mark_due(store: RecordStore, docs: Iterable[int]) -> None:
    """Notes that what some articles state has changed."""
    store.upsert("due", [{"doc": doc} for doc in sorted(set(docs))])


def is_due(store: RecordStore) -> bool:
    """Whether anything has changed since the batches were settled."""
    return bool(store.rows("SELECT doc FROM due LIMIT 1"))


def registered(store: RecordStore, entities: Iterable[str]) -> bool:
    """Whether any of some companies and services has a registration in a batch."""
    ids = sorted(entities)
    return any(
        store.rows_for(f"SELECT id FROM registrations WHERE {column} IN (?)", ids)
        for column in ("company_id", "service_id")
    )


def settle(store: RecordStore, *, slugs_printed: bool) -> Settled:
    """Resolves the claims near every article that is due and writes what differs.

    With ``slugs_printed`` the slugs count as printed from now on and will always be answered.
    """
    docs = [row["doc"] for row in store.rows("SELECT doc FROM due")]
    stored = StoredClaims(store)
    found = resolved(stored, docs)
    batches, replaced = _named(stored, found)
    write_batches(store, batches, replaced)
    living = {batch.slug: [claim.order for claim in batch.claims] for batch in batches}
    printed = forward_slugs(store, living, replaced, keep=slugs_printed)
    store.write_for("DELETE FROM due WHERE doc IN (?)", docs)
    return Settled(_number(store, "SELECT count(*) AS n FROM batches"), printed)


def resolved(stored: StoredClaims, docs: Collection[int]) -> Near:
    """The groups of claims that some changed articles leave behind."""
    claiming = _number(stored.store, f"SELECT count(*) AS n FROM ({_CLAIMING})")
    if len(docs) * NEARBY >= claiming:
        return everything(stored)
    changed = [stored.claims[order] for order in sorted(stored.of(docs))]
    sync_keys(stored.store, sorted(docs), changed)
    return near(stored, docs, UNDECIDED)


def everything(stored: StoredClaims) -> Near:
    """The groups of all claims, in the place of all batches."""
    docs = [row["doc"] for row in stored.store.rows(_CLAIMING)]
    claims = [stored.claims[order] for order in sorted(stored.of(docs))]
    stored.store.write("DELETE FROM claim_keys WHERE doc > ?", [(-1,)])
    sync_keys(stored.store, [], claims)
    groups = [group for group in cluster(claims, UNDECIDED) if any(c.opens for c in group)]
    return Near(groups, {row["slug"] for row in stored.store.rows("SELECT slug FROM batches")})


def _named(stored: StoredClaims, found: Near) -> tuple[list[BatchRecord], set[str]]:
    """Records with their slugs; a batch of the same facts may get another slug by them."""
    records = [_record(stored, group) for group in found.groups]
    replaced = set(found.replaced)
    left = stored.store.rows_for("SELECT base FROM batches WHERE slug IN (?)", sorted(replaced))
    bases = sorted({record.base for record in records} | {row["base"] for row in left})
    others = [r for r in stored.store.rows_for(_SAME_BASE, bases) if r["slug"] not in replaced]
    given = [(r.base, r.rank) for r in records] + [(r["base"], r["rank"]) for r in others]
    slugs = distinct(given)
    named = [replace(r, slug=slug) for r, slug in zip(records, slugs, strict=False)]
    for other, slug in zip(others, slugs[len(records) :], strict=True):
        if slug != other["slug"]:
            members = stored.members([other["slug"]])
            group = tuple(stored.claims[order] for order in sorted(members))
            named.append(replace(_record(stored, group), slug=slug))
            replaced.add(other["slug"])
    return named, replaced


def _record(stored: StoredClaims, group: Group) -> BatchRecord:
    return merge(group, {claim.order: stored.named.get(claim.order, []) for claim in group})


def _number(store: RecordStore, sql: str) -> int:
    number: int = store.rows(sql)[0]["n"]
    return number
