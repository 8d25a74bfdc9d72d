"""Takes articles out of the record store with all that hangs on them, before they are read anew."""

from collections.abc import Sequence

from db.store import RecordStore
from pipelines.copies import followers, mark_copies, unlink
from pipelines.names import settle_names
from pipelines.naming import NAMED, NamesTouched, settle_identities
from pipelines.official.naming import mark_register_due
from pipelines.settle import mark_due, settle

_EMPTY = "DELETE FROM batches WHERE slug NOT IN (SELECT batch FROM batch_articles)"
_BESIDE = (
    "SELECT DISTINCT b.doc FROM batch_articles AS a JOIN batch_articles AS b ON b.batch = a.batch"
    " WHERE a.doc IN (?)"
)
_FITTING = "SELECT DISTINCT doc FROM claim_fits WHERE event_doc IN (?)"
"""What may belong to another event without them."""


def forget(store: RecordStore, docs: Sequence[int]) -> None:
    """Removes articles by number; batches, names and copies become what the others add up to."""
    with store.transaction():
        texts = store.rows_for("SELECT text_sha256 FROM articles WHERE doc IN (?)", docs)
        names = NamesTouched()
        names.add(store.rows_for(NAMED, docs))
        near = unlink(store, docs)
        beside = {row["doc"] for sql in (_BESIDE, _FITTING) for row in store.rows_for(sql, docs)}
        beside -= set(docs)
        store.write_for("UPDATE articles SET copy_of = NULL WHERE copy_of IN (?)", docs)
        store.write_for("DELETE FROM articles_fts WHERE rowid IN (?)", docs)
        store.write_for("DELETE FROM articles WHERE doc IN (?)", docs)
        store.write(_EMPTY, [()])
        moved = mark_copies(store, near, {row["text_sha256"] for row in texts})
        found = settle_identities(store, names)
        settle_names(store, found)
        mark_due(store, followers(store, beside | found.docs | moved))
        mark_register_due(store, found.schemes)
        settle(store, slugs_printed=False)
