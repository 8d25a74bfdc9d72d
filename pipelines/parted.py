"""What was told in, the batches out that have parted from it: they are no news of their own.

Outlets put a number right one after the other. Until the last has followed, those that have and
those that have not can be two batches; readers were told of one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from db.store import RecordStore
from pipelines.days import when
from pipelines.evidence import CLOSE_DAYS
from pipelines.told import Told

Row = dict[str, Any]
_OPENS: Final = "role = 'main' AND kind IS NOT 'cumulative'"
_PARTED = (
    "SELECT DISTINCT t.key, k.batch AS home, n.batch AS part FROM told_claims AS t"
    " JOIN told AS k ON k.key = t.key JOIN announcements AS n ON n.doc = t.doc"
    " WHERE n.batch <> k.batch AND n.role = 'main' AND n.kind IS NOT 'cumulative'"
    " AND NOT EXISTS (SELECT 1 FROM announcements AS o"
    f" WHERE o.doc = t.doc AND o.batch = k.batch AND {_OPENS})"
    " AND NOT EXISTS (SELECT 1 FROM told AS x WHERE x.batch = n.batch AND x.aloud) AND t.key IN (?)"
)
_FACTS = "SELECT slug, scheme, province, event_date, first_seen FROM batches WHERE slug IN (?)"
_CLAIMS = (
    "INSERT INTO told_claims (key, doc, idx, first) SELECT ?, doc, idx, 0 FROM announcements"
    f" WHERE batch = ? AND {_OPENS} ON CONFLICT DO NOTHING"
)


def parted(
    store: RecordStore, told: Mapping[str, Sequence[Told]]
) -> tuple[dict[str, str], set[str]]:
    """The batch from which each has parted, both by slug; ``told`` is by slug as well.

    With them those that share an article with what was told, which may have parted before.

    It has an article that was told of with the other one and tells of that no more, and it is of
    the same register, place and days; it was not told aloud itself. Its articles count as told from
    now on.
    """
    keys = [one.key for some in told.values() for one in some]
    found = store.rows_for(_PARTED, keys)
    slugs = sorted({row[side] for row in found for side in ("home", "part")})
    facts = {row["slug"]: row for row in store.rows_for(_FACTS, slugs)}
    order = {key: n for n, key in enumerate(keys)}
    alike = [row for row in _there(found, facts) if _one(facts[row["home"]], facts[row["part"]])]
    homes: dict[str, str] = {}
    for row in sorted(alike, key=lambda row: order[row["key"]]):
        homes.setdefault(row["part"], row["home"])
    store.write(_CLAIMS, [(row["key"], row["part"]) for row in alike])
    return homes, {row["part"] for row in found}


def _there(found: Iterable[Row], facts: Mapping[str, Row]) -> list[Row]:
    return [row for row in found if row["home"] in facts and row["part"] in facts]


def _one(home: Row, part: Row) -> bool:
    """Whether the facts of two batches leave room for one event."""
    for name in ("scheme", "province"):
        if home[name] and part[name] and home[name] != part[name]:
            return False
    days = [when(one["event_date"], one["first_seen"], main=True) for one in (home, part)]
    return days[0] is None or days[1] is None or days[0].gap(days[1]) <= CLOSE_DAYS
