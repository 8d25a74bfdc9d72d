"""Statements in, index pairs out that can have enough evidence in common.

Two statements become one event by a shared number, a shared name, or dates close together where
one of them gives no number; each of these is an index key here, looked up near in time.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from pipelines.alike import Alike
from pipelines.evidence import (
    CLOSE_DAYS,
    REPORT_DAYS,
    batch_count,
    event_days,
    in_reach,
    other_schemes,
)
from pipelines.resolve import Claim

Key = tuple[str, object]
Pairs = set[tuple[int, int]]


def pairs(nodes: Sequence[Alike]) -> Pairs:
    """Pairs of indices, the smaller first, that are worth weighing."""
    claims = [node.claim for node in nodes]
    return _sharing(claims, keys) | _close_in_time(claims)


def tied(nodes: Sequence[Alike]) -> Pairs:
    """Those of the pairs that share a number or a name."""
    return _sharing([node.claim for node in nodes], telling)


def close(nodes: Sequence[Alike]) -> Pairs:
    """Those, and the ones within a few days of each other."""
    return tied(nodes) | _close_in_time([node.claim for node in nodes])


def _sharing(claims: Sequence[Claim], of: Callable[[Claim], Iterable[Key]]) -> Pairs:
    by_key: dict[Key, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for key in of(claim):
            by_key[key].append(number)
    found: Pairs = set()
    for numbers in by_key.values():
        if len(numbers) > 1:
            found |= _near(claims, numbers, REPORT_DAYS)
    return found


def keys(claim: Claim) -> Iterable[Key]:
    """What another claim must share one of."""
    yield from telling(claim)
    if claim.event_date and (claim.ordinal or claim.role == "background"):
        yield "month", claim.event_date[:7]


def telling(claim: Claim) -> Iterable[Key]:
    """The numbers and names of a claim; a firm without a date tells nothing."""
    for quantity in (*claim.sizes, *claim.totals):
        if quantity.value > 1:
            yield "number", quantity.value
    if claim.companies is not None:
        yield "companies", claim.companies.value
    if event_days(claim) is not None:
        for company in claim.company_keys:
            yield "company", company
    for service in claim.service_keys:
        yield "service", service


def _close_in_time(claims: Sequence[Claim]) -> Pairs:
    """Pairs of events of one place within a few days of each other, one of them without a number.

    Days alone do not tie what is told of a province to what names no place.
    """
    places: dict[str | None, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if event_days(claim):
            places[claim.province].append(number)
    bare = {n for numbers in places.values() for n in numbers if batch_count(claims[n]) is None}
    found: Pairs = set()
    for numbers in places.values():
        found |= _near(claims, numbers, CLOSE_DAYS + 1, bare)
    return found


def _near(
    claims: Sequence[Claim],
    numbers: Sequence[int],
    days: int,
    one_of: set[int] | None = None,
) -> Pairs:
    """Pairs whose events are at most so many days apart; one without a date is near to all.

    With ``one_of`` one of each pair is in it.
    """
    spans = [(when.first, when.last, n) for n in numbers if (when := event_days(claims[n]))]
    spans.sort()
    starts = [first for first, _, _ in spans]
    found: Pairs = set()
    for place, (_, last, n) in enumerate(spans):
        for _, _, m in spans[place + 1 : bisect_right(starts, last + days)]:
            if (one_of is None or n in one_of or m in one_of) and _can_agree(claims[n], claims[m]):
                found.add((n, m) if n < m else (m, n))
    undated = [n for n in numbers if event_days(claims[n]) is None]
    if undated:
        loose = set(undated)
        both = combinations(sorted(numbers), 2)
        found |= {
            pair
            for pair in both
            if not loose.isdisjoint(pair) and _can_agree(claims[pair[0]], claims[pair[1]])
        }
    return found


def _can_agree(a: Claim, b: Claim) -> bool:
    if other_schemes(a.scheme, b.scheme):
        return False
    return not (a.province and b.province and a.province != b.province) and in_reach(a, b)
