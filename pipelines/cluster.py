"""Claims in, events out: each is what was said of one event, whatever the order of arrival.

Statements that may open a batch and share a number or a name are joined first, best evidence
first, never across a conflict. Those without a number of services then look for the one event of
their days, and are joined among themselves where none stands out. Background paragraphs and
running totals join the one event they fit, last; what is left over is grouped among itself and
opens nothing. What a person decided goes before all evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipelines.alike import Alike, alike
from pipelines.candidates import close, pairs, tied
from pipelines.hosting import Joined, counted, join
from pipelines.joining import Nodes, agglomerate
from pipelines.resolve import Claim, Order
from pipelines.weighing import UNDECIDED, Decided, Weighed

Group = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Statements of one event, by how they came together."""

    core: Nodes
    """Joined by what they share."""
    loose: tuple[Nodes, ...] = ()
    """Groups that give no number of services, joined by their days."""
    guests: Nodes = ()
    """Background paragraphs and running totals."""

    @property
    def orders(self) -> tuple[Order, ...]:
        """All its claims, in order."""
        return orders_of((*self.core, *chain.from_iterable(self.loose), *self.guests))

    @property
    def openers(self) -> tuple[frozenset[Order], frozenset[frozenset[Order]]]:
        """The claims that open it: those of the core, and those of each group beside it."""
        core, *loose = (
            frozenset(order for node in group for order in node.orders)
            for group in (self.core, *self.loose)
        )
        return core, frozenset(loose)


def cluster(claims: Iterable[Claim], decided: Decided = UNDECIDED) -> list[Group]:
    """Groups of claims about one event each, in a canonical order; every claim is in one."""
    weighed = Weighed(decided)
    given = {claim.order: claim for claim in claims}
    found, left = _gather(alike(given.values(), decided.late), weighed)
    others = agglomerate(left, weighed, pairs)
    groups = [*(event.orders for event in found), *map(orders_of, others)]
    return [tuple(given[order] for order in group) for group in sorted(groups)]


def events(claims: Iterable[Claim], weighed: Weighed) -> list[Event]:
    """The events that claims tell of."""
    return _gather(alike(claims, weighed.decided.late), weighed)[0]


def _gather(nodes: Sequence[Alike], weighed: Weighed) -> tuple[list[Event], Nodes]:
    """The events that statements tell of, and the statements that fit none."""
    sure, alone = opened(nodes, weighed)
    found = with_loose(sure, join(loose_hosts(sure), alone, weighed), weighed)
    guests = [(node,) for node in nodes if not node.claim.opens]
    joined = join(guest_hosts(found), guests, weighed)
    return with_guests(found, joined), tuple(node for group in joined.left for node in group)


def opened(nodes: Iterable[Alike], weighed: Weighed) -> tuple[list[Event], list[Nodes]]:
    """The events that statements open by what they share, and the groups that give no number."""
    groups = agglomerate([node for node in nodes if node.claim.opens], weighed, tied)
    sure = [Event(group) for group in groups if counted(group)]
    return sure, [group for group in groups if not counted(group)]


def with_loose(sure: Sequence[Event], joined: Joined, weighed: Weighed) -> list[Event]:
    """Events with the groups that fit one, and those that the other groups make by themselves."""
    homes = joined.homes
    found = [replace(e, loose=(*e.loose, *homes.get(n, ()))) for n, e in enumerate(sure)]
    alone = agglomerate([node for group in joined.left for node in group], weighed, close)
    return [*found, *map(Event, alone)]


def with_guests(found: Sequence[Event], joined: Joined) -> list[Event]:
    """Events with the paragraphs and totals that fit one."""
    homes = joined.homes
    came = {n: tuple(node for group in groups for node in group) for n, groups in homes.items()}
    return [replace(event, guests=came.get(n, ())) for n, event in enumerate(found)]


def loose_hosts(events: Iterable[Event]) -> list[tuple[Nodes, ...]]:
    """What of some events the groups that give no number are held against."""
    return [(event.core,) if counted(event.core) else () for event in events]


def guest_hosts(events: Iterable[Event]) -> list[tuple[Nodes, ...]]:
    """What of some events paragraphs and totals are held against."""
    return [(event.core, *event.loose) for event in events]


def orders_of(group: Nodes) -> tuple[Order, ...]:
    """The claims of a group of statements, in order."""
    return tuple(sorted([order for node in group for order in node.orders]))
