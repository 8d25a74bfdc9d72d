"""The official register out of the record store: documents, lists, entries, totals."""

from collections.abc import Iterable
from typing import Any

from db import queries
from db.store import RecordStore

Row = dict[str, Any]


def schemes(store: RecordStore) -> list[str]:
    """The schemes of which there is a document."""
    found = store.rows("SELECT DISTINCT scheme FROM register_documents ORDER BY scheme")
    return [row["scheme"] for row in found]


def documents(store: RecordStore, scheme: str | None = None) -> list[Row]:
    """Every list of every document, of one scheme where one is named."""
    sql = "SELECT * FROM register_documents WHERE :scheme IS NULL OR scheme = :scheme"
    return store.rows(f"{sql} ORDER BY key, read_as", {"scheme": scheme})


def documents_of(store: RecordStore, key: str) -> list[Row]:
    """The lists of one document."""
    sql = "SELECT * FROM register_documents WHERE key = ? ORDER BY scheme, read_as"
    return store.rows(sql, (key,))


def documents_of_type(store: RecordStore, type_: str) -> list[Row]:
    """The lists of all documents of one type."""
    return store.rows("SELECT * FROM register_documents WHERE type = ? ORDER BY key", (type_,))


def contents(store: RecordStore, scheme: str | None = None) -> dict[str, str]:
    """What documents hold, of one scheme where one is named: the entries' JSON by its hash."""
    sql = "SELECT * FROM register_contents WHERE :scheme IS NULL OR scheme = :scheme"
    found = store.rows(sql, {"scheme": scheme})
    return {row["content"]: row["entries"] for row in found}


def drop_unused_contents(store: RecordStore) -> None:
    """Removes what no document holds any more."""
    store.write(
        "DELETE FROM register_contents"
        " WHERE content NOT IN (SELECT content FROM register_documents)",
        [()],
    )


def entries(store: RecordStore, scheme: str) -> dict[str, Row]:
    """The entries of a scheme by their keys."""
    found = store.rows("SELECT * FROM register_rows WHERE scheme = ?", (scheme,))
    return {row["number"]: row for row in found}


def revisions_of(store: RecordStore, only: Iterable[str]) -> dict[tuple[str, str], int]:
    """The number of the present content of each entry of some schemes."""
    sql = "SELECT scheme, number, revision FROM register_rows WHERE scheme IN (?)"
    found = store.rows_for(sql, sorted(set(only)))
    return {(row["scheme"], row["number"]): row["revision"] for row in found}


def lists(store: RecordStore, scheme: str | None = None) -> dict[str, Row]:
    """The lists by their names, of one scheme where one is named."""
    sql = "SELECT * FROM register_lists WHERE :scheme IS NULL OR scheme = :scheme ORDER BY list"
    return {row["list"]: row for row in store.rows(sql, {"scheme": scheme})}


def cancellations(store: RecordStore, scheme: str) -> list[Row]:
    """Entries that a row of ``scheme`` names or that are marked, with the day that is right."""
    return queries.run(store, "cancellations", cancelling=scheme)


def rows(store: RecordStore, list_: str | None = None) -> list[Row]:
    """The entries in the order of their lists, of one list where one is named."""
    return queries.run(store, "official_rows", list=list_)


def totals(store: RecordStore) -> list[Row]:
    """The stored totals, by scheme and day."""
    return store.rows("SELECT * FROM register_totals ORDER BY scheme, as_of, province")


def stated_on_pages(store: RecordStore) -> list[Row]:
    """What the announcements state on whose pages lists were published, list by list."""
    return queries.run(store, "official_totals")


def list_facts(store: RecordStore) -> list[Row]:
    """The lists with what their documents hold."""
    return queries.run(store, "official_lists")
