"""Claims from the record store, by article, by batch or by what they share; each is read once."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from db import queries
from db.store import RecordStore
from pipelines.earlier import with_earlier
from pipelines.evidence import other_schemes
from pipelines.kept_claims import Kept, claim_from, kept, said_by_nobody
from pipelines.resolve import Claim, Order
from pipelines.rows import claim_of
from pipelines.uniting import Named

Row = dict[str, Any]
Asking = tuple[str | None, str | None]
"""The place and the scheme that a claim names."""


class Look(NamedTuple):
    """What to look up: a kind of key, its value (None for any), days, and who asks.

    Claims of another place than ``province``, or of another register than ``scheme``, where both
    are known, are not found, and none whose event is dated to less than ``least`` days and one.
    """

    kind: str
    value: str | None
    first: int
    last: int
    province: str | None
    scheme: str | None
    least: int = 0

    @property
    def asking(self) -> Asking:
        """What the claim names that asks."""
        return self.province, self.scheme


_MEMBERS = "SELECT doc, idx, batch FROM announcements WHERE batch IN (?)"
_KEPT = (
    "SELECT k.doc, k.idx, n.batch, k.opens, k.same, k.said, k.told, k.published"
    " FROM kept_claims AS k JOIN announcements AS n ON n.doc = k.doc AND n.idx = k.idx"
    " WHERE k.doc IN (?)"
)
_HOMES = "SELECT doc, idx, batch FROM announcements WHERE doc IN (?)"
_LONGEST = 31
GUEST, OPENER, UNCOUNTED = 0, 1, 2
GUESTS, OPENERS, ANY = (GUEST,), (OPENER, UNCOUNTED), (GUEST, OPENER, UNCOUNTED)
"""What claims open, as it is kept of them."""
_FOUND = """
    WITH looks (place, kind, value, first, last, least) AS MATERIALIZED (
        SELECT key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        FROM json_each(:looks)
    )
    SELECT l.place, k.doc, k.idx, k.opens, k.province, k.scheme
    FROM looks AS l CROSS JOIN claim_keys AS k
    ON k.kind = l.kind AND k.value = l.value AND k.day BETWEEN l.first - :longest AND l.last
    WHERE k.opens BETWEEN :least AND :most AND k.until >= l.first AND k.until - k.day >= l.least
    UNION ALL
    SELECT l.place, k.doc, k.idx, k.opens, k.province, k.scheme
    FROM looks AS l CROSS JOIN claim_keys AS k
    ON k.kind = l.kind AND k.value = l.value AND k.day = 0
    WHERE l.kind IN ('number', 'companies', 'service') AND k.opens BETWEEN :least AND :most
"""
"""Claims that nothing dates have no other kinds of keys."""
_VALUES = """
    WITH RECURSIVE known (value) AS (
        SELECT min(value) FROM claim_keys WHERE kind = :kind
        UNION ALL
        SELECT (SELECT min(value) FROM claim_keys WHERE kind = :kind AND value > known.value)
        FROM known WHERE known.value IS NOT NULL
    )
    SELECT value FROM known WHERE value IS NOT NULL
