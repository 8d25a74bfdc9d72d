"""The contract's JSON documents, read from the store; without a store every answer is empty."""

import json
from calendar import monthrange
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from db import queries
from db.days import china_day
from db.names import company, near_names, service
from db.store import RecordStore, Row

if TYPE_CHECKING:
    from db.health import Health

__all__ = [
    "alert",
    "alerts",
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


def batches(
    store: RecordStore | None,
    *,
    since: str | None = None,
    until: str | None = None,
    scheme: str | None = None,
    limit: int | None = None,
    as_of: str | None = None,
    **more: Any,
) -> Answer:
    """Batches whose event lies in the span, newest first; ``since`` and ``until`` are included.

    With ``as_of``, a calendar day in China, what was known of them on that day; else ``more`` may
    have ``province``, ``status`` and ``offset``.
    """
    if store is None:
        return {"batches": []}
    span: Answer = {"since": first_day(since), "until": last_day(until)}
    span |= {"scheme": scheme, "limit": limit, **more}
    with store.snapshot():
        if as_of is None:
            rows = queries.run(store, "batches", **span)
        else:
            rows = queries.run(store, "batches_as_of", day=as_of, **span)
        members = _members(store, [row["slug"] for row in rows], as_of)
    return {"batches": [_batch(row, members[row["slug"]]) for row in rows]}


def batch(store: RecordStore | None, slug: str, *, as_of: str | None = None) -> Answer | None:
    """One batch with services, claims, values, reasons and history; None for one not known.

    A slug that an earlier state of the batch was printed under answers with today's batch and
    names itself as ``forwarded_from``. With ``as_of``, a calendar day in China, the answer holds
    what was known on that day; it is None where nothing was. A slug whose batch a
    person rejected answers with the decision as ``rejected`` and with nothing else.
    """
    if store is None:
        return None
    from db.one_batch import details

    with store.snapshot():
        today = _present(store, slug)
        found = [today] if today else []
        if today and as_of is not None:
            found = queries.run(store, "batches_as_of", slug=today["slug"], day=as_of)
        if not today:
            return _rejected(store, slug)
        if not found:
            return None
        row = today | found[0]
        answer = _batch(row, _members(store, [row["slug"]], as_of)[row["slug"]])
        answer |= details(store, row, as_of)
    if row["slug"] != slug:
        answer["forwarded_from"] = slug
    if as_of is not None:
        answer["as_of"] = as_of
    return answer


def _present(store: RecordStore, slug: str) -> Row | None:
    """The batch that a slug stands for today."""
    found = store.rows("SELECT * FROM batches WHERE slug = ?", (slug,))
    if not found:
        forwarded = "SELECT batch FROM batch_slugs WHERE slug = ?"
        heirs = [row["batch"] for row in store.rows(forwarded, (slug,)) if row["batch"]]
        found = store.rows_for("SELECT * FROM batches WHERE slug IN (?)", heirs)
    return found[0] if found else None


def _rejected(store: RecordStore, slug: str) -> Answer | None:
    """The decision by which a slug's batch does not live."""
    found = queries.run(store, "rejection", slug=slug)
    return {"slug": slug, "rejected": found[0]} if found else None


def near_slugs(store: RecordStore | None, slug: str, *, limit: int = 5) -> list[str]:
    """Slugs that a mistyped one may have meant, the nearest first."""
    if store is None:
        return []
    from difflib import get_close_matches

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
    from db.health import RUNS_LOOKED_AT, instant, state_of

    moment = instant(now) if now else datetime.now(UTC)
    with store.snapshot():
        rows = queries.run(store, "outlets")
        looks: dict[str, list[Row]] = defaultdict(list)
        for run in queries.run(store, "outlet_runs", most=RUNS_LOOKED_AT):
            looks[run["outlet"]].append(run)
    return {"outlets": [_outlet(row, state_of(row, looks[row["name"]], moment)) for row in rows]}


def alerts(
    store: RecordStore | None,
    *,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Answer:
    """Alerts with their deliveries, the newest first; days are days of UTC."""
    if store is None:
        return {"alerts": []}
    asked = {"since": first_day(since), "until": last_day(until), "kind": kind, "limit": limit}
    with store.snapshot():
        rows = queries.run(store, "alerts", **asked)
        told = store.rows_for(queries.text("alert_deliveries"), [row["id"] for row in rows])
    deliveries: dict[int, list[Answer]] = defaultdict(list)
    for row in told:
        deliveries[row.pop("alert")].append(row)
    return {"alerts": [row | {"deliveries": deliveries[row["id"]]} for row in rows]}


def alert(store: RecordStore | None, name: str) -> Answer | None:
    """One alert by its key or number, with its ``payload``; None for one not known."""
    if store is None:
        return None
    asked = (
        "SELECT id, payload FROM alerts WHERE key = ? OR id = CAST(? AS INTEGER) ORDER BY key <> ?"
    )
    number = name if name.isascii() and name.isdecimal() else "0"
    with store.snapshot():
        found = store.rows(asked, (name, number[:18], name))
        listed = alerts(store)["alerts"] if found else []
    mine = [one for one in listed if found and one["id"] == found[0]["id"]]
    return mine[0] | {"payload": json.loads(found[0]["payload"])} if mine else None


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
    parsed = ("counters", "reasons")
    return {"runs": [row | {name: json.loads(row[name]) for name in parsed} for row in rows]}


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
        "cumulative_listed": row["cumulative_listed"],
        "cumulative_listed_on": row["cumulative_listed_on"],
        "status": row["status"],
        "voices": row["voices"],
        "first_seen": row["first_seen"],
        "articles": members,
    }


def _members(
    store: RecordStore, slugs: list[str], as_of: str | None = None
) -> dict[str, list[Answer]]:
    """The articles of some batches; ``as_of`` a day only those that were there by then."""
    members: dict[str, list[Answer]] = defaultdict(list)
    for row in store.rows_for(queries.text("batch_members"), slugs):
        fetched = row.pop("fetched_at")
        day = china_day(row["published_at"] or fetched)
        if as_of is None or (day is not None and day <= as_of):
            members[row.pop("batch")].append(row)
    return members


def _outlet(row: Row, health: "Health") -> Answer:
    counters = health.counters or {}
    return {
        "name": row["name"],
        "language": row["language"],
        "every": row["every"],
        "last_run": health.last_run,
        "last_success": health.last_success,
        "last_new": health.last_new,
        "state": health.state,
        "since": health.since,
        "why": health.why,
        "reasons": list(health.reasons),
        "found": counters.get("found", 0),
        "new": counters.get("new", 0),
        "failed": counters.get("failed", 0),
    }
