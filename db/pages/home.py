"""The front page and the page about the records: what there is, what is new, how outlets are."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from db import answers, queries
from db.pages.visit import Answer, Visit
from db.store import RecordStore, Row

LATEST: Final = 12
CHANGES: Final = 40
DAYS: Final = 7
_COUNTED: Final = {
    "batches": "SELECT count(*) FROM batches",
    "companies": "SELECT count(*) FROM companies",
    "services": "SELECT count(*) FROM services",
    "entries": "SELECT count(*) FROM register_rows WHERE scheme <> 'algorithm_cancelled'",
    "articles": "SELECT count(*) FROM articles",
    "outlets": "SELECT count(*) FROM outlets",
}
_STATED: Final = ("services_stated", "companies_stated", "cumulative_stated")
_PLAIN: Final = ("services_listed", "services_found", "status", "voices")
_NEWEST: Final = "SELECT max(known_from) AS day FROM batch_states WHERE known_from <= ?"
_SCHEMES: Final = """
    SELECT scheme, count(*) AS entries, min(date) AS first, max(date) AS last
    FROM register_rows GROUP BY scheme ORDER BY 2 DESC, 1
"""


def home(store: RecordStore, visit: Visit) -> Answer:
    """The newest batches, a week's changes, the timeline and the outlets."""
    kept = visit.snapshot.keep
    return {
        "counts": kept("counts", lambda: counts(store)),
        "batches": kept("latest", lambda: answers.batches(store, limit=LATEST)["batches"]),
        "week": kept("week", lambda: _week(store, visit.taken_at[:10])),
        "timeline": visit.asked(store, "timeline", {}),
        "outlets": visit.outlets(store)["outlets"],
    }


def about(store: RecordStore, visit: Visit) -> Answer:
    """What the records hold, and how to cite them."""
    return {
        "counts": visit.snapshot.keep("counts", lambda: counts(store)),
        "schemes": store.rows(_SCHEMES),
        "version": visit.doors.version,
        "base_url": visit.doors.base_url,
    }


def counts(store: RecordStore) -> dict[str, int]:
    """How many of each there are."""
    return {name: store.conn.execute(sql).fetchone()[0] for name, sql in _COUNTED.items()}


def _week(store: RecordStore, today: str) -> Answer:
    """What became known in the seven days up to the newest change; is that of this week?"""
    until: str = store.rows(_NEWEST, (today,))[0]["day"] or today
    since = (date.fromisoformat(until) - timedelta(days=DAYS - 1)).isoformat()
    rows = queries.run(store, "state_changes", since=since, limit=2 * CHANGES)
    told = [_change(row) for row in rows if row["day"] <= today]
    kept = [one for one in told if one["new"] or one["changes"]]
    now = date.fromisoformat(today) - date.fromisoformat(until) < timedelta(days=DAYS)
    return {"since": since, "until": until, "now": now, "changes": kept[:CHANGES]}


def _change(row: Row) -> Answer:
    shown = ("batch", "day", "title", "scheme", "province", "event_date")
    new = bool(row["new"])
    return {key: row[key] for key in shown} | {
        "new": new,
        "changes": [] if new else list(_changed(row)),
    }


def _changed(row: Row) -> Iterator[dict[str, Any]]:
    """The fields in which a state differs from the one before it."""
    for field in _STATED:
        part = field.removesuffix("_stated")
        before = {name: row[f"{name}_before"] for name in (field, f"{part}_qualifier")}
        now, then = answers.stated(row, part), answers.stated(before, part)
        if now != then:
            yield {"field": field, "before": then, "after": now}
    for field in _PLAIN:
        if row[field] != row[f"{field}_before"]:
            yield {"field": field, "before": row[f"{field}_before"], "after": row[field]}


def json_of(context: Answer) -> Answer:
    """The same for programs."""
    timeline = context["timeline"]
    rows = [dict(zip(timeline.columns, row, strict=True)) for row in timeline.rows]
    document: Answer = json.loads(json.dumps(context | {"timeline": rows}))
    return document
