"""Groups of statements in, the one event out that each belongs to, where one stands out.

An event is hosted by its core and by groups beside it: a guest is held against the core and against
those of the groups that it has something in common with.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from pipelines.alike import Alike
from pipelines.evidence import CLOSE_DAYS, batch_count, event_days, in_reach, other_schemes
from pipelines.joining import ENOUGH, Nodes
from pipelines.resolve import Claim, Order
from pipelines.weighing import PARTED, Asked, Fits, Weighed

ALIKE_IN_PLACE = 1
"""Points where a guest and its event are both of the whole country, or both of a place."""
NEAR_DAYS = CLOSE_DAYS + 1
"""How far apart events may be of which only days tell that they are one."""
BLOCK_DAYS = 4
Place = tuple[int, str | None, str | None, int, int]
"""A group's number; scheme, province, first and last day of a statement in it."""
NOWHERE: Mapping[Order, Fits] = MappingProxyType({})


class Joined(NamedTuple):
    """What became of guests."""

    homes: dict[int, list[Nodes]]
    """Those that fit one of the hosts, by its index."""
    left: list[Nodes]
    away: list[tuple[Nodes, Order]]
    """Those that fit another event best, by its first claim."""


def join(
    hosts: Sequence[Sequence[Nodes]],
    guests: Sequence[Nodes],
    weighed: Weighed,
    known: Mapping[Order, Fits] = NOWHERE,
    settled: Collection[int] = (),
) -> Joined:
    """Gives each guest to the one event that it fits.

    ``known`` has how well some statements fit events that are not among the hosts, and those of
    the hosts that are ``settled``.
    """
    near = Hosts(hosts, settled)
    found = Joined(defaultdict(list), [], [])
    for guest in guests:
        home: int | Order | None = _chosen(guest, near, weighed)
        if home is None:
            home = _home(guest, near, weighed, known)
        if home is None:
            found.left.append(guest)
        elif isinstance(home, tuple):
            found.away.append((guest, home))
        else:
            found.homes[home].append(guest)
    return found


def _chosen(guest: Nodes, near: "Hosts", weighed: Weighed) -> int | None:
    """The host that a person chose."""
    if not weighed.decided.partners:
        return None
    partners = weighed.decided.partners
    chosen = {p for node in guest for order in node.orders for p in partners.get(order, ())}
    return near.holding(chosen) if chosen else None


def _home(
    guest: Nodes, near: "Hosts", weighed: Weighed, known: Mapping[Order, Fits]
) -> int | Order | None:
    """The event that all statements of a guest fit; how well they do is noted."""
    homes = set()
    for node in guest:
        kept = known.get(node.order)
        fits = near.fits(node, weighed, anew=kept is not None)
        fits |= kept or {}
        weighed.fits[node.order] = Asked(node.orders, fits)
        homes.add(_best(fits))
    home = homes.pop() if len(homes) == 1 else None
    return near.firsts.get(home, home) if home else None


def _best(fits: Fits) -> Order | None:
    """The event that stands out."""
    highest = max(fits.values(), default=0)
    best = [event for event, fit in fits.items() if fit == highest]
    return best[0] if len(best) == 1 else None


def counted(group: Nodes) -> bool:
    """Whether any statement of a group says how many services its event is about."""
    return any(batch_count(node.claim) for node in group)


def uncounted(claim: Claim) -> bool:
    """Whether a claim opens a batch of which it does not say how many services it is."""
    return claim.opens and batch_count(claim) is None


def bare(claim: Claim) -> bool:
    """Whether nothing but its date tells which event a claim is about."""
    numbers = claim.services or claim.companies or claim.cumulative
    return not (numbers or claim.company_keys or claim.service_keys)


