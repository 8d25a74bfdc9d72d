"""Stored lists in, what the reading of articles knows by them out."""

from pathlib import Path

from db.errors import StoreError
from db.store import RecordStore, open_for_reading, store_path
from extract.known.official import OfficialName, use_stored

_NAMES = """
SELECT 'company' AS kind, company AS name, min(coalesce(known_from, '')) AS since
FROM register_rows WHERE company IS NOT NULL GROUP BY company
UNION ALL
SELECT 'service', name, min(coalesce(known_from, ''))
FROM register_rows
WHERE name IS NOT NULL AND scheme IN ('genai_filing', 'genai_registration', 'on_device')
GROUP BY name
"""


def stored_names(store: RecordStore) -> list[OfficialName]:
    """The names of the official rows of a store, without those of algorithms.

    An algorithm is called after what it does (虚拟人生成算法): such words are no service's name.
    """
    return [OfficialName(**row) for row in store.rows(_NAMES)]


def use_names_of(store: RecordStore) -> bool:
    """Has the names of a store's lists known from now on; were others known before?"""
    return use_stored(stored_names(store))


def use_names_in(data: Path | None) -> None:
    """The same for a data directory; without one, or where its store is unusable, none are."""
    use_stored(_names_in(data))


def _names_in(data: Path | None) -> list[OfficialName]:
    if data is None or not store_path(data).exists():
        return []
    try:
        store = open_for_reading(data)
    except StoreError:
        return []  # Whoever needs the store says so.
    if store is None:
        return []
    with store:
        return stored_names(store)
