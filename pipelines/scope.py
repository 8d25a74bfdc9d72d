"""Claims that changed in, the openers out that may come out otherwise, found through keys alone.

A change reaches the statements that would be joined otherwise than before; of those without a
number the ones that fit an event which changes, or fitted one; and what these are linked to by
their days. All else is as it was: two groups that were not joined are not, unless one changes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from pipelines import looks
from pipelines.alike import Alike
from pipelines.candidates import Pairs, Sides, close, tied
from pipelines.cluster import Event
from pipelines.fits import KeptFits
from pipelines.homes import ALONE
from pipelines.hosting import Hosts, counted
from pipelines.joining import Near, Nodes, agglomerate, links
from pipelines.known import Known, orders_of
from pipelines.resolve import Order
from pipelines.stored import ANY, GUESTS, OPENERS, UNCOUNTED, StoredClaims
from pipelines.weighing import Decided, Weighed


class Scope:
    """What is resolved again: claims that open a batch, guests, and whole batches of the store."""

    def __init__(self, stored: StoredClaims, decided: Decided) -> None:
        self.stored, self.decided = stored, decided
        self.openers: set[Order] = set()
        self.guests: set[Order] = set()
        self.batches: set[str] = set()
        self.parts: dict[str, set[Order]] = {}
        """Groups without a number that other batches hold and that may belong to another now."""
        self.groups: list[Nodes] = []
        """What the openers are joined to by what they share."""
        self.docs: frozenset[int] = frozenset()
        """The articles that changed, or are no more."""
        self.rewritten: frozenset[str] = frozenset()
        """Batches that are written whatever becomes of them."""
        self.changed: frozenset[Order] = frozenset()
        """The claims that the scope began with."""
        self.weighed = Weighed(decided)
        self.kept = KeptFits(stored.store, decided.named)
        self.known = Known(stored, decided)
        self.tied: dict[Order, int] = {}
        """What shares a number or a name with the openers, and what each opens."""
        self._fresh: set[Order] = set()
        self._linked: set[frozenset[Order]] = set()
        self._asked: set[Order] = set()
        self._sources: set[Order] = set()

    @property
    def asked(self) -> set[Order]:
        """The claims of the groups that are asked again."""
        return set().union(*self.parts.values())

    def begin(
        self, orders: Collection[Order], batches: Iterable[str], docs: Collection[int] = ()
    ) -> None:
        """Takes in claims that changed, with those that state the same, and their batches.

        ``docs`` are the articles that changed, with claims left or none.
        """
        self.docs = frozenset(docs)
        self.take(orders, batches)
        self.rewritten = frozenset(self.batches)
        self.changed = frozenset(self.openers | self.guests)
        guests = self.guests.intersection(orders)
        known = self.stored.find(looks.guests(self.known.claims(guests)), opens=GUESTS)
        self.guests |= self.known.twins(guests, known)

    def take(self, orders: Iterable[Order], batches: Iterable[str] = ()) -> None:
        """Takes claims in, with all members of the batches that they belong to."""
        orders = set(orders)
        self.stored.read(doc for doc, _ in orders)
        slugs = {slug for order in orders if (slug := self.stored.batches[order])}
        new = (slugs | set(batches)) - self.batches
        while new:
            self.batches |= new
            orders |= self.stored.members(new)
            new = {slug for o in orders if (slug := self.stored.batches[o])} - self.batches
        for order in orders:
            opens = self.stored.opens[order]
            if opens and order not in self.openers:
                self._fresh.add(order)
            (self.openers if opens else self.guests).add(order)

    def close(self) -> None:
        """Takes in what may differ, until nothing is left."""
        while True:
            self._close_tied()
            self._ask()
            self._close_days()
            if not self._fresh:
                return

    def _close_tied(self) -> None:
        """Takes in what is joined otherwise than before by what it shares."""
        while self._fresh:
            while self._fresh:
                fresh, self._fresh = self._fresh, set()
                self._link(fresh)
            self._join()
        self.parts = {p: some for p, some in self.parts.items() if not some & self.openers}

    def _link(self, fresh: set[Order]) -> None:
        """Finds the groups beside the scope that some claims of it are linked to."""
        tied_to = self.stored.orders(looks.tied(self.known.claims(fresh)), opens=ANY)
        self.tied |= tied_to
        found = {order for order, opens in tied_to.items() if opens}
        self.stored.read(doc for doc, _ in found)
        found |= self.known.joined(fresh | found)
        twins = self.known.twins(fresh, found)
        self.take(twins)
        some = fresh | found | twins
        nodes = self.known.alike(some | self.known.joined(some))
        ends = {
            place for link in links(nodes, self.weighed, self._from(tied)) for place in link[3:]
        }
        linked = orders_of([[nodes[place] for place in ends]]) - self.openers
        groups = self.known.groups(linked)
        self._linked |= groups
        self.take(linked.difference(*groups))

    def _join(self) -> None:
        """Joins what is in the scope and beside it; takes in whichever is not as it was."""
        beside = set().union(*self._linked) - self.openers
        found = agglomerate(self.known.alike(self.openers | beside), self.weighed, self._joinable)
        self.groups = []
        for group in found:
            orders = orders_of([group])
            if orders <= self.openers:
                self.groups.append(group)
            elif orders not in self._linked:
                self.take(orders)

    def _joinable(self, nodes: Sequence[Alike]) -> Pairs:
        """What shares a number or a name, without pairs of two groups beside the scope.

        These were not joined, and would not be unless one of them changed.
        """
        homes = {order: group for group in self._linked for order in group - self.openers}
        groups = [{homes.get(order) for order in node.orders} for node in nodes]
        alone = [some.pop() if len(some) == 1 else None for some in groups]
        return {
            (n, m) for n, m in tied(nodes) if alone[n] is alone[m] or not (alone[n] and alone[m])
        }

    def _ask(self) -> None:
        """Lets claims without a number near what changes look for their event again."""
        events = [group for group in self.groups if counted(group)]
        new = [group for group in events if self.is_new(group)]
        gone = self.openers.difference(*(orders_of([g]) for g in events if g not in new))
        unasked = self.known.claims(orders_of(new) - self._asked)
        near = self.stored.orders(looks.loose(unasked), opens=(UNCOUNTED,))
        self._asked |= orders_of(new)
        fitted = self.kept.fitting({doc for doc, _ in gone} | self.docs)
        fitted -= self.openers | self.asked
        near |= self.tied if unasked else {}
        homes = self.known.homes.parts(self._uncounted(near) | fitted)
        self.stored.read(doc for doc, _ in homes)
        self._ask_near(homes, Hosts([(core,) for core in new]), gone)

    def _ask_near(self, homes: Mapping[Order, str], hosts: Hosts, gone: Collection[Order]) -> None:
        for part, orders in self.known.homes.within(homes.values()).items():
            if part not in self.parts and self._may_move(orders, hosts, gone):
                self.parts[part] = orders
        for node in self.known.alike(order for order, part in homes.items() if part == ALONE):
            orders = set(orders_of([[node]]))
            if self._may_move(orders, hosts, gone):
                self.take(orders)

    def is_new(self, core: Nodes) -> bool:
        """Whether an event is not the one that the store has, or its claims changed."""
        slug = self.stored.batches[core[0].order]
        if slug is None or slug in self.rewritten:
            return True
        return orders_of([core]) != self.known.core(slug)

    def _may_move(self, orders: Collection[Order], hosts: Hosts, gone: Collection[Order]) -> bool:
        self.stored.read(doc for doc, _ in orders)
        return any(self.fits_otherwise(node, hosts, gone) for node in self.known.alike(orders))

    def fits_otherwise(self, node: Alike, hosts: Hosts, gone: Collection[Order]) -> bool:
        """Whether a statement fits one of some events now, or an event of before, or none knows."""
        kept = self.kept.of(node)
        if kept is None or not kept.keys().isdisjoint(gone):
            return True
        if any(doc in self.docs for doc, _ in kept):
            return True
        return bool(hosts.fits(node, self.weighed))

    def _close_days(self) -> None:
        """Takes in what has no number of services and is linked to such claims by its days."""
        sources = {o for o in self.openers if self.stored.opens[o] == UNCOUNTED} | self.asked
        new, self._sources = sources - self._sources, sources
        near = [*looks.loose(self.known.claims(new))]
        near += looks.tied(self.known.claims(new - self.openers))
        found = self._uncounted(self.stored.orders(near, opens=(UNCOUNTED,)) | self.tied)
        self.stored.read(doc for doc, _ in found)
        self.take(self.known.twins(sources, found))
        homes = self.known.homes.parts(found)
        nodes = self.known.alike(sources | found)
        for link in links(nodes, self.weighed, self._from(close, sources)):
            orders = orders_of([[nodes[link.one], nodes[link.other]]])
            self.take(order for order in orders if homes.get(order) == ALONE)

    def _from(
        self, near: Callable[[Sequence[Alike], Sides], Pairs], sources: set[Order] | None = None
    ) -> Near:
        """The same pairs, of which one is in the scope, or in a part of it, and the other not."""
        known = self.openers if sources is None else sources

        def pairs(nodes: Sequence[Alike]) -> Pairs:
            inside = [not known.isdisjoint(node.orders) for node in nodes]
            return near(nodes, inside)

        return pairs

    def _uncounted(self, near: Mapping[Order, int]) -> set[Order]:
        """Those of some claims that are outside the scope, without a number of services.

        How each came to its batch is kept; of those that a decision names it need not be.
        """
        found = {order for order, opens in near.items() if opens == UNCOUNTED}
        found -= self.openers | self.asked
        return found & self.decided.named | self.known.homes.parts(found).keys()

    def beside(self, asking: Collection[Order], known: Collection[str] = ()) -> dict[str, Event]:
        """Batches outside the scope that some claims belong to or could belong to.

        Without those that are ``known``.
        """
        hosts = self.stored.orders(looks.hosts(self.known.claims(asking)), opens=OPENERS)
        return self.read(self.stored.homes({*hosts, *asking}) - self.batches - set(known))

    def read(self, slugs: Iterable[str]) -> dict[str, Event]:
        """Some batches outside the scope."""
        return self.known.events(slugs, self.asked)
