"""Official entries beside stored articles, for the tests of what is said of both."""

from pathlib import Path

from db.store import RecordStore, store_path
from pipelines.official.bundled import load
from pipelines.official.naming import names_changed
from pipelines.settle import settle


def load_bundled(data: Path) -> None:
    """Loads the entries that ship and settles what they are about."""
    with RecordStore.open(store_path(data)) as store, store.transaction():
        load(store)
        names_changed(store)
        settle(store, slugs_printed=True)


def settled(path: Path) -> None:
    """Settles a store whose register has changed."""
    with RecordStore.open(path) as store, store.transaction():
        names_changed(store)
        settle(store, slugs_printed=True)
