"""Gives every stored name its identity, which depends on the set of names and not on its order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.store import RecordStore
from extract.alias_files import Kind
from extract.identity import identities
from extract.known_names import brand_of, owner_keys, sound

Row = dict[str, Any]
NAMED = "SELECT company, model, company_id, service_id FROM service_mentions WHERE doc IN (?)"
"""What ``NamesTouched.add`` takes."""
KEY = "substr(service_id, instr(service_id, '/') + 1)"
"""A service's own key within its id, as the index has it."""
_ALONE = (
    "SELECT DISTINCT model FROM service_mentions WHERE company_id IS NULL AND model IS NOT NULL"
)
_ALONE_BY_KEY = (
    "SELECT DISTINCT model FROM service_mentions INDEXED BY service_mentions_key_no_firm"
    f" WHERE company_id IS NULL AND model IS NOT NULL AND {KEY} IN (?)"
)


@dataclass(slots=True)
class NamesTouched:
    """Names that came or went, and what they meant."""

    companies: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)

    def add(self, rows: Iterable[Row]) -> None:
        """Takes mentions of services into account."""
        for row in rows:
            self.companies |= {row["company"]} - {None}
            self.models |= {row["model"]} - {None}
            self.entities |= {row["company_id"], row["service_id"]} - {None}


@dataclass(slots=True)
class Found:
    """Companies and services whose rows may have changed."""

    canonicals: dict[str, frozenset[str]] = field(default_factory=dict)
    """Id to the gazetteer's names for it."""
    docs: set[int] = field(default_factory=set)
    """Articles with a mention that means another than it did."""


def settle_identities(store: RecordStore, touched: NamesTouched) -> Found:
    """Rewrites the ids of all mentions whose name sounds like a touched one.

    All else keeps its identity: names of different sounds do not influence each other.
    """
    found = Found(dict.fromkeys(touched.entities, frozenset()))
    if touched.companies or touched.models:
        models = touched.models | _companies(store, touched.companies, found)
        _services(store, models, found)
        _services_alone(store, models, found)
    return found


def _companies(store: RecordStore, names: set[str], found: Found) -> set[str]:
    """Gives companies their ids; returns the services of those whose id is another now."""
    near = _near(store, "company", names)
    asked = "SELECT DISTINCT company AS name, company_id AS id FROM service_mentions"
    there = store.rows_for(f"{asked} WHERE company IN (?)", near)
    known = identities("company", {row["name"] for row in there})
    moved = set()
    for row in there:
        identity = known[row["name"]]
        _keep(found, identity.key, identity.canonicals)
        if (row["id"] or "") != identity.key:
            _keep(found, row["id"] or "", frozenset())
            moved.add(row["name"])
    for name in sorted(moved):
        key = known[name].key or None
        _rewrite(store, found, "company_id", key, "company = ?", (name,))
    models = "SELECT DISTINCT model FROM service_mentions WHERE company IN (?)"
    return {row["model"] for row in store.rows_for(models, sorted(moved))} - {None}


def _services(store: RecordStore, names: set[str], found: Found) -> None:
    """Gives the services of companies their ids, company by company."""
    near = _near(store, "service", names)
    asked = "SELECT DISTINCT company_id, model, service_id FROM service_mentions"
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for row in store.rows_for(f"{asked} WHERE company_id IS NOT NULL AND model IN (?)", near):
        held[row["company_id"]].append(row)
    for company, rows in sorted(held.items()):
        known = identities("service", {row["model"] for row in rows})
        for row in rows:
            identity = known[row["model"]]
            wanted = f"{company}/{identity.key}" if identity.key else None
            _point(store, found, row, wanted, identity.canonicals)


def _services_alone(store: RecordStore, models: set[str], found: Found) -> None:
    """A service named without its company is that of the one company that has it, if one has.

    Else it is that of the stored company that its name begins with. Looked at are those of
    which the name, a company that has it or the company of the name came or went.
    """
    asked = "SELECT DISTINCT NULL AS company_id, model, service_id FROM service_mentions"
    near = _near(store, "service", {*models, *_held(store, found), *_branded(store, found)})
    rows = store.rows_for(f"{asked} WHERE company_id IS NULL AND model IN (?)", near)
    known = identities("service", {row["model"] for row in rows})
    holders = _holders(store, {identity.key for identity in known.values()} - {""})
    brands = _brands(store, {row["model"] for row in rows})
    for row in rows:
        identity = known[row["model"]]
        firms, brand = holders[identity.key], brands.get(row["model"])
        firm = next(iter(firms)) if len(firms) == 1 else brand
        key = identity.key or None
        _point(store, found, row, f"{firm}/{key}" if firm and key else key, identity.canonicals)


