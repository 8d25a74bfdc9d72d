"""A claim in, what another of the same event can share with it out."""

from collections.abc import Iterator

from pipelines.evidence import event_days
from pipelines.resolve import Claim

Key = tuple[str, object]


def telling(claim: Claim) -> Iterator[Key]:
    """The numbers and names of a claim; a firm without a date tells nothing."""
    for quantity in (*claim.sizes, *claim.totals):
        if quantity.value > 1:
            yield "number", quantity.value
    if claim.companies is not None:
        yield "companies", claim.companies.value
    if event_days(claim) is not None:
        for company in claim.company_keys:
            yield "company", company
    for service in claim.service_keys:
        yield "service", service
