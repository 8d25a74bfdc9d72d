"""Official entries beside stored articles, for the tests of what is said of both."""

from pathlib import Path

from db.store import RecordStore
from pipelines.settle import settle


def settled(path: Path) -> None:
    """Settles a store whose register has changed."""
    with RecordStore.open(path) as store, store.transaction():
        settle(store, slugs_printed=True)
