"""A batch with its entries in, its status and title as press and register together make them."""

from dataclasses import replace

from extract.extraction import Quantity
from pipelines.merge import BatchRecord, month_of, single_company
from pipelines.official.record import Official
from pipelines.reconcile import status
from pipelines.titles import title


def compared(batch: BatchRecord) -> BatchRecord:
    """The batch with the status that its entries give it.

    One service approved is one stated. What states no number takes it from its entries.
    """
    listed = batch.official.services_listed if batch.official else None
    if batch.official is None or listed is None:
        return batch
    single = single_company([claim for claim in batch.claims if claim.opens])
    services = Quantity(1) if single and batch.services is None else batch.services
    firms = batch.official.companies_listed
    told = status(services, batch.companies, listed, firms, in_press=bool(batch.claims))
    named = any(row.field == "title" for row in batch.corrections)
    if services or batch.companies or named:
        return replace(batch, status=told)
    when = batch.event_date or month_of(batch.first_seen)
    made = title(batch.scheme, batch.province, Quantity(listed), None, when)
    return replace(batch, status=told, title=made)


def before_press(batch: BatchRecord, official: Official) -> BatchRecord:
    """A list's batch with the entries of a day on which no article tells of it."""
    known = min(one.entry.known_from for one in official.taken)
    when = known if batch.voices else batch.event_date
    size = Quantity(len(official.taken))
    return replace(
        batch,
        authority=None,
        event_date=when,
        ordinal=None,
        title=title(batch.scheme, batch.province, size, None, when),
        services=None,
        companies=None,
        cumulative=None,
        status="listed_only",
        voices=0,
        first_seen=known if batch.voices else batch.first_seen,
        claims=(),
        registrations=(),
        official=official,
    )
