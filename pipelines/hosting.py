"""Groups of statements in, the one event out that each belongs to, where one stands out.

An event is hosted by its core and by groups beside it: a guest is held against the core and against
those of the groups that it has something in common with.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from pipelines.alike import Alike
from pipelines.candidates import telling
from pipelines.evidence import CLOSE_DAYS, batch_count, event_days, other_schemes
from pipelines.joining import ENOUGH, Nodes
from pipelines.resolve import Claim, Order
from pipelines.weighing import PARTED, Weighed

BLOCK_DAYS = 4
Place = tuple[int, str | None]
"""A group's number, and the scheme that a statement in it names."""


def join(
    hosts: Sequence[Sequence[Nodes]], guests: Sequence[Nodes], weighed: Weighed
) -> tuple[dict[int, list[Nodes]], list[Nodes]]:
    """The guests that fit one of the hosts, by its index, and the guests that fit none."""
    near = _Hosts(hosts)
    joined: dict[int, list[Nodes]] = defaultdict(list)
    left: list[Nodes] = []
    for guest in guests:
        home = _home(guest, near, weighed)
        if home is None:
            left.append(guest)
        else:
            joined[home].append(guest)
    return joined, left


def _home(guest: Nodes, near: "_Hosts", weighed: Weighed) -> int | None:
    """The host that a person chose, else the one that all statements of a guest fit."""
    partners = weighed.decided.partners
    chosen = {p for node in guest for c in node.members for p in partners.get(c.order, ())}
    if chosen and (home := near.holding(chosen)) is not None:
        return home
    found = {_host(node, near.near(node.claim), weighed) for node in guest}
    return found.pop() if len(found) == 1 else None


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


class _Hosts:
    """The events that a claim can belong to: those that share a key with it, or its days."""

    def __init__(self, events: Sequence[Sequence[Nodes]]) -> None:
        self.groups: list[Nodes] = []
        self.events: list[int] = []
        self.cores: dict[int, int] = {}
        self.by_key: dict[object, set[Place]] = defaultdict(set)
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
                self.by_key[key].add(place)
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
        """Groups that share a key with a claim, or its days."""
        blocks = _blocks(claim, margin=CLOSE_DAYS + 1)
        by_key = [self.by_key.get(key, ()) for key in telling(claim)]
        by_days = [self.by_days.get(b, ()) for b in blocks] if bare(claim) else []
        by_place = [self.by_place.get((claim.province, b), ()) for b in blocks]
        anywhere = by_key if claim.opens else by_key + by_days
        found = {n for n in _within(claim, anywhere) if _open_to(claim.province, self.provinces[n])}
        return found | set(_within(claim, by_place)) if uncounted(claim) else found

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


def _host(guest: Alike, candidates: Iterable[tuple[int, Nodes]], weighed: Weighed) -> int | None:
    """The group that a statement belongs to, where one stands out."""
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
    if claim.services or claim.cumulative or not claim.event_date:
        return ENOUGH
    if claim.opens:
        return 3 if bare(claim) else ENOUGH
    return 2


def _nationwide(node: Alike) -> bool:
    return not node.claim.province
