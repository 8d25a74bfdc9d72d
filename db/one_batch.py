"""What a batch's own page shows beside its facts: claims, values, services, reasons, history."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from db import queries
from db.history import history
from db.statements import FIELDS, Statement, agree, chosen_of, stated, tallied
from db.store import RecordStore, Row
from db.tellings import Telling, heard, latest, tellings

Answer = dict[str, Any]
Place = tuple[int, int]
_NUMBERS = (
    ("services_in_batch", "services"),
    ("companies_in_batch", "companies"),
    ("cumulative_services", "cumulative"),
)
_INTERNAL = {"doc", "idx", "version", "fetched_at", "last_seen", "batch", "named"}


def details(store: RecordStore, row: Row, day: str | None = None) -> Answer:
    """``services``, ``claims``, ``values``, ``lists``, ``reasons`` and ``history`` on a day.

    ``row`` has the columns of ``batches`` with the facts of that day; None is today.
    """
    told = [one for one in tellings(store, row["slug"]) if day is None or one.known_by(day)]
    said = [claim for one in latest(told) for claim in one.claims]
    said.sort(key=lambda c: (c["published_at"] is None, c["published_at"], c["article"], c["idx"]))
    chosen = chosen_of(row)
    services = _services(store, row["slug"], told if day else None, day or "9")
    places = {(claim["doc"], claim["idx"]): number for number, claim in enumerate(said)}
    printed = "SELECT slug FROM batch_slugs WHERE batch = ? AND slug != batch ORDER BY slug"
    slugs = [] if day else [one["slug"] for one in store.rows(printed, (row["slug"],))]
    return {
        "services": services,
        "claims": [_claim(claim, chosen) for claim in said],
        "values": _values(said, chosen),
        "lists": _lists(store, row["slug"], day),
        "reasons": list(_reasons(_known(json.loads(row["reasons"]), day), places, said)),
        "history": history(
            told,
            services,
            [(slug, row["slug"]) for slug in slugs],
            _listings(store, row["slug"], day),
        ),
    }


def _claim(row: Row, chosen: Mapping[str, Statement]) -> Answer:
    hidden = (*_INTERNAL, *(column for column in row if column.endswith(("_qualifier", "_value"))))
    said = {column: value for column, value in row.items() if column not in hidden}
    for column, part in _NUMBERS:
        said[column] = _quantity(row[f"{part}_value"], row[f"{part}_qualifier"])
    said["disagrees"] = [
        {"field": one.field, "value": one.value, "qualifier": one.qualifier}
        for one in stated(row)
        if one.field in chosen and not agree(one, chosen[one.field])
    ]
    return said


def _quantity(value: int | None, qualifier: str | None) -> Answer | None:
    return None if value is None else {"value": value, "qualifier": qualifier}


def _values(claims: Iterable[Row], chosen: Mapping[str, Statement]) -> dict[str, list[Answer]]:
    """Every stated value by field, the chosen first; a field that nobody states is left out."""
    values: dict[str, list[Answer]] = defaultdict(list)
    for row in tallied(heard(claims), chosen):
        flags = {name: bool(row[name]) for name in ("chosen", "disputes")}
        values[row.pop("field")].append(row | flags)
    return {field: values[field] for field in FIELDS if field in values}


def _services(store: RecordStore, slug: str, told: list[Telling] | None, day: str) -> list[Answer]:
    """The services with their evidence, beside the entries of the register known by a day.

    Where ``told`` is given only those that it names and those that the register has.
    """
    evidence: dict[str, list[Answer]] = defaultdict(list)
    for row in queries.run(store, "batch_evidence", slug=slug):
        evidence[row.pop("registration")].append(row)
    found = [
        _beside(row, day) | {"evidence": evidence[row["id"]]}
        for row in queries.run(store, "batch_services", slug=slug)
    ]
    if told is None:
        return found
    now = latest(told)
    kept = [
        row | {"evidence": [e for e in row["evidence"] if _shows(now, row, e)]} for row in found
    ]
    return [row for row in kept if row["evidence"] or (row["status"] == "listed" and row["number"])]


def _beside(row: Row, day: str) -> Answer:
    """A service with its entry of the register, without it before the day from which it is known.

    One that only the register has is left without its number then.
    """
    matched = json.loads(row.pop("matched") or "[]")
    if row.pop("listed_from") <= day:
        return row | {"matched": matched}
    hidden = dict.fromkeys(("number", "date", "register_name", "register_company", "list"))
    status = "listed" if row["status"] == "listed" else "stated"
    return row | hidden | {"status": status, "matched": []}


def _lists(store: RecordStore, slug: str, day: str | None) -> list[Answer]:
    """The official lists in which the batch's entries stand, with why they are its."""
    rows = queries.run(store, "batch_lists", slug=slug)
    return [
        row | {"reasons": json.loads(row["reasons"])}
        for row in rows
        if (row["known_from"] or "") <= (day or "9")
    ]


def _listings(store: RecordStore, slug: str, day: str | None) -> list[Row]:
    rows = queries.run(store, "batch_listed", slug=slug)
    return [row for row in rows if (row["at"] or "") <= (day or "9")]


def _shows(told: Iterable[Telling], service: Answer, evidence: Answer) -> bool:
    return any(one.first["article"] == evidence["article"] and one.names(service) for one in told)


def _known(reasons: Iterable[Answer], day: str | None) -> list[Answer]:
    """The reasons without what people decided after a day."""
    late = day or "9"
    return [r for r in reasons if "decision" not in r or r["decision"]["date"] <= late]


def _reasons(
    reasons: Iterable[Answer], places: Mapping[Place, int], claims: list[Row]
) -> Iterable[Answer]:
    """Why each claim was taken for this event: numbers in ``claims``, and ids of the articles.

    A person's ``decision`` has no score, and may have no other claim.
    """
    for reason in reasons:
        sides = [tuple(reason[side]) if reason[side] else None for side in ("claim", "with")]
        if any(side is not None and side not in places for side in sides):
            continue
        one, other = (None if side is None else places[side] for side in sides)
        yield {
            "claim": one,
            "article": None if one is None else claims[one]["article"],
            "with_claim": other,
            "with": None if other is None else claims[other]["article"],
            **{key: value for key, value in reason.items() if key not in ("claim", "with")},
        }
