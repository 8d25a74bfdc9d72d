"""Documents in; lists, entries and revisions in the record store out, whatever came first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from crawler.items import Document
from db import register
from db.store import RecordStore
from extract.register.records import RegisterFile
from pipelines.official.checking import keep_verdicts
from pipelines.official.lists import Placed, placed
from pipelines.official.naming import names_changed
from pipelines.official.sightings import (
    BUNDLED,
    Sighting,
    met_again,
    sightings_of,
    stored_sightings,
)
from pipelines.official.standing import Standing, standings
from pipelines.settle import dangling, settle

Row = dict[str, Any]
Known = dict[tuple[str, str], int]
"""Entries with the number of their content."""
CANCELLING: Final = "algorithm_cancelled"


@dataclass(frozen=True, slots=True)
class KeptList:
    """What became of one list of a document."""

    list: str
    scheme: str
    rows: int
    new: int
    changed: int
    known: int
    numbers: tuple[str, ...] = ()
    """Of the new entries."""


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What became of a document."""

    key: str
    lists: tuple[KeptList, ...]
    schemes: frozenset[str]
    """Those of which anything stored has changed."""


def keep_document(store: RecordStore, document: Document, file: RegisterFile) -> KeptDocument:
    """Stores what a document holds, in a transaction of its own where none is open."""
    return keep_documents(store, [(document, file)])[0]


def keep_documents(
    store: RecordStore, given: Sequence[tuple[Document, RegisterFile]]
) -> list[KeptDocument]:
    """Stores what some documents hold, all of them or nothing."""
    schemes = {row.scheme for _, file in given for row in file.rows}
    with within(store):
        before = register.revisions_of(store, schemes)
        noted = [note_document(store, document, file) for document, file in given]
        changed = frozenset(renew(store, set().union(*noted)))
        after = register.revisions_of(store, schemes)
        return [
            KeptDocument(one[0].key, tuple(_kept(store, one, before, after)), changed)
            for one in given
        ]


def note_document(store: RecordStore, document: Document, file: RegisterFile) -> set[str]:
    """Notes what a document holds; returns the schemes that ``renew`` is to be called for."""
    contents: dict[str, Row] = {}
    found = sightings_of(document, file, contents)
    known = {row["read_as"]: row for row in register.documents_of(store, document.key)}
    rows = {s.row["read_as"]: s.row for s in found}
    again = {name: met_again(known[name], row) for name, row in rows.items() if name in known}
    fresh = [row for name, row in (rows | again).items() if known.get(name) != row]
    gone = [row for name, row in known.items() if name not in rows]
    store.upsert("register_contents", contents.values())
    store.upsert("register_documents", fresh)
    keys = [(row["key"], row["read_as"]) for row in gone]
    store.write("DELETE FROM register_documents WHERE key = ? AND read_as = ?", keys)
    return {row["scheme"] for row in (*fresh, *gone)}


def renew(store: RecordStore, schemes: Iterable[str]) -> set[str]:
    """Makes the lists and entries of some schemes what all noted documents add up to.

    Returns the schemes of which anything has changed; they wait in ``register_due``.
    """
    changed = {scheme for scheme in sorted(set(schemes)) if _renew(store, scheme)}
    if changed:
        changed |= _mark_cancelled(store)
        store.upsert("register_due", [{"scheme": scheme} for scheme in sorted(changed)])
        keep_verdicts(store)
        names_changed(store)
    return changed


def carry(store: RecordStore, rows: Iterable[Row], contents: Mapping[str, str]) -> None:
    """Stores documents as another store has them."""
    known = [row | {"list": None, "known_from": None, "repeats": 0} for row in rows]
    held = {row["content"]: row["scheme"] for row in known}
    told = [{"content": c, "scheme": s, "entries": contents[c]} for c, s in held.items()]
    store.upsert("register_contents", told)
    store.upsert("register_documents", known)
    renew(store, held.values())


def forget_later(store: RecordStore, day: str) -> set[str]:
    """Forgets what documents said after a day, edits in place among it; returns their keys."""
    gone: set[str] = set()
    changed: set[str] = set()
    for scheme in register.schemes(store):
        later = [p.sighting.row for p in placed(_sightings(store, scheme)) if p.day > day]
        keys = [(row["key"], row["read_as"]) for row in later]
        store.write("DELETE FROM register_documents WHERE key = ? AND read_as = ?", keys)
        gone |= {row["key"] for row in later if row["type"] != BUNDLED}
        changed |= {row["scheme"] for row in later}
    renew(store, changed)
    return gone


