"""A company or a service as text: its names, its official entries and what articles say of it."""

from typing import Any

from cli.output import plain, print_heading, print_table

Row = dict[str, Any]
_REGISTER = {
    "date": "date",
    "scheme": "scheme",
    "service": "name",
    "company": "company",
    "number": "number",
    "province": "province",
    "list": "list",
    "cancelled": "cancelled_on",
    "batch": "batch",
}
_PRESS = {
    "date": "event_date",
    "batch": "batch",
    "scheme": "scheme",
    "service": "service",
    "company": "company",
    "description": "description",
    "status": "status",
}


def print_named(found: Row) -> None:
    """Names, then the official entries, then the registrations that are none of them."""
    print_heading(found["name"])
    if found.get("company"):
        print(f"  of {plain(found['company'])}")
    names = dict.fromkeys(row["name"] for row in found["names"] if row["name"] != found["name"])
    if names:
        print(f"  also {plain(', '.join(names))}")
    entries = [row | {"batch": " ".join(row["batches"])} for row in found["register"]]
    if entries:
        print()
        print_heading("Official register")
        _print(_REGISTER, entries)
    told = [row for row in found["registrations"] if not (entries and row["number"])]
    if told or not entries:
        print()
        if entries:
            print_heading("Named by articles, without an official entry")
        _print(_PRESS, told)
    if found.get("others"):
        others = ", ".join(row["name"] for row in found["others"])
        print(f"\nsimilar names: {plain(others)}")


def _print(columns: dict[str, str], rows: list[Row]) -> None:
    kept = [head for head, key in columns.items() if any(row.get(key) for row in rows)]
    cells = [[row.get(columns[head]) for head in kept] for row in rows]
    print_table(kept, cells, empty="no registration known")
