"""The store's batches in, out come those of which a person should say whether they are one or two.

Only statements that share a number, a name or a few days are compared, as clustering does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.store import RecordStore
from pipelines.alike import Alike, alike
from pipelines.candidates import pairs
from pipelines.decision_files import decisions
from pipelines.evidence import Evidence, weigh
from pipelines.joining import ENOUGH
from pipelines.resolve import Claim, Order
from pipelines.ruling import decided, rulings
from pipelines.stored import StoredClaims
from pipelines.weighing import Decided

NEARLY = ENOUGH - 1
"""Points from which two batches that stay two are shown to a person."""
NAMED = 3
"""Companies that each of two stories names before it says something that none is the other's."""
MOST_REASONS = 4
Slugs = tuple[str, ...]


@dataclass(slots=True)
class Doubt:
    """Two batches that may be one, or one that may be two."""

    slugs: Slugs
    score: int
    reasons: list[str] = field(default_factory=list)
    articles: tuple[int, int] = (0, 0)
    """Numbers of two articles that show it."""

    def worse(self, score: int, reasons: Sequence[str], a: Claim, b: Claim) -> None:
        """Takes a pair into account that shows it at ``score``."""
        if not self.articles[0] or score < self.score:
            self.articles = a.doc, b.doc
            self.score = score
        new = [reason for reason in reasons if reason not in self.reasons]
        self.reasons = [*self.reasons, *new][:MOST_REASONS]


@dataclass(frozen=True, slots=True)
class Doubts:
    """What waits about batches, the most doubtful first."""

    one: list[Doubt]
    two: list[Doubt]


def doubts(store: RecordStore) -> Doubts:
    """Batches that may be one, and batches that may be two; without what people found right."""
    rows = store.rows("SELECT doc, idx, batch FROM announcements WHERE batch IS NOT NULL")
    homes: dict[Order, str] = {(row["doc"], row["idx"]): row["batch"] for row in rows}
    stored = StoredClaims(store)
    says = decided(rulings(stored, decisions()))
    stored.read(doc for doc, _ in homes)
    opened = [claim for order, claim in stored.claims.items() if claim.opens and order in homes]
    nodes = alike(opened, says.late)
    search = _Search(homes, says, stored.claims)
    for n, m in sorted(pairs(nodes)):
        search.compare(nodes[n], nodes[m])
    for node in nodes:
        search.look_into(node)
    search.weakly_joined(nodes)
    right = _accepted(store)
    return Doubts(
        sorted(_open(search.one, right), key=lambda doubt: (-doubt.score, doubt.slugs)),
        sorted(_open(search.two, right), key=lambda doubt: (doubt.score, doubt.slugs)),
    )


def _open(found: Mapping[Slugs, Doubt], right: set[str]) -> list[Doubt]:
    return [doubt for slugs, doubt in found.items() if not right.issuperset(slugs)]


def _accepted(store: RecordStore) -> set[str]:
    found = "SELECT DISTINCT slug FROM decisions WHERE action = 'accept' AND slug IS NOT NULL"
    return {row["slug"] for row in store.rows(found)}


class _Search:
    """What pairs of statements say about the batches that they are in."""

    def __init__(
        self, homes: Mapping[Order, str], says: Decided, claims: Mapping[Order, Claim]
    ) -> None:
        self.one: dict[Slugs, Doubt] = {}
        self.two: dict[Slugs, Doubt] = {}
        self._homes, self._says = homes, says
        self._parted = {_both(homes.get(a, ""), homes.get(b, "")) for a, b in says.apart}
        self._best: dict[Order, tuple[Evidence, Alike]] = {}
        self._claims = claims

    def compare(self, a: Alike, b: Alike) -> None:
        """Takes a pair into account that shares something."""
        if self._says.says(a, b) is not None:
            return
        found = weigh(a.claim, b.claim)
        if self._homes[a.order] == self._homes[b.order]:
            self._within(a, b, found)
        elif shown := _nearly(a.claim, b.claim, found):
            self._across(a, b, shown)

    def look_into(self, node: Alike) -> None:
        """Notes claims that state the same and name other companies."""
        if len(node.orders) > 1:
            members = [self._claims[order] for order in node.orders]
            fullest = max(members, key=lambda c: (len(c.company_keys), c.order))
            for claim in members:
                for reason in _against(claim, fullest) if claim is not fullest else ():
                    self._doubted(node).worse(ENOUGH, [reason], claim, fullest)

    def weakly_joined(self, nodes: Iterable[Alike]) -> None:
        """Notes the statements whose best link to their batch would not have joined them."""
        for node in nodes:
            found, other = self._best.get(node.order, (None, node))
            if found is not None and found.score < ENOUGH:
                weak = (f"only weakly alike: {reason}" for reason in found.reasons)
                self._doubted(node).worse(found.score, list(weak), node.claim, other.claim)

    def _across(self, a: Alike, b: Alike, shown: Evidence) -> None:
        if self._homes[a.order] > self._homes[b.order]:
            a, b = b, a
        slugs = self._homes[a.order], self._homes[b.order]
        known = self.one.get(slugs)
        if slugs not in self._parted and (known is None or shown.score > known.score):
            docs = a.claim.doc, b.claim.doc
            self.one[slugs] = Doubt(slugs, shown.score, list(shown.reasons), docs)

    def _within(self, a: Alike, b: Alike, found: Evidence) -> None:
        for reason in _against(a.claim, b.claim, found.conflict):
            self._doubted(a).worse(found.score, [reason], a.claim, b.claim)
        for node, other in ((a, b), (b, a)):
            known = self._best.get(node.order)
            if not found.conflict and (known is None or found.score > known[0].score):
                self._best[node.order] = found, other

    def _doubted(self, node: Alike) -> Doubt:
        slug = self._homes[node.order]
        return self.two.setdefault((slug,), Doubt((slug,), 0))


def _both(one: str, other: str) -> Slugs:
    return (one, other) if one < other else (other, one)


def _nearly(a: Claim, b: Claim, found: Evidence) -> Evidence | None:
    """The evidence for one event behind two batches, where a person might follow it."""
    if found.disputed:
        plain = weigh(_unsized(a), _unsized(b))
        if plain.conflict or plain.score < ENOUGH:
            return None
        return Evidence(plain.score, ((0, f"but {found.conflict}"), *plain.parts))
    return found if found.conflict is None and found.score >= NEARLY else None


def _unsized(claim: Claim) -> Claim:
    return replace(claim, services=None, cumulative=None)


def _against(a: Claim, b: Claim, dispute: str | None = None) -> Iterator[str]:
    """What speaks against one event for two statements of one batch."""
    if dispute:
        yield dispute
    fewer = min(len(a.company_keys), len(b.company_keys))
    if fewer >= NAMED and not a.company_keys & b.company_keys:
        yield f"{fewer} companies or more in each, none in both"