class Hosts:
    """The events that a claim can belong to: those that share a key with it, or its days."""

    def __init__(self, events: Sequence[Sequence[Nodes]], settled: Collection[int] = ()) -> None:
        self.settled = frozenset(settled)
        self.groups: list[Nodes] = []
        self.events: list[int] = []
        self.firsts: dict[Order, int] = {}
        """The events by the first claim of each."""
        self.cores: dict[int, int] = {}
        self.by_key: dict[object, list[tuple[int, Claim]]] = defaultdict(list)
        self.by_days: dict[int, set[Place]] = defaultdict(set)
        for event, groups in enumerate(events):
            if groups:
                self.firsts[groups[0][0].order] = event
            for group in groups:
                self.cores.setdefault(event, len(self.groups))
                self._add(group, event)
        self.provinces = [{node.claim.province for node in group} for group in self.groups]
        self.schemes = [_voices(group) for group in self.groups]

    def _add(self, group: Nodes, event: int) -> None:
        number = len(self.groups)
        self.groups.append(group)
        self.events.append(event)
        for node in group:
            for key in node.keys:
                self.by_key[key].append((number, node.claim))
            if (days := event_days(node.claim)) is not None:
                claim = node.claim
                place = number, claim.scheme, claim.province, days.first, days.last
                for block in _blocks(days.first, days.last):
                    self.by_days[block].add(place)

    def holding(self, orders: Collection[Order]) -> int | None:
        """The event with the first of some claims that any has."""
        held = [
            (order, self.events[number])
            for number, group in enumerate(self.groups)
            for node in group
            for order in node.orders
            if order in orders
        ]
        return min(held)[1] if held else None

    def fits(self, guest: Alike, weighed: Weighed, *, anew: bool = False) -> Fits:
        """The events that a statement fits well enough; ``anew`` those that are not settled."""
        enough, found = _enough(guest.claim), {}
        for event, groups in self._near(guest):
            if anew and event in self.settled:
                continue
            fit = _fit(guest, [node for group in groups for node in group], weighed)
            if fit is not None and fit >= enough:
                found[self.groups[self.cores[event]][0].order] = fit
        return found

    def _near(self, guest: Alike) -> Iterator[tuple[int, list[Nodes]]]:
        """The events with those of their groups that tell whether the claim is of them."""
        groups: dict[int, set[int]] = defaultdict(set)
        claim = guest.claim
        for number in self._beside(guest):
            event = self.events[number]
            groups[event] |= {self.cores[event], number}
        for event, numbers in groups.items():
            if self._allows(claim, numbers):
                yield event, [self.groups[number] for number in numbers]

    def _beside(self, guest: Alike) -> set[int]:
        """Groups that share a key with a statement in its reach, or its days."""
        claim, found = guest.claim, self._sharing(guest)
        if bare(claim) and not claim.opens:
            found |= {number for number, _ in self._close(claim)}
        found = {n for n in found if _open_to(claim.province, self.provinces[n])}
        if uncounted(claim):
            found |= {number for number, place in self._close(claim) if place == claim.province}
        return found

    def _close(self, claim: Claim) -> Iterator[tuple[int, str | None]]:
        """Groups with a statement close in time to a claim, and the place that it names."""
        days = event_days(claim)
        if days is None:
            return
        first, last = days.first - NEAR_DAYS, days.last + NEAR_DAYS
        places = chain.from_iterable(self.by_days.get(b, ()) for b in _blocks(first, last))
        for number, scheme, province, begin, end in places:
            if begin <= last and end >= first and not other_schemes(claim.scheme, scheme):
                yield number, province

    def _sharing(self, guest: Alike) -> set[int]:
        """Groups with a statement in another's reach that shares a number or a name with it."""
        claim, found = guest.claim, set()
        for key in guest.keys:
            for number, other in self.by_key.get(key, ()):
                if number in found or other_schemes(claim.scheme, other.scheme):
                    continue
                if in_reach(claim, other):
                    found.add(number)
        return found

    def _allows(self, claim: Claim, numbers: Collection[int]) -> bool:
        """Whether the schemes of some groups leave most of their claims free of conflict."""
        if claim.scheme is None:
            return True
        free = total = 0
        for voices in (self.schemes[number] for number in numbers):
            total += voices.total()
            free += sum(n for s, n in voices.items() if not other_schemes(claim.scheme, s))
        return free * 2 > total


def _voices(group: Nodes) -> Counter[str | None]:
    """How many claims of a group name each scheme."""
    found: Counter[str | None] = Counter()
    for node in group:
        found[node.claim.scheme] += len(node.orders)
    return found


def _open_to(value: str | None, there: Collection[str | None]) -> bool:
    return value is None or value in there or not any(there)


def _blocks(first: int, last: int) -> range:
    """Numbers of the blocks that some days are in."""
    return range(first // BLOCK_DAYS, last // BLOCK_DAYS + 1)


def _fit(guest: Alike, group: Sequence[Alike], weighed: Weighed) -> int | None:
    """The points that tie a statement to an event, None where most of it speaks against that."""
    found = [(weighed.between(guest, node), len(node.orders)) for node in group]
    if any(evidence.conflict == PARTED for evidence, _ in found):
        return None
    free = [(evidence.score, voices) for evidence, voices in found if not evidence.conflict]
    if sum([voices for _, voices in free]) * 2 <= sum([voices for _, voices in found]):
        return None
    bonus = ALIKE_IN_PLACE * (_nationwide(guest) == all(map(_nationwide, group)))
    return max([score for score, _ in free]) + bonus


def _enough(claim: Claim) -> int:
    if claim.services or claim.cumulative or not claim.event_date:
        return ENOUGH
    if claim.opens:
        return 3 if bare(claim) else ENOUGH
    return 2


def _nationwide(node: Alike) -> bool:
    return not node.claim.province
