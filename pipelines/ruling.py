"""Rows of decisions and the stored claims in, what they mean for claims and batches out."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.decision_files import Decision
from pipelines.resolve import Claim, Order
from pipelines.slugs import slug_facts
from pipelines.stored import StoredClaims
from pipelines.weighing import Decided, Pair

FEW = 5
"""Claims that stand for a batch which a row names by its slug only."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision with the claims that it is about; none where nothing stored fits."""

    decision: Decision
    claims: tuple[Order, ...]
    others: tuple[Order, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is something stored that it can be applied to."""
        both = self.decision.action in ("merge", "split")
        return bool(self.claims) and (bool(self.others) or not both)

    @property
    def pairs(self) -> set[Pair]:
        """Each claim with each of the others, the smaller order first."""
        both = ((a, b) for a in self.claims for b in self.others if a != b)
        return {(a, b) if a < b else (b, a) for a, b in both}


class Anchors:
    """Finds the claims that an article's id, its URL or a printed slug stands for."""

    def __init__(
        self,
        claims: Iterable[Claim],
        articles: Mapping[str, Sequence[int]],
        printed: Mapping[str, Sequence[Order]],
    ) -> None:
        self._of: dict[int, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda claim: claim.order):
            self._of[claim.doc].append(claim)
        self._articles, self._printed = articles, printed

    def rulings(self, rows: Iterable[Decision]) -> list[Ruling]:
        """Every decision with its claims, in the order given."""
        return [self._ruling(row) for row in rows]

    def _ruling(self, row: Decision) -> Ruling:
        if row.action == "split":
            claims = self._said(row.article, row.batch)
            docs = {doc for doc, _ in claims}
            others = self._batch(row.batch, row.other_article)
            return Ruling(row, claims, tuple(o for o in others if o[0] not in docs))
        claims = self._batch(row.batch, row.article)
        if row.action == "merge":
            return Ruling(row, claims, self._batch(row.other, row.other_article))
        return Ruling(row, claims)

    def _batch(self, slug: str, article: str) -> tuple[Order, ...]:
        """The claims by which a batch is known: those of an article, else of its slug."""
        if article:
            told = self._claims(article)
            return _orders(_narrowed([c for c in told if c.role == "main"] or told, slug))
        members = set(self._printed.get(slug, ()))
        kept = [c for doc in sorted({d for d, _ in members}) for c in self._of.get(doc, ())]
        there = [c for c in kept if c.order in members]
        return _orders(([c for c in there if c.opens] or there)[:FEW])

    def _said(self, article: str, slug: str) -> tuple[Order, ...]:
        """What an article says of the slug's scheme, in passing too, else all that it says."""
        scheme, _, _ = slug_facts(slug)
        told = self._claims(article)
        return _orders([c for c in told if c.scheme in (scheme, None)] or told)

    def _claims(self, article: str) -> list[Claim]:
        return [c for doc in self._articles.get(article, ()) for c in self._of.get(doc, ())]


def _narrowed(claims: list[Claim], slug: str) -> list[Claim]:
    """The claims that fit what a slug is made of, each part of it where any claim fits it."""
    scheme, province, date = slug_facts(slug)
    kept = [c for c in claims if slug and c.scheme == scheme] or claims
    kept = [c for c in kept if c.opens] or kept
    if not slug:
        return kept
    kept = [c for c in kept if c.province == province] or kept
    return [c for c in kept if _dated(c, date)] or kept


def _dated(claim: Claim, date: str | None) -> bool:
    told = claim.event_date
    if date is None or told is None:
        return False
    return date.startswith(told) or told.startswith(date)


def _orders(claims: Iterable[Claim]) -> tuple[Order, ...]:
    return tuple(sorted(claim.order for claim in claims))


def rulings(stored: StoredClaims, rows: Sequence[Decision]) -> list[Ruling]:
    """What the rows mean for the claims of the store, by date; the later row wins."""
    named = sorted({name for row in rows for name in (row.article, row.other_article)} - {""})
    articles: dict[str, set[int]] = defaultdict(set)
    for column in ("id", "key", "url"):
        sql = f"SELECT doc, {column} AS name FROM articles WHERE {column} IN (?)"
        for row in stored.store.rows_for(sql, named):
            articles[row["name"]].add(row["doc"])
    sql = "SELECT slug, members FROM batch_slugs WHERE slug IN (?)"
    kept = stored.store.rows_for(sql, sorted(slugs_alone(rows)))
    printed = {row["slug"]: orders_of(row["members"]) for row in kept}
    docs = set().union(*articles.values(), *({doc for doc, _ in o} for o in printed.values()))
    claims = [stored.claims[order] for order in stored.of(docs)]
    told = {name: sorted(found) for name, found in articles.items()}
    return Anchors(claims, told, printed).rulings(rows)


def orders_of(members: str) -> list[Order]:
    """Claims as ``batch_slugs`` keeps them."""
    return [(doc, idx) for doc, idx in json.loads(members)]


def slugs_alone(rows: Iterable[Decision]) -> set[str]:
    """The slugs by which rows name a batch without an article of it."""
    pairs: list[tuple[str, str]] = []
    for row in rows:
        split = row.action == "split"
        pairs.append((row.batch, row.other_article if split else row.article))
        pairs.append((row.other, row.other_article))
    return {slug for slug, article in pairs if slug and not article}


def decided(found: Iterable[Ruling]) -> Decided:
    """Which claims people joined and parted; of two decisions on a pair the later one holds."""
    says: dict[Pair, str] = {}
    parted: dict[Order, set[Pair]] = defaultdict(set)
    for ruling in found:
        if ruling.decision.action in ("merge", "split"):
            says |= dict.fromkeys(ruling.pairs, ruling.decision.action)
        if ruling.decision.action == "split":
            for order in ruling.claims:
                parted[order] |= {pair for pair in ruling.pairs if order in pair}
    apart = frozenset(pair for pair, action in says.items() if action == "split")
    return Decided(
        together=frozenset(pair for pair, action in says.items() if action == "merge"),
        apart=apart,
        late=frozenset(order for order, pairs in parted.items() if pairs & apart),
    )


def at_home(found: Iterable[Ruling], homes: Mapping[Order, int]) -> dict[int, list[Ruling]]:
    """The rulings about each batch, by its number; a split is about both sides."""
    about: dict[int, list[Ruling]] = defaultdict(list)
    for ruling in found:
        if ruling.found:
            for home in {_home(ruling.claims, homes), _home(ruling.others, homes)}:
                if home is not None:
                    about[home].append(ruling)
    return about


def _home(claims: Iterable[Order], homes: Mapping[Order, int]) -> int | None:
    """The batch that holds most of some claims."""
    votes = Counter(homes[order] for order in claims if order in homes)
    return min(votes, key=lambda home: (-votes[home], home), default=None)


def corrections(about: Iterable[Ruling]) -> list[Decision]:
    """The rows that set a fact of a batch."""
    return [ruling.decision for ruling in about if ruling.decision.action == "correct"]


def rejection(about: Iterable[Ruling]) -> Ruling | None:
    """The decision by which a batch does not live; None where a later one found it right."""
    judged = [r for r in about if r.decision.action in ("accept", "reject")]
    return judged[-1] if judged and judged[-1].decision.action == "reject" else None


def as_reason(ruling: Ruling) -> dict[str, Any]:
    """A decision as one of a batch's reasons, beside those that evidence gives."""
    row = ruling.decision
    said = {key: value for key in _TOLD if (value := getattr(row, key))}
    return {"claim": None, "with": None, "score": None, "evidence": [told(row)], "decision": said}


_TOLD = ("date", "action", "article", "other_article", "field", "value", "reason", "source")


def told(row: Decision) -> str:
    """A decision in words."""
    said = {
        "merge": "a person joined them",
        "split": "a person parted them",
        "correct": f"a person set {row.field} to {row.value or 'nothing'}",
        "accept": "a person found it right",
        "reject": "a person rejected it",
    }
    return f"{said[row.action]} on {row.date}: {row.reason}"
