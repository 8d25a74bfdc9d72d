"""One batch in, the versions of its articles out, in the order in which their pages showed them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db import queries
from db.days import china_day
from db.sightings import stands
from db.statements import Heard, Statement, stated
from db.store import RecordStore

Row = dict[str, Any]
_ARTICLE = (
    "article", "url", "outlet", "language", "published_at", "doc", "voice", "fetched_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """What one version of one article says of a batch."""

    since: str | None
    """Instant or day from which the article is known to say it."""
    claims: tuple[Row, ...]
    named: frozenset[str] | None
    """Ids of registrations; None for the version that counts, whose evidence is stored."""
    before: "Telling | None"
    """What the version that it replaced said."""

    @property
    def first(self) -> Row:
        """The claim that speaks for the article: its first main one."""
        return min(self.claims, key=lambda claim: (claim["role"] != "main", claim["idx"]))

    @property
    def statements(self) -> list[Statement]:
        """Each value once, in the order of its claims, main ones first."""
        ordered = sorted(self.claims, key=lambda claim: (claim["role"] != "main", claim["idx"]))
        return list(dict.fromkeys(said for claim in ordered for said in stated(claim)))

    def known_by(self, day: str) -> bool:
        """Whether the article is known to have said it by a calendar day in China."""
        said = china_day(self.since)
        return said is not None and said <= day

    def names(self, service: Mapping[str, Any]) -> bool:
        """Whether it names a service for which the version that counts is evidence."""
        return self.named is None or service["id"] in self.named


def tellings(store: RecordStore, slug: str) -> list[Telling]:
    """By time; what has none comes last."""
    today: dict[int, list[Row]] = defaultdict(list)
    for row in queries.run(store, "batch_claims", slug=slug):
        today[row["doc"]].append(row)
    before: dict[int, list[Row]] = defaultdict(list)
    for row in store.rows_for(queries.text("earlier_claims"), sorted(today)):
        before[row["doc"]].append(row)
    found: list[tuple[str | None, Telling]] = []
    for doc, rows in today.items():
        found += _placed(list(_of_article(rows, before[doc], slug)))
    found.sort(key=lambda pair: (pair[0] is None, pair[0] or "", pair[1].first["article"]))
    return [one for _, one in found]


def _placed(versions: list[Telling]) -> list[tuple[str | None, Telling]]:
    """Versions with when they were shown; one without a time stands before the next."""
    found: list[tuple[str | None, Telling]] = []
    at = None
    for one in reversed(versions):
        at = one.since or at
        found.append((at, one))
    return found[::-1]


def _of_article(today: list[Row], before: list[Row], slug: str) -> Iterable[Telling]:
    """The versions of one article that say something of the batch."""
    earlier = {row["version"]: row for row in before}
    shared = {column: today[0][column] for column in _ARTICLE}
    last = None
    for stand in stands(today[0], earlier.values()):
        claims = today
        named: frozenset[str] | None = None
        if stand.version != today[0]["version"]:
            there = [row for row in before if row["version"] == stand.version]
            said = [row for row in there if row["role"] and row["batch"] == slug]
            claims = [dict.fromkeys(today[0]) | row | shared for row in said]
            pairs = json.loads(there[0]["named"])
            named = frozenset(registration for _, registration in pairs if registration)
        if claims:
            last = Telling(stand.since, tuple(claims), named, last)
            yield last


def latest(told: Iterable[Telling]) -> list[Telling]:
    """The last version of each article among versions in their order."""
    return list({one.first["doc"]: one for one in told}.values())


def heard(claims: Iterable[Mapping[str, Any]]) -> list[Heard]:
    """The statements of claims with who makes them; articles by their ids."""
    return [
        Heard(
            said,
            claim["article"],
            claim["outlet"],
            claim["voice"] or claim["article"],
            claim["published_at"],
        )
        for claim in claims
        for said in stated(claim)
    ]
