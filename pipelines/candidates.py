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
from pipelines.telling import Key

Pairs = set[tuple[int, int]]
Sides = Sequence[bool] | None
"""Where it is given, only pairs of one that is true and one that is false are asked for."""


def pairs(nodes: Sequence[Alike]) -> Pairs:
    """Pairs of indices, the smaller first, that are worth weighing."""
    return _sharing(nodes, keys) | _close_in_time([node.claim for node in nodes])


def tied(nodes: Sequence[Alike], inside: Sides = None) -> Pairs:
    """Those of the pairs that share a number or a name."""
    return _sharing(nodes, lambda node: node.keys, inside)


def close(nodes: Sequence[Alike], inside: Sides = None) -> Pairs:
    """Those, and the ones within a few days of each other."""
    return tied(nodes, inside) | _close_in_time([node.claim for node in nodes], inside)


def _sharing(
    nodes: Sequence[Alike], of: Callable[[Alike], Iterable[Key]], inside: Sides = None
) -> Pairs:
    claims = [node.claim for node in nodes]
    by_key: dict[Key, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for key in of(node):
            by_key[key].append(number)
    found: Pairs = set()
    # A firm and its service are named together: many keys have the same nodes.
    for numbers in {tuple(some) for some in by_key.values() if len(some) > 1}:
        found |= _near(claims, numbers, REPORT_DAYS, inside)
    return _agreeing(claims, found)


def keys(node: Alike) -> Iterable[Key]:
    """What another statement must share one of."""
    yield from node.keys
    claim = node.claim
    if claim.event_date and (claim.ordinal or claim.role == "background"):
        yield "month", claim.event_date[:7]


def _close_in_time(claims: Sequence[Claim], inside: Sides = None) -> Pairs:
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
        near = _near(claims, numbers, CLOSE_DAYS + 1, inside)
        found |= {(n, m) for n, m in near if n in bare or m in bare}
    return _agreeing(claims, found)


def _near(claims: Sequence[Claim], numbers: Sequence[int], days: int, inside: Sides) -> Pairs:
    """Pairs whose events are at most so many days apart; one without a date is near to all."""
    if inside and len({inside[n] for n in numbers}) == 1:
        return set()
    spans = [(when.first, when.last, n) for n in numbers if (when := event_days(claims[n]))]
    spans.sort()
    starts = [first for first, _, _ in spans]
    found: Pairs = set()
    for place, (_, last, n) in enumerate(spans):
        for _, _, m in spans[place + 1 : bisect_right(starts, last + days)]:
            if inside is None or inside[n] != inside[m]:
                found.add((n, m) if n < m else (m, n))
    undated = [n for n in numbers if event_days(claims[n]) is None]
    if undated:
        loose = set(undated)
        both = combinations(sorted(numbers), 2)
        found |= {
            pair
            for pair in both
            if not loose.isdisjoint(pair) and (not inside or inside[pair[0]] != inside[pair[1]])
        }
    return found


def _agreeing(claims: Sequence[Claim], found: Pairs) -> Pairs:
    """Those of the pairs that nothing keeps apart from the beginning."""
    return {(n, m) for n, m in found if _can_agree(claims[n], claims[m])}


def _can_agree(a: Claim, b: Claim) -> bool:
    if a.province != b.province and a.province and b.province:
        return False
    return not other_schemes(a.scheme, b.scheme) and in_reach(a, b)
