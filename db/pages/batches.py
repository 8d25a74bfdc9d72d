"""The list of batches and the page of one."""

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import Any, Final

from db import answers, queries
from db.pages.evidence import claim_spans, value_spans
from db.pages.links import Links
from db.pages.story import batch_story
from db.pages.visit import PAGE, Answer, Missing, Moved, Table, Visit, Wrong
from db.pages.wording import Speech
from db.store import RecordStore

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_ASKED: Final = ("since", "until", "scheme", "province", "status")
_STATED: Final = ("services", "companies", "cumulative")
MOST: Final = 1000
"""Batches of one answer in JSON or CSV."""


def batches(store: RecordStore, visit: Visit) -> Answer:
    """A page of the batches that were asked for, the newest event first."""
    asked = {key: visit.said(key) for key in _ASKED}
    span = {key: _day(asked[key]) for key in ("since", "until")}
    kinds = queries.run(
        store, "batch_kinds", since=answers.first_day(span["since"]),
        until=answers.last_day(span["until"]),
    )  # fmt: skip
    rest = {key: asked[key] for key in _ASKED[2:]}
    wanted = {key: value for key, value in rest.items() if value}
    total = sum(
        kind["batches"] for kind in kinds if all(kind[key] == wanted[key] for key in wanted)
    )
    size = visit.number("size", PAGE, most=MOST)
    pages = max(1, -(-total // size))
    page = min(visit.page, pages)
    found = answers.batches(store, **span, **rest, limit=size, offset=(page - 1) * size)
    return found | {
        "page": page,
        "pages": pages,
        "size": size,
        "total": total,
        "asked": asked,
        "schemes": _values(store, "scheme"),
        "provinces": _values(store, "province"),
    }


def batches_json(context: Answer) -> Answer:
    """As ``batches --json``, with the place of the page among all."""
    return {key: context[key] for key in ("batches", "page", "pages", "size", "total")}


def batches_csv(context: Answer) -> Table:
    """One row a batch, as ``v_batches`` has it."""
    columns = ("slug", "scheme", "level", "province", "authority", "event_date", "title")
    numbers = [f"{part}_{end}" for part in _STATED for end in ("stated", "qualifier")]
    rest = (
        "services_found", "companies_found", "services_listed", "companies_listed",
        "cumulative_listed", "cumulative_listed_on", "status", "voices", "first_seen",
    )  # fmt: skip
    rows = [
        [batch[key] for key in columns]
        + [value for part in _STATED for value in _number(batch[f"{part}_stated"])]
        + [batch[key] for key in rest]
        + [len(batch["articles"])]
        for batch in context["batches"]
    ]
    return Table([*columns, *numbers, *rest, "articles"], rows)


def batch(store: RecordStore, visit: Visit) -> Answer:
    """One batch with the words that state each of its values."""
    found = answers.batch(store, visit.name)
    if found is None:
        near = [
            {"title": slug, "href": visit.links.batch(slug)}
            for slug in answers.near_slugs(store, visit.name)
        ]
        raise Missing("batch", visit.name, near)
    if "forwarded_from" in found:
        raise Moved(Links().batch(found["slug"]))
    if "rejected" in found:
        return {"batch": found, "template": "rejected.html"}
    spans = claim_spans(store.conn, found["claims"])
    return {
        "batch": found,
        "claim_spans": spans,
        "value_spans": value_spans(found["values"], found["claims"], spans),
        "cite": _cite(found, visit),
        **batch_story(Speech(visit.language), found),
    }


def batch_json(context: Answer) -> Answer:
    """As ``batch SLUG --json``."""
    found: Answer = context["batch"]
    return found


def batch_csv(context: Answer) -> Table:
    """One row a service of the batch, with the first place that names it."""
    columns = (
        "service", "company", "description", "status", "number", "date", "register_name",
        "register_company", "company_id", "service_id",
    )  # fmt: skip
    places = ("article", "start", "end", "text", "rule")
    rows = []
    for row in context["batch"].get("services", ()):
        first: Answer = next(iter(row["evidence"]), {})
        rows.append([row[key] for key in columns] + [first.get(key) for key in places])
    return Table([*columns, *(f"evidence_{key}" for key in places)], rows)


def _cite(found: Answer, visit: Visit) -> Answer:
    url = visit.doors.base_url + Links().batch(found["slug"])
    day = visit.taken_at[:10]
    key = re.sub(r"[^a-z0-9]+", "-", found["slug"].lower()).strip("-")
    bibtex = (
        f"@misc{{batchwatch-{key},\n  title = {{{_tex(found['title'])}}},\n"
        f"  author = {{{{batchwatch}}}},\n  note = {{Record {found['slug']}, as of {day}}},\n"
        f"  year = {{{day[:4]}}},\n  url = {{{url}}}\n}}"
    )
    title = found["title"]
    return {"title": title, "slug": found["slug"], "accessed": day, "url": url, "bibtex": bibtex}


def _tex(text: str) -> str:
    return re.sub(r"([#$%&_{}])", r"\\\1", re.sub(r"[\\^~]", " ", " ".join(text.split())))


def _number(said: Answer | None) -> Sequence[Any]:
    return (said["value"], said["qualifier"]) if said else (None, None)


def _values(store: RecordStore, column: str) -> list[str]:
    rows = store.rows(f"SELECT DISTINCT {column} AS value FROM batches WHERE {column} <> ''")
    return sorted(row["value"] for row in rows)


def _day(text: str | None) -> str | None:
    """A day, month or year of the calendar as the answers take it; Wrong for anything else."""
    if text is None:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise Wrong(f"{text!r} is not a day: write it as 2024-01-29 (or 2024-01)")
    year, month, day = (int(part) if part else None for part in found.groups())
    last = monthrange(year, month)[1] if year and month and 1 <= month <= 12 else 0
    if not year or (month is not None and not last) or (day is not None and not 1 <= day <= last):
        raise Wrong(f"{text!r} is no day of the calendar")
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
