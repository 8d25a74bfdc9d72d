"""Official entries in whose names nothing knows yet; companies, services and aliases out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db.store import RecordStore
from pipelines.copies import followers
from pipelines.name_sources import Row
from pipelines.names import newest_name, settle_names
from pipelines.naming import NamesTouched, settle_identities
from pipelines.official.known import use_names_of
from pipelines.settle import mark_due

Name = tuple[str, str | None, str]
"""Kind, id and name."""

_NEWEST = "max(coalesce(stands_from, known_from, '') || ' ' || coalesce(date, '')) AS newest"
_PRINTED = f"""
SELECT 'company' AS kind, company_id AS entity, company AS name, min(known_from) AS first_seen,
    {_NEWEST}
FROM register_rows WHERE company IS NOT NULL GROUP BY company_id, company
UNION ALL
SELECT 'service', service_id, name, min(known_from), {_NEWEST}
FROM register_rows WHERE name IS NOT NULL GROUP BY service_id, name
"""
_KEPT = (
    "SELECT kind, entity, name, first_seen FROM aliases"
    " WHERE origin = 'register' AND first_seen IS NOT NULL"
)
_UNPRINTED = (
    "SELECT id, name FROM {table} AS e WHERE NOT EXISTS (SELECT 1 FROM aliases AS a"
    " WHERE a.kind = '{kind}' AND a.entity = e.id AND a.origin = 'press')"
)
"""Companies or services that no article names."""
_ALL = "SELECT company, model, company_id, service_id FROM service_mentions"


def names_changed(store: RecordStore) -> None:
    """Makes companies, services and aliases fit the entries of the store, in an open transaction.

    Names are read that came, went or sound like such; all, where the reading of articles knows
    others by the entries than before. What means another than it did is due, and is to be settled
    before the transaction ends where that leaves it ``dangling``.
    """
    anew = use_names_of(store)
    printed = store.rows(_PRINTED)
    touched = _touched(_names(printed), _names(store.rows(_KEPT)), everything=anew)
    touched.entities |= _renamed(store, printed)
    if anew:
        touched.add(store.rows(_ALL))
    found = settle_identities(store, touched)
    settle_names(store, found)
    mark_due(store, followers(store, found.docs))
    mark_register_due(store, found.schemes)


def mark_register_due(store: RecordStore, schemes: Iterable[str]) -> None:
    """Notes that entries of some registers have changed."""
    store.upsert("register_due", [{"scheme": scheme} for scheme in sorted(set(schemes))])


def _names(rows: Iterable[Row]) -> dict[Name, Any]:
    return {(row["kind"], row["entity"], row["name"]): row["first_seen"] for row in rows}


def _renamed(store: RecordStore, printed: Iterable[Row]) -> set[str]:
    """Companies and services of entries alone that do not have their newest official name."""
    held: defaultdict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in printed:
        held[row["kind"], row["entity"]].append(row)
    stored = [
        (kind, row)
        for kind, table in (("company", "companies"), ("service", "services"))
        for row in store.rows(_UNPRINTED.format(kind=kind, table=table))
    ]
    return {
        row["id"]
        for kind, row in stored
        if (rows := held.get((kind, row["id"]))) and newest_name(rows) != row["name"]
    }


def _touched(printed: dict[Name, Any], kept: dict[Name, Any], *, everything: bool) -> NamesTouched:
    """The names that the entries have and the aliases do not, and the other way round."""
    touched = NamesTouched()
    for key in printed.keys() | kept.keys():
        if everything or printed.get(key) != kept.get(key):
            kind, entity, name = key
            (touched.companies if kind == "company" else touched.models).add(name)
            touched.entities |= {entity} if entity else set()
    return touched
