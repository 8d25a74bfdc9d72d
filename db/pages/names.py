"""The pages of a company, a service and a province."""

from typing import Final, Literal

from db import answers, queries
from db.names import Kind
from db.pages.visit import Answer, Missing, Visit
from db.store import RecordStore

MOST: Final = 50
"""Rows of each list of such a page."""
_PLACE: Final = "SELECT province FROM provinces WHERE ? IN (province, printed, english COLLATE NOCASE)"
_KNOWN: Final = """
    SELECT DISTINCT province FROM register_rows WHERE province <> ''
    UNION SELECT province FROM batches WHERE province <> '' ORDER BY 1
"""
_BY_SCHEME: Final = """
    SELECT scheme, count(*) AS entries FROM register_rows WHERE province = ?
    GROUP BY scheme ORDER BY 2 DESC, 1
"""


def company(store: RecordStore, visit: Visit) -> Answer:
    """A company: its names, what it registered when, and who writes of it."""
    named = _named(store, visit, "company")
    context = _beside(store, named["id"], "company")
    services = queries.run(store, "services_of", company=named["id"], limit=4 * MOST)
    return {"named": named, "services": services, **context}


def service(store: RecordStore, visit: Visit) -> Answer:
    """A service, likewise."""
    named = _named(store, visit, "service")
    return {"named": named, **_beside(store, named["id"], "service")}


def named_json(context: Answer) -> Answer:
    """As ``company NAME --json`` and ``service NAME --json``."""
    found: Answer = context["named"]
    return found


def province(store: RecordStore, visit: Visit) -> Answer:
    """A province: its entries, batches and companies."""
    known = [row["province"] for row in store.rows(_KNOWN)]
    told = store.rows(_PLACE, (visit.name,))
    name = next((row["province"] for row in told), visit.name)
    if name not in known:
        near = [{"title": place, "href": visit.links.province(place)} for place in known[:MOST]]
        raise Missing("province", visit.name, near)
    by_scheme = store.rows(_BY_SCHEME, (name,))
    return {
        "province": name,
        "entries": {"total": sum(row["entries"] for row in by_scheme), "by_scheme": by_scheme},
        "batches": answers.batches(store, province=name, limit=MOST)["batches"],
        "companies": queries.run(store, "companies_of_province", province=name, limit=MOST),
        "latest": queries.run(store, "entries_of_province", province=name, limit=MOST),
        "timeline": queries.run(store, "entries_by_month", province=name),
    }


def _named(store: RecordStore, visit: Visit, kind: Kind) -> Answer:
    ask = answers.company if kind == "company" else answers.service
    found = ask(store, visit.name)
    if found is None:
        near = [
            {"title": name, "href": visit.links.search(name)}
            for name in answers.near_names(store, visit.name, kind=kind)
        ]
        raise Missing(kind, visit.name, near)
    return found


def _beside(store: RecordStore, identity: str, kind: Literal["company", "service"]) -> Answer:
    return {
        "articles": queries.run(
            store, "articles_naming", kind=kind, entity=identity, limit=MOST
        ),
        "timeline": queries.run(store, "entries_by_month", **{kind: identity}),
    }
