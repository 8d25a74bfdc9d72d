"""A claim to and from the text that the store keeps of it, so that it need not be made anew."""

import json
from typing import Any

from extract.extraction import Quantity
from pipelines.resolve import Claim, Numbers

_PLAIN = (
    "outlet", "language", "published", "published_at", "role", "kind", "scheme", "authority",
    "level", "province", "event_date", "ordinal", "period_start", "period_end", "root",
    "root_outlet",
)  # fmt: skip
_NUMBERS = ("services", "companies", "cumulative")


def text_of(claim: Claim) -> str:
    """All that a claim holds, as JSON."""
    return json.dumps(
        [
            [getattr(claim, name) for name in _PLAIN],
            _parts(claim),
            sorted(claim.company_keys),
            sorted(claim.service_keys),
            [_parts(numbers) for numbers in claim.was],
            claim.since,
            claim.undated,
        ],
        ensure_ascii=False,
    )


def claim_from(doc: int, index: int, text: str) -> Claim:
    """The claim of an announcement from its kept text."""
    plain, quantities, companies, services, *edited = json.loads(text)
    was, since, undated = edited or ((), None, False)
    known: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    known |= _numbers(quantities)
    return Claim(
        doc=doc,
        index=index,
        company_keys=frozenset(companies),
        service_keys=frozenset(services),
        was=tuple(Numbers(**_numbers(parts)) for parts in was),
        since=since,
        undated=undated,
        **known,
    )


def _parts(stated: Claim | Numbers) -> list[list[Any] | None]:
    return [[q.value, q.qualifier] if (q := getattr(stated, part)) else None for part in _NUMBERS]


def _numbers(parts: list[list[Any] | None]) -> dict[str, Quantity | None]:
    sizes = (Quantity(*part) if part else None for part in parts)
    return dict(zip(_NUMBERS, sizes, strict=True))
