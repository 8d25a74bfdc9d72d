"""Claims in, statements out: claims that say the same of an event are weighed together.

Ten papers that all say "14 services on January 17" are one statement for telling events apart.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from extract.quick import quick
from pipelines.resolve import Claim, Order
from pipelines.telling import Key, telling

TELLING_BATCH = 4
"""Services from which a batch's size, with its date, tells it from others whatever it names."""
TELLING_TOTAL = 20


@quick
@dataclass(frozen=True, slots=True)
class Alike:
    """Claims that state the same, with one claim that stands for all and names what any names."""

    claim: Claim
    orders: tuple[Order, ...]
    docs: frozenset[int]
    keys: tuple[Key, ...]
    """What another statement of the same event can share with it."""

    @property
    def order(self) -> Order:
        """A place among all statements that no order of arrival changes."""
        return self.orders[0]


def alike(claims: Iterable[Claim], alone: Container[Order] = ()) -> list[Alike]:
    """The statements that claims make, in a canonical order; every claim is in one.

    Claims whose order is in ``alone`` stand for themselves only.
    """
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        stated = None if claim.order in alone else said(claim)
        groups[claim.order if stated is None else stated].append(claim)
    return [
        statement(whole(members, (c.published for c in members)), [c.order for c in members])
        for members in groups.values()
    ]


def statement(claim: Claim, orders: Iterable[Order]) -> Alike:
    """The statement of some claims, for all of which one stands."""
    given = tuple(orders)
    return Alike(claim, given, frozenset([doc for doc, _ in given]), tuple(telling(claim)))


def whole(claims: Sequence[Claim], published: Iterable[str | None]) -> Claim:
    """The first of claims that state the same, with all their names and the first day of all."""
    first = claims[0]
    day = min((day for day in published if day), default=None)
    companies = first.company_keys.union(*(claim.company_keys for claim in claims))
    services = first.service_keys.union(*(claim.service_keys for claim in claims))
    told = day, companies, services
    if told == (first.published, first.company_keys, first.service_keys):
        return first
    return replace(first, published=day, company_keys=companies, service_keys=services)


def said(claim: Claim) -> tuple[object, ...] | None:
    """What a claim states, as far as two can be one statement; None where it stands for itself."""
    if claim.event_date is None:
        return None
    facts = (
        claim.opens,
        claim.role,
        claim.kind,
        claim.scheme,
        claim.level == "national",
        claim.province,
        claim.event_date,
        claim.ordinal,
        claim.services,
        claim.companies,
        claim.cumulative,
        claim.was,
        claim.since,
        claim.undated,
    )
    if _telling(claim):
        return facts
    day = len(claim.event_date) >= 10
    names = sorted(claim.company_keys), sorted(claim.service_keys)
    return *facts, *map(tuple, names), None if day else claim.published


def _telling(claim: Claim) -> bool:
    """Whether the numbers alone make two such claims one event."""
    size = claim.services.value if claim.services else 0
    total = claim.cumulative.value if claim.cumulative else 0
    counted = claim.opens and claim.kind != "single_service"
    return counted and (size >= TELLING_BATCH or total >= TELLING_TOTAL)
