"""Groups of statements in, the one event out that each belongs to, where one stands out.

An event is hosted by its core and by groups beside it: a guest is held against the core and against
those of the groups that it has something in common with.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipelines.alike import Alike
from pipelines.candidates import telling
from pipelines.evidence import CLOSE_DAYS, batch_count, event_days, in_reach, other_schemes
from pipelines.joining import ENOUGH, Nodes
from pipelines.resolve import Claim, Order
from pipelines.weighing import PARTED, Weighed

ALIKE_IN_PLACE = 1
"""Points where a guest and its event are both of the whole country, or both of a place."""
BLOCK_DAYS = 4
SHARING_NOTHING = 8
"""Points at most of two statements without a number or a name in common."""
Place = tuple[int, str | None]
"""A group's number, and the scheme that a statement in it names."""


class Fit(NamedTuple):
    """How well a statement fits the event that it belongs to."""

    score: int
    host: int


def join(
    hosts: Sequence[Sequence[Nodes]], guests: Sequence[Nodes], weighed: Weighed
) -> tuple[dict[int, list[Nodes]], list[Nodes]]:
    """The guests that fit one of the hosts, by its index, and the guests that fit none."""
    near = _Hosts(hosts)
    joined: dict[int, list[Nodes]] = defaultdict(list)
    left: list[Nodes] = []
    for guest in guests:
        home = _chosen(guest, near, weighed)
        if home is None:
            home = _home(guest, near, weighed)
        (left if home is None else joined[home]).append(guest)
    return joined, left


def _chosen(guest: Nodes, near: "_Hosts", weighed: Weighed) -> int | None:
    """The host that a person chose."""
    if not weighed.decided.partners:
        return None
    partners = weighed.decided.partners
    chosen = {p for node in guest for c in node.members for p in partners.get(c.order, ())}
    return near.holding(chosen) if chosen else None


def _home(guest: Nodes, near: "_Hosts", weighed: Weighed) -> int | None:
    """The host that all statements of a guest fit; how well they do is noted."""
    fits = [_host(node, near.near(node.claim), weighed) for node in guest]
    homes = {fit.host if fit else None for fit in fits}
    if len(homes) > 1:
        return None
    for fit, node in zip(fits, guest, strict=True):
        if fit is not None:
            weighed.fits |= dict.fromkeys((claim.order for claim in node.members), fit.score)
    return homes.pop()


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


class Told(NamedTuple):
    """A statement with the numbers and names that it shares with others."""

    node: Alike
    keys: frozenset[int | str]


def told(node: Alike) -> Told:
    """A statement with all of its numbers and names."""
    claim = node.claim
    numbers = {quantity.value for quantity in (*claim.sizes, *claim.totals)}
    numbers |= {claim.services.value} if claim.services else set()
    numbers |= {claim.companies.value} if claim.companies else set()
    return Told(node, frozenset(numbers) | claim.company_keys | claim.service_keys)


def may_join(guest: Told, others: Iterable[Told], weighed: Weighed, fit: int) -> bool:
    """Whether any of some statements could make a guest belong to its event.

    ``fit`` is how well the guest fits the event that it belongs to now, 0 where nobody knows.
    """
    enough = max(_enough(guest.node.claim), fit) - ALIKE_IN_PLACE
    for other in others:
        if enough > SHARING_NOTHING and guest.keys.isdisjoint(other.keys):
            continue
        evidence = weighed.between(guest.node, other.node)
        if evidence.conflict is None and evidence.score >= enough:
            return True
    return False


