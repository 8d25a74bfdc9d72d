"""Events in; kept in the store is how claims that others took in came to their batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from db.store import RecordStore
from pipelines.cluster import Event
from pipelines.hosting import counted
from pipelines.resolve import Order

ALONE = ""
"""Stands for the group of a claim whose batch has no number of services."""
_OF = "SELECT doc, idx, part FROM claim_homes WHERE doc IN (?)"
_WITHIN = "SELECT doc, idx, part FROM claim_homes WHERE part IN (?)"
_GONE = "DELETE FROM claim_homes WHERE doc = ? AND idx = ?"
_ALL = "DELETE FROM claim_homes WHERE doc > -1"


class Homes:
    """What is kept of some claims, read once."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._read: set[int] = set()
        self._parts: dict[Order, str] = {}

    def parts(self, orders: Collection[Order]) -> dict[Order, str]:
        """The group of each claim that only its days joined to its batch, or ``ALONE``."""
        new = {doc for doc, _ in orders} - self._read
        self._read |= new
        for doc, idx, part in self._store.tuples_for(_OF, sorted(new)):
            self._parts[doc, idx] = part
        return {order: self._parts[order] for order in orders if order in self._parts}

    def within(self, parts: Iterable[str]) -> dict[str, set[Order]]:
        """All claims of some groups."""
        found: dict[str, set[Order]] = defaultdict(set)
        for doc, idx, part in self._store.tuples_for(_WITHIN, sorted(set(parts) - {ALONE})):
            found[part].add((doc, idx))
        return found


def keep_homes(
    store: RecordStore, events: Iterable[Event], orders: Collection[Order] | None = None
) -> None:
    """Writes it for some claims, or for all."""
    rows = [row for event in events for row in _rows(event)]
    if orders is None:
        store.write(_ALL, [()])
    else:
        store.write(_GONE, sorted(orders))
        rows = [row for row in rows if row[:2] in orders]
    store.write("INSERT INTO claim_homes (doc, idx, part) VALUES (?, ?, ?)", sorted(rows))


def _rows(event: Event) -> Iterator[tuple[int, int, str]]:
    groups = [(f"{group[0].order[0]}:{group[0].order[1]}", group) for group in event.loose]
    if not counted(event.core):
        groups.append((ALONE, event.core))
    for part, group in groups:
        for order in (order for node in group for order in node.orders):
            yield *order, part
