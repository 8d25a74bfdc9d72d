"""Takes articles out of the record store with all that hangs on them, before they are read anew."""

from collections.abc import Sequence

from db.store import RecordStore
from pipelines.copies import mark_copies, unlink
from pipelines.names import settle_names
from pipelines.naming import NAMED, NamesTouched, settle_identities
from pipelines.settle import settle


def forget(store: RecordStore, docs: Sequence[int]) -> None:
    """Removes articles by number; batches, names and copies become what the others add up to."""
    with store.transaction():
        texts = store.rows_for("SELECT text_sha256 FROM articles WHERE doc IN (?)", docs)
        names = NamesTouched()
        names.add(store.rows_for(NAMED, docs))
        near = unlink(store, docs)
        store.write_for("UPDATE articles SET copy_of = NULL WHERE copy_of IN (?)", docs)
        store.write_for("DELETE FROM articles_fts WHERE rowid IN (?)", docs)
        store.write_for("DELETE FROM articles WHERE doc IN (?)", docs)
        mark_copies(store, near, {row["text_sha256"] for row in texts})
        settle_names(store, settle_identities(store, names))
        settle(store, slugs_printed=False)
