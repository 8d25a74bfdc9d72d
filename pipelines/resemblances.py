"""The store's companies and services to the pairs that may be one, for a person to decide."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from db import queries
from db.store import RecordStore
from extract.known.alias_files import Kind
from extract.known.names import are_apart, owner, parts
from pipelines.reviewing import MOST_PLACES, PLACE

LEAST_BEGINNING = 2
"""Han characters that a name must share with the beginning of another to be like it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A company or service with the names that are printed for it."""

    kind: Kind
    id: str
    shown: str
    company: str | None
    names: tuple[str, ...]
    sounds: frozenset[str]


Pair = tuple[Entity, Entity, str]
"""Two, and why they may be one."""


@dataclass(slots=True)
class Resemblance:
    """Two that the rule keeps apart and that resemble each other."""

    kind: Kind
    name: str
    other: str
    ids: tuple[str, str]
    reasons: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    places: list[dict[str, Any]] = field(default_factory=list)
    """Articles and sentences of either, the first published first."""


def resemblances(store: RecordStore) -> list[Resemblance]:
    """Pairs that may be one, those in most articles first; none that a person decided about."""
    entities = _entities(store)
    found: dict[tuple[Kind, str, str], Resemblance] = {}
    for one, other, reason in (
        *_sounding(entities),
        *_beginning(entities),
        *_sharing(store, entities),
    ):
        short, long = sorted((one, other), key=lambda e: (len(e.shown), e.shown, e.id))
        if not _decided(short, long):
            made = Resemblance(one.kind, long.shown, short.shown, (long.id, short.id))
            pair = found.setdefault((one.kind, short.id, long.id), made)
            if reason not in pair.reasons:
                pair.reasons.append(reason)
    _place(store, found.values())
    return sorted(found.values(), key=lambda r: (-len(r.articles), r.kind, r.name, r.other, r.ids))


def _entities(store: RecordStore) -> list[Entity]:
    rows: defaultdict[tuple[Kind, str], list[dict[str, Any]]] = defaultdict(list)
    for row in queries.run(store, "entities_named"):
        rows[row["kind"], row["entity"]].append(row)
    return [
        Entity(
            kind,
            entity,
            named[0]["shown"],
            named[0]["company"],
            tuple(dict.fromkeys(row["name"] for row in named)),
            frozenset(row["sound"] for row in named) - {""},
        )
        for (kind, entity), named in rows.items()
    ]


def _sounding(entities: Iterable[Entity]) -> Iterator[Pair]:
    """Pairs of one sound; of services those of one company, or of none."""
    held: defaultdict[tuple[Kind, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for sound in sorted(entity.sounds):
            held[entity.kind, sound].append(entity)
    for alike in held.values():
        for one, other in combinations(alike, 2):
            near = one.company == other.company or None in (one.company, other.company)
            if near and one.id.rpartition("/")[2] != other.id.rpartition("/")[2]:
                yield one, other, _difference(one, other)


def _difference(one: Entity, other: Entity) -> str:
    """What keeps two of one sound apart."""
    kind = one.kind
    pairs = [(parts(kind, a), parts(kind, b)) for a in one.names for b in other.names]
    alike = [(a, b) for a, b in pairs if a.sound == b.sound]
    if not any(a.core == b.core or a.han != b.han for a, b in alike):
        return "the same sound in other characters"
    if any(a.place and b.place and a.place != b.place for a, b in alike):
        return "the same name with another place"
    if any(a.words and b.words and a.words != b.words for a, b in alike):
        return "the same name with other words behind it"
    return "the one may be short for the other and for others"


def _beginning(entities: Iterable[Entity]) -> Iterator[Pair]:
    """Pairs of which the one name begins with the other; services only those of one company."""
    cores: defaultdict[tuple[Kind, str | None, str], list[Entity]] = defaultdict(list)
    given = [(e, parts(e.kind, name)) for e in entities for name in e.names]
    for entity, found in given:
        if found.distinctive:
            cores[entity.kind, entity.company, found.core].append(entity)
    for entity, found in given:
        for end in range(LEAST_BEGINNING, len(found.core)):
            if found.han or entity.kind == "service":
                for other in cores.get((entity.kind, entity.company, found.core[:end]), ()):
                    if other.id != entity.id and (entity.company or entity.kind == "company"):
                        yield entity, other, "the one name begins with the other"


def _sharing(store: RecordStore, entities: Iterable[Entity]) -> Iterator[Pair]:
    """Pairs of companies that have a service of one name in one batch."""
    companies = {entity.id: entity for entity in entities if entity.kind == "company"}
    for row in queries.run(store, "services_shared"):
        if row["one"] in companies and row["other"] in companies:
            said = f"both have {row['service']} in {row['batch']}"
            yield companies[row["one"]], companies[row["other"]], said


def _decided(one: Entity, other: Entity) -> bool:
    """Did people say that two are two, by a row or by giving them two owners?"""
    pairs = [(a, b) for a in one.names for b in other.names]
    owners = {owner(e.kind, name) for e in (one, other) for name in e.names} - {None}
    return len(owners) > 1 or any(are_apart(one.kind, a, b) for a, b in pairs)


def _place(store: RecordStore, found: Iterable[Resemblance]) -> None:
    """Adds the articles that name either of a pair."""
    held: defaultdict[str, list[Resemblance]] = defaultdict(list)
    for pair in found:
        for entity in pair.ids:
            held[entity].append(pair)
    for row in queries.run(store, "mentions_of", entities=json.dumps(sorted(held))):
        for entity in {row["company_id"], row["service_id"]} - {None}:
            for pair in held.get(entity, ()):
                fresh = row["article"] not in pair.articles
                pair.articles.add(row["article"])
                if fresh and len(pair.places) < MOST_PLACES:
                    pair.places.append({key: row[key] for key in PLACE})