def _renew(store: RecordStore, scheme: str) -> bool:
    places = placed(_sightings(store, scheme))
    entries = standings(places)
    _write_documents(store, places)
    parts = {
        "register_rows": _entry_rows(store, scheme, entries),
        "register_lists": _list_rows(store, scheme, places),
        "register_row_revisions": [row for one in entries.values() for row in one.earlier],
    }
    of_scheme: Row = {"scheme": scheme}
    changes = [
        store.sync(table, rows, where="scheme = :scheme", params=of_scheme)
        for table, rows in parts.items()
    ]
    register.drop_unused_contents(store)
    return any(changes)


def _sightings(store: RecordStore, scheme: str) -> list[Sighting]:
    rows, contents = register.documents(store, scheme), register.contents(store, scheme)
    return stored_sightings(rows, contents)


def _entry_rows(store: RecordStore, scheme: str, entries: dict[str, Standing]) -> list[Row]:
    """The rows of the entries; what others found out about known ones stays."""
    there = register.entries(store, scheme)
    blank = dict.fromkeys(store.columns("register_rows"))
    return [there.get(n, blank) | entry.row() for n, entry in entries.items()]


def _list_rows(store: RecordStore, scheme: str, places: list[Placed]) -> list[Row]:
    there = register.lists(store, scheme)
    blank = dict.fromkeys(store.columns("register_lists"))
    groups: dict[str, list[Placed]] = {}
    for one in places:
        if not one.repeats:
            groups.setdefault(one.list.name, []).append(one)
    return [
        blank | there.get(name, {}) | {"list": name, "scheme": scheme} | _list_facts(group)
        for name, group in groups.items()
    ]


def _list_facts(group: list[Placed]) -> Row:
    """Where and when a list was met first, and its newest file."""
    rows = [one.sighting.row for one in group]
    seen = [row["first_seen"] for row in rows if row["first_seen"]]
    return {
        **{c: next((r[c] for r in rows if r[c]), None) for c in ("title", "url", "page")},
        "published": next((r["published"] for r in rows if r["published"]), None),
        "sha256": rows[-1]["sha256"],
        "first_seen": min(seen, default=None),
        "known_from": group[0].day,
        "province": group[0].list.place,
    }


def _write_documents(store: RecordStore, places: list[Placed]) -> None:
    rows = [
        p.sighting.row | facts
        for p in places
        for facts in [{"list": p.list.name, "known_from": p.day, "repeats": int(p.repeats)}]
        if p.sighting.row | facts != p.sighting.row
    ]
    store.upsert("register_documents", rows)


def _mark_cancelled(store: RecordStore) -> set[str]:
    """Marks the entries that a cancellation names; returns the schemes that have such changes."""
    wanted = register.cancellations(store, CANCELLING)
    changes = [row for row in wanted if row["cancelled_on"] != row["day"]]
    store.write(
        "UPDATE register_rows SET cancelled_on = ? WHERE scheme = ? AND number = ?",
        [(row["day"], row["scheme"], row["number"]) for row in changes],
    )
    return {row["scheme"] for row in changes}


def _kept(
    store: RecordStore, given: tuple[Document, RegisterFile], before: Known, after: Known
) -> Iterator[KeptList]:
    """What became of each list; ``before`` gains its entries: a second document knows them."""
    document, file = given
    lists = {row["read_as"]: row["list"] for row in register.documents_of(store, document.key)}
    for one in sightings_of(document, file, {}):
        keys = [(one.row["scheme"], entry.number) for entry in one.entries]
        new = tuple(number for scheme, number in keys if (scheme, number) not in before)
        changed = sum(key in before and before[key] != after[key] for key in keys)
        before |= {key: after[key] for key in keys}
        name, known = lists[one.row["read_as"]], len(keys) - len(new) - changed
        yield KeptList(name, one.row["scheme"], len(keys), len(new), changed, known, new)


@contextmanager
def within(store: RecordStore) -> Iterator[None]:
    """The transaction that is open, else one of its own."""
    if store.conn.in_transaction:
        yield
        return
    with store.transaction():
        yield
        if dangling(store):
            settle(store, slugs_printed=False)
