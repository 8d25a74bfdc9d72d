"""Batch records in, the rows of the store that show them out; only what differs is written."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from db.store import RecordStore
from pipelines.merge import BatchRecord, voices_of
from pipelines.registration import Registered
from pipelines.rows import stated_columns
from pipelines.states import lifetimes, state_rows
from pipelines.values import value_rows

Row = dict[str, Any]

_IN = "IN (SELECT value FROM json_each(:slugs))"
_POINTERS = (("announcements", "batch"), ("service_mentions", "registration"))


def write_batches(
    store: RecordStore, batches: Sequence[BatchRecord], replaced: Collection[str]
) -> None:
    """Puts batches in the place of those with the replaced slugs, with all that hangs on them."""
    slugs = {batch.slug for batch in batches}
    scope = {"slugs": json.dumps(sorted(slugs | set(replaced)))}
    former = store.rows(f"SELECT DISTINCT doc FROM batch_articles WHERE batch {_IN}", scope)
    docs = {row["doc"] for row in former} | {c.doc for batch in batches for c in batch.claims}
    store.sync("batches", [_batch_row(b) for b in batches], where=f"slug {_IN}", params=scope)
    lives = lifetimes(store, batches)
    for table, rows in (
        ("registrations", [row for batch in batches for row in _registrations(batch)]),
        ("batch_articles", [row for batch in batches for row in _members(batch)]),
        ("batch_values", [row for batch in batches for row in value_rows(batch)]),
        ("batch_states", [row for batch in batches for row in state_rows(batch, lives)]),
    ):
        store.sync(table, rows, where=f"batch {_IN}", params=scope)
    _point_back(store, batches, sorted(docs), slugs | set(replaced))


def _point_back(
    store: RecordStore, batches: Sequence[BatchRecord], docs: Sequence[int], slugs: Collection[str]
) -> None:
    """Writes each announcement's batch and each mention's registration where they changed."""
    targets = (
        {claim.order: batch.slug for batch in batches for claim in batch.claims},
        {
            mention: registration_id(batch, found)
            for batch in batches
            for found in batch.registrations
            for mention in found.mentions
        },
    )
    for (table, column), target in zip(_POINTERS, targets, strict=True):
        sql = f"SELECT doc, idx, {column} AS value FROM {table} WHERE doc IN (?)"
        changed = []
        for row in store.rows_for(sql, docs):
            value = target.get((row["doc"], row["idx"]))
            elsewhere = row["value"] is not None and row["value"].split(":")[0] not in slugs
            if value != row["value"] and not (value is None and elsewhere):
                changed.append((value, row["doc"], row["idx"]))
        store.write(f"UPDATE {table} SET {column} = ? WHERE doc = ? AND idx = ?", changed)


def _batch_row(batch: BatchRecord) -> Row:
    return {
        "slug": batch.slug,
        "base": batch.base,
        "rank": batch.rank,
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
