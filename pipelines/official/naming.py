"""Official entries in whose names nothing knows yet; companies, services and aliases out."""

from collections.abc import Iterable
from typing import Any

from db.store import RecordStore
from pipelines.copies import followers
from pipelines.names import settle_names
from pipelines.naming import NamesTouched, settle_identities
from pipelines.official.known import use_names_of
from pipelines.settle import mark_due, registered, settle

Name = tuple[str, str | None, str]
"""Kind, id and name."""

_PRINTED = """
SELECT 'company' AS kind, company_id AS entity, company AS name, min(known_from) AS first_seen
FROM register_rows WHERE company IS NOT NULL GROUP BY company_id, company
UNION ALL
SELECT 'service', service_id, name, min(known_from)
FROM register_rows WHERE name IS NOT NULL GROUP BY service_id, name
"""
_KEPT = (
    "SELECT kind, entity, name, first_seen FROM aliases"
    " WHERE origin = 'register' AND first_seen IS NOT NULL"
)
_ALL = "SELECT company, model, company_id, service_id FROM service_mentions"


def names_changed(store: RecordStore) -> None:
    """Makes companies, services and aliases fit the entries of the store, in an open transaction.

    Names are read that came, went or sound like such; all, where the reading of articles knows
    others by the entries than before. What means another than it did is due.
    """
    anew = use_names_of(store)
    touched = _touched(_names(store, _PRINTED), _names(store, _KEPT), everything=anew)
    if anew:
        touched.add(store.rows(_ALL))
    found = settle_identities(store, touched)
    gone = settle_names(store, found)
    mark_due(store, followers(store, found.docs))
    mark_register_due(store, found.schemes)
    if registered(store, gone):
        settle(store, slugs_printed=False)


def mark_register_due(store: RecordStore, schemes: Iterable[str]) -> None:
    """Notes that entries of some registers have changed."""
    store.upsert("register_due", [{"scheme": scheme} for scheme in sorted(set(schemes))])


def _names(store: RecordStore, sql: str) -> dict[Name, Any]:
    return {(row["kind"], row["entity"], row["name"]): row["first_seen"] for row in store.rows(sql)}


def _touched(printed: dict[Name, Any], kept: dict[Name, Any], *, everything: bool) -> NamesTouched:
    """The names that the entries have and the aliases do not, and the other way round."""
    touched = NamesTouched()
    for key in printed.keys() | kept.keys():
        if everything or printed.get(key) != kept.get(key):
            kind, entity, name = key
            (touched.companies if kind == "company" else touched.models).add(name)
            touched.entities |= {entity} if entity else set()
    return touched
