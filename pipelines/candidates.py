"""Claims in, index pairs out that can have enough evidence in common; all others are not weighed.

Two claims become one event by a shared number, a shared name, or dates close together where one of
them gives no number; each of these is an index key here, within a stretch of time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from pipelines.evidence import REPORT_DAYS, batch_count, event_days
from pipelines.resolve import Claim

Key = tuple[str, object]
_STRETCH = 32
_CLOSE = 4


def pairs(claims: Sequence[Claim]) -> set[tuple[int, int]]:
    """Pairs of indices, the smaller first, that are worth weighing."""
    by_stretch: dict[tuple[Key, int], list[int]] = defaultdict(list)
    by_key: dict[Key, list[int]] = defaultdict(list)
    undated: list[int] = []
    for number, claim in enumerate(claims):
        near = stretches(claim)
        if near is None:
            undated.append(number)
        for key in keys(claim):
            by_key[key].append(number)
            for stretch in near or ():
                by_stretch[key, stretch].append(number)
    found = {pair for near in by_stretch.values() for pair in combinations(near, 2)}
    for number in undated:
        for key in keys(claims[number]):
            found.update((min(number, m), max(number, m)) for m in by_key[key] if m != number)
    found |= _close_in_time(claims)
    return {pair for pair in found if _can_agree(claims[pair[0]], claims[pair[1]])}


def keys(claim: Claim) -> Iterable[Key]:
    """What another claim must share one of."""
    for quantity in (batch_count(claim), claim.cumulative):
        if quantity is not None and quantity.value > 1:
            yield "number", quantity.value
    if claim.companies is not None:
        yield "companies", claim.companies.value
    for company in claim.company_keys:
        yield "company", company
    for service in claim.service_keys:
        yield "service", service
    if claim.event_date and (claim.ordinal or claim.role == "background"):
        yield "month", claim.event_date[:7]


def stretches(claim: Claim) -> range | None:
    """Numbers of the stretches of time round a claim's event; None for one without a date."""
    days = event_days(claim)
    if days is None:
        return None
    margin = REPORT_DAYS // 2 + 1
    return range((days.first - margin) // _STRETCH, (days.last + margin) // _STRETCH + 1)


def _close_in_time(claims: Sequence[Claim]) -> set[tuple[int, int]]:
    """Pairs dated within three days of each other, one of them without a number."""
    by_days: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, claim in enumerate(claims):
        days = event_days(claim)
        if days is None or days.source == "published":
            continue
        first, last = days.first // _CLOSE, days.last // _CLOSE + 1
        for place in range(first, last + 1):
            by_days[place][batch_count(claim) is None].append(number)
    found: set[tuple[int, int]] = set()
    for counted, bare in by_days.values():
        found.update(combinations(bare, 2))
        found.update((min(n, m), max(n, m)) for n in counted for m in bare)
    return found


def _can_agree(a: Claim, b: Claim) -> bool:
    if a.scheme and b.scheme and a.scheme != b.scheme:
        return False
    return not (a.province and b.province and a.province != b.province)
