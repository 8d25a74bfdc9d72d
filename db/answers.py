"""The contract's JSON documents, read from the store; without a store every answer is empty."""

import json
from calendar import monthrange
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Literal

from db import queries
from db.names import company, near_names, service
from db.store import RecordStore, Row

__all__ = [
    "article_text",
    "articles",
    "batch",
    "batches",
    "company",
    "near_names",
    "near_slugs",
    "outlets",
    "runs",
    "service",
]

Answer = dict[str, Any]
_STATED = ("services", "companies", "cumulative")
_STALE_AFTER = timedelta(days=7)


def batches(
    store: RecordStore | None,
    *,
    since: str | None = None,
    until: str | None = None,
    scheme: str | None = None,
    limit: int | None = None,
) -> Answer:
    """Batches whose event lies in the span, newest first; ``since`` and ``until`` are included."""
    if store is None:
        return {"batches": []}
    with store.snapshot():
        rows = queries.run(
            store,
            "batches",
            since=first_day(since),
            until=last_day(until),
            scheme=scheme,
            limit=limit,
        )
        members = _members(store, [row["slug"] for row in rows])
    return {"batches": [_batch(row, members[row["slug"]]) for row in rows]}


def batch(store: RecordStore | None, slug: str) -> Answer | None:
    """One batch with services, claims, reasons and history; None for a slug never printed.

    A slug that an earlier state of the batch was printed under answers with today's batch and
    names itself as ``forwarded_from``.
    """
    if store is None:
        return None
    with store.snapshot():
        found = store.rows("SELECT * FROM batches WHERE slug = ?", (slug,))
        if not found:
            forwarded = "SELECT batch FROM batch_slugs WHERE slug = ?"
            heirs = [row["batch"] for row in store.rows(forwarded, (slug,)) if row["batch"]]
            found = store.rows_for("SELECT * FROM batches WHERE slug IN (?)", heirs)
        if not found:
            return None
        row = found[0]
        answer = _batch(row, _members(store, [row["slug"]])[row["slug"]])
        claims = [_claim(c) for c in queries.run(store, "batch_claims", slug=row["slug"])]
        answer["services"] = _services(store, row["slug"])
        answer["claims"] = claims
        answer["reasons"] = _reasons(store, row)
        answer["history"] = _history(claims)
    if row["slug"] != slug:
        answer["forwarded_from"] = slug
    return answer


def near_slugs(store: RecordStore | None, slug: str, *, limit: int = 5) -> list[str]:
    """Slugs that a mistyped one may have meant, the nearest first."""
    if store is None:
        return []
    known = [row["slug"] for row in store.rows("SELECT slug FROM batches ORDER BY slug")]
    return get_close_matches(slug, known, n=limit, cutoff=0.5)


def articles(
    store: RecordStore | None,
    *,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    relevant: bool | None = None,
    limit: int | None = None,
) -> Answer:
    """Articles by publication and id; days are calendar days in China."""
    if store is None:
        return {"articles": []}
    rows = queries.run(
        store,
        "articles",
        since=first_day(since),
        until=last_day(until),
        outlet=outlet,
        language=language,
        relevant=relevant,
        limit=limit,
    )
    return {"articles": [row | {"relevant": bool(row["relevant"])} for row in rows]}


def article_text(store: RecordStore | None, article_id: str) -> str | None:
    """The text of an article, into which every span's offsets point."""
    if store is None:
        return None
    found = store.rows("SELECT text FROM articles WHERE id = ? ORDER BY doc", (article_id,))
    return found[0]["text"] if found else None


def outlets(store: RecordStore | None, *, now: str | None = None) -> Answer:
    """Outlets that were crawled into the store, with what their last runs brought."""
    if store is None:
        return {"outlets": []}
    moment = datetime.fromisoformat(now.replace("Z", "+00:00")) if now else datetime.now(UTC)
    return {"outlets": [_outlet(row, moment) for row in queries.run(store, "outlets")]}


def runs(
    store: RecordStore | None,
    *,
    since: str | None = None,
    until: str | None = None,
    verb: str | None = None,
    limit: int | None = None,
) -> Answer:
    """Runs, the newest first; days are days of UTC."""
    if store is None:
        return {"runs": []}
    rows = queries.run(
        store, "runs", since=first_day(since), until=last_day(until), verb=verb, limit=limit
    )
    return {"runs": [row | {"counters": json.loads(row["counters"])} for row in rows]}


