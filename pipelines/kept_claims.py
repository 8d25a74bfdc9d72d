"""A claim to and from the text that the store keeps of it, so that it need not be made anew."""

import json
from typing import Any

from extract.extraction import Quantity
from pipelines.resolve import Claim

_PLAIN = (
    "outlet", "language", "published", "published_at", "role", "kind", "scheme", "authority",
    "level", "province", "event_date", "ordinal", "period_start", "period_end", "root",
    "root_outlet",
)  # fmt: skip


def text_of(claim: Claim) -> str:
    """All that a claim holds, as JSON."""
    quantities = (claim.services, claim.companies, claim.cumulative)
    return json.dumps(
        [
            [getattr(claim, name) for name in _PLAIN],
            [[q.value, q.qualifier] if q else None for q in quantities],
            sorted(claim.company_keys),
            sorted(claim.service_keys),
        ],
        ensure_ascii=False,
    )


def claim_from(doc: int, index: int, text: str) -> Claim:
    """The claim of an announcement from its kept text."""
    plain, quantities, companies, services = json.loads(text)
    known: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    sizes = (Quantity(*q) if q else None for q in quantities)
    known |= dict(zip(("services", "companies", "cumulative"), sizes, strict=True))
    return Claim(
        doc=doc,
        index=index,
        company_keys=frozenset(companies),
        service_keys=frozenset(services),
        **known,
    )
