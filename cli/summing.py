"""An announcement or a service of an extraction as one line for a person."""

from dataclasses import asdict

from cli.output import plain, quantity
from extract.extraction import Announcement, Quantity, Service


def announced(row: Announcement) -> str:
    """Role, kind, scheme, who, where, when and how many."""
    said = [f"{row.role} {row.kind or 'announcement'}", row.scheme or "no scheme"]
    if row.ordinal:
        said.append(f"batch {row.ordinal}")
    said += [plain(x) for x in (row.authority, row.province, row.event_date) if x]
    for number, noun in (
        (row.services_in_batch, "services"),
        (row.companies_in_batch, "companies"),
        (row.cumulative_services, "services in all"),
    ):
        if number:
            said.append(f"{_quantity(number)} {noun}")
    return ", ".join(said)


def _quantity(number: Quantity) -> str:
    return quantity(asdict(number))


def served(service: Service) -> str:
    """Company and service as printed, and the rule that linked them."""
    unit = service.model or service.description
    names = " / ".join(plain(name) for name in (service.company, unit) if name)
    return f"{names} ({service.rule})"