def _held(store: RecordStore, found: Found) -> set[str]:
    """Services named without their company that are of a key of the services found."""
    keys = {entity.rpartition("/")[2] for entity in found.canonicals}
    return {row["model"] for row in store.rows_for(_ALONE_BY_KEY, sorted(keys))}


def _branded(store: RecordStore, found: Found) -> set[str]:
    """Services named without their company whose name begins with one that came or went."""
    owners = set(owner_keys("company").values())
    firms = sorted(owners & found.canonicals.keys())
    known = {row["id"] for row in store.rows_for("SELECT id FROM companies WHERE id IN (?)", firms)}
    moved = known ^ _there(store, firms)
    if not moved:
        return set()
    models = {row["model"] for row in store.rows(_ALONE)}
    return {model for model, firm in _begun(models).items() if firm in moved}


def _holders(store: RecordStore, keys: set[str]) -> defaultdict[str, set[str]]:
    """A service's own key to the companies that are said to have a service of it."""
    asked = f"SELECT DISTINCT {KEY} AS key, company_id FROM service_mentions"
    held: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.rows_for(f"{asked} WHERE company_id IS NOT NULL AND {KEY} IN (?)", keys):
        held[row["key"]].add(row["company_id"])
    return held


def _brands(store: RecordStore, models: set[str]) -> dict[str, str]:
    """Service to the id of the stored company that its name begins with."""
    ids = _begun(models)
    there = _there(store, ids.values())
    return {model: firm for model, firm in ids.items() if firm in there}


def _begun(models: Iterable[str]) -> dict[str, str]:
    """Service to the id that the company has which its name begins with."""
    begun = {model: brand for model in models if (brand := brand_of(model))}
    known = identities("company", begun.values())
    return {model: known[brand].key for model, brand in begun.items()}


def _there(store: RecordStore, firms: Iterable[str]) -> set[str]:
    """Those of some companies that an article names with a service."""
    asked = "SELECT DISTINCT company_id FROM service_mentions WHERE company_id IN (?)"
    return {row["company_id"] for row in store.rows_for(asked, sorted(set(firms)))}


def _point(
    store: RecordStore, found: Found, row: Row, wanted: str | None, canonicals: frozenset[str]
) -> None:
    """Writes the id of one firm's mentions of a service where it is another."""
    _keep(found, wanted or "", canonicals)
    if row["service_id"] == wanted:
        return
    _keep(found, row["service_id"] or "", frozenset())
    where = "model = ? AND company_id IS ?"
    _rewrite(store, found, "service_id", wanted, where, (row["model"], row["company_id"]))


def _rewrite(
    store: RecordStore,
    found: Found,
    column: str,
    value: str | None,
    where: str,
    given: tuple[str | None, ...],
) -> None:
    """Writes the id of some mentions where it is another, and notes their articles."""
    other = f"{where} AND {column} IS NOT ?"
    rows = store.rows(f"SELECT DISTINCT doc FROM service_mentions WHERE {other}", (*given, value))
    found.docs |= {row["doc"] for row in rows}
    store.write(f"UPDATE service_mentions SET {column} = ? WHERE {other}", [(value, *given, value)])


def _keep(found: Found, entity: str, canonicals: frozenset[str]) -> None:
    if entity:
        found.canonicals[entity] = found.canonicals.get(entity, frozenset()) | canonicals


def _near(store: RecordStore, kind: Kind, names: set[str]) -> list[str]:
    """The names and all stored ones of their sounds."""
    sounds = sorted({sound(kind, name) for name in names} - {""})
    asked = f"SELECT DISTINCT name FROM aliases WHERE kind = '{kind}' AND origin = 'press'"
    return sorted(names | {r["name"] for r in store.rows_for(f"{asked} AND sound IN (?)", sounds)})
