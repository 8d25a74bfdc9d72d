"""Batch records in, the rows of the store that show them out; only what differs is written."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from db.store import RecordStore
from pipelines.merge import BatchRecord
from pipelines.official.listed import Entry
from pipelines.official.record import Official, Taken
from pipelines.registration import Registered
from pipelines.rows import listed_columns, stated_columns
from pipelines.states import lifetimes, state_rows
from pipelines.values import value_rows
from pipelines.votes import voices_of

Row = dict[str, Any]

_IN = "IN (SELECT value FROM json_each(:slugs))"
_BY_NO_CLAIM = (
    "SELECT a.batch, a.doc FROM batch_articles AS a WHERE NOT EXISTS (SELECT 1"
    " FROM announcements AS n WHERE n.doc = a.doc AND n.batch = a.batch) AND a.doc IN (?)"
)
_GUEST = (
    "INSERT INTO batch_articles (batch, doc, role, voice) SELECT ?1, doc, 'background', outlet"
    " FROM articles WHERE doc = ?2 ON CONFLICT DO NOTHING"
)
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
        ("batch_rows", [row for batch in batches for row in _entries(batch)]),
        ("batch_lists", [row for batch in batches for row in _lists(batch)]),
        ("registrations", [row for batch in batches for row in _registrations(batch)]),
        ("batch_articles", [row for batch in batches for row in _members(batch)]),
        ("batch_values", [row for batch in batches for row in value_rows(batch)]),
        ("batch_states", [row for batch in batches for row in state_rows(batch, lives)]),
    ):
        store.sync(table, rows, where=f"batch {_IN}", params=scope)
    _point_back(store, batches, sorted(docs), slugs | set(replaced))


def write_guests(
    store: RecordStore, wanted: Collection[tuple[str, int]], docs: Collection[int]
) -> None:
    """Makes some articles, and no others of ``docs``, members of batches by no claim of theirs."""
    there = {(row["batch"], row["doc"]) for row in store.rows_for(_BY_NO_CLAIM, sorted(docs))}
    gone = "DELETE FROM batch_articles WHERE batch = ? AND doc = ?"
    store.write(gone, sorted(there - set(wanted)))
    store.write(_GUEST, sorted(set(wanted) - there))


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
        sql = f"SELECT doc, idx, {column} FROM {table} WHERE doc IN (?)"
        changed = []
        for doc, idx, there in store.tuples_for(sql, docs):
            value = target.get((doc, idx))
            if value == there:
                continue
            elsewhere = there is not None and there.split(":")[0] not in slugs
            if value is not None or not elsewhere:
                changed.append((value, doc, idx))
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
        **listed_columns(batch.official),
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
    """The named services, then the entries of the register that the press does not name."""
    by_place = batch.official.by_place if batch.official else {}
    rows = [
        {
            "id": registration_id(batch, found),
            "batch": batch.slug,
            "company_id": found.company_id,
            "service_id": found.service_id,
            "company": found.company,
            "service": found.service,
            "description": found.description,
            **_official_cells(by_place.get(place)),
        }
        for place, found in enumerate(batch.registrations)
    ]
    rows += [_listed(batch, one.entry) for one in _unnamed(batch)]
    return [row | {"rank": rank} for rank, row in enumerate(rows)]


def _unnamed(batch: BatchRecord) -> list[Taken]:
    return [one for one in (batch.official.taken if batch.official else ()) if one.place is None]


def _listed(batch: BatchRecord, entry: Entry) -> Row:
    return {
        "id": listed_id(batch, entry),
        "batch": batch.slug,
        "company_id": entry.company_id,
        "service_id": entry.service_id,
        "company": entry.company,
        "service": entry.name,
        "description": None,
        **_official_cells(Taken(entry)),
        "status": "listed",
    }


def _official_cells(one: Taken | None) -> Row:
    """Status and what the register has of a service; nothing for one without an entry."""
    entry = one.entry if one else None
    return {
        "status": "stated" if one is None else "conflict" if one.conflict else "both",
        "number": entry and entry.number,
        "date": entry and entry.date,
        "register_name": entry and entry.name,
        "register_company": entry and entry.company,
    }


def listed_id(batch: BatchRecord, entry: Entry) -> str:
    """The id of an entry's registration that the press does not name."""
    return f"{batch.slug}:{entry.scheme}:{entry.number}"


def _entries(batch: BatchRecord) -> list[Row]:
    rows = []
    for one in batch.official.taken if batch.official else ():
        named = None if one.place is None else batch.registrations[one.place]
        rows.append(
            {
                "batch": batch.slug,
                "scheme": one.entry.scheme,
                "number": one.entry.number,
                "registration": registration_id(batch, named)
                if named
                else listed_id(batch, one.entry),
                "matched": json.dumps(one.reasons, ensure_ascii=False) if named else None,
            }
        )
    return rows


def _lists(batch: BatchRecord) -> list[Row]:
    official = batch.official or Official()
    reasons = json.dumps(official.reasons, ensure_ascii=False)
    return [
        {
            "batch": batch.slug,
            "list": link.list,
            "relation": link.relation,
            "rows": link.rows,
            "reasons": reasons,
        }
        for link in official.lists
    ]


def _members(batch: BatchRecord) -> list[Row]:
    """One row an article; ``main`` where any of its claims is, which no guest of a list is."""
    roles = {claim.doc: "background" for claim in batch.claims}
    main = [claim for claim in batch.claims if claim.role == "main" and batch.voices]
    roles |= {claim.doc: "main" for claim in main}
    voices = {doc: voice for (doc, _), voice in voices_of(batch.claims).items()}
    return [
        {"batch": batch.slug, "doc": doc, "role": role, "voice": voices[doc]}
        for doc, role in roles.items()
    ]
