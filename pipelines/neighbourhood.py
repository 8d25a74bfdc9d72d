"""Articles that changed in, the groups of claims that may differ out, found through keys alone.

A change reaches the claims that share enough with it, over any number of links, and all that is
in their batches; of other batches the claims without a number that theirs could hold, and what
those are linked to by their days; and the recalling paragraphs and running totals near all these.
All else stays as it is, so that the result equals that of resolving every claim.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines import looks
from pipelines.alike import Alike, Made, alike
from pipelines.candidates import close, tied
from pipelines.cluster import Event, Group, opened, with_guests, with_loose
from pipelines.homes import ALONE, Homes, fits_of, keep_fits, keep_homes
from pipelines.hosting import Told, counted, may_join, told, uncounted
from pipelines.joining import components, links
from pipelines.resolve import Claim, Order
from pipelines.stored import Look, StoredClaims
from pipelines.weighing import Decided, Weighed


@dataclass(frozen=True, slots=True)
class Near:
    """Groups to write, and the slugs of all batches that they take the place of."""

    groups: list[Group]
    replaced: set[str]
    stayed: frozenset[str] = frozenset()
    """Those that were resolved again and came out as they were."""


def near(
    stored: StoredClaims, docs: Collection[int], decided: Decided, always: Collection[Order] = ()
) -> Near:
    """Resolves again what some articles may have changed, and what is round some claims."""
    stored.read(docs)
    stored.kept = True
    scope = _Scope(stored, decided)
    scope.take(stored.of(docs), stored.batches_of(docs))
    scope.take(always)
    scope.rewrite()
    scope.close()
    return scope.resolve()


class _Scope:
    """What is resolved again: claims that open a batch, guests, and whole batches of the store."""

    def __init__(self, stored: StoredClaims, decided: Decided) -> None:
        self.stored, self.decided = stored, decided
        self.openers: set[Order] = set()
        self.guests: set[Order] = set()
        self.batches: set[str] = set()
        self.parts: dict[str, set[Order]] = {}
        """Groups without a number that other batches hold and that may belong to another now."""
        self._rewritten: frozenset[str] = frozenset()
        self._homes = Homes(stored.store)
        self._weighed = Weighed(decided)
        self._made: Made = {}
        self._fresh: set[Order] = set()
        self._groups: list[list[Alike]] = []
        self._cores: set[Order] = set()
        self._sources: set[Order] = set()

    @property
    def asked(self) -> set[Order]:
        """The claims of those groups."""
        return set().union(*self.parts.values())

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
            opens = self.stored.claims[order].opens
            if opens and order not in self.openers:
                self._fresh.add(order)
            (self.openers if opens else self.guests).add(order)

    def rewrite(self) -> None:
        """Has the batches that are in the scope by now written whatever becomes of them."""
        self._rewritten = frozenset(self.batches)

    def close(self) -> None:
        """Takes in what may differ, until nothing is left."""
        while self._fresh:
            self._close_tied()
            self._ask()
            self._close_days()
        asking = self._claims(self.openers | self.asked)
        self.guests |= self.stored.find(looks.guests(asking), opens=False)

    def _close_tied(self) -> None:
        """Takes in what shares enough with the claims in the scope."""
        while self._fresh:
            fresh, self._fresh = self._fresh, set()
            found = self.stored.find(looks.tied(self._claims(fresh)), opens=True)
            reached = found | self.openers
            nodes = self._alike(reached | self._joined(reached))
            linked = components(nodes, links(nodes, self._weighed, tied))
            self._groups = [group for group in linked if any(map(self._holds, group))]
            self.take(c.order for group in self._groups for node in group for c in node.members)
        self.parts = {p: some for p, some in self.parts.items() if not some & self.openers}

    def _joined(self, found: Collection[Order]) -> set[Order]:
        """The claims that people joined with some."""
        pairs = {pair for pair in self.decided.together if not set(pair).isdisjoint(found)}
        joined = {order for pair in pairs for order in pair}
        self.stored.read(doc for doc, _ in joined)
        return joined & self.stored.claims.keys()

    def _ask(self) -> None:
        """Lets claims without a number near the scope's numbers look for their event again."""
        cores = [group for group in self._groups if counted(tuple(group))]
        orders = {c.order for group in cores for node in group for c in node.members}
        new = self._claims(orders - self._cores)
        self._cores |= orders
        found = self._uncounted(looks.loose(new))
        homes = self._homes.parts(found)
        self._ask_parts(homes.values(), [node for group in cores for node in group])
        self.take(order for order, part in homes.items() if part == ALONE)

    def _ask_parts(self, parts: Iterable[str], cores: Sequence[Alike]) -> None:
        """Lets those groups look again of which any statement could be of one of some cores.

        Others fit their own event best, as before.
        """
        found = self._homes.within(set(parts) - self.parts.keys())
        self.stored.read(doc for part in found.values() for doc, _ in part)
        fits = fits_of(self.stored.store, set().union(*found.values()))
        known = [told(node) for node in cores]
        for part, orders in found.items():
            named = not orders.isdisjoint(self.decided.named)
            if named or any(self._may_join(node, known, fits) for node in self._alike(orders)):
                self.parts[part] = orders

    def _may_join(self, node: Alike, others: Iterable[Told], fits: Mapping[Order, int]) -> bool:
        fit = min(fits.get(claim.order, 0) for claim in node.members)
        return may_join(told(node), others, self._weighed, fit)

    def _close_days(self) -> None:
        """Takes in what has no number of services and is linked to such claims by its days."""
        sources = {o for o in self.openers if uncounted(self.stored.claims[o])} | self.asked
        new, self._sources = sources - self._sources, sources
        found = self._uncounted(looks.loose(self._claims(new)))
        self.stored.read(doc for doc, _ in found)
        homes = self._homes.parts(found)
        nodes = self._alike(sources | found)
        twins = [node for node in nodes if self._holds(node)]
        self.take(c.order for node in twins for c in node.members if c.order not in self.openers)
        for link in links(nodes, self._weighed, close):
            one, other = ({c.order for c in nodes[n].members} for n in (link.one, link.other))
            for mine, others in ((one, other), (other, one)):
                if mine & sources:
                    self.take(order for order in others if homes.get(order) == ALONE)

    def _uncounted(self, asked: Iterable[Look]) -> set[Order]:
        """Claims outside the scope without a number of services.

        How each came to its batch is kept; of those that a decision names it need not be.
        """
        found = self.stored.orders(asked, opens=True) - self.openers - self.asked
        named = found & self.decided.named
        self.stored.read(doc for doc, _ in named)
        bare = {order for order in named if uncounted(self.stored.claims[order])}
        return bare | self._homes.parts(found).keys()

    def _holds(self, node: Alike) -> bool:
        return any(claim.order in self.openers for claim in node.members)

    def resolve(self) -> Near:
        """The groups of the scope, and those batches beside it that gain or lose a claim."""
        sure, alone = opened(self._alike(self.openers), self._weighed)
        parts = [tuple(self._alike(part)) for part in self.parts.values()]
        fixed = self._beside({*self._orders([*alone, *parts]), *self.asked})
        found = with_loose([*fixed.values(), *sure], [*parts, *alone], self._weighed)
        slugs = {event.core[0].order: slug for slug, event in fixed.items()}
        slugs |= {event.core[0].order: slug for event in found if (slug := self._stays(event))}
        guests = self._asking(found, slugs)
        self.guests = self._orders([guests])
        more = self._beside(self.guests, fixed)
        events, _ = with_guests([*more.values(), *found], guests, self._weighed)
        orders = self.openers | self.asked
        keep_homes(self.stored.store, events, orders)
        keep_fits(self.stored.store, self._weighed.fits, orders | self.guests)
        slugs |= {event.core[0].order: slug for slug, event in more.items()}
        return self._near(events, slugs)

    def _near(self, events: Iterable[Event], slugs: Mapping[Order, str]) -> Near:
        """What is to be written of some events; ``slugs`` are those of batches that stay."""
        replaced = self.batches - set(slugs.values())
        groups: list[Group] = []
        for event in events:
            group, known = event.claims, slugs.get(event.core[0].order)
            if known is not None:
                group = self._completed(known, group)
                if {claim.order for claim in group} == self.stored.members([known]):
                    continue
                replaced.add(known)
            groups.append(group)
        return Near(groups, replaced, frozenset(self.batches - replaced))

    def _asking(self, found: Iterable[Event], slugs: Mapping[Order, str]) -> list[Alike]:
        """The guests that may belong elsewhere now.

        One of a batch that stays as it is, which fits nothing that changes, stays there.
        """
        changed, moved = self.batches - set(slugs.values()), []
        for event in found:
            slug = slugs.get(event.core[0].order)
            groups = event.loose if slug else (event.core, *event.loose)
            if slug and self._is_as_before(slug, event):
                continue
            changed |= {slug} if slug else set()
            moved += [node for group in groups for node in group]
        fits, known = fits_of(self.stored.store, self.guests), [told(node) for node in moved]
        return [
            guest
            for guest in self._alike(self.guests)
            if self._is_open(guest, changed) or self._may_join(guest, known, fits)
        ]

    def _stays(self, event: Event) -> str | None:
        """The batch of the scope that an event is as before, by all claims that open it."""
        slug = self.stored.batches[event.core[0].order]
        if slug is None or slug in self._rewritten or slug not in self.batches:
            return None
        return slug if event.openers == self._fixed(slug).openers else None

    def _is_as_before(self, slug: str, event: Event) -> bool:
        now = self._orders([event.core, *event.loose])
        return now == {o for o in self.stored.members([slug]) if self.stored.claims[o].opens}

    def _is_open(self, guest: Alike, changed: Collection[str]) -> bool:
        """Whether a guest has no home that stays, or a person decided about it."""
        orders = self._orders([(guest,)])
        homes = {self.stored.batches[order] for order in orders}
        stays = all(slug and slug not in changed for slug in homes)
        return not stays or not orders.isdisjoint(self.decided.named)

    def _orders(self, groups: Iterable[Iterable[Alike]]) -> set[Order]:
        return {c.order for group in groups for node in group for c in node.members}

    def _fixed(self, slug: str) -> Event:
        """A batch beside the scope without what is asked again."""
        members = self.stored.members([slug]) - self.asked
        openers = {order for order in members if self.stored.claims[order].opens}
        loose: dict[str, set[Order]] = defaultdict(set)
        for order, part in self._homes.parts(openers).items():
            if part != ALONE:
                loose[part].add(order)
        core = openers - set().union(*loose.values())
        groups = (tuple(self._alike(loose[part])) for part in sorted(loose))
        return Event(tuple(self._alike(core)), tuple(groups))

    def _completed(self, slug: str, group: Group) -> Group:
        """The group with what the batch keeps because nobody asked it again."""
        members = self.stored.members([slug]) - self.guests - self.asked
        kept = members - {claim.order for claim in group}
        return tuple(sorted((*group, *self._claims(kept)), key=lambda claim: claim.order))

    def _beside(self, asking: Collection[Order], known: Collection[str] = ()) -> dict[str, Event]:
        """Batches outside the scope that some claims belong to or could belong to.

        Without those that are ``known``.
        """
        hosts = self.stored.orders(looks.hosts(self._claims(asking)), opens=True)
        slugs = sorted(self.stored.homes(hosts | set(asking)) - self.batches - set(known))
        self._homes.parts(self.stored.members(slugs))
        return {slug: self._fixed(slug) for slug in slugs}

    def _alike(self, orders: Iterable[Order]) -> list[Alike]:
        return alike(self._claims(orders), self.decided.late, self._made)

    def _claims(self, orders: Iterable[Order]) -> list[Claim]:
        return [self.stored.claims[order] for order in sorted(orders)]
