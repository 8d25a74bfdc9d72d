"""What people decided, kept in the store beside what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.store import RecordStore
from pipelines.decision_files import COLUMNS, Decision, decisions
from pipelines.resolve import Order
from pipelines.ruling import Ruling, orders_of, slugs_alone
from pipelines.stored import StoredClaims

Row = dict[str, Any]
STATED = (*COLUMNS, "file", "line")


def keep_decisions(
    store: RecordStore, found: Sequence[Ruling], about: Mapping[str, Iterable[Ruling]]
) -> None:
    """Writes every decision with its state and the batch that it is about today."""
    homes: dict[int, str] = {}
    for slug in sorted(about):
        for ruling in about[slug]:
            homes.setdefault(id(ruling), slug)
    store.sync("decisions", [_row(n, r, homes.get(id(r))) for n, r in enumerate(found, 1)])


def _row(place: int, ruling: Ruling, slug: str | None) -> Row:
    both = ruling.decision.action in ("merge", "split")
    applied = ruling.found and (both or slug is not None)
    state = "applied" if applied else "unknown"
    return {"place": place, **_stated(ruling.decision), "state": state, "slug": slug}


def _kept(store: RecordStore) -> list[Row]:
    return store.rows(f"SELECT {', '.join(STATED)} FROM decisions ORDER BY place")


def _stated(row: Decision) -> Row:
    return {column: getattr(row, column) for column in STATED}


def decided_anew(store: RecordStore, found: Sequence[Ruling]) -> bool:
    """Whether decisions changed since the batches were settled, or one lost what it was about."""
    if _kept(store) != [_stated(ruling.decision) for ruling in found]:
        return True
    rows = store.rows("SELECT place FROM decisions WHERE state = 'applied'")
    return any(not found[row["place"] - 1].found for row in rows)


def decided_slugs(store: RecordStore) -> list[str]:
    """The slugs of batches that decisions were about when the batches were settled last."""
    rows = store.rows("SELECT DISTINCT slug FROM decisions WHERE slug IS NOT NULL ORDER BY slug")
    return [row["slug"] for row in rows]


def rejected_claims(stored: StoredClaims) -> set[Order]:
    """The claims of the batches that people rejected."""
    rows = stored.store.rows("SELECT members FROM batch_slugs WHERE rejected = slug")
    orders = {order for row in rows for order in orders_of(row["members"])}
    stored.read(doc for doc, _ in orders)
    return orders & stored.batches.keys()


def unknown(store: RecordStore) -> list[Row]:
    """The decisions that nothing stored fits."""
    return store.rows("SELECT * FROM decisions WHERE state = 'unknown' ORDER BY file, line")


def waiting(store: RecordStore) -> bool:
    """Whether decisions changed, or a slug that one names has been printed since."""
    rows = decisions()
    if _kept(store) != [_stated(row) for row in rows]:
        return True
    there = {(row["file"], row["line"]) for row in unknown(store)}
    named = slugs_alone(row for row in rows if (row.file, row.line) in there)
    return bool(store.rows_for("SELECT slug FROM batch_slugs WHERE slug IN (?)", sorted(named)))


def nothing_fits(row: Row) -> str:
    """A line for a person about a decision that finds nothing."""
    names = [row[c] for c in ("batch", "article", "other", "other_article") if row[c]]
    said = f"{row['file']}:{row['line']}: nothing stored fits this {row['action']}"
    return f"{said} ({', '.join(names)})"
