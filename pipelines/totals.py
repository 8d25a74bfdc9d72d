"""The store's batches in, those out that only sum up what a year's other batches announced.

At a year's end papers and offices count the year's services once more; such a number is a state.
"""

from collections.abc import Sequence
from typing import Any

from db.store import RecordStore

Row = dict[str, Any]
LEAST = 20
"""Services from which a number can be a year's."""
SHARE_OF_TOTAL = 0.5
"""Of the running total: a single batch late in a scheme's life is less."""

_DORMANT = (
    "SELECT DISTINCT doc FROM announcements INDEXED BY announcements_dormant"
    " WHERE batch IS NULL AND role = 'main' AND services_in_batch >= ?"
)
_CANDIDATES = (
    "SELECT slug, scheme, province, event_date, services_stated, cumulative_stated FROM batches"
    " WHERE services_stated >= ? AND (event_date LIKE '____-01%' OR event_date LIKE '____-12-31')"
)
_PARTS = (
    "SELECT slug, services_stated FROM batches WHERE scheme IS :scheme AND province IS :province"
    " AND event_date BETWEEN :year || '-01' AND :year || '-12-31' AND services_stated < :services"
    " ORDER BY event_date, slug"
)


def dormant(store: RecordStore) -> set[int]:
    """Articles whose announcement has a year's number and no batch: they may need one again."""
    return {row["doc"] for row in store.rows(_DORMANT, (LEAST,))}


def year_totals(store: RecordStore) -> dict[str, str]:
    """Slugs of batches that sum others, each with the newest of those."""
    candidates = store.rows(_CANDIDATES, (LEAST,))
    slugs = {row["slug"] for row in candidates}
    found = {}
    for row in candidates:
        asked = {
            "scheme": row["scheme"],
            "province": row["province"],
            "year": _year(row["event_date"]),
            "services": row["services_stated"],
        }
        parts = [part for part in store.rows(_PARTS, asked) if part["slug"] not in slugs]
        if _sums(row, parts):
            found[row["slug"]] = parts[-1]["slug"]
    return found


def _year(event_date: str) -> str:
    """The year that a number of January or of a year's last day is about."""
    year = int(event_date[:4])
    return str(year - 1 if event_date[5:7] == "01" else year)


def _sums(row: Row, parts: Sequence[Row]) -> bool:
    """Whether the parts add up to about the number, more closely where no total helps."""
    share = sum(part["services_stated"] for part in parts) / row["services_stated"]
    total = row["cumulative_stated"]
    if total:
        late = row["services_stated"] >= SHARE_OF_TOTAL * total
        return late and len(parts) >= 2 and 0.6 <= share <= 1.4
    return len(parts) >= 3 and 0.85 <= share <= 1.15
