"""Keeps companies, services and aliases equal to what articles and official lists print."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from db import queries
from db.store import RecordStore
from extract import own
from extract.known.alias_files import Kind
from extract.known.gazetteer import aliases
from extract.known.names import DECIDED, sound
from extract.known.shipped import fold
from extract.known.words import HAN
from pipelines.further_names import complete
from pipelines.naming import Found

Row = dict[str, Any]


def settle_names(store: RecordStore, found: Found) -> set[str]:
    """Rewrites the rows of companies and services; those no longer named go and are returned.

    Beside what is printed stand the names that the gazetteer has for them.
    """
    ids = sorted(found.entities)
    if not ids:
        return set()
    complete(store, found)
    scope = {"ids": json.dumps(ids)}
    named: dict[tuple[Kind, str], list[Row]] = defaultdict(list)
    for row in queries.run(store, "aliases_seen", entities=scope["ids"]):
        named[row["kind"], row["entity"]].append(_spoken(row) | _compared(row["kind"], row["name"]))
    known = {key: _known(*key, found.canonicals[key]) for key in named}
    entities = {key: _entity(key[1], rows) for key, rows in named.items()}
    companies = [row for key, row in entities.items() if key[0] == "company"]
    services = [
        row | {"company": key[1].rpartition("/")[0] or None}
        for key, row in entities.items()
        if key[0] == "service"
    ]
    for row in (row for rows in named.values() for row in rows):
        del row["newest"]
    # What a list prints stands in the place of the same name that the gazetteer has.
    rows = [row for told in (known, named) for seen in told.values() for row in seen]
    within = "IN (SELECT value FROM json_each(:ids))"
    # The kinds stand first in the table's key.
    both = "kind IN ('company', 'service')"
    store.sync("aliases", rows, where=f"{both} AND entity {within}", params=scope)
    store.sync("companies", companies, where=f"id {within}", params=scope)
    store.sync("services", services, where=f"id {within}", params=scope)
    return set(ids) - {row["id"] for row in (*companies, *services)}


def _entity(identity: str, rows: list[Row]) -> Row:
    """The entity under the name printed in most articles; of equals the first published.

    Where no article names it, under its newest official name.
    """
    first = min((r["first_seen"] for r in rows if r["first_seen"]), default=None)
    printed: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        printed[row["name"]].append(row)
    if any(row["articles"] for row in rows):
        name = min(printed, key=lambda name: (*_press(printed[name]), name))
    else:
        name = newest_name(rows)
    return {"id": identity, "name": name, "first_seen": first}


def _press(rows: list[Row]) -> tuple[int, str]:
    """How a name ranks by the articles that print it, in whatever language."""
    days = [row["first_seen"] for row in rows if row["articles"] and row["first_seen"]]
    return -sum(row["articles"] for row in rows), min(days, default="9")


def newest_name(rows: Iterable[Row]) -> str:
    """Of official names the one of the newest entry."""
    names: dict[str, str] = {row["name"]: row["newest"] for row in rows}
    newest = max(names.values())
    return min(name for name, day in names.items() if day == newest)


def _spoken(row: Row) -> Row:
    """An official name has the language that its characters tell."""
    language = row["language"] or ("zh" if HAN.search(row["name"]) else "en")
    return row | {"language": language}


def _compared(kind: Kind, name: str) -> Row:
    return {"sound": sound(kind, name), "folded": fold(name)}


def _known(kind: Kind, entity: str, canonicals: frozenset[str]) -> list[Row]:
    """The gazetteer's names of a company or service, which no article needs to have printed."""
    told = [row for one in canonicals for row in sorted(set(_by_canonical().get((kind, one), ())))]
    seen: Row = {"first_seen": None, "last_seen": None, "articles": 0}
    rows = [
        {"kind": kind, "entity": entity, "name": name, "language": language, "origin": origin}
        | seen | _compared(kind, name)
        for name, language, origin in told
    ]  # fmt: skip
    return list({(r["name"], r["language"], r["origin"]): r for r in rows}.values())


@lru_cache
def _by_canonical() -> dict[tuple[Kind, str], list[tuple[str, str, str]]]:
    """Canonical name to its names with their languages and origins, some more than once."""
    held: dict[tuple[Kind, str], list[tuple[str, str, str]]] = defaultdict(list)
    for name in aliases().values():
        origin = "reviewed" if name.origin in DECIDED else name.origin
        printed = name.alias.replace(" ", "").capitalize() if origin == "pinyin" else name.alias
        held[name.kind, name.canonical].append((printed, name.language, origin))
    return dict(held)


own.when_names_change(_by_canonical.cache_clear)
