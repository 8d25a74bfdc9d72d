"""Statements in, groups out: what shares enough is joined, never across a conflict."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.alike import Alike
from pipelines.candidates import Pairs
from pipelines.evidence import Evidence
from pipelines.resolve import Claim
from pipelines.weighing import DECIDED, PARTED, Decided, Weighed

ENOUGH = 4
"""Points from which two statements are taken to tell of one event."""

Nodes = tuple[Alike, ...]
Near = Callable[[Sequence[Alike]], Pairs]
"""Which pairs of statements are worth weighing."""


class Link(NamedTuple):
    """A pair to join, in the order of joining: what a person parted after what he left alone."""

    late: bool
    decided: bool
    weight: int
    """The lower the better."""
    one: int
    other: int


def links(nodes: Sequence[Alike], weighed: Weighed, near: Near) -> list[Link]:
    """The pairs that are taken to tell of one event or that a person joined, by their indices."""
    strong = _strong(nodes, near(nodes), weighed)
    return sorted((*strong, *_decided(nodes, weighed.decided)))


def components(nodes: Sequence[Alike], found: Iterable[Link]) -> list[list[Alike]]:
    """The statements that links lead to from each other."""
    home = list(range(len(nodes)))

    def root(place: int) -> int:
        while home[place] != place:
            home[place] = place = home[home[place]]
        return place

    for link in found:
        home[root(link.one)] = root(link.other)
    groups: dict[int, list[Alike]] = defaultdict(list)
    for place, node in enumerate(nodes):
        groups[root(place)].append(node)
    return list(groups.values())


def _strong(nodes: Sequence[Alike], near: Pairs, weighed: Weighed) -> Iterator[Link]:
    late = {place for place, node in enumerate(nodes) if node.order in weighed.decided.late}
    for n, m in near:
        found = weighed.between(nodes[n], nodes[m])
        if found.conflict is not None or found.score == DECIDED:
            continue
        if _one_event(nodes[n].claim, nodes[m].claim, found):
            yield Link(n in late or m in late, False, -found.score, n, m)


def _decided(nodes: Sequence[Alike], decided: Decided) -> Iterator[Link]:
    if not decided.together:
        return
    places = {order: place for place, node in enumerate(nodes) for order in decided.of(node)}
    for a, b in sorted(decided.together):
        if a in places and b in places and places[a] != places[b]:
            late = not decided.late.isdisjoint((a, b))
            yield Link(late, True, 0, *sorted((places[a], places[b])))


def agglomerate(nodes: Sequence[Alike], weighed: Weighed, near: Near) -> list[Nodes]:
    """Joins the best-supported pairs first; a join that would unite a conflict is not made."""
    home = list(range(len(nodes)))
    members: dict[int, list[int]] = {n: [n] for n in home}
    for link in links(nodes, weighed, near):
        one, other = home[link.one], home[link.other]
        if one == other:
            continue
        parted = _kept_apart if link.decided else _parted
        if parted(nodes, weighed, members[one], members[other]):
            continue
        members[one] += members.pop(other)
        for moved in members[one]:
            home[moved] = one
    return [tuple(nodes[i] for i in sorted(group)) for group in members.values()]


def _one_event(a: Claim, b: Claim, found: Evidence) -> bool:
    if found.score >= ENOUGH:
        return True
    bare = not (a.services or b.services or a.cumulative or b.cumulative)
    recalled = a.role == b.role == "background" and bare
    return recalled and bool(a.event_date) and a.event_date == b.event_date


def _kept_apart(
    nodes: Sequence[Alike], weighed: Weighed, one: Sequence[int], other: Sequence[int]
) -> bool:
    """Whether a person parted any of one group from any of the other."""
    if not weighed.decided.apart:
        return False
    both = ((nodes[i], nodes[j]) for i in one for j in other)
    return any(weighed.between(a, b).conflict == PARTED for a, b in both)


def _parted(
    nodes: Sequence[Alike], weighed: Weighed, one: Sequence[int], other: Sequence[int]
) -> bool:
    """Whether a conflict between members, or disputes between many, keep two groups apart."""
    edited = [nodes[i] for i in (*one, *other) if nodes[i].claim.was]
    disputes = total = 0
    for a, b in ((nodes[i], nodes[j]) for i in one for j in other):
        found = weighed.between(a, b)
        if found.conflict and not found.disputed:
            return True
        voices = len(a.orders) * len(b.orders)
        disputes += (found.disputed and not _put_right(a, b, edited, weighed)) * voices
        total += voices
    return disputes * 3 > total


def _put_right(a: Alike, b: Alike, edited: Iterable[Alike], weighed: Weighed) -> bool:
    """Whether an article that was edited stated the number of one before and of the other since."""
    return any(
        weighed.between(a, node).conflict is None and weighed.between(node, b).conflict is None
        for node in edited
        if node is not a and node is not b
    )
