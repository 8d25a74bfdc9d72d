"""Two statements in, the evidence between them out: a person's decision, else what was weighed."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipelines.alike import Alike
from pipelines.evidence import Evidence, weigh
from pipelines.resolve import Claim, Order

Pair = tuple[Order, Order]
Fits = dict[Order, int]
"""How many points tie a statement to events, by the first claim of each; only what is enough."""


class Asked(NamedTuple):
    """A statement that looked for the event it belongs to."""

    members: tuple[Order, ...]
    fits: Fits


@dataclass(frozen=True)
class Decided:
    """Pairs of claims that a person joined or parted, the smaller order first."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    late: frozenset[Order] = frozenset()
    """Claims that were parted from a batch: they look for their event when the others have it."""

    @cached_property
    def partners(self) -> dict[Order, set[Order]]:
        """The claims that a person joined with each claim."""
        found: dict[Order, set[Order]] = defaultdict(set)
        for a, b in self.together:
            found[a].add(b)
            found[b].add(a)
        return dict(found)

    @cached_property
    def named(self) -> frozenset[Order]:
        """The claims that decisions are about."""
        return frozenset(order for pair in self.together | self.apart for order in pair)

    def says(self, a: Alike, b: Alike) -> Evidence | None:
        """The decision about two statements as evidence; None where there is none."""
        if not self.named:
            return None
        pairs = {_ordered(mine, other) for mine in self.of(a) for other in self.of(b)}
        if pairs & self.together:
            return Evidence(DECIDED, ((0, "a person joined them"),))
        return Evidence(0, (), PARTED) if pairs & self.apart else None

    def of(self, node: Alike) -> list[Order]:
        """The claims in a statement that a decision names."""
        return [order for order in node.orders if order in self.named]


def _ordered(a: Order, b: Order) -> Pair:
    return (a, b) if a < b else (b, a)


DECIDED = 1000
PARTED = "a person parted them"
UNDECIDED = Decided()


class Weighed:
    """Evidence between statements, weighed once, decisions before it."""

    def __init__(self, decided: Decided) -> None:
        self.decided = decided
        self.fits: dict[Order, Asked] = {}
        """What statements fit that looked for their event, where no person gave them to one."""
        self._known: dict[tuple[int, int], tuple[Evidence, Claim, Claim]] = {}

    def between(self, a: Alike, b: Alike) -> Evidence:
        """The evidence for one event behind two statements."""
        if self.decided.named and (said := self.decided.says(a, b)) is not None:
            return said
        one, other = id(a.claim), id(b.claim)
        pair = (one, other) if one < other else (other, one)
        if (found := self._known.get(pair)) is not None:
            return found[0]
        # The claims are kept so that no other gets the identity of one that is gone.
        evidence = weigh(a.claim, b.claim)
        self._known[pair] = evidence, a.claim, b.claim
        return evidence
