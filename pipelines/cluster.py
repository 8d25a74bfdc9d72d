"""Claims in, groups out: each group is what was said of one event, whatever the order of arrival.

Statements that may open a batch are joined first, best evidence first, never across a conflict.
Background paragraphs and running totals then join the one group they fit; what is left over is
grouped among itself and opens nothing. What a person decided goes before all evidence.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipelines.alike import Alike, alike
from pipelines.candidates import pairs, telling
from pipelines.evidence import APART_DAYS, Evidence, event_days, weigh
from pipelines.resolve import Claim, Order

ENOUGH = 4
"""Points from which two statements are taken to tell of one event."""

BLOCK_DAYS = 8

Pair = tuple[Order, Order]
Group = tuple[Claim, ...]
Nodes = tuple[Alike, ...]


@dataclass(frozen=True)
class Decided:
    """Pairs of claims that a person joined or parted, the smaller order first."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    late: frozenset[Order] = frozenset()
    """Claims that were parted from a batch: they look for their event when the others have it."""

    @cached_property
    def partners(self) -> dict[Order, set[Order]]:
        """The claims that a person joined with each claim."""
        found: dict[Order, set[Order]] = defaultdict(set)
        for a, b in self.together:
            found[a].add(b)
            found[b].add(a)
        return dict(found)

    @cached_property
    def _named(self) -> frozenset[Order]:
        return frozenset(order for pair in self.together | self.apart for order in pair)

    def says(self, a: Alike, b: Alike) -> Evidence | None:
        """The decision about two statements as evidence; None where there is none."""
        if not self._named:
            return None
        pairs = {_ordered(mine, other) for mine in self.of(a) for other in self.of(b)}
        if pairs & self.together:
            return Evidence(DECIDED, ("a person joined them",))
        return Evidence(0, (), PARTED) if pairs & self.apart else None

    def of(self, node: Alike) -> list[Order]:
        """The claims in a statement that a decision names."""
        return [claim.order for claim in node.members if claim.order in self._named]


def _ordered(a: Order, b: Order) -> Pair:
    return (a, b) if a < b else (b, a)


DECIDED = 1000
PARTED = "a person parted them"
UNDECIDED = Decided()


def cluster(claims: Iterable[Claim], decided: Decided = UNDECIDED) -> list[Group]:
    """Groups of claims about one event each, in a canonical order; every claim is in one."""
    weighed = Weighed(decided)
    events, left = gather(alike(claims, decided.late), (), weighed)
    others = agglomerate([node for group in left for node in group], weighed)
    return sorted(map(claims_of, events + others), key=lambda group: group[0].order)


class Weighed:
    """Evidence between statements, weighed once, decisions before it."""

    def __init__(self, decided: Decided) -> None:
        self.decided = decided
        self.known: dict[Pair, Evidence] = {}

    def between(self, a: Alike, b: Alike) -> Evidence:
        """The evidence for one event behind two statements."""
        if (said := self.decided.says(a, b)) is not None:
            return said
        pair = _ordered(a.order, b.order)
        found = self.known.get(pair)
        if found is None:
            found = self.known[pair] = weigh(a.claim, b.claim)
        return found


def gather(
    nodes: Sequence[Alike], known: Sequence[Nodes], weighed: Weighed
) -> tuple[list[Nodes], list[Nodes]]:
    """The events that statements tell of, and the statements that fit none.

    ``known`` are events beside them that only take in what fits them.
    """
    opened = agglomerate([node for node in nodes if node.claim.opens], weighed)
    sure = [group for group in (*known, *opened) if not all_bare(group)]
    events, alone = _join(sure, [group for group in opened if all_bare(group)], weighed)
    events += [group for group in known if all_bare(group)] + alone
    return _join(events, [(node,) for node in nodes if not node.claim.opens], weighed)


def claims_of(group: Nodes) -> Group:
    """The claims of a group of statements, in order."""
    return tuple(sorted((c for node in group for c in node.members), key=lambda c: c.order))


def _join(
    hosts: Sequence[Nodes], guests: Sequence[Nodes], weighed: Weighed
) -> tuple[list[Nodes], list[Nodes]]:
    """The hosts with the guests that fit one of them, and the guests that fit none."""
    near = _Hosts(hosts)
    partners = weighed.decided.partners
    joined: dict[int, list[Alike]] = defaultdict(list)
    left: list[Nodes] = []
    for guest in guests:
        chosen = {p for node in guest for c in node.members for p in partners.get(c.order, ())}
        if chosen and (home := near.holding(chosen)) is not None:
            joined[home] += guest
            continue
        found = {
            _host(node, [(n, hosts[n]) for n in near.near(node.claim)], weighed) for node in guest
        }
        host = found.pop()
        if found or host is None:
            left.append(guest)
        else:
            joined[host] += guest
    return [(*group, *joined[n]) for n, group in enumerate(hosts)], left