"""


class _Claims(dict[Order, Claim]):
    """Claims, of which those that are kept are made when they are asked for."""

    def __init__(self, kept: dict[Order, Kept]) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, order: Order) -> Claim:
        self[order] = claim_from(order, self._kept[order])
        return self[order]


class StoredClaims:
    """The claims that were read so far, with the batch that each belongs to in the store."""

    def __init__(self, store: RecordStore) -> None:
        self.store = store
        self._kept: dict[Order, Kept] = {}
        self.claims: dict[Order, Claim] = _Claims(self._kept)
        """Those that were asked for, at least; ``batches`` has all that were read."""
        self.kept = False
        """Whether claims are read as they were when their article was settled."""
        self.opens: dict[Order, int] = {}
        self.same: dict[Order, str | None] = {}
        self.batches: dict[Order, str | None] = {}
        self._named: dict[Order, list[Named]] = defaultdict(list)
        self._mentioned: set[int] = set()
        self._read: set[int] = set()
        self._members: dict[str, set[Order]] = {}
        of_lists = store.rows("SELECT slug FROM batches WHERE voices = 0")
        self._of_lists = {row["slug"] for row in of_lists}
        """Batches of lists: what tells of them belongs to no event of the press."""

    def read(self, docs: Iterable[int]) -> None:
        """Reads all claims of some articles, as they are kept where ``kept`` says so."""
        new = sorted(set(docs) - self._read)
        self._read.update(new)
        if self.kept:
            for doc, idx, batch, *one in self.store.tuples_for(_KEPT, new):
                self._keep((doc, idx), self._of_press(batch), Kept(*one))
            return
        rows = self.store.rows_for(queries.text("claims"), new)
        self._read_mentions({row["doc"]: (row["published_at"], row["language"]) for row in rows})
        found = []
        for row in rows:
            order = row["doc"], row["idx"]
            self.batches[order] = self._of_press(row["batch"])
            found.append(claim_of(row, self._named.get(order, ())))
        self.claims |= {claim.order: claim for claim in with_earlier(self.store, found)}

    def as_kept(self, known: Mapping[Order, Kept]) -> None:
        """Reads claims from now on as they were when their article was settled."""
        self.kept = True
        for order, claim in self.claims.items():
            self._keep(order, self.batches[order], known.get(order) or kept(claim))

    def _keep(self, order: Order, batch: str | None, one: Kept) -> None:
        self.batches[order], self._kept[order] = batch, one
        self.opens[order], self.same[order] = one.opens, one.same

    def said(self, order: Order) -> Claim:
        """A claim that is kept, of which who tells it need not be known."""
        return said_by_nobody(self._kept[order].said)

    def published(self, order: Order) -> str | None:
        """The day of publication of a claim that is kept."""
        return self._kept[order].published

    def _of_press(self, batch: str | None) -> str | None:
        return None if batch in self._of_lists else batch

    def mentions(self, claims: Iterable[Claim]) -> dict[Order, list[Named]]:
        """The services that some claims name."""
        given = list(claims)
        self._read_mentions({c.doc: (c.published_at, c.language) for c in given})
        return {claim.order: self._named.get(claim.order, []) for claim in given}

    def _read_mentions(self, told: Mapping[int, tuple[str | None, str]]) -> None:
        """Reads those of some articles, of each of which instant and language are given."""
        new = sorted(told.keys() - self._mentioned)
        self._mentioned.update(new)
        for announcement, *one in self.store.tuples_for(queries.text("named_services"), new):
            named = Named(*(*one, *told[one[0]]))
            self._named[named.doc, announcement].append(named)

    def of(self, docs: Collection[int]) -> set[Order]:
        """The claims of some articles."""
        self.read(docs)
        wanted = set(docs)
        return {order for order in self.batches if order[0] in wanted}

    def members(self, batches: Iterable[str]) -> set[Order]:
        """The claims that belong to some batches in the store."""
        wanted = set(batches)
        unknown = sorted(wanted - self._members.keys())
        self._members |= {slug: set() for slug in unknown}
        for doc, idx, slug in self.store.tuples_for(_MEMBERS, unknown):
            self._members[slug].add((doc, idx))
        found: set[Order] = set().union(*[self._members[slug] for slug in wanted])
        self.read(doc for doc, _ in found)
        return found

    def homes(self, orders: Iterable[Order]) -> set[str]:
        """The batches of some claims, which need not have been read."""
        wanted = set(orders)
        unread = sorted({doc for doc, _ in wanted} - self._read)
        rows = self.store.tuples_for(_HOMES, unread)
        found = {self._of_press(batch) for doc, idx, batch in rows if (doc, idx) in wanted}
        found |= {self.batches[order] for order in wanted & self.batches.keys()}
        return {slug for slug in found if slug}

    def batches_of(self, docs: Collection[int]) -> set[str]:
        """The batches that some articles are said to belong to."""
        sql = "SELECT DISTINCT batch FROM batch_articles WHERE doc IN (?)"
        found = {row["batch"] for row in self.store.rows_for(sql, sorted(docs))}
        return found - self._of_lists

    def find(self, looks: Iterable[Look], *, opens: Collection[int]) -> set[Order]:
        """The claims under some keys of those that open a batch or not, as ``Kept.opens`` says."""
        found = set(self.orders(looks, opens=opens))
        self.read(doc for doc, _ in found)
        return found

    def orders(self, looks: Iterable[Look], *, opens: Collection[int]) -> dict[Order, int]:
        """The places of the same claims, which are not read, and what each opens."""
        spans = [span for look, asking in _spans(looks) for span in self._places(look, asking)]
        asked = json.dumps([_asked(look) for look, _ in spans])
        fits: dict[tuple[int, Asking], bool] = {}
        found: dict[Order, int] = {}
        given = {"looks": asked, "least": min(opens), "most": max(opens), "longest": _LONGEST}
        for place, doc, idx, kind, province, scheme in self.store.tuples(_FOUND, given):
            known = place, (province, scheme)
            if known not in fits:
                fits[known] = any(_can_be(known[1], who) for who in spans[place][1])
            if fits[known]:
                found[doc, idx] = kind
        return found

    def _places(self, look: Look, asking: set[Asking]) -> Iterator[tuple[Look, set[Asking]]]:
        """A look for each value, where it is for any."""
        if look.value is not None:
            yield look, asking
            return
        for row in self.store.rows(_VALUES, {"kind": look.kind}):
            yield look._replace(value=row["value"]), asking


def _asked(look: Look) -> tuple[str, str | None, int, int, int]:
    return look.kind, look.value, look.first, look.last, look.least


def _spans(looks: Iterable[Look]) -> Iterator[tuple[Look, set[Asking]]]:
    """One look for each key and stretch of days that any asks for, with those asking."""
    of: dict[tuple[str, str, int], list[Look]] = defaultdict(list)
    for look in set(looks):
        of[look.kind, look.value or "", look.least].append(look)
    for some in of.values():
        some.sort(key=lambda look: (look.value is None, look.first))
        wide, asking = some[0], {some[0].asking}
        for look in some[1:]:
            if look.value == wide.value and look.first <= wide.last:
                wide = wide._replace(last=max(wide.last, look.last))
            else:
                yield wide, asking
                wide, asking = look, set()
            asking.add(look.asking)
        yield wide, asking


def _can_be(named: Asking, who: Asking) -> bool:
    """Whether places and schemes that two claims name can be of one event."""
    there, here = named[0], who[0]
    return not (there and here and there != here) and not other_schemes(named[1], who[1])
