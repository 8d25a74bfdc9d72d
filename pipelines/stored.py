"""Claims from the record store, by article, by batch or by what they share; each is read once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from db import queries
from db.store import RecordStore
from pipelines.kept_claims import claim_from
from pipelines.resolve import Claim, Order
from pipelines.rows import claim_of, named_of
from pipelines.uniting import Named

Row = dict[str, Any]


class Look(NamedTuple):
    """What to look up: a kind of key, its value (None for any), days, and a place if it has one."""

    kind: str
    value: str | None
    first: int
    last: int
    province: str | None


_MEMBERS = "SELECT doc, idx, batch FROM announcements WHERE batch IN (?)"
_KEPT = (
    "SELECT k.doc, k.idx, k.claim, n.batch FROM kept_claims AS k"
    " JOIN announcements AS n ON n.doc = k.doc AND n.idx = k.idx WHERE k.doc IN (?)"
)
_LONGEST = 31
_UNDER = "SELECT doc, idx, province FROM claim_keys WHERE kind = ? AND value = ? AND opens = ?"
_FOUND = f"{_UNDER} AND day BETWEEN ? AND ? AND until >= ? UNION ALL {_UNDER} AND day = 0"
_VALUES = """
    WITH RECURSIVE known (value) AS (
        SELECT min(value) FROM claim_keys WHERE kind = :kind
        UNION ALL
        SELECT (SELECT min(value) FROM claim_keys WHERE kind = :kind AND value > known.value)
        FROM known WHERE known.value IS NOT NULL
    )
    SELECT value FROM known WHERE value IS NOT NULL
"""


class StoredClaims:
    """The claims that were read so far, with the batch that each belongs to in the store."""

    def __init__(self, store: RecordStore) -> None:
        self.store = store
        self.claims: dict[Order, Claim] = {}
        self.kept = False
        """Whether claims are read as they were when their article was settled."""
        self.batches: dict[Order, str | None] = {}
        self._named: dict[Order, list[Named]] = defaultdict(list)
        self._mentioned: set[int] = set()
        self._read: set[int] = set()
        self._members: dict[str, set[Order]] = {}

    def read(self, docs: Iterable[int]) -> None:
        """Reads all claims of some articles, as they are kept where ``kept`` says so."""
        new = sorted(set(docs) - self._read)
        self._read.update(new)
        if self.kept:
            for row in self.store.rows_for(_KEPT, new):
                order = row["doc"], row["idx"]
                self.batches[order] = row["batch"]
                self.claims[order] = claim_from(*order, row["claim"])
            return
        self._read_mentions(new)
        for row in self.store.rows_for(queries.text("claims"), new):
            order = row["doc"], row["idx"]
            self.batches[order] = row["batch"]
            self.claims[order] = claim_of(row, self._named.get(order, ()))

    def mentions(self, claims: Iterable[Claim]) -> dict[Order, list[Named]]:
        """The services that some claims name."""
        orders = [claim.order for claim in claims]
        self._read_mentions(doc for doc, _ in orders)
        return {order: self._named.get(order, []) for order in orders}

    def _read_mentions(self, docs: Iterable[int]) -> None:
        new = sorted(set(docs) - self._mentioned)
        self._mentioned.update(new)
        for row in self.store.rows_for(queries.text("named_services"), new):
            self._named[row["doc"], row["announcement"]].append(named_of(row))

    def of(self, docs: Collection[int]) -> set[Order]:
        """The claims of some articles."""
        self.read(docs)
        wanted = set(docs)
        return {order for order in self.claims if order[0] in wanted}

    def members(self, batches: Iterable[str]) -> set[Order]:
        """The claims that belong to some batches in the store."""
        wanted = set(batches)
        unknown = sorted(wanted - self._members.keys())
        self._members |= {slug: set() for slug in unknown}
        for row in self.store.rows_for(_MEMBERS, unknown):
            self._members[row["batch"]].add((row["doc"], row["idx"]))
        found: set[Order] = set().union(*(self._members[slug] for slug in wanted))
        self.read(doc for doc, _ in found)
        return found

    def batches_of(self, docs: Collection[int]) -> set[str]:
        """The batches that some articles are said to belong to."""
        sql = "SELECT DISTINCT batch FROM batch_articles WHERE doc IN (?)"
        return {row["batch"] for row in self.store.rows_for(sql, sorted(docs))}

    def find(self, looks: Iterable[Look], *, opens: bool) -> set[Order]:
        """The claims under some keys; those that open a batch, or those that do not."""
        found: set[Order] = set()
        for look, provinces in _widest(looks):
            anywhere = None in provinces
            found |= {
                (row["doc"], row["idx"])
                for row in self._under(look, opens=opens)
                if anywhere or row["province"] is None or row["province"] in provinces
            }
        self.read(doc for doc, _ in found)
        return found

    def _under(self, look: Look, *, opens: bool) -> list[Row]:
        values = [look.value]
        if look.value is None:
            values = [row["value"] for row in self.store.rows(_VALUES, {"kind": look.kind})]
        days = look.first - _LONGEST, look.last, look.first
        keys = [(look.kind, value, int(opens)) for value in values]
        return [row for key in keys for row in self.store.rows(_FOUND, (*key, *days, *key))]


def _widest(looks: Iterable[Look]) -> list[tuple[Look, set[str | None]]]:
    """One look for each key, over all days that any asks for, with the places of those asking."""
    spans: dict[tuple[str, str | None], Look] = {}
    places: dict[tuple[str, str | None], set[str | None]] = defaultdict(set)
    for look in looks:
        key = look.kind, look.value
        known = spans.get(key, look)
        first, last = min(known.first, look.first), max(known.last, look.last)
        spans[key] = known._replace(first=first, last=last)
        places[key].add(look.province)
    return [(look, places[key]) for key, look in spans.items()]
