"""What of the records is new or changed since a day, for exports that continue earlier ones."""

import sqlite3
from typing import Final

_DAY: Final = "iif(length({0}) > 10, date({0}, '+8 hours'), {0})"
_READ: Final = "coalesce(a.fetched_at, a.last_seen, a.published_at)"
_STEPS: Final = (
    "CREATE TEMP TABLE since_docs (doc INTEGER PRIMARY KEY, id TEXT, language TEXT)",
    "CREATE TEMP TABLE since_entries (scheme TEXT, number TEXT, PRIMARY KEY (scheme, number))",
    "CREATE TEMP TABLE since_batches (batch TEXT PRIMARY KEY)",
    "CREATE TEMP TABLE since_companies (id TEXT PRIMARY KEY)",
    f"""INSERT INTO since_docs SELECT a.doc, a.id, a.language FROM articles AS a
    WHERE {_READ} IS NULL OR {_DAY.format(_READ)} >= :day""",
    f"""INSERT INTO since_entries SELECT r.scheme, r.number FROM register_rows AS r
    WHERE r.known_from >= :day OR r.stands_from >= :day OR r.cancelled_on >= :day
        OR r.list IN (
            SELECT d.list FROM register_documents AS d
            WHERE {_DAY.format("d.first_seen")} >= :day
        )""",
    """INSERT INTO since_batches SELECT batch FROM batch_articles
    WHERE doc IN (SELECT doc FROM since_docs)
    UNION SELECT batch FROM batch_states WHERE known_from >= :day
    UNION SELECT b.batch FROM batch_rows AS b JOIN since_entries USING (scheme, number)
    UNION SELECT slug FROM decisions WHERE date >= :day AND slug IN (SELECT slug FROM batches)""",
    """INSERT INTO since_companies SELECT company_id FROM registrations
    WHERE company_id IS NOT NULL AND batch IN (SELECT batch FROM since_batches)
    UNION SELECT r.company_id FROM register_rows AS r JOIN since_entries USING (scheme, number)
        WHERE r.company_id IS NOT NULL
    UNION SELECT id FROM companies WHERE first_seen >= :day
    UNION SELECT entity FROM aliases WHERE kind = 'company' AND first_seen >= :day""",
)
_OF_BATCH: Final = "batch IN (SELECT batch FROM temp.since_batches)"
_OF_ARTICLE: Final = "(article, language) IN (SELECT id, language FROM temp.since_docs)"
CONDITIONS: Final = {
    "v_batches": "slug IN (SELECT batch FROM temp.since_batches)",
    "v_values": _OF_BATCH,
    "v_batch_states": _OF_BATCH,
    "v_claims": f"({_OF_BATCH} OR {_OF_ARTICLE})",
    "v_registrations": _OF_BATCH,
    "v_mentions": f"({_OF_BATCH} OR {_OF_ARTICLE})",
    "v_register": """((scheme, number) IN (SELECT scheme, number FROM temp.since_entries)
    OR (scheme, number) IN (
        SELECT scheme, number FROM batch_rows WHERE batch IN (
            SELECT batch FROM temp.since_batches
        )
    ))""",
    "v_reconciliation": _OF_BATCH,
    "v_counts": _OF_ARTICLE,
    "v_articles": """(id, language) IN (
    SELECT id, language FROM temp.since_docs UNION SELECT a.id, a.language
    FROM batch_articles AS b JOIN articles AS a USING (doc)
    WHERE b.batch IN (SELECT batch FROM temp.since_batches)
    )""",
    "v_companies": "id IN (SELECT id FROM temp.since_companies)",
    "v_slugs": "1",
    "texts": _OF_ARTICLE,
}
"""The rows of each view that an increment has, once ``mark`` has been run."""


def mark(conn: sqlite3.Connection, day: str) -> None:
    """Notes in temporary tables what is new or changed since a calendar day in China."""
    for step in _STEPS:
        conn.execute(step, {"day": day} if ":day" in step else {})
