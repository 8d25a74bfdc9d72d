"""What looked for its event in; kept in the store is how well it fits each event near it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from db.store import RecordStore
from pipelines.alike import Alike
from pipelines.resolve import Order
from pipelines.weighing import Asked, Fits

_ASKED = "SELECT doc, idx, alike FROM claim_asked WHERE doc IN (?)"
_FITS = "SELECT doc, idx, event_doc, event_idx, fit FROM claim_fits WHERE doc IN (?)"
_FITTING = "SELECT DISTINCT doc, idx FROM claim_fits WHERE event_doc IN (?)"
_HOMES = "SELECT doc, idx, batch FROM announcements WHERE doc IN (?)"
TABLES = ("claim_asked", "claim_fits")


class KeptFits:
    """What is kept of some statements, read once."""

    def __init__(self, store: RecordStore, unkept: Collection[Order]) -> None:
        self._store, self._unkept = store, unkept
        self._read: set[int] = set()
        self._alike: dict[Order, int] = {}
        self._fits: dict[Order, Fits] = defaultdict(dict)
        self._homes: dict[Order, str | None] = {}
        self._placed: set[int] = set()

    def read(self, nodes: Iterable[Alike]) -> None:
        """Reads what is kept of some statements at once."""
        docs = {doc for node in nodes for doc in node.docs} - self._read
        if not docs:
            return
        self._read |= docs
        for doc, idx, number in self._store.tuples_for(_ASKED, sorted(docs)):
            self._alike[doc, idx] = number
        placed: set[int] = set()
        for doc, idx, event_doc, event_idx, fit in self._store.tuples_for(_FITS, sorted(docs)):
            self._fits[doc, idx][event_doc, event_idx] = fit
            placed.add(event_doc)
        placed -= self._placed
        self._placed |= placed
        for doc, idx, batch in self._store.tuples_for(_HOMES, sorted(placed)):
            self._homes[doc, idx] = batch

    def of(self, node: Alike) -> Fits | None:
        """The events that a statement fits; None where they must be weighed anew.

        It must where other claims made the statement then, or an event has gone since.
        """
        self.read([node])
        number = len(node.orders)
        if any(self._alike.get(o) != number or o in self._unkept for o in node.orders):
            return None
        fits = self._fits.get(node.order, {})
        return fits if fits.keys() <= self._homes.keys() else None

    def home(self, event: Order) -> str | None:
        """The batch of an event that something fits, by its first claim."""
        return self._homes[event]

    def fitting(self, docs: Iterable[int]) -> set[Order]:
        """The claims that fit an event whose first claim is of one of some articles."""
        return set(self._store.tuples_for(_FITTING, sorted(docs)))


def keep_fits(
    store: RecordStore, asked: Mapping[Order, Asked], orders: Collection[Order] | None = None
) -> None:
    """Writes it for those that were asked and in the place of what was kept of ``orders``.

    Without them it is all that is kept.
    """
    members = {order: one for one in asked.values() for order in one.members}
    for table in TABLES:
        if orders is None:
            store.write(f"DELETE FROM {table} WHERE doc > -1", [()])
        else:
            gone = sorted({*orders, *members})
            store.write(f"DELETE FROM {table} WHERE doc = ? AND idx = ?", gone)
    rows = sorted((*order, len(one.members)) for order, one in members.items())
    store.write("INSERT INTO claim_asked (doc, idx, alike) VALUES (?, ?, ?)", rows)
    fits = sorted(
        (*order, *event, fit) for order, one in members.items() for event, fit in one.fits.items()
    )
    sql = "INSERT INTO claim_fits (doc, idx, event_doc, event_idx, fit) VALUES (?, ?, ?, ?, ?)"
    store.write(sql, fits)
