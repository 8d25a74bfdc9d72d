"""A batch in, what was known of it from which day to which out: a state a change, a row a state."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db import queries
from db.sightings import Stand, stands
from db.store import RecordStore
from extract.quick import quick
from pipelines.correcting import corrected
from pipelines.merge import BatchRecord, total_of, weighted
from pipelines.official.comparing import before_press, compared
from pipelines.registration import Registered
from pipelines.resolve import Claim, Numbers, Order
from pipelines.rows import claim_of, listed_columns, stated_columns

Row = dict[str, Any]
DAYS = 30
"""Days of change that each get a state of their own; later ones share one a month, its last."""
_SHOWN = (
    "title", "scheme", "level", "province", "authority", "event_date", "ordinal", "status",
    "companies_found", "voices", "first_seen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """When what an article says today became what it says, and what it said before."""

    stands: Mapping[int, Sequence[Stand]]
    """By article; one without earlier versions says the same since its publication."""
    earlier: Mapping[tuple[Order, str], Claim]
    """Claims of earlier versions, by the place of today's claim and the version."""
    named: Mapping[tuple[int, str], frozenset[int]]
    """Which of today's mentions an earlier version has as well, by article and version."""


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A claim and the days on which it was what its article said; ``until`` is the day after."""

    since: str
    until: str | None
    claim: Claim
    named: frozenset[int] | None = None
    """Which of today's mentions an earlier version has; None for the version that counts."""


def lifetimes(store: RecordStore, batches: Iterable[BatchRecord]) -> Lifetimes:
    """Of the articles of some batches that were edited or whose publication is not known."""
    today = {claim.order: claim for batch in batches for claim in batch.claims}
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in store.rows_for(queries.text("versions"), sorted({doc for doc, _ in today})):
        rows[row["doc"]].append(row)
    found = {doc: stands(versions[0], versions[1:]) for doc, versions in rows.items()}
    said = store.rows_for(queries.text("earlier_claims"), sorted(found))
    earlier = {
        ((row["doc"], row["idx"]), row["version"]): _earlier(row, today[row["doc"], row["idx"]])
        for row in said
        if row["role"] and (row["doc"], row["idx"]) in today
    }
    named = {
        (row["doc"], row["version"]): frozenset(idx for idx, _ in json.loads(row["named"]))
        for row in said
    }
    return Lifetimes(found, earlier, named)


def _earlier(row: Row, today: Claim) -> Claim:
    known = {
        "outlet": today.outlet,
        "language": today.language,
        "root": today.root,
        "root_outlet": today.root_outlet,
        "event_date_text": today.event_date,
        "services_in_batch": row["services_value"],
        "companies_in_batch": row["companies_value"],
        "cumulative_services": row["cumulative_value"],
    }
    return claim_of(row | known, ())


def state_rows(batch: BatchRecord, lives: Lifetimes) -> list[Row]:
    """The batch's rows of ``batch_states``: one for each day on which something shown changed.

    What people corrected is known from the day of their decision on.
    """
    spans = [span for claim in batch.claims for span in _spans(claim, lives)]
    rows: list[Row] = []
    others = {row.date for row in batch.corrections}
    others |= batch.official.days if batch.official else set()
    for day in days_of_change(spans, others):
        there = [s for s in spans if s.since <= day and (s.until or "9") > day]
        row = _state(batch, there, day)
        if row is None or (rows and _same(rows[-1], row)):
            continue
        if rows:
            rows[-1]["known_until"] = day
        rows.append(row)
    return rows


def _spans(claim: Claim, lives: Lifetimes) -> Iterator[Span]:
    known = lives.stands.get(claim.doc)
    if known is None:
        if claim.published:
            yield Span(claim.published, None, claim)
        return
    until = [stand.day for stand in known[1:]] + [None]
    was: tuple[Numbers, ...] = ()
    for stand, end in zip(known, until, strict=True):
        now = stand.version == known[-1].version
        said = claim if now else lives.earlier.get((claim.order, stand.version))
        if said is None:
            continue
        if stand.day and stand.day < (end or "9"):
            named = None if now else lives.named[claim.doc, stand.version]
            shown = said if now else replace(said, was=was, since=stand.since)
            yield Span(stand.day, end, shown, named)
        was = (*was, Numbers(said.size, said.companies, said.cumulative))


def days_of_change(spans: Iterable[Span], others: Iterable[str] = ()) -> list[str]:
    """Days on which a claim comes or goes, after many of them the last of each month."""
    come_or_go = {day for span in spans for day in (span.since, span.until) if day}
    days = sorted({*come_or_go, *others})
    monthly = {day[:7]: day for day in days[DAYS:]}
    return days[:DAYS] + sorted(monthly.values())


def _state(batch: BatchRecord, spans: Sequence[Span], day: str) -> Row | None:
    """What the claims and entries of a day add up to; None while nothing opens the batch."""
    claims = sorted((span.claim for span in spans), key=lambda claim: claim.order)
    named = {span.claim.doc: span.named for span in spans}
    found = tuple(r for r in batch.registrations if _named(r, named))
    rows = tuple(c for c in batch.corrections if c.date <= day)
    official = batch.official.by(day) if batch.official else None
    if batch.voices and any(claim.opens for claim in claims):
        told = corrected(weighted(claims, found), rows)
        told = compared(replace(told, corrections=rows, official=official))
    elif official is not None and official.opens:
        claims, found = [] if batch.voices else claims, ()
        told = replace(before_press(batch, official), cumulative=total_of(claims))
    else:
        return None
    return {
        "batch": batch.slug,
        "known_from": day,
        "known_until": None,
        **{column: getattr(told, column) for column in _SHOWN},
        **stated_columns("services", told.services),
        **stated_columns("companies", told.companies),
        **stated_columns("cumulative", told.cumulative),
        "services_found": len(found),
        **listed_columns(official),
        "articles": len({claim.doc for claim in claims}),
    }


def _named(found: Registered, there: Mapping[int, frozenset[int] | None]) -> bool:
    """Whether the claims of a day, by their articles, name a service of today's batch."""
    return any(
        doc in there and (there[doc] is None or idx in (there[doc] or ()))
        for doc, idx in found.mentions
    )


def _same(one: Row, other: Row) -> bool:
    days = ("known_from", "known_until")
    return all(one[column] == other[column] for column in one if column not in days)
