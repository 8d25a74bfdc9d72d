"""A claim to and from what the store keeps of it, so that it need not be made anew.

What it says is kept apart from who tells it: many articles say the same, which is read once.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any, NamedTuple

from extract.extraction import Qualifier, Quantity
from pipelines.alike import said
from pipelines.hosting import uncounted
from pipelines.resolve import Claim, Numbers, Order

_SAID = (
    "role", "kind", "scheme", "authority", "level", "province", "event_date", "ordinal",
    "period_start", "period_end",
)  # fmt: skip
_TOLD = ("outlet", "language", "published_at", "root", "root_outlet")
_NUMBERS = ("services", "companies", "cumulative")
_NOBODY = (None, "", None, 0, None)
Facts = tuple[tuple[Any, ...], tuple[Any, ...]]
"""What a claim says: its own facts, and what it said before it was edited."""


class Kept(NamedTuple):
    """A claim as it is kept."""

    opens: int
    """0 where it opens no batch, 1 where it does, 2 where it does and gives no number of services.
    """
    same: str | None
    """The same for all claims that make one statement; None where it stands for itself."""
    said: str
    """What tells batches apart, with the names of companies and services, as JSON."""
    told: str
    """Outlet, language, instant of publication, and the story that it copies, as JSON."""
    published: str | None
    """Calendar day in China of the article's publication."""


def kept(claim: Claim) -> Kept:
    """All that a claim holds."""
    opens = claim.opens + uncounted(claim)
    facts = [
        [getattr(claim, name) for name in _SAID],
        _parts(claim),
        sorted(claim.company_keys),
        sorted(claim.service_keys),
        [_parts(numbers) for numbers in claim.was],
        claim.since,
        claim.undated,
    ]
    told = _json([getattr(claim, name) for name in _TOLD])
    return Kept(opens, same(claim), _json(facts), told, claim.published)


def same(claim: Claim) -> str | None:
    """What stands for all that a claim states; None where it stands for itself."""
    stated = said(claim)
    return None if stated is None else hashlib.sha256(repr(stated).encode()).hexdigest()[:16]


def claim_from(order: Order, one: Kept) -> Claim:
    """The claim of an announcement from what is kept of it."""
    return _claim(*order, _facts(one.said), json.loads(one.told), one.published)


@lru_cache(maxsize=20_000)
def said_by_nobody(said: str) -> Claim:
    """What claims say, with nothing of who tells it."""
    return _claim(0, 0, _facts(said), _NOBODY, None)


def _claim(doc: int, index: int, facts: Facts, teller: Any, published: str | None) -> Claim:
    outlet, language, published_at, *story = teller
    told, edited = facts
    return Claim(doc, index, outlet, language, published, published_at, *told, *story, *edited)


@lru_cache(maxsize=20_000)
def _facts(said: str) -> Facts:
    plain, quantities, companies, services, was, since, undated = json.loads(said)
    names = frozenset(companies), frozenset(services)
    earlier = tuple([Numbers(*_numbers(parts)) for parts in was])
    return (*plain, *_numbers(quantities), *names), (earlier, since, undated)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parts(stated: Claim | Numbers) -> list[list[Any] | None]:
    return [[q.value, q.qualifier] if (q := getattr(stated, part)) else None for part in _NUMBERS]


def _numbers(parts: list[list[Any] | None]) -> list[Quantity | None]:
    return [_quantity(*part) if part else None for part in parts]


@lru_cache(maxsize=2_000)
def _quantity(value: int, qualifier: Qualifier) -> Quantity:
    return Quantity(value, qualifier)
