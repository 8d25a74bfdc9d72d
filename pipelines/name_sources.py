"""The two tables that name companies and services: names in, what they hold of them out."""

from collections.abc import Iterable
from typing import Any

from db.store import RecordStore
from extract.known.alias_files import Kind
from extract.known.names import sound

Row = dict[str, Any]
Source = tuple[str, str]
"""A table that names companies and services, with the column of a service's name."""
PRESS: Source = ("service_mentions", "model")
REGISTER: Source = ("register_rows", "name")


def near_names(store: RecordStore, kind: Kind, names: set[str]) -> list[str]:
    """The names and all stored ones of their sounds."""
    sounds = sorted({sound(kind, name) for name in names} - {""})
    asked = f"SELECT DISTINCT name FROM aliases WHERE kind = '{kind}'"
    printed = "origin IN ('press', 'register') AND sound IN (?)"
    return sorted(names | {r["name"] for r in store.rows_for(f"{asked} AND {printed}", sounds)})


def of_both(store: RecordStore, sql: str, values: Iterable[Any] | None = None) -> list[Row]:
    """The rows of a query over all names that are stored, each with its ``source``."""
    held = None if values is None else list(values)
    return [
        row | {"source": source}
        for source in (PRESS, REGISTER)
        for row in rows_of(store, source, sql, held)
    ]


def rows_of(
    store: RecordStore, source: Source, sql: str, values: Iterable[Any] | None
) -> list[Row]:
    """The rows of a query over one table's names."""
    table, model = source
    asked = sql.format(table=table, model=model)
    return store.rows(asked) if values is None else store.rows_for(asked, values)
