"""Gives every stored name its identity, which depends on the set of names and not on its order.

Names are stored by the articles that mention services and by the entries of official lists.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.store import RecordStore
from extract.known.alias_files import Kind
from extract.known.identity import identities
from extract.known.names import brand_of, owner_keys, sound
from pipelines.name_sources import PRESS, REGISTER, Row, Source, near_names, of_both, rows_of

Entity = tuple[Kind, str]
NAMED = "SELECT company, model, company_id, service_id FROM service_mentions WHERE doc IN (?)"
"""What ``NamesTouched.add`` takes."""
KEY = "substr(service_id, instr(service_id, '/') + 1)"
"""A service's own key within its id, as the indexes have it."""
_OF_BOTH = "{model} = ? AND company_id IS ?"
_OF_FIRM = "company_id IS NOT NULL"
_ALONE = "company_id IS NULL AND {model} IS NOT NULL"
_MODELS = "SELECT DISTINCT {model} AS model FROM {table}"
_ALONE_BY_KEY = f"{_MODELS} INDEXED BY {{table}}_key_no_firm WHERE {_ALONE} AND {KEY} IN (?)"


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

    entities: set[str] = field(default_factory=set)
    """Their ids."""
    canonicals: defaultdict[Entity, frozenset[str]] = field(
        default_factory=lambda: defaultdict(frozenset)
    )
    """The gazetteer's names for each, by kind and id."""
    sounds: set[tuple[Kind, str]] = field(default_factory=set)
    """Of each kind the sounds whose names all had their identity looked at."""
    docs: set[int] = field(default_factory=set)
    """Articles with a mention that means another than it did."""
    schemes: set[str] = field(default_factory=set)
    """Registers with an entry that does."""

    def add(self, kind: Kind, entity: str, canonicals: frozenset[str] = frozenset()) -> None:
        """Takes a company or service, unless its id is empty, with what it is called."""
        if entity:
            self.entities.add(entity)
            self.canonicals[kind, entity] |= canonicals


@dataclass(slots=True)
class Moved:
    """Names with another id than they had, by the table that has them."""

    column: str
    where: str
    """What finds a name's rows, with the name first."""
    changes: dict[Source, list[tuple[str | None, tuple[str | None, ...]]]] = field(
        default_factory=dict
    )
    """The new id, and what stands for the marks of ``where``."""

    def add(self, source: Source, given: tuple[str | None, ...], value: str | None) -> None:
        """Notes one name of a table."""
        self.changes.setdefault(source, []).append((value, given))

    @property
    def names(self) -> set[str]:
        """The names themselves."""
        given = (given[0] for some in self.changes.values() for _, given in some)
        return {name for name in given if name is not None}


def settle_identities(store: RecordStore, touched: NamesTouched) -> Found:
    """Rewrites the ids of all mentions and entries whose name sounds like a touched one.

    All else keeps its identity: names of different sounds do not influence each other.
    """
    found = Found(set(touched.entities))
    if touched.companies or touched.models:
        models = touched.models | _companies(store, touched.companies, found)
        _services(store, models, found)
        _services_alone(store, models, found)
    return found


def _companies(store: RecordStore, names: set[str], found: Found) -> set[str]:
    """Gives companies their ids; returns the services of those whose id is another now."""
    near = near_names(store, "company", names)
    found.sounds |= {("company", sound("company", name)) for name in near}
    asked = "SELECT DISTINCT company AS name, company_id AS id FROM {table} WHERE company IN (?)"
    there = of_both(store, asked, near)
    known = identities("company", {row["name"] for row in there})
    moved = Moved("company_id", "company = ?")
    for row in there:
        identity = known[row["name"]]
        found.add("company", identity.key, identity.canonicals)
        if (row["id"] or "") != identity.key:
            found.add("company", row["id"] or "")
            moved.add(row["source"], (row["name"],), identity.key or None)
    _rewrite(store, found, moved)
    models = of_both(store, f"{_MODELS} WHERE company IN (?)", sorted(moved.names))
    return {row["model"] for row in models} - {None}


