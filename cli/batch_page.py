"""One batch, company or service as a page of text for a person."""

from collections.abc import Callable
from typing import Any

from cli.evidence import sentence
from cli.output import plain, print_heading, print_table, quantity

Texts = Callable[[str], str | None]


def print_batch(batch: dict[str, Any], texts: Texts) -> None:
    """Stated counts, claims by source, and each service with the sentence that names it."""
    print_heading(f"{batch['title'] or batch['slug']}")
    for name, value in _facts(batch):
        print(f"  {name:<11}{plain(value)}")
    print()
    print_heading("Claims by source")
    print_table(_CLAIM, [_claim(row) for row in batch["claims"]], empty="  none")
    print()
    print_heading("Services")
    for row in batch["services"]:
        print_service(row, texts)
    if not batch["services"]:
        print("  no article names any")
    print()
    print_heading("Articles")
    for row in batch["articles"]:
        where = row["url"] or row["id"]
        print(
            plain(f"  {row['published_at'] or '?'} {row['outlet'] or '?'} ({row['role']}) {where}")
        )


def _facts(batch: dict[str, Any]) -> list[tuple[str, object]]:
    listed = batch["services_listed"]
    return [
        ("batch", batch["slug"]),
        ("scheme", batch["scheme"]),
        ("date", batch["event_date"]),
        ("where", " ".join(part for part in (batch["level"], batch["province"]) if part) or None),
        ("stated", stated(batch)),
        ("named", f"{batch['services_found']} services of {batch['companies_found']} companies"),
        ("register", "not compared" if listed is None else f"{listed} services listed"),
        ("status", str(batch["status"]).replace("_", " ")),
        ("sources", f"{len(batch['articles'])} articles, {batch['voices']} independent voices"),
        ("first seen", batch["first_seen"]),
    ]


def stated(batch: dict[str, Any]) -> str:
    """The numbers that the sources state, in words."""
    parts = [
        f"{quantity(batch[key])} {what}"
        for key, what in (
            ("services_stated", "services"),
            ("companies_stated", "companies"),
            ("cumulative_stated", "so far"),
        )
        if batch[key]
    ]
    return ", ".join(parts) or "no number"


_CLAIM = ["published", "outlet", "role", "date", "services", "companies", "so far"]


def _claim(row: dict[str, Any]) -> list[object]:
    return [
        row["published_at"],
        row["outlet"],
        row["role"],
        row["event_date"],
        quantity(row["services_in_batch"]),
        quantity(row["companies_in_batch"]),
        quantity(row["cumulative_services"]),
    ]


def print_service(row: dict[str, Any], texts: Texts, *, sentences: int = 1) -> None:
    """One service of a batch with up to ``sentences`` sentences of evidence."""
    name = row["service"] or row["description"] or "a service without a name"
    about = f" ({row['description']})" if row["service"] and row["description"] else ""
    print(plain(f"- {name}{about}").replace("- ", "  - ", 1))
    print(f"      {plain(row['company'])} [{plain(row['status'])}]")
    for evidence in row["evidence"][:sentences]:
        text = texts(evidence["article"])
        said = (
            evidence["text"] if text is None else sentence(text, evidence["start"], evidence["end"])
        )
        source = evidence.get("outlet") or evidence["article"]
        print(f'      "{plain(said)}" ({plain(source)})')


def print_named(found: dict[str, Any]) -> None:
    """A company's or a service's names and registrations."""
    print_heading(found["name"])
    if found.get("company"):
        print(f"  of {plain(found['company'])}")
    names = [row["name"] for row in found["names"] if row["name"] != found["name"]]
    if names:
        print(f"  also {plain(', '.join(names))}")
    print()
    columns = ["date", "batch", "scheme", "service", "company", "description", "status"]
    kept = [name for name in columns if any(row.get(_KEYS[name]) for row in found["registrations"])]
    rows = [[row.get(_KEYS[name]) for name in kept] for row in found["registrations"]]
    print_table(kept, rows, empty="no registration known")
    if found.get("others"):
        others = ", ".join(row["name"] for row in found["others"])
        print(f"\nsimilar names: {plain(others)}")


_KEYS = {
    "date": "event_date",
    "batch": "batch",
    "scheme": "scheme",
    "service": "service",
    "company": "company",
    "description": "description",
    "status": "status",
}
