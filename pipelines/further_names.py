"""Completes what the gazetteer calls some companies and services by their names of every sound.

Names of one sound get their identity together; one that people named has names of several sounds,
of which some came long before the others.
"""

from collections import defaultdict

from db.store import RecordStore
from extract.alias_files import Kind
from extract.identity import identities
from extract.known_names import sound
from pipelines.name_sources import Row, near_names, of_both
from pipelines.naming import Found

_COMPANY = "SELECT DISTINCT company AS name, company_id AS id FROM {table}"
_SERVICE = "SELECT DISTINCT company_id, {model} AS name, service_id AS id FROM {table}"


def complete(store: RecordStore, found: Found) -> None:
    """Adds the gazetteer's names that follow from names of sounds not looked at yet."""
    ids = sorted(found.entities)
    companies = of_both(store, f"{_COMPANY} WHERE company_id IN (?)", ids)
    if near := near_names(store, "company", _further(found, "company", companies)):
        rows = of_both(store, f"{_COMPANY} WHERE company IN (?)", near)
        _add(found, "company", rows)
    services = of_both(store, f"{_SERVICE} WHERE service_id IN (?)", ids)
    if near := near_names(store, "service", _further(found, "service", services)):
        held: defaultdict[str | None, list[Row]] = defaultdict(list)
        for row in of_both(store, f"{_SERVICE} WHERE {{model}} IN (?)", near):
            held[row["company_id"]].append(row)
        for rows in held.values():
            _add(found, "service", rows)


def _further(found: Found, kind: Kind, rows: list[Row]) -> set[str]:
    """The names whose sounds were not looked at."""
    names = {row["name"] for row in rows} - {None}
    return {name for name in names if (kind, sound(kind, name)) not in found.sounds}


def _add(found: Found, kind: Kind, rows: list[Row]) -> None:
    known = identities(kind, {row["name"] for row in rows})
    for row in rows:
        if row["id"] in found.entities:
            found.add(kind, row["id"], known[row["name"]].canonicals)