def _services(store: RecordStore, names: set[str], found: Found) -> None:
    """Gives the services of companies their ids, company by company."""
    near = near_names(store, "service", names)
    found.sounds |= {("service", sound("service", name)) for name in near}
    asked = "SELECT DISTINCT company_id, {model} AS model, service_id FROM {table}"
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for row in of_both(store, f"{asked} WHERE {_OF_FIRM} AND {{model}} IN (?)", near):
        held[row["company_id"]].append(row)
    moved = Moved("service_id", _OF_BOTH)
    for company, rows in sorted(held.items()):
        known = identities("service", {row["model"] for row in rows})
        for row in rows:
            identity = known[row["model"]]
            wanted = f"{company}/{identity.key}" if identity.key else None
            _point(found, moved, row, wanted, identity.canonicals)
    _rewrite(store, found, moved)


def _services_alone(store: RecordStore, models: set[str], found: Found) -> None:
    """A service named without its company is that of the one company that has it, if one has.

    Else it is that of the stored company that its name begins with. Looked at are those of
    which the name, a company that has it or the company of the name came or went.
    """
    asked = "SELECT DISTINCT NULL AS company_id, {model} AS model, service_id FROM {table}"
    near = near_names(store, "service", {*models, *_held(store, found), *_branded(store, found)})
    rows = of_both(store, f"{asked} WHERE company_id IS NULL AND {{model}} IN (?)", near)
    known = identities("service", {row["model"] for row in rows})
    holders = _holders(store, {identity.key for identity in known.values()} - {""})
    brands = _brands(store, {row["model"] for row in rows})
    moved = Moved("service_id", _OF_BOTH)
    for row in rows:
        identity = known[row["model"]]
        firms, brand = holders[identity.key], brands.get(row["model"])
        firm = next(iter(firms)) if len(firms) == 1 else brand
        key = identity.key or None
        wanted = f"{firm}/{key}" if firm and key else key
        _point(found, moved, row, wanted, identity.canonicals)
    _rewrite(store, found, moved)


def _held(store: RecordStore, found: Found) -> set[str]:
    """Services named without their company that are of a key of the services found."""
    keys = {entity.rpartition("/")[2] for entity in found.entities}
    return {row["model"] for row in of_both(store, _ALONE_BY_KEY, sorted(keys))}


def _branded(store: RecordStore, found: Found) -> set[str]:
    """Services named without their company whose name begins with one that came or went."""
    owners = set(owner_keys("company").values())
    firms = sorted(owners & found.entities)
    known = {row["id"] for row in store.rows_for("SELECT id FROM companies WHERE id IN (?)", firms)}
    moved = known ^ _there(store, firms)
    if not moved:
        return set()
    models = {row["model"] for row in of_both(store, f"{_MODELS} WHERE {_ALONE}")}
    return {model for model, firm in _begun(models).items() if firm in moved}


def _holders(store: RecordStore, keys: set[str]) -> defaultdict[str, set[str]]:
    """A service's own key to the companies that are said to have a service of it.

    Where an article says so, official entries are not asked.
    """
    asked = f"SELECT DISTINCT {KEY} AS key, company_id FROM {{table}} WHERE {_OF_FIRM}"
    held: defaultdict[str, set[str]] = defaultdict(set)
    for source in (PRESS, REGISTER):
        for row in rows_of(store, source, f"{asked} AND {KEY} IN (?)", keys - held.keys()):
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
    """Those of some companies that an article or an official entry names with a service."""
    asked = "SELECT DISTINCT company_id FROM {table} WHERE company_id IN (?)"
    return {row["company_id"] for row in of_both(store, asked, sorted(set(firms)))}


def _point(
    found: Found, moved: Moved, row: Row, wanted: str | None, canonicals: frozenset[str]
) -> None:
    """Notes that one firm's mentions or entries of a service have another id."""
    found.add("service", wanted or "", canonicals)
    if row["service_id"] != wanted:
        found.add("service", row["service_id"] or "")
        moved.add(row["source"], (row["model"], row["company_id"]), wanted)


def _rewrite(store: RecordStore, found: Found, moved: Moved) -> None:
    """Writes the ids that are others, and notes whose they are."""
    for source, changes in moved.changes.items():
        table, model = source
        where = f"{moved.where} AND {moved.column} IS NOT ?".format(model=model)
        noted = "doc" if source == PRESS else "scheme"
        asked = f"SELECT DISTINCT {noted} AS noted FROM {table} WHERE {where}"
        of: set[Any] = found.docs if source == PRESS else found.schemes
        of |= {row["noted"] for c in changes for row in store.rows(asked, (*c[1], c[0]))}
        update = f"UPDATE {table} SET {moved.column} = ? WHERE {where}"
        store.write(update, [(value, *given, value) for value, given in changes])
