"""A batch in, every value out that its claims state for a field: who says it and what disagrees."""

from typing import Any

from db.statements import Heard, Statement, chosen_of, stated, tallied
from extract.extraction import Quantity
from pipelines.merge import BatchRecord
from pipelines.resolve import Claim
from pipelines.rows import stated_columns
from pipelines.votes import voices_of

Row = dict[str, Any]
_PLAIN = (
    "kind", "event_date", "scheme", "province", "level", "authority", "ordinal", "period_start",
    "period_end",
)  # fmt: skip


def value_rows(batch: BatchRecord) -> list[Row]:
    """The batch's rows of ``batch_values``, whatever the order of its claims."""
    voices = voices_of(batch.claims)
    heard = [
        Heard(said, claim.doc, claim.outlet, voices[claim.order], claim.published_at)
        for claim in batch.claims
        for said in stated(_claimed(claim) if batch.voices else _total(claim))
    ]
    return [
        row
        | {
            "batch": batch.slug,
            "articles": len(row["articles"]),
            "outlets": " ".join(row["outlets"]) or None,
        }
        for row in tallied(heard, _chosen(batch))
    ]


def _claimed(claim: Claim) -> Row:
    return {
        **{column: getattr(claim, column) for column in _PLAIN},
        **_number("services", claim.services),
        **_number("companies", claim.companies),
        **_number("cumulative", claim.cumulative),
    }


def _total(claim: Claim) -> Row:
    """What a guest of a list tells of it."""
    return dict.fromkeys(_claimed(claim)) | _number("cumulative", claim.cumulative)


def _number(part: str, quantity: Quantity | None) -> Row:
    return {
        f"{part}_value": quantity.value if quantity else None,
        f"{part}_qualifier": quantity.qualifier if quantity else None,
    }


def _chosen(batch: BatchRecord) -> dict[str, Statement]:
    return chosen_of(
        {column: getattr(batch, column) for column in _PLAIN if column != "kind"}
        | stated_columns("services", batch.services)
        | stated_columns("companies", batch.companies)
        | stated_columns("cumulative", batch.cumulative)
    )
