"""The pages of a company, a service and a province."""

from typing import Final

from db import answers, queries
from db.names import Kind
from db.pages.visit import Answer, Missing, Table, Visit
from db.store import RecordStore

MOST: Final = 50
"""Rows of each list of such a page."""
ALSO: Final = 8
"""Further names under the heading."""
_ENTRY: Final = (
    "scheme", "number", "date", "date_note", "province", "name", "company", "list", "cancelled_on",
)  # fmt: skip
"""Columns of an official entry in a file."""
_PLACE: Final = """
    SELECT province, printed FROM provinces
    WHERE province = :name OR printed = :name OR lower(english) = lower(:name)
"""
_KNOWN: Final = "SELECT province FROM provinces ORDER BY english"
_BY_SCHEME: Final = """
    SELECT scheme, count(*) AS entries FROM register_rows WHERE province IN (?, ?)
    GROUP BY scheme ORDER BY 2 DESC, 1
"""


def company(store: RecordStore, visit: Visit) -> Answer:
    """A company: its names, what it registered when, and who writes of it."""
    named = _named(store, visit, "company")
    services = queries.run(store, "services_of", company=named["id"], limit=4 * MOST)
    return {"named": named, "services": services, **_beside(store, named, "company")}


def service(store: RecordStore, visit: Visit) -> Answer:
    """A service, likewise."""
    named = _named(store, visit, "service")
    firm = store.rows("SELECT company FROM services WHERE id = ?", (named["id"],))[0]["company"]
    return {"named": named, "company_id": firm, **_beside(store, named, "service")}


def named_json(context: Answer) -> Answer:
    """As ``company NAME --json`` and ``service NAME --json``."""
    found: Answer = context["named"]
    return found


def named_csv(context: Answer) -> Table:
    """A row an official entry, then one a registration that only sources tell of."""
    named = context["named"]
    rows = [
        [row[key] for key in _ENTRY] + [" ".join(row["batches"]), None] for row in named["register"]
    ]
    told = [row for row in named["registrations"] if not (rows and row["number"])]
    rows += [
        [row["scheme"], row["number"], row["date"] or row["event_date"], None, row["province"],
         row["service"], row["company"], None, None, row["batch"], row["status"]]
        for row in told
    ]  # fmt: skip
    return Table([*_ENTRY, "batches", "status"], rows)


def province(store: RecordStore, visit: Visit) -> Answer:
    """A province: its entries, batches and companies, the first of each list."""
    return _province(store, visit, MOST)


def province_whole(store: RecordStore, visit: Visit) -> Answer:
    """The same with whole lists."""
    return _province(store, visit, None)


def province_json(context: Answer) -> Answer:
    """Counts, batches, companies and entries; ``timeline`` has the entries by month."""
    counts: Answer = context["entries"]
    kept = ("province", "batches", "companies", "timeline")
    return {key: context[key] for key in kept} | {
        "entries": counts["total"],
        "by_scheme": counts["by_scheme"],
        "register": context["latest"],
    }


def province_csv(context: Answer) -> Table:
    """A row an official entry."""
    return Table(_ENTRY, [[row[key] for key in _ENTRY] for row in context["latest"]])


def _province(store: RecordStore, visit: Visit, most: int | None) -> Answer:
    told = store.rows(_PLACE, {"name": visit.name})
    if not told:
        known = [row["province"] for row in store.rows(_KNOWN)]
        near = [{"title": place, "href": visit.links.province(place)} for place in known]
        raise Missing("province", visit.name, near)
    place = {key: told[0][key] for key in ("province", "printed")}
    by_scheme = store.rows(_BY_SCHEME, tuple(place.values()))
    return {
        "province": place["province"],
        "entries": {
            "total": sum(r["entries"] for r in by_scheme if r["scheme"] != "algorithm_cancelled"),
            "by_scheme": by_scheme,
        },
        "batches": answers.batches(store, province=place["province"], limit=most)["batches"],
        "companies": queries.run(store, "companies_of_province", **place, limit=most),
        "latest": queries.run(store, "entries_of_province", **place, limit=most),
        "timeline": queries.run(store, "entries_by_month", **place),
    }


def _named(store: RecordStore, visit: Visit, kind: Kind) -> Answer:
    links = visit.links
    ask, page = (
        (answers.company, links.company) if kind == "company" else (answers.service, links.service)
    )
    found = ask(store, visit.name)
    if found is None:
        near = [
            {"title": name, "href": page(name)}
            for name in answers.near_names(store, visit.name, kind=kind)
        ]
        raise Missing(kind, visit.name, near)
    return found


def _beside(store: RecordStore, named: Answer, kind: Kind) -> Answer:
    names = dict.fromkeys(row["name"] for row in named["names"] if row["name"] != named["name"])
    return {
        "also": list(names)[:ALSO],
        "articles": queries.run(
            store, "articles_naming", kind=kind, entity=named["id"], limit=MOST
        ),
        "timeline": queries.run(store, "entries_by_month", **{kind: named["id"]}),
    }
