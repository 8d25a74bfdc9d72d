"""Articles that changed in, the groups of claims that may differ out.

What of the claims that open a batch may come out otherwise is in the scope. Those without a number,
the recalling paragraphs and the running totals that fit what changes, or fitted it, look for their
event again. How well they fit what stays is kept, so that it is read for what is new alone. All
else stays as it is, so that the result equals that of resolving every claim.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines import looks
from pipelines.alike import Alike
from pipelines.cluster import Event, Group, guest_hosts, loose_hosts, with_guests, with_loose
from pipelines.fits import keep_fits
from pipelines.homes import keep_homes
from pipelines.hosting import Hosts, Joined, counted, join
from pipelines.joining import Nodes
from pipelines.known import orders_of
from pipelines.resolve import Order
from pipelines.scope import Scope
from pipelines.stored import GUESTS, StoredClaims
from pipelines.weighing import Decided, Fits


@dataclass(frozen=True, slots=True)
class Near:
    """Groups to write, and the slugs of all batches that they take the place of."""

    groups: list[Group]
    replaced: set[str]
    stayed: frozenset[str] = frozenset()
    """Those that were resolved again and came out as they were."""


Slugs = dict[Order, str]
"""The batches that events stay, by their first claims."""
Held = Callable[[Iterable[Event]], list[tuple[Nodes, ...]]]


def near(
    stored: StoredClaims, docs: Collection[int], decided: Decided, always: Collection[Order] = ()
) -> Near:
    """Resolves again what some articles may have changed, and what is round some claims."""
    scope = Scope(stored, decided)
    scope.begin(stored.of(docs) | set(always), stored.batches_of(docs), docs)
    scope.close()
    return _Near(scope).resolve(set(docs))


class _Near:
    """The events of a scope with those beside it that gain or lose a claim."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.stored, self.weighed = scope, scope.stored, scope.weighed
        self.beside: dict[str, Event] = {}

    def resolve(self, docs: set[int]) -> Near:
        """The groups to write."""
        scope = self.scope
        found = self._with_loose()
        slugs = {event.core[0].order: slug for slug, event in self.beside.items()}
        slugs |= {event.core[0].order: slug for event in found if (slug := self._stays(event))}
        more, events = self._with_guests(found, slugs, docs)
        slugs |= {event.core[0].order: slug for slug, event in more.items()}
        orders = scope.openers | scope.asked
        keep_homes(self.stored.store, events, orders)
        keep_fits(self.stored.store, self.weighed.fits, orders | scope.guests)
        return self._near(events, slugs)

    def _with_loose(self) -> list[Event]:
        """The events of the scope, and the batches beside it whose loose groups may change."""
        scope = self.scope
        sure = [Event(group) for group in scope.groups if counted(group)]
        groups = [tuple(scope.known.alike(part)) for part in scope.parts.values()]
        asking = [*groups, *(group for group in scope.groups if not counted(group))]
        self.beside = scope.beside(self._unknown(asking))
        joined = self._join(self.beside, sure, asking, loose_hosts, self._same_core)
        away = orders_of(group for group, _ in joined.away)
        scope.parts = {part: o for part, o in scope.parts.items() if away.isdisjoint(o)}
        return with_loose([*self.beside.values(), *sure], joined, self.weighed)

    def _with_guests(
        self, found: list[Event], slugs: Slugs, docs: set[int]
    ) -> tuple[dict[str, Event], list[Event]]:
        """The events with their guests, after batches beside them that only guests touch."""
        asking: list[Nodes] = [(guest,) for guest in self._asking(found, slugs, docs)]
        more = self.scope.beside(self._unknown(asking), slugs.values())
        joined = self._join(more, found, asking, guest_hosts, self._same_openers)
        away = orders_of(group for group, _ in joined.away)
        self.scope.guests = set(orders_of(asking) - away)
        return more, with_guests([*more.values(), *found], joined)

    def _unknown(self, asking: Iterable[Nodes]) -> set[Order]:
        """The claims of which it is not kept what else they fit."""
        groups = list(asking)
        self.scope.kept.read(node for group in groups for node in group)
        new = [group for group in groups if any(self.scope.kept.of(n) is None for n in group)]
        return set(orders_of(new))

    def _join(
        self,
        beside: dict[str, Event],
        events: list[Event],
        asking: list[Nodes],
        held: Held,
        is_same: Callable[[Event], bool],
    ) -> Joined:
        """Gives groups to events; batches that gain or lose one by it are read, too.

        What is away stays in a batch that is not read.
        """
        while True:
            hosts = [*beside.values(), *events]
            settled = {n: event for n, event in enumerate(hosts) if is_same(event)}
            known = self._known(asking, hosts, settled.values())
            joined = join(held(hosts), asking, self.weighed, known, settled)
            moved = self._moved(joined) - beside.keys() - self.beside.keys() - self.scope.batches
            if not moved:
                return joined
            beside |= self.scope.read(moved)

    def _moved(self, joined: Joined) -> set[str]:
        """The batches that groups leave, and those outside the scope that they go to."""
        found: set[str] = set()
        kept = [(group, None) for group in joined.left]
        kept += [(group, None) for groups in joined.homes.values() for group in groups]
        for group, event in (*kept, *joined.away):
            homes = {self.stored.batches[order] for order in orders_of([group])}
            home = self.scope.kept.home(event) if event else None
            if home is None or homes != {home}:
                found |= {slug for slug in (*homes, home) if slug}
        return found

    def _known(
        self, asking: Iterable[Nodes], events: Iterable[Event], settled: Iterable[Event]
    ) -> dict[Order, Fits]:
        """How well statements fit events that are as they were, as far as that is kept."""
        read = orders_of(event.core for event in events) | self.scope.changed | self.scope.openers
        same = {event.core[0].order for event in settled}
        found: dict[Order, Fits] = {}
        for node in (node for group in asking for node in group):
            kept = self.scope.kept.of(node)
            if kept is not None:
                found[node.order] = {
                    event: fit
                    for event, fit in kept.items()
                    if event in same or (event not in read and self.scope.kept.home(event))
                }
        return found

    def _same_core(self, event: Event) -> bool:
        return not self.scope.is_new(event.core)

    def _same_openers(self, event: Event) -> bool:
        slug = self.stored.batches[event.core[0].order]
        if slug is None or slug in self.scope.rewritten:
            return False
        return event.openers == self.scope.known.events([slug])[slug].openers

    def _asking(self, found: list[Event], slugs: Slugs, docs: set[int]) -> list[Alike]:
        """The guests that fit what changes, or fitted it, or whose batch is no more."""
        scope, same = self.scope, [event for event in found if self._is_as_before(event, slugs)]
        new = [event for event in found if event not in same]
        changed = self.scope.batches - {slugs[event.core[0].order] for event in same}
        changed |= {slugs[first] for e in new if (first := e.core[0].order) in slugs}
        stay = orders_of(group for event in same for group in (event.core, *event.loose))
        now = orders_of(group for event in new for group in (event.core, *event.loose))
        gone = (scope.openers | scope.changed | now) - stay
        near = [*looks.bare_guests(scope.known.claims(scope.openers & gone | now))]
        near += looks.tied(scope.known.claims(now - scope.openers))
        around = self.stored.find(near, opens=GUESTS)
        around |= {order for order, opens in scope.tied.items() if not opens}
        self.stored.read(doc for doc, _ in around)
        fitted = scope.kept.fitting({doc for doc, _ in gone} | docs)
        self.stored.read(doc for doc, _ in fitted)
        around |= {order for order in fitted if not self.stored.opens[order]}
        guests, hosts = scope.known.alike(scope.guests | around), Hosts(guest_hosts(new))
        scope.kept.read(guests)
        return [
            guest
            for guest in guests
            if self._is_open(guest, changed) or scope.fits_otherwise(guest, hosts, gone)
        ]

    def _stays(self, event: Event) -> str | None:
        """The batch of the scope that an event is as before, by all claims that open it."""
        slug = self.stored.batches[event.core[0].order]
        return slug if slug in self.scope.batches and self._same_openers(event) else None

    def _is_as_before(self, event: Event, slugs: Mapping[Order, str]) -> bool:
        slug = slugs.get(event.core[0].order)
        if slug is None:
            return False
        now = orders_of([event.core, *event.loose])
        return now == self.scope.known.openers(slug)

    def _is_open(self, guest: Alike, changed: Collection[str]) -> bool:
        """Whether a guest's home changes, or a person decided about it."""
        orders = orders_of([(guest,)])
        homes = {self.stored.batches[order] for order in orders}
        return not homes.isdisjoint(changed) or not orders.isdisjoint(self.scope.decided.named)

    def _near(self, events: Sequence[Event], slugs: Mapping[Order, str]) -> Near:
        """What is to be written of some events; ``slugs`` are those of batches that stay."""
        replaced = self.scope.batches - set(slugs.values())
        groups: list[Group] = []
        for event in events:
            group, known = set(event.orders), slugs.get(event.core[0].order)
            if known is not None:
                group |= self._kept(known)
                if group == self.stored.members([known]):
                    continue
                replaced.add(known)
            groups.append(tuple(self.stored.claims[order] for order in sorted(group)))
        return Near(groups, replaced, frozenset(self.scope.batches - replaced))

    def _kept(self, slug: str) -> set[Order]:
        """What a batch keeps because nobody asked it again."""
        return self.stored.members([slug]) - self.scope.guests - self.scope.asked
