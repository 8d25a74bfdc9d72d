"""A claim to and from the text that the store keeps of it, so that it need not be made anew."""

import json
from functools import lru_cache
from typing import Any

from extract.extraction import Qualifier, Quantity
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
    *told, root, root_outlet = plain
    names = frozenset(companies), frozenset(services)
    earlier = tuple([Numbers(*_numbers(parts)) for parts in was])
    last = root, root_outlet, earlier, since, undated
    facts: tuple[Any, ...] = (*told, *_numbers(quantities), *names, *last)
    return Claim(doc, index, *facts)


def _parts(stated: Claim | Numbers) -> list[list[Any] | None]:
    return [[q.value, q.qualifier] if (q := getattr(stated, part)) else None for part in _NUMBERS]


def _numbers(parts: list[list[Any] | None]) -> list[Quantity | None]:
    return [_quantity(*part) if part else None for part in parts]


@lru_cache(maxsize=2_000)
def _quantity(value: int, qualifier: Qualifier) -> Quantity:
    return Quantity(value, qualifier)
