"""Claims in, statements out: claims that say the same of an event are weighed together.

Ten papers that all say "14 services on January 17" are one statement for telling events apart.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from pipelines.resolve import Claim, Order

TELLING_BATCH = 4
"""Services from which a batch's size, with its date, tells it from others whatever it names."""
TELLING_TOTAL = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """Claims that state the same, with one claim that stands for all and names what any names."""

    claim: Claim
    members: tuple[Claim, ...]
    docs: frozenset[int]

    @property
    def order(self) -> Order:
        """A place among all statements that no order of arrival changes."""
        return self.claim.order


Made = dict[tuple[Order, ...], Alike]


def alike(
    claims: Iterable[Claim], alone: Container[Order] = (), made: Made | None = None
) -> list[Alike]:
    """The statements that claims make, in a canonical order; every claim is in one.

    Claims whose order is in ``alone`` stand for themselves only. ``made`` keeps statements for
    the next time.
    """
    known = {} if made is None else made
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        groups[claim.order if claim.order in alone else _stated(claim)].append(claim)
    found = []
    for members in groups.values():
        orders = tuple(claim.order for claim in members)
        if orders not in known:
            known[orders] = _statement(members)
        found.append(known[orders])
    return found


def _statement(members: list[Claim]) -> Alike:
    first = members[0]
    if len(members) == 1:
        return Alike(first, (first,), frozenset((first.doc,)))
    days = [claim.published for claim in members if claim.published]
    whole = replace(
        first,
        published=min(days, default=None),
        company_keys=frozenset().union(*(claim.company_keys for claim in members)),
        service_keys=frozenset().union(*(claim.service_keys for claim in members)),
    )
    return Alike(whole, tuple(members), frozenset(claim.doc for claim in members))


def _stated(claim: Claim) -> object:
    if claim.event_date is None:
        return claim.order
    said = (
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
        return said
    day = len(claim.event_date) >= 10
    return said, claim.company_keys, claim.service_keys, None if day else claim.published


def _telling(claim: Claim) -> bool:
    """Whether the numbers alone make two such claims one event."""
    size = claim.services.value if claim.services else 0
    total = claim.cumulative.value if claim.cumulative else 0
    counted = claim.opens and claim.kind != "single_service"
    return counted and (size >= TELLING_BATCH or total >= TELLING_TOTAL)
