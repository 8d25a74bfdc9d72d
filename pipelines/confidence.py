"""A batch's row in, how sure it is that this is one batch as it is told out: 0 to 1.

One report that names the register, a number, a day and some services is worth 0.85, one that names
the register and a number 0.7; what the official register has is all but certain.
"""

from collections.abc import Collection
from typing import Any, Final

from db.store import RecordStore

Row = dict[str, Any]
TOLD: Final = 0.4
"""Of an article that announces something."""
SCHEME: Final = 0.15
NUMBER: Final = 0.15
NAMES: Final = 0.1
DAY: Final = 0.05
PLACE: Final = 0.05
VOICE: Final = 0.1
"""For each further voice that announces it, two at most."""
DISPUTED: Final = 0.1
"""Taken off where voices contradict each other about the number, the register or the place."""
LISTED: Final = 0.95
"""Of an official list, and of a batch of whose services the register has half or more."""
_DISPUTED = (
    "SELECT DISTINCT batch FROM batch_values WHERE disputes"
    " AND field IN ('services', 'scheme', 'province') AND batch IN (?)"
)
_VOICES = (
    "SELECT m.batch, count(DISTINCT m.voice) AS n FROM batch_articles AS m"
    " JOIN announcements AS a ON a.batch = m.batch AND a.doc = m.doc"
    " WHERE a.role = 'main' AND a.kind IS NOT 'cumulative' AND m.batch IN (?) GROUP BY m.batch"
)


def confidences(store: RecordStore, batches: Collection[Row]) -> dict[str, float]:
    """The confidence in some rows of ``batches``, by slug, in hundredths."""
    slugs = [row["slug"] for row in batches]
    disputed = {row["batch"] for row in store.rows_for(_DISPUTED, slugs)}
    voices = {row["batch"]: row["n"] for row in store.rows_for(_VOICES, slugs)}
    return {
        row["slug"]: confidence(row, voices.get(row["slug"], 0), disputed=row["slug"] in disputed)
        for row in batches
    }


def confidence(row: Row, voices: int, *, disputed: bool = False) -> float:
    """The confidence in a batch with the columns of ``batches``, which some voices announce."""
    if is_listed(row) or not row["voices"]:
        return LISTED
    number = row["services_stated"] is not None or row["companies_stated"] is not None
    points: float = TOLD
    points += SCHEME * (row["scheme"] not in (None, "other"))
    points += NUMBER * number + NAMES * (row["services_found"] > 0)
    points += DAY * (len(row["event_date"] or "") >= 10) + PLACE * bool(row["province"])
    points += VOICE * min(max(voices - 1, 0), 2)
    points -= DISPUTED * disputed
    return round(min(max(points, 0.0), 1.0), 2)


def is_listed(row: Row) -> bool:
    """Whether the official register has a batch that the press tells of: half of it or more.

    Of a batch whose first rows are there the others are awaited.
    """
    if not row["voices"] or not row["services_listed"]:
        return False
    stated = row["services_stated"] or row["companies_stated"] or row["services_found"]
    return bool(2 * row["services_listed"] >= stated)