class _Hosts:
    """The events that a claim can belong to: those that share a key with it, or its days."""

    def __init__(self, events: Sequence[Sequence[Nodes]]) -> None:
        self.groups: list[Nodes] = []
        self.events: list[int] = []
        self.cores: dict[int, int] = {}
        self.by_key: dict[object, list[tuple[int, Claim]]] = defaultdict(list)
        self.by_days: dict[int, set[Place]] = defaultdict(set)
        self.by_place: dict[tuple[str | None, int], set[Place]] = defaultdict(set)
        self.holders: dict[Order, int] = {}
        for event, groups in enumerate(events):
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
            place = number, node.claim.scheme
            self.holders |= dict.fromkeys((claim.order for claim in node.members), event)
            for key in telling(node.claim):
                self.by_key[key].append((number, node.claim))
            for block in _blocks(node.claim, margin=0):
                self.by_days[block].add(place)
                self.by_place[node.claim.province, block].add(place)

    def holding(self, orders: Collection[Order]) -> int | None:
        """The event with the first of some claims that any has."""
        held = [order for order in orders if order in self.holders]
        return self.holders[min(held)] if held else None

    def near(self, claim: Claim) -> Iterator[tuple[int, Nodes]]:
        """The events with those of their statements that tell whether the claim is of them."""
        groups: dict[int, set[int]] = defaultdict(set)
        for number in self._beside(claim):
            event = self.events[number]
            groups[event] |= {self.cores[event], number}
        for event, numbers in sorted(groups.items()):
            if self._allows(claim, numbers):
                yield event, tuple(node for n in sorted(numbers) for node in self.groups[n])

    def _beside(self, claim: Claim) -> set[int]:
        """Groups that share a key with a claim in its reach, or its days."""
        blocks = _blocks(claim, margin=CLOSE_DAYS + 1)
        by_key = self._sharing(claim)
        by_days = [self.by_days.get(b, ()) for b in blocks] if bare(claim) else []
        by_place = [self.by_place.get((claim.province, b), ()) for b in blocks]
        anywhere = by_key if claim.opens else by_key | set(_within(claim, by_days))
        found = {n for n in anywhere if _open_to(claim.province, self.provinces[n])}
        return found | set(_within(claim, by_place)) if uncounted(claim) else found

    def _sharing(self, claim: Claim) -> set[int]:
        """Groups with a statement in a claim's reach that shares a number or a name with it."""
        found: set[int] = set()
        for key in telling(claim):
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


def _within(claim: Claim, places: Iterable[Collection[Place]]) -> Iterator[int]:
    """The groups at some places that a claim of its scheme can belong to."""
    for number, scheme in chain.from_iterable(places):
        if not other_schemes(claim.scheme, scheme):
            yield number


def _voices(group: Nodes) -> Counter[str | None]:
    """How many claims of a group name each scheme."""
    found: Counter[str | None] = Counter()
    for node in group:
        found[node.claim.scheme] += len(node.members)
    return found


def _open_to(value: str | None, there: Collection[str | None]) -> bool:
    return value is None or value in there or not any(there)


def _blocks(claim: Claim, *, margin: int) -> range:
    """Numbers of the blocks of days round a claim's event; none where nothing dates it."""
    days = event_days(claim)
    if days is None:
        return range(0)
    return range((days.first - margin) // BLOCK_DAYS, (days.last + margin) // BLOCK_DAYS + 1)


def _host(guest: Alike, candidates: Iterable[tuple[int, Nodes]], weighed: Weighed) -> Fit | None:
    """The group that a statement belongs to, where one stands out."""
    fits: list[Fit] = []
    for number, group in candidates:
        found = [(weighed.between(guest, node), len(node.members)) for node in group]
        if any(evidence.conflict == PARTED for evidence, _ in found):
            continue
        free = [(evidence.score, voices) for evidence, voices in found if not evidence.conflict]
        if sum(voices for _, voices in free) * 2 > sum(voices for _, voices in found):
            bonus = ALIKE_IN_PLACE * (_nationwide(guest) == all(map(_nationwide, group)))
            fits.append(Fit(max(score for score, _ in free) + bonus, number))
    fits.sort(key=lambda fit: -fit.score)
    if not fits or (len(fits) > 1 and fits[0].score == fits[1].score):
        return None
    return fits[0] if fits[0].score >= _enough(guest.claim) else None


def _enough(claim: Claim) -> int:
    if claim.services or claim.cumulative or not claim.event_date:
        return ENOUGH
    if claim.opens:
        return 3 if bare(claim) else ENOUGH
    return 2


def _nationwide(node: Alike) -> bool:
    return not node.claim.province
