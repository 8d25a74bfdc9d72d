"""Articles that changed in, the groups of claims that may differ out, found through keys alone.

A change reaches the claims that are linked to it, over any number of links; the background
paragraphs and running totals near those; and of other batches what such a paragraph could join
instead. All else stays as it is, so that the result equals that of resolving every claim.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipelines.alike import Alike, alike
from pipelines.candidates import telling
from pipelines.cluster import (
    Decided,
    Group,
    Nodes,
    Weighed,
    agglomerate,
    all_bare,
    bare,
    claims_of,
    gather,
    links,
)
from pipelines.evidence import APART_DAYS, CLOSE_DAYS, REPORT_DAYS, batch_count, event_days
from pipelines.resolve import Claim, Order
from pipelines.stored import Look, StoredClaims

EVER = (1, 4_000_000)


@dataclass(frozen=True, slots=True)
class Near:
    """Groups to write, and the slugs of all batches that they take the place of."""

    groups: list[Group]
    replaced: set[str]


def near(
    stored: StoredClaims, docs: Collection[int], decided: Decided, always: Collection[Order] = ()
) -> Near:
    """Resolves again what some articles may have changed, and what is round some claims."""
    scope = _Scope(stored, decided)
    scope.take(stored.of(docs), stored.batches_of(docs))
    scope.take(always)
    scope.close()
    return scope.resolve()


class _Scope:
    """What is resolved again: claims that open a batch, guests, and whole batches of the store."""

    def __init__(self, stored: StoredClaims, decided: Decided) -> None:
        self.stored, self.decided = stored, decided
        self.openers: set[Order] = set()
        self.guests: set[Order] = set()
        self.batches: set[str] = set()
        self.asked: set[Order] = set()
        """Claims with a date only that other batches hold and that may belong to another now."""
        self._fresh: set[Order] = set()
        self._weighed = Weighed(decided)
        self._made: dict[str, list[Nodes]] = {}

    def take(self, orders: Iterable[Order], batches: Iterable[str] = ()) -> None:
        """Takes claims in, with all members of the batches that they belong to."""
        orders = set(orders)
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

    def close(self) -> None:
        """Takes in what is linked to the claims in the scope, until nothing is left."""
        while self._fresh:
            fresh, self._fresh = self._fresh, set()
            around = self._around(fresh)
            self.take(self._linked(around | self.openers))
            for order in sorted(around - self.openers):
                if bare(self.stored.claims[order]):
                    self._ask(order)
        self.asked -= self.openers
        looks = [look for c in self._claims(self.openers | self.asked) for look in _guests(c)]
        self.guests |= self.stored.find(looks, opens=False)

    def _ask(self, order: Order) -> None:
        """Lets a claim with a date only look for its event again, where it was not linked to it."""
        slug = self.stored.batches[order]
        groups = self._parts(slug) if slug else []
        if all(map(all_bare, groups)):
            self.take([order])
        for group in groups:
            orders = {claim.order for claim in claims_of(group)}
            if order in orders and all_bare(group):
                self.asked |= orders

    def _parts(self, slug: str) -> list[Nodes]:
        """What a batch of the store was made of before dates alone joined anything to it."""
        if slug not in self._made:
            openers = {o for o in self.stored.members([slug]) if self.stored.claims[o].opens}
            nodes = alike(self._claims(openers), self.decided.late)
            self._made[slug] = agglomerate(nodes, self._weighed)
        return self._made[slug]

    def resolve(self) -> Near:
        """The groups of the scope, and those batches beside it that gain or lose a guest."""
        beside = self._beside()
        fixed: dict[str, Nodes] = {}
        for slug in sorted(beside):
            members = self.stored.members([slug]) - self.asked
            openers = {o for o in members if self.stored.claims[o].opens}
            fixed[slug] = tuple(alike(self._claims(openers), self.decided.late))
        slugs = {node.order: slug for slug, nodes in fixed.items() for node in nodes}
        orders = self.openers | self.asked | self.guests
        nodes = alike(self._claims(orders), self.decided.late)
        events, _ = gather(nodes, list(fixed.values()), self._weighed)
        replaced = set(self.batches)
        groups: list[Group] = []
        for event in events:
            group = claims_of(event)
            known = slugs.get(event[0].order)
            if known is not None:
                group = self._completed(known, group)
                if {claim.order for claim in group} == self.stored.members([known]):
                    continue
                replaced.add(known)
            groups.append(group)
        return Near(groups, replaced)

    def _completed(self, slug: str, group: Group) -> Group:
        """The group with the guests that the batch keeps because nobody asked them again."""
        members = self.stored.members([slug]) - self.guests - self.asked
        kept = members - {claim.order for claim in group}
        return tuple(sorted((*group, *self._claims(kept)), key=lambda claim: claim.order))

    def _around(self, fresh: Iterable[Order]) -> set[Order]:
        looks = [look for claim in self._claims(fresh) for look in _openers(claim)]
        found = self.stored.find(looks, opens=True)
        decided = {pair for pair in self.decided.together if not found.isdisjoint(pair)}
        joined = {order for pair in decided for order in pair}
        self.stored.read(doc for doc, _ in joined)
        return found | (joined & self.stored.claims.keys())

    def _linked(self, orders: set[Order]) -> set[Order]:
        """Those of the claims that links lead to from the scope."""
        nodes = alike(self._claims(orders), self.decided.late)
        home = list(range(len(nodes)))

        def root(place: int) -> int:
            while home[place] != place:
                home[place] = place = home[home[place]]
            return place

        for link in links(nodes, self._weighed):
            home[root(link.one)] = root(link.other)
        reached = {root(n) for n, node in enumerate(nodes) if self._holds(node)}
        return {c.order for n, node in enumerate(nodes) if root(n) in reached for c in node.members}

    def _holds(self, node: Alike) -> bool:
        return any(claim.order in self.openers for claim in node.members)

    def _beside(self) -> set[str]:
        """Batches outside the scope that a guest or a bare claim in it could belong to."""
        asking = [*self._claims(self.guests | self.asked), *self._bare(self.openers)]
        found = self.stored.find([look for c in asking for look in _hosts(c)], opens=True)
        slugs = {self.stored.batches[order] for order in found | self.guests | self.asked}
        return {slug for slug in slugs if slug} - self.batches

    def _bare(self, orders: Iterable[Order]) -> list[Claim]:
        return [claim for claim in self._claims(orders) if bare(claim)]

    def _claims(self, orders: Iterable[Order]) -> list[Claim]:
        return [self.stored.claims[order] for order in sorted(orders)]


def _openers(claim: Claim) -> Iterator[Look]:
    """Where other claims that open a batch and can be linked to this one are found."""
    first, last = _span(claim, REPORT_DAYS)
    for kind, value in telling(claim):
        yield Look(kind, str(value), first, last, claim.province)
    if claim.event_date:
        yield Look("month", claim.event_date[:7], first, last, claim.province)
    if event_days(claim) is None:
        return
    first, last = _span(claim, CLOSE_DAYS + 1)
    kind = "day" if batch_count(claim) is None else "uncounted"
    yield Look(kind, claim.province or "", first, last, claim.province)
    yield Look("bare", "", *_span(claim, APART_DAYS), claim.province)


def _guests(claim: Claim) -> Iterator[Look]:
    """Where claims that can belong to this one's batch are found."""
    first, last = _span(claim, REPORT_DAYS)
    for kind, value in telling(claim):
        yield Look(kind, str(value), first, last, claim.province)
    if event_days(claim) is not None:
        yield Look("bare", "", *_span(claim, APART_DAYS), claim.province)


def _hosts(claim: Claim) -> Iterator[Look]:
    """Where the claims of batches that this one can belong to are found."""
    first, last = _span(claim, REPORT_DAYS)
    for kind, value in telling(claim):
        yield Look(kind, str(value), first, last, claim.province)
    if bare(claim) and event_days(claim) is not None:
        yield Look("day", None, *_span(claim, APART_DAYS), claim.province)


def _span(claim: Claim, margin: int) -> tuple[int, int]:
    """First and last ordinal of days that another event must reach."""
    days = event_days(claim)
    if days is None:
        return EVER
    return days.first - margin, days.last + margin
