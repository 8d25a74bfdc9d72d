"""A batch as its sources tell it in, the batch as people corrected it out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipelines.decided_values import Value
from pipelines.decision_files import Decision
from pipelines.merge import BatchRecord, month_of, single_company
from pipelines.reconcile import status
from pipelines.ruling import Ruling, as_reason, corrections
from pipelines.slugs import base_slug
from pipelines.titles import title


def followed(batch: BatchRecord, about: Sequence[Ruling]) -> BatchRecord:
    """The batch as people decided about it, with their decisions among its reasons."""
    if not about:
        return batch
    rows = tuple(corrections(about))
    reasons = (*batch.reasons, *map(as_reason, about))
    return replace(corrected(batch, rows), reasons=reasons, corrections=rows)


def corrected(batch: BatchRecord, rows: Iterable[Decision]) -> BatchRecord:
    """The batch with the values that people set, the last of each field.

    Title and status are made anew of the corrected facts; ``base`` stays that of the sources.
    """
    values: dict[str, Value] = {row.field: row.corrected for row in rows}
    if not values:
        return batch
    facts: dict[str, Any] = {field: value for field, value in values.items() if field != "title"}
    fixed = replace(batch, **facts)
    found = fixed.registrations if _single(fixed) else ()
    when = _when(fixed)
    made = title(fixed.scheme, fixed.province, fixed.services, fixed.companies, when, found)
    return replace(
        fixed,
        title=str(values.get("title", made)),
        status=status(fixed.services, fixed.companies, None, None),
    )


def corrected_base(batch: BatchRecord) -> str:
    """The slug, without a number, that a batch's facts make."""
    return base_slug(batch.scheme, batch.province, _when(batch), _single(batch))


def _single(batch: BatchRecord) -> str | None:
    return single_company([claim for claim in batch.claims if claim.opens])


def _when(batch: BatchRecord) -> str | None:
    return batch.event_date or month_of(batch.first_seen)
