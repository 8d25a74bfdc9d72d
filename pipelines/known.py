"""Claims in, their statements, groups and events out, as the store has them."""

from collections.abc import Collection, Iterable

from pipelines.alike import Alike, Made, alike
from pipelines.cluster import Event
from pipelines.homes import ALONE, Homes
from pipelines.resolve import Claim, Order
from pipelines.stored import StoredClaims
from pipelines.weighing import Decided


class Known:
    """What the store says of claims before they are resolved again."""

    def __init__(self, stored: StoredClaims, decided: Decided) -> None:
        self.stored, self.decided = stored, decided
        self.homes = Homes(stored.store)
        self._made: Made = {}

    def claims(self, orders: Iterable[Order]) -> list[Claim]:
        """Some claims, in order."""
        return [self.stored.claims[order] for order in sorted(orders)]

    def alike(self, orders: Iterable[Order]) -> list[Alike]:
        """The statements that claims make."""
        return alike(self.claims(orders), self.decided.late, self._made)

    def twins(self, orders: Collection[Order], found: Collection[Order]) -> set[Order]:
        """The claims that state the same as some."""
        groups = [orders_of([[node]]) for node in self.alike({*orders, *found})]
        mine = [group for group in groups if not group.isdisjoint(orders)]
        return set().union(*mine) - set(orders)

    def joined(self, orders: Collection[Order]) -> set[Order]:
        """The claims that open a batch and that people joined with some."""
        pairs = {pair for pair in self.decided.together if not set(pair).isdisjoint(orders)}
        found = {order for pair in pairs for order in pair}
        self.stored.read(doc for doc, _ in found)
        return {order for order in found & self.stored.claims.keys() if self._opens(order)}

    def openers(self, slug: str) -> set[Order]:
        """The claims that open a batch."""
        return {order for order in self.stored.members([slug]) if self._opens(order)}

    def core(self, slug: str) -> frozenset[Order]:
        """The claims of a batch that share enough to open it."""
        members = self.openers(slug)
        parts = self.homes.parts(members)
        return frozenset(order for order in members if not parts.get(order))

    def groups(self, orders: Collection[Order]) -> set[frozenset[Order]]:
        """The groups that claims were joined to by what they share, as far as it is kept."""
        parts = self.homes.parts(orders)
        found = {frozenset(some) for some in self.homes.within(parts.values()).values()}
        self.stored.read(doc for group in found for doc, _ in group)
        slugs = {self.stored.batches[order] for order in orders if order not in parts}
        return found | {self.core(slug) for slug in slugs if slug}

    def events(self, slugs: Iterable[str], asked: Collection[Order] = ()) -> dict[str, Event]:
        """Some batches without their guests and without what is asked again."""
        wanted = sorted(slugs)
        self.homes.parts(self.stored.members(wanted))
        return {slug: self._event(slug, asked) for slug in wanted}

    def _event(self, slug: str, asked: Collection[Order]) -> Event:
        openers = self.openers(slug).difference(asked)
        loose: dict[str, set[Order]] = {}
        for order, part in self.homes.parts(openers).items():
            if part != ALONE:
                loose.setdefault(part, set()).add(order)
        core = openers.difference(*loose.values())
        groups = (tuple(self.alike(loose[part])) for part in sorted(loose))
        return Event(tuple(self.alike(core)), tuple(groups))

    def _opens(self, order: Order) -> bool:
        return self.stored.claims[order].opens


def orders_of(groups: Iterable[Iterable[Alike]]) -> frozenset[Order]:
    """The claims of some groups."""
    return frozenset(c.order for group in groups for node in group for c in node.members)
