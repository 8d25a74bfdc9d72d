"""Claims of edited articles in, the same with the numbers that they stated before out.

A number is put right by one outlet after the other. What an article stated at one time ties it to
those that state it still.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db import queries
from db.days import china_day
from db.sightings import Stand, stands
from db.store import RecordStore
from pipelines.days import when
from pipelines.evidence import CLOSE_DAYS, other_schemes
from pipelines.resolve import Claim, Numbers
from pipelines.rows import quantity_of

Row = dict[str, Any]
_FACTS = "SELECT doc, version, facts, published_at FROM article_revisions WHERE doc IN (?)"


def with_earlier(store: RecordStore, claims: Iterable[Claim]) -> list[Claim]:
    """The claims; those of edited articles with what earlier versions stated in their place."""
    given = list(claims)
    said: dict[int, dict[str, Row]] = defaultdict(dict)
    for row in store.rows_for(_FACTS, sorted({claim.doc for claim in given})):
        said[row["doc"]][row["version"]] = row
    if not said:
        return given
    shown = _stands(store, said)
    return [_known(c, shown[c.doc], said[c.doc]) if c.doc in said else c for c in given]


def _stands(store: RecordStore, docs: Iterable[int]) -> dict[int, list[Stand]]:
    versions: dict[int, list[Row]] = defaultdict(list)
    for row in store.rows_for(queries.text("versions"), sorted(docs)):
        versions[row["doc"]].append(row)
    return {doc: stands(rows[0], rows[1:]) for doc, rows in versions.items()}


def _known(claim: Claim, shown: Sequence[Stand], said: Mapping[str, Row]) -> Claim:
    earlier = [said[stand.version] for stand in shown[:-1] if stand.version in said]
    found = (numbers_before(claim, row) for row in earlier)
    was = tuple(dict.fromkeys(numbers for numbers in found if numbers is not None))
    return replace(claim, was=was, since=shown[-1].since)


def numbers_before(claim: Claim, version: Row) -> Numbers | None:
    """What an earlier version stated of a claim's event; None where it told of none such."""
    told = json.loads(version["facts"])["announcements"]
    there = [row for row in told if _of_one(claim, row, china_day(version["published_at"]))]
    same = [row for row in there if row["idx"] == claim.index]
    if not same and len(there) != 1:
        return None
    (row,) = same or there
    services = quantity_of(row["services_in_batch"], row["services_qualifier"])
    return Numbers(
        services=None if row["kind"] == "single_service" else services,
        companies=quantity_of(row["companies_in_batch"], row["companies_qualifier"]),
        cumulative=quantity_of(row["cumulative_services"], row["cumulative_qualifier"]),
    )


def _of_one(claim: Claim, row: Row, published: str | None) -> bool:
    """Whether role, register, place and days leave room for one event."""
    if row["role"] != claim.role or other_schemes(row["scheme"], claim.scheme):
        return False
    if row["province"] and claim.province and row["province"] != claim.province:
        return False
    days = when(row["event_date"], published, main=claim.role == "main")
    return days is None or claim.days is None or days.gap(claim.days) <= CLOSE_DAYS
