"""The store's batches in, those out that only sum up what a year's other batches announced.

At a year's end papers and offices count the year's services once more; such a number is a state.
"""

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
_SUMS = """
    WITH years (slug, scheme, province, services, total, year) AS MATERIALIZED (
        SELECT slug, scheme, province, services_stated, cumulative_stated,
            substr(event_date, 1, 4) - (substr(event_date, 6, 2) = '01')
        FROM batches WHERE services_stated >= ?
        AND (event_date LIKE '____-01%' OR event_date LIKE '____-12-31')
    )
    SELECT y.slug, y.services, y.total, count(*) AS parts, sum(b.services_stated) AS together,
        max(b.event_date || ' ' || b.slug) AS newest, b.slug AS part
    FROM years AS y CROSS JOIN batches AS b ON b.scheme IS y.scheme AND b.province IS y.province
        AND b.event_date BETWEEN y.year || '-01' AND y.year || '-12-31'
        AND b.services_stated < y.services
    WHERE b.slug NOT IN (SELECT slug FROM years) GROUP BY y.slug
"""
"""Numbers of January, or of a year's last day, beside what the year's batches add up to."""


def dormant(store: RecordStore) -> set[int]:
    """Articles whose announcement has a year's number and no batch: they may need one again."""
    return {row["doc"] for row in store.rows(_DORMANT, (LEAST,))}


def year_totals(store: RecordStore) -> dict[str, str]:
    """Slugs of batches that sum others, each with the newest of those."""
    return {row["slug"]: row["part"] for row in store.rows(_SUMS, (LEAST,)) if _sums(row)}


def _sums(row: Row) -> bool:
    """Whether the parts add up to about the number, more closely where no total helps."""
    share: float = row["together"] / row["services"]
    parts: int = row["parts"]
    if row["total"]:
        late: bool = row["services"] >= SHARE_OF_TOTAL * row["total"]
        return late and parts >= 2 and 0.6 <= share <= 1.4
    return parts >= 3 and 0.85 <= share <= 1.15
