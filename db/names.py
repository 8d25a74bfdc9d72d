"""Companies and services by any of their names."""

from dataclasses import dataclass
from typing import Any, Literal

from db import queries
from db.store import RecordStore, Row

Kind = Literal["company", "service"]
_SHOWN = (
    "batch", "scheme", "province", "event_date", "company", "service", "description", "status",
    "number", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forms:
    """A name as the columns ``folded`` and ``sound`` of ``aliases`` have it."""

    folded: str
    sound: str


def entity(
    store: RecordStore | None, name: str, *, kind: Kind, forms: Forms | None = None
) -> dict[str, Any] | None:
    """The company or service of a name, with all names and registrations; None if unknown.

    ``register`` holds its official entries, whether or not a batch has them.

    The name may be any alias in any case; with its forms, any spelling of one; failing that a part
    of one. ``others`` are further entities that the name fits as well.
    """
    wanted = " ".join(name.split())
    if store is None or not wanted:
        return None
    with store.snapshot():
        told = {"folded": forms.folded or None, "sound": forms.sound or None} if forms else {}
        found = queries.run(store, "entities_by_name", kind=kind, name=wanted, **told)
        if not found:
            return None
        best = found[0]
        table = "companies" if kind == "company" else "services"
        columns = "id, name, first_seen" + (", company" if kind == "service" else "")
        row = store.rows(f"SELECT {columns} FROM {table} WHERE id = ?", (best["entity"],))[0]
        names = queries.run(store, "names_of", kind=kind, entity=row["id"])
        registrations = queries.run(store, "registrations_of", kind=kind, entity=row["id"])
        entries = queries.run(store, "entries_of", kind=kind, entity=row["id"])
        others = [_other(store, table, other["entity"]) for other in found[1:]]
    answer: dict[str, Any] = {"id": row["id"], "name": row["name"]}
    if kind == "service":
        answer["company"] = _company_name(store, row["company"], registrations)
    answer["first_seen"] = row["first_seen"]
    answer["names"] = names
    answer["registrations"] = [{k: r[k] for k in _SHOWN} for r in registrations]
    answer["register"] = [row | {"batches": (row["batches"] or "").split()} for row in entries]
    answer["others"] = others
    return answer


def company(
    store: RecordStore | None, name: str, forms: Forms | None = None
) -> dict[str, Any] | None:
    """A company by any of its names."""
    return entity(store, name, kind="company", forms=forms)


def service(
    store: RecordStore | None, name: str, forms: Forms | None = None
) -> dict[str, Any] | None:
    """A service by any of its names."""
    return entity(store, name, kind="service", forms=forms)


def near_names(store: RecordStore | None, name: str, *, kind: Kind, limit: int = 5) -> list[str]:
    """Names that a mistyped one may have meant, one of each entity, the nearest first."""
    if store is None:
        return []
    from difflib import get_close_matches

    rows = store.rows(
        "SELECT DISTINCT name, entity FROM aliases WHERE kind = ? ORDER BY 1", (kind,)
    )
    folded = {row["name"].casefold(): row for row in rows}
    near = get_close_matches(name.casefold(), sorted(folded), n=4 * limit, cutoff=0.6)
    nearest: dict[str, str] = {}
    for match in near:
        nearest.setdefault(folded[match]["entity"], folded[match]["name"])
    return list(nearest.values())[:limit]


def _other(store: RecordStore, table: str, identity: str) -> Row:
    return store.rows(f"SELECT id, name FROM {table} WHERE id = ?", (identity,))[0]


def _company_name(store: RecordStore, identity: str | None, registrations: list[Row]) -> str | None:
    if identity is None:
        return next((r["company"] for r in registrations if r["company"]), None)
    found = store.rows("SELECT name FROM companies WHERE id = ?", (identity,))
    return found[0]["name"] if found else None
