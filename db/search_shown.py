"""Batches and official entries that a search found, as people read them."""

import json
import re
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any, Final

from db.hits import Hit
from db.search_names import Named
from db.snippets import marked

Words = re.Pattern[str] | None
Found = Sequence[tuple[str, str, int]]
"""(scheme, key, distance), the best first."""
Row = dict[str, Any]
_BATCHES: Final = """
SELECT b.slug, b.title, b.authority, b.scheme, b.province,
    coalesce(b.event_date, substr(b.first_seen, 1, 10)) AS date
FROM json_each(?) AS w JOIN batches AS b ON b.slug = w.value ->> 1
ORDER BY w.key
"""
_OWN: Final = """
SELECT g.batch,
    group_concat(coalesce(g.service || ifnull(' (' || g.company || ')', ''), g.company), ' · ')
FROM json_each(:keys) AS w
JOIN registrations AS g ON g.batch = w.value ->> 1
WHERE g.company_id IN (SELECT value FROM json_each(:company))
    OR g.service_id IN (SELECT value FROM json_each(:service))
GROUP BY g.batch
"""
_ENTRIES: Final = """
SELECT r.number, r.name, r.company, r.scheme, r.province, r.company_id, r.service_id,
    coalesce(r.date, r.known_from) AS date
FROM json_each(?) AS w
JOIN register_rows AS r ON r.scheme = w.value ->> 0 AND r.number = w.value ->> 1
ORDER BY w.key
"""


def _batches(connection: Connection, found: Found, names: Named, words: Words) -> tuple[Hit, ...]:
    """Under the title what they have of the companies and services asked for, or who approved."""
    keys = json.dumps([one[:2] for one in found], ensure_ascii=False)
    asked = {"keys": keys} | {kind: _ids(names, kind) for kind in ("company", "service")}
    own = dict(connection.execute(_OWN, asked).fetchall())
    return tuple(
        _batch(row, own.get(row["slug"]) or row["authority"] or "", one[2], words)
        for row, one in zip(_rows(connection, _BATCHES, keys), found, strict=True)
    )


def _ids(names: Named, kind: str) -> str:
    named = names.whole.union(*names.by_term)
    return json.dumps(sorted(one for what, one in named if what == kind), ensure_ascii=False)


def _batch(row: Row, about: str, distance: int, words: Words) -> Hit:
    title, line = marked(row["title"], words), marked(about, words)
    return Hit(
        "batch", row["slug"], title.text, title.marks, line.text, line.marks, distance,
        scheme=row["scheme"], province=row["province"], date=row["date"],
    )  # fmt: skip


def _entries(connection: Connection, found: Found, names: Named, words: Words) -> tuple[Hit, ...]:
    keys = json.dumps([one[:2] for one in found], ensure_ascii=False)
    rows = _rows(connection, _ENTRIES, keys)
    return tuple(_entry(row, one[2], words) for row, one in zip(rows, found, strict=True))


def _entry(row: Row, distance: int, words: Words) -> Hit:
    title = marked(row["name"] or row["number"], words)
    told = (row["company"], row["number"], row["province"])
    line = marked(" · ".join(part for part in told if part), words)
    return Hit(
        "entry", row["number"], title.text, title.marks, line.text, line.marks, distance,
        scheme=row["scheme"], province=row["province"], date=row["date"], company=row["company"],
        company_id=row["company_id"], service_id=row["service_id"],
    )  # fmt: skip


def _rows(connection: Connection, sql: str, keys: str) -> list[Row]:
    cursor = connection.execute(sql, (keys,))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


SHOWN: Final = {"batch": _batches, "entry": _entries}
