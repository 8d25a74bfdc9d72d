"""A claim in, the keys under which other claims find it in the store out."""

from collections.abc import Iterator

from db.store import RecordStore
from pipelines.evidence import event_days
from pipelines.fits import TABLES
from pipelines.hosting import bare, uncounted
from pipelines.kept_claims import Kept, kept
from pipelines.resolve import Claim, Order
from pipelines.telling import telling

_KEPT = (
    "INSERT INTO claim_keys (kind, value, day, until, doc, idx, opens, province, scheme)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KEEP = (
    "INSERT INTO kept_claims (doc, idx, opens, same, said, told, published)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
UNDATED = 0
"""Stands for the day of a claim that nothing dates; ordinals of days begin at 1."""


def key_rows(claim: Claim) -> Iterator[tuple[object, ...]]:
    """Rows of ``claim_keys``: numbers, names, and the days of an event by its place.

    ``day`` and ``until`` are the ordinals of the first and last day on which it may have been.
    """
    days = event_days(claim)
    day, until = (days.first, days.last) if days else (UNDATED, UNDATED)
    named = claim.province, claim.scheme
    opens = claim.opens + uncounted(claim)
    for kind, value in _keys(claim):
        yield kind, value, day, until, *claim.order, opens, *named


def _keys(claim: Claim) -> Iterator[tuple[str, str]]:
    yield from {(kind, str(value)) for kind, value in telling(claim)}
    if event_days(claim) is None:
        return
    if claim.opens:
        yield "day", claim.province or ""
        if uncounted(claim):
            yield "uncounted", claim.province or ""
    elif bare(claim):
        yield "bare", ""


def sync_keys(store: RecordStore, docs: list[int], claims: list[Claim]) -> dict[Order, Kept]:
    """Makes the keys of some articles, and what is kept of them, those of their claims."""
    for table in ("claim_keys", "claim_homes", *TABLES, "kept_claims"):
        store.write_for(f"DELETE FROM {table} WHERE doc IN (?)", docs)
    store.write(_KEPT, (row for claim in claims for row in key_rows(claim)))
    of = {claim.order: kept(claim) for claim in claims}
    store.write(_KEEP, ((*order, *one) for order, one in of.items()))
    return of
