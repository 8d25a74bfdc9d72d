"""Keeps companies, services and aliases equal to what the stored mentions print."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db import queries
from db.store import RecordStore

Row = dict[str, Any]


def settle_names(store: RecordStore, entities: Iterable[str]) -> None:
    """Rewrites the rows of the given company and service ids; those no longer named go."""
    ids = sorted(set(entities))
    if not ids:
        return
    scope = {"ids": json.dumps(ids)}
    seen = queries.run(store, "aliases_seen", entities=scope["ids"])
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in seen:
        named[row["kind"], row["entity"]].append(row)
    companies = [_entity(key[1], rows) for key, rows in named.items() if key[0] == "company"]
    services = [
        _entity(key[1], rows) | {"company": key[1].rpartition("/")[0] or None}
        for key, rows in named.items()
        if key[0] == "service"
    ]
    within = "IN (SELECT value FROM json_each(:ids))"
    store.sync("aliases", seen, where=f"entity {within} AND origin = 'press'", params=scope)
    store.sync("companies", companies, where=f"id {within}", params=scope)
    store.sync("services", services, where=f"id {within}", params=scope)


def _entity(identity: str, rows: list[Row]) -> Row:
    """The entity under the name printed in most articles; of equals the first published."""
    best = min(rows, key=lambda r: (-r["articles"], r["first_seen"] or "9", r["name"]))
    first = min((r["first_seen"] for r in rows if r["first_seen"]), default=None)
    return {"id": identity, "name": best["name"], "first_seen": first}
