"""Claims without a batch in; out those that tell of an official list, each with the list.

They are running totals with which a list ends, and pages that hold nothing but lists: a page that
gathers them is published again under another address or day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.store import RecordStore
from pipelines.batch_rows import write_guests
from pipelines.merge import BatchRecord
from pipelines.official.candidates import TIED
from pipelines.official.judging import judge
from pipelines.official.listed import OfficialList
from pipelines.official.register import Register
from pipelines.resolve import Claim, Order
from pipelines.stored import StoredClaims

_HOMELESS = (
    "SELECT n.doc, n.idx FROM announcements AS n LEFT JOIN batches AS b ON b.slug = n.batch"
    " WHERE (b.slug IS NULL OR b.voices = 0) AND n.{} IN (?)"
)
LEAST_TOTAL = 10


@dataclass(frozen=True, slots=True)
class Guests:
    """What tells of lists beside the batches that the press opens."""

    of_lists: Mapping[str, tuple[Claim, ...]]
    """By the name of a list that is a batch of its own."""
    of_press: Mapping[Order, str]
    """Claims of pages whose list a press batch is, with its slug."""


def guests(stored: StoredClaims, register: Register, homes: Mapping[str, str]) -> Guests:
    """All of them; ``homes`` are the press batches that are lists, by the list's name."""
    of_lists: dict[str, list[Claim]] = defaultdict(list)
    of_press: dict[Order, str] = {}
    for claim in _claims(stored, "cumulative_services", _totals(register)):
        one = _ended_by(claim, register.filled)
        if one is not None and one.list not in homes:
            of_lists[one.list].append(claim)
    for claim in _claims(stored, "doc", register.pages):
        one = _of_page(claim, register)
        if one is not None and one.list in homes:
            of_press[claim.order] = homes[one.list]
        elif one is not None:
            of_lists[one.list].append(claim)
    return Guests({name: tuple(claims) for name, claims in of_lists.items()}, of_press)


def is_bare_page(batch: BatchRecord, register: Register) -> bool:
    """Does it state no number and name nothing, on pages of lists that are no event of its own?"""
    numbers = batch.services or batch.companies or batch.cumulative
    if numbers or batch.registrations or batch.corrections:
        return False
    opening = [claim for claim in batch.claims if claim.opens]
    if not opening or not all(_of_page(claim, register) for claim in opening):
        return False
    return judge(batch, register) is None


def join_press(store: RecordStore, found: Guests, register: Register) -> None:
    """Makes pages articles of the press batches that are their lists."""
    wanted = {(slug, doc) for (doc, _), slug in found.of_press.items()}
    write_guests(store, wanted, register.pages)


def _totals(register: Register) -> set[int]:
    totals = {n for one in register.filled for n in (one.stated_cumulative, one.last) if n}
    return {total for total in totals if total >= LEAST_TOTAL}


def _claims(stored: StoredClaims, column: str, values: Iterable[int]) -> list[Claim]:
    found = stored.store.rows_for(_HOMELESS.format(column), sorted(values))
    stored.read({row["doc"] for row in found})
    orders = sorted({(row["doc"], row["idx"]) for row in found} & stored.batches.keys())
    return [stored.claims[order] for order in orders]


def _ended_by(claim: Claim, lists: Iterable[OfficialList]) -> OfficialList | None:
    """The list that ends with the running total of a claim, the nearest one."""
    total, published = claim.cumulative, claim.published
    if claim.opens or total is None or total.qualifier != "exact":
        return None
    if published is None or len(published) < len("2024-01-31"):
        return None
    fits = {
        one: _apart(published, one.day)
        for one in lists
        if (one.scheme, one.province) == (claim.scheme, claim.province)
        and total.value in (one.stated_cumulative, one.last)
    }
    near = [one for one, days in fits.items() if days <= TIED]
    return min(near, key=lambda one: (fits[one], one.list), default=None)


def _of_page(claim: Claim, register: Register) -> OfficialList | None:
    """The first of the lists of the claim's page, where it says nothing more of its register."""
    if not claim.opens or claim.services or claim.companies or claim.cumulative:
        return None
    names = register.pages.get(claim.doc, frozenset())
    lists = [o for o in register.filled if o.list in names and claim.scheme in (None, o.scheme)]
    return min(lists, key=lambda one: (one.until, one.list), default=None)


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
