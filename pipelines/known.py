"""Claims in, their statements, groups and events out, as the store has them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from pipelines.alike import Alike, statement, whole
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
        self._made: dict[tuple[Order, ...], Alike] = {}
        self._whole: dict[object, Claim] = {}

    def claims(self, orders: Iterable[Order]) -> list[Claim]:
        """One claim for each statement that some claims make."""
        return [node.claim for node in self.alike(orders)]

    def alike(self, orders: Iterable[Order]) -> list[Alike]:
        """The statements that claims make, in a canonical order."""
        return [self._statement(tuple(group)) for group in self._same(orders)]

    def _same(self, orders: Iterable[Order]) -> Iterable[list[Order]]:
        """The claims that state the same, together."""
        groups: dict[object, list[Order]] = defaultdict(list)
        same, late = self.stored.same, self.decided.late
        for order in sorted(orders):
            groups[order if order in late else same[order] or order].append(order)
        return groups.values()

    def _statement(self, orders: tuple[Order, ...]) -> Alike:
        if orders not in self._made:
            first = self.stored.claims[orders[0]]
            if len(orders) > 1:
                others = {id(one): one for one in map(self.stored.said, orders[1:])}
                days = map(self.stored.published, orders)
                first = whole((first, *others.values()), days)
                names = first.published, first.company_keys, first.service_keys
                first = self._whole.setdefault((first.order, *names), first)
            self._made[orders] = statement(first, orders)
        return self._made[orders]

    def twins(self, orders: Collection[Order], found: Collection[Order]) -> set[Order]:
        """The claims that state the same as some."""
        known = set(orders)
        groups = self._same({*orders, *found})
        return {order for some in groups if not known.isdisjoint(some) for order in some} - known

    def joined(self, orders: Collection[Order]) -> set[Order]:
        """The claims that open a batch and that people joined with some."""
        pairs = {pair for pair in self.decided.together if not set(pair).isdisjoint(orders)}
        found = {order for pair in pairs for order in pair}
        self.stored.read(doc for doc, _ in found)
        opens = self.stored.opens
        return {order for order in found if opens.get(order)}

    def openers(self, slug: str) -> set[Order]:
        """The claims that open a batch."""
        opens = self.stored.opens
        return {order for order in self.stored.members([slug]) if opens[order]}

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


def orders_of(groups: Iterable[Iterable[Alike]]) -> frozenset[Order]:
    """The claims of some groups."""
    return frozenset([order for group in groups for node in group for order in node.orders])