def first_day(day: str | None) -> str | None:
    """A day as given, or the first of a month or year."""
    return None if day is None else (day + "-01-01"[len(day) - 4 :])[:10]


def last_day(day: str | None) -> str | None:
    """A day as given, or the last of a month or year."""
    if day is None or len(day) >= 10:
        return day
    if len(day) == 4:
        return f"{day}-12-31"
    return f"{day}-{monthrange(int(day[:4]), int(day[5:7]))[1]:02d}"


def stated(row: Row, part: str) -> Answer | None:
    """A stated number of a row as the contract writes it."""
    value = row[f"{part}_stated"]
    return None if value is None else {"value": value, "qualifier": row[f"{part}_qualifier"]}


def _batch(row: Row, members: list[Answer]) -> Answer:
    return {
        "slug": row["slug"],
        "scheme": row["scheme"],
        "level": row["level"],
        "province": row["province"],
        "authority": row["authority"],
        "event_date": row["event_date"],
        "ordinal": row["ordinal"],
        "title": row["title"],
        **{f"{part}_stated": stated(row, part) for part in _STATED},
        "services_found": row["services_found"],
        "companies_found": row["companies_found"],
        "services_listed": row["services_listed"],
        "companies_listed": row["companies_listed"],
        "status": row["status"],
        "voices": row["voices"],
        "first_seen": row["first_seen"],
        "articles": members,
    }


def _members(store: RecordStore, slugs: list[str]) -> dict[str, list[Answer]]:
    members: dict[str, list[Answer]] = defaultdict(list)
    for row in store.rows_for(queries.text("batch_members"), slugs):
        members[row.pop("batch")].append(row)
    return members


def _claim(row: Row) -> Answer:
    said = {k: v for k, v in row.items() if not k.endswith(("_qualifier", "_value"))}
    for column, part in (
        ("services_in_batch", "services"),
        ("companies_in_batch", "companies"),
        ("cumulative_services", "cumulative"),
    ):
        value = row[f"{part}_value"]
        said[column] = (
            None if value is None else {"value": value, "qualifier": row[f"{part}_qualifier"]}
        )
    return said


def _services(store: RecordStore, slug: str) -> list[Answer]:
    evidence: dict[str, list[Answer]] = defaultdict(list)
    for row in queries.run(store, "batch_evidence", slug=slug):
        evidence[row.pop("registration")].append(row)
    return [
        row | {"evidence": evidence[row.pop("id")]}
        for row in queries.run(store, "batch_services", slug=slug)
    ]


def _reasons(store: RecordStore, row: Row) -> list[Answer]:
    """Why each article's claim was taken for this event, with article ids in place of numbers."""
    reasons = json.loads(row["reasons"])
    docs = {number for reason in reasons for number in (reason["claim"][0], reason["with"][0])}
    named = store.rows_for("SELECT doc, id FROM articles WHERE doc IN (?)", sorted(docs))
    ids = {found["doc"]: found["id"] for found in named}
    return [
        {
            "article": ids.get(reason["claim"][0]),
            "with": ids.get(reason["with"][0]),
            "score": reason["score"],
            "evidence": reason["evidence"],
        }
        for reason in reasons
    ]


def _history(claims: list[Answer]) -> list[Answer]:
    """When what became known from whom, in the order of publication."""
    kept = ("article", "outlet", "role", "services_in_batch", "companies_in_batch")
    told = (*kept, "cumulative_services", "event_date", "text")
    return [{"at": claim["published_at"]} | {k: claim[k] for k in told} for claim in claims]


def _outlet(row: Row, now: datetime) -> Answer:
    counters = json.loads(row["counters"] or "{}")
    state: Literal["ok", "broken", "stale", "off"] = "ok"
    if not row["enabled"]:
        state = "off"
    elif row["last_outcome"] == "failed":
        state = "broken"
    elif row["last_success"] is None or now - _instant(row["last_success"]) > _STALE_AFTER:
        state = "stale"
    return {
        "name": row["name"],
        "language": row["language"],
        "every": row["every"],
        "last_run": row["last_run"],
        "last_success": row["last_success"],
        "state": state,
        "found": counters.get("found", 0),
        "new": counters.get("new", 0),
        "failed": counters.get("failed", 0),
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
