"""Makes batches, registrations and slugs equal to what all stored claims add up to."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from db import queries
from db.store import RecordStore
from pipelines.cluster import cluster
from pipelines.merge import BatchRecord, merge, voices_of
from pipelines.registration import Registered
from pipelines.rows import claim_of, named_of, stated_columns
from pipelines.slugs import distinct
from pipelines.states import lifetimes, state_rows
from pipelines.uniting import Named
from pipelines.values import value_rows

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settled:
    """How many batches there are, and the slugs printed for the first time with their members."""

    batches: int
    printed: dict[str, str]


def settle(store: RecordStore, *, slugs_printed: bool) -> Settled:
    """Resolves all claims of the store and writes what differs.

    With ``slugs_printed`` the slugs count as printed from now on and will always be answered.
    """
    batches = resolved_batches(store)
    store.sync("batches", [_batch_row(batch) for batch in batches])
    store.sync("registrations", [row for batch in batches for row in _registrations(batch)])
    store.sync("batch_articles", [row for batch in batches for row in _members(batch)])
    store.sync("batch_values", [row for batch in batches for row in value_rows(batch)])
    lives = lifetimes(store, batches)
    store.sync("batch_states", [row for batch in batches for row in state_rows(batch, lives)])
    _point_back(store, batches)
    printed = _forward_slugs(store, batches, keep=slugs_printed)
    return Settled(len(batches), printed)


def resolved_batches(store: RecordStore) -> list[BatchRecord]:
    """Every living batch of the store's claims, with its slug."""
    named: dict[tuple[int, int], list[Named]] = defaultdict(list)
    for row in queries.run(store, "named_services"):
        named[row["doc"], row["announcement"]].append(named_of(row))
    claims = [
        claim_of(row, named.get((row["doc"], row["idx"]), ()))
        for row in queries.run(store, "claims")
    ]
    groups = [group for group in cluster(claims) if any(claim.opens for claim in group)]
    records = [merge(group, named) for group in groups]
    slugs = distinct((record.base, record.order) for record in records)
    return [replace(record, slug=slug) for record, slug in zip(records, slugs, strict=True)]


def _batch_row(batch: BatchRecord) -> Row:
    return {
        "slug": batch.slug,
        "scheme": batch.scheme,
        "level": batch.level,
        "province": batch.province,
        "authority": batch.authority,
        "event_date": batch.event_date,
        "ordinal": batch.ordinal,
        "period_start": batch.period_start,
        "period_end": batch.period_end,
        "title": batch.title,
        **stated_columns("services", batch.services),
        **stated_columns("companies", batch.companies),
        **stated_columns("cumulative", batch.cumulative),
        "services_found": len(batch.registrations),
        "companies_found": batch.companies_found,
        "services_listed": None,
        "companies_listed": None,
        "status": batch.status,
        "voices": batch.voices,
        "first_seen": batch.first_seen,
        "reasons": json.dumps(batch.reasons, ensure_ascii=False),
    }


def registration_id(batch: BatchRecord, found: Registered) -> str:
    """The batch's slug, the firm and the service's own key."""
    service = (found.service_id or "").rpartition("/")[2]
    return f"{batch.slug}:{found.company_id or '-'}:{service or '-'}"


def _registrations(batch: BatchRecord) -> list[Row]:
    return [
        {
            "id": registration_id(batch, found),
            "batch": batch.slug,
            "company_id": found.company_id,
            "service_id": found.service_id,
            "company": found.company,
            "service": found.service,
            "description": found.description,
            "status": "stated",
            "number": None,
            "date": None,
            "register_name": None,
            "register_company": None,
            "rank": rank,
        }
        for rank, found in enumerate(batch.registrations)
    ]


def _members(batch: BatchRecord) -> list[Row]:
    """One row an article; ``main`` where any of its claims is."""
    roles = {claim.doc: "background" for claim in batch.claims}
    roles |= {claim.doc: "main" for claim in batch.claims if claim.role == "main"}
    voices = {doc: voice for (doc, _), voice in voices_of(batch.claims).items()}
    return [
        {"batch": batch.slug, "doc": doc, "role": role, "voice": voices[doc]}
        for doc, role in roles.items()
    ]


def _point_back(store: RecordStore, batches: Sequence[BatchRecord]) -> None:
    """Writes each announcement's batch and each mention's registration where they changed."""
    pointers = (
        ("announcements", "batch", [(*c.order, b.slug) for b in batches for c in b.claims]),
        (
            "service_mentions",
            "registration",
            [
                (*m, registration_id(b, r))
                for b in batches
                for r in b.registrations
                for m in r.mentions
            ],
        ),
    )
    for table, column, places in pointers:
        target = {(doc, idx): value for doc, idx, value in places}
        there = store.rows(f"SELECT doc, idx, {column} AS value FROM {table}")
        changed = [
            (target.get((row["doc"], row["idx"])), row["doc"], row["idx"])
            for row in there
            if target.get((row["doc"], row["idx"])) != row["value"]
        ]
        store.write(f"UPDATE {table} SET {column} = ? WHERE doc = ? AND idx = ?", changed)


def _forward_slugs(
    store: RecordStore, batches: Sequence[BatchRecord], *, keep: bool
) -> dict[str, str]:
    """Points every printed slug at the batch that holds most of what it stood for.

    Returns the slugs that are printed from now on, with their members.
    """
    living = {batch.slug: [list(claim.order) for claim in batch.claims] for batch in batches}
    homes = {claim.order: batch.slug for batch in batches for claim in batch.claims}
    rows = []
    for row in store.rows("SELECT slug, members FROM batch_slugs"):
        if row["slug"] in living:
            batch, members = row["slug"], json.dumps(living[row["slug"]])
        else:
            batch, members = heir(json.loads(row["members"]), homes), row["members"]
        rows.append({"slug": row["slug"], "batch": batch, "members": members})
    known = {row["slug"] for row in rows}
    printed = {
        slug: json.dumps(members) for slug, members in living.items() if keep and slug not in known
    }
    rows += [{"slug": slug, "batch": slug, "members": found} for slug, found in printed.items()]
    store.sync("batch_slugs", rows)
    return printed


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


def heir(members: Sequence[Sequence[int]], homes: dict[tuple[int, int], str]) -> str | None:
    """The living batch with most of the announcements, else with most of their articles."""
    votes: dict[str, int] = defaultdict(int)
    docs = {doc for doc, _ in members}
    for (doc, idx), slug in homes.items():
        if doc in docs:
            votes[slug] += 1000 if [doc, idx] in members else 1
    return min(votes, key=lambda slug: (-votes[slug], slug), default=None)
