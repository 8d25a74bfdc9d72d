"""Completes what the gazetteer calls some companies and services by their names of every sound.

Names of one sound get their identity together; one that people named has names of several sounds,
of which some came long before the others.
"""

from collections import defaultdict

from db.store import RecordStore
from extract.known.alias_files import Kind
from extract.known.identity import identities
from pipelines.name_sources import Row, near_names, of_both
from pipelines.naming import Found

_COMPANY = "SELECT DISTINCT company AS name, company_id AS id FROM {table}"
_SERVICE = "SELECT DISTINCT company_id, {model} AS name, service_id AS id FROM {table}"
_NAMED = (
    "SELECT DISTINCT name, sound FROM aliases WHERE kind = '{kind}' AND entity IN (?)"
    " AND (origin = 'press' OR (origin = 'register' AND first_seen IS NOT NULL))"
)
"""What articles and entries print."""


def complete(store: RecordStore, found: Found) -> None:
    """Adds the gazetteer's names that follow from names of sounds not looked at yet."""
    if near := _further(store, found, "company"):
        _add(found, "company", of_both(store, f"{_COMPANY} WHERE company IN (?)", near))
    if near := _further(store, found, "service"):
        held: defaultdict[str | None, list[Row]] = defaultdict(list)
        for row in of_both(store, f"{_SERVICE} WHERE {{model}} IN (?)", near):
            held[row["company_id"]].append(row)
        for rows in held.values():
            _add(found, "service", rows)


def _further(store: RecordStore, found: Found, kind: Kind) -> list[str]:
    """The names of sounds not looked at; names that only just came are all of sounds that were."""
    rows = store.rows_for(_NAMED.format(kind=kind), sorted(found.entities))
    names = {row["name"] for row in rows if (kind, row["sound"]) not in found.sounds}
    return near_names(store, kind, names)


def _add(found: Found, kind: Kind, rows: list[Row]) -> None:
    known = identities(kind, {row["name"] for row in rows})
    for row in rows:
        if row["id"] in found.entities:
            found.add(kind, row["id"], known[row["name"]].canonicals)