def all_bare(group: Nodes) -> bool:
    """Whether nothing but dates tells which event a group is about."""
    return all(bare(node.claim) for node in group)


def bare(claim: Claim) -> bool:
    """Whether nothing but its date tells which event a claim is about."""
    numbers = claim.services or claim.companies or claim.cumulative
    return not (numbers or claim.company_keys or claim.service_keys)


class _Hosts:
    """The groups that a claim can belong to: those that share a key with it, or its days."""

    def __init__(self, groups: Sequence[Nodes]) -> None:
        self.groups = groups
        self.provinces = [{node.claim.province for node in group} - {None} for group in groups]
        self.by_key: dict[object, set[int]] = defaultdict(set)
        self.by_days: dict[int, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for node in group:
                for key in telling(node.claim):
                    self.by_key[key].add(number)
                for place in _blocks(node.claim, margin=0):
                    self.by_days[place].add(number)

    def holding(self, orders: Collection[Order]) -> int | None:
        """The first group with any of some claims."""
        for number, group in enumerate(self.groups):
            if any(claim.order in orders for node in group for claim in node.members):
                return number
        return None

    def near(self, claim: Claim) -> list[int]:
        """Numbers of the groups, in order."""
        found: set[int] = set()
        for key in telling(claim):
            found |= self.by_key.get(key, set())
        if bare(claim):
            for place in _blocks(claim, margin=APART_DAYS):
                found |= self.by_days.get(place, set())
        return sorted(n for n in found if _open_to(claim.province, self.provinces[n]))


def _open_to(value: str | None, there: Collection[str | None]) -> bool:
    return not (value and there) or value in there


def _blocks(claim: Claim, *, margin: int) -> range:
    """Numbers of the blocks of days round a claim's event; none where nothing dates it."""
    days = event_days(claim)
    if days is None:
        return range(0)
    return range((days.first - margin) // BLOCK_DAYS, (days.last + margin) // BLOCK_DAYS + 1)


class Link(NamedTuple):
    """A pair to join, in the order of joining: what a person parted after what he left alone."""

    late: bool
    decided: bool
    weight: int
    """The lower the better."""
    one: int
    other: int


def links(nodes: Sequence[Alike], weighed: Weighed) -> list[Link]:
    """The pairs that are taken to tell of one event or that a person joined, by their indices."""
    return sorted((*_strong(nodes, weighed), *_decided(nodes, weighed.decided)))


def _strong(nodes: Sequence[Alike], weighed: Weighed) -> Iterator[Link]:
    late = {place for place, node in enumerate(nodes) if node.order in weighed.decided.late}
    for n, m in pairs(nodes):
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


def agglomerate(nodes: Sequence[Alike], weighed: Weighed) -> list[Nodes]:
    """Joins the best-supported pairs first; a join that would unite a conflict is not made."""
    home = list(range(len(nodes)))
    members: dict[int, list[int]] = {n: [n] for n in home}
    for link in links(nodes, weighed):
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
    disputes = total = 0
    for a, b in ((nodes[i], nodes[j]) for i in one for j in other):
        found = weighed.between(a, b)
        if found.conflict and not found.disputed:
            return True
        voices = len(a.members) * len(b.members)
        disputes += found.disputed * voices
        total += voices
    return disputes * 3 > total


def _host(guest: Alike, candidates: Sequence[tuple[int, Nodes]], weighed: Weighed) -> int | None:
    """The group that a background claim or running total belongs to, where one stands out."""
    fits: list[tuple[int, int]] = []
    for number, group in candidates:
        found = [(weighed.between(guest, node), len(node.members)) for node in group]
        if any(evidence.conflict == PARTED for evidence, _ in found):
            continue
        free = [(evidence.score, voices) for evidence, voices in found if not evidence.conflict]
        if sum(voices for _, voices in free) * 2 > sum(voices for _, voices in found):
            bonus = _nationwide(guest) == all(map(_nationwide, group))
            fits.append((max(score for score, _ in free) + bonus, number))
    fits.sort(key=lambda fit: (-fit[0], fit[1]))
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1] if fits[0][0] >= _enough(guest.claim) else None


def _enough(claim: Claim) -> int:
    enough = ENOUGH if claim.services or claim.cumulative or not claim.event_date else 2
    return max(enough, 3) if claim.opens else enough


def _nationwide(node: Alike) -> bool:
    return not node.claim.province
