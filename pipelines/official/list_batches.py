"""Official lists in, a batch of its own out for each that no press batch is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.store import RecordStore
from extract.extraction import Quantity
from pipelines.batch_rows import write_batches
from pipelines.merge import BatchRecord, total_of
from pipelines.official.guests import guests, join_press
from pipelines.official.listed import Entry, OfficialList, Reached
from pipelines.official.record import Link, Official, Taken
from pipelines.official.register import Register
from pipelines.resolve import Claim, Order
from pipelines.slugs import base_slug, distinct
from pipelines.stored import StoredClaims
from pipelines.titles import title

_HOMES = (
    "SELECT l.list, min(b.slug) AS slug FROM batch_lists AS l JOIN batches AS b ON b.slug = l.batch"
    " WHERE l.relation = 'is' AND b.voices > 0 GROUP BY l.list"
)
_GUESTS = (
    "SELECT n.doc, n.idx, n.batch FROM batches AS b JOIN announcements AS n ON n.batch = b.slug"
    " WHERE b.voices = 0"
)
_ARTICLES = (
    "SELECT a.batch, a.doc FROM batches AS b JOIN batch_articles AS a ON a.batch = b.slug"
    " WHERE b.voices = 0"
)
_OWN = "SELECT slug FROM batches WHERE voices = 0"
LEAST_OF_PROVINCE = 3


@dataclass(frozen=True, slots=True)
class ListSlugs:
    """The slugs of the lists' own batches, and where those of the others lead."""

    living: frozenset[str]
    homes: Mapping[str, str]
    """Slug of a list to that of the press batch that is it."""
    gone: frozenset[str]
    """Slugs of batches that were a list's until now."""
    written: frozenset[str]
    """Those of the living that were written anew."""
    guests: Mapping[Order, str]
    """Claims that tell of a list which a press batch is, with its slug."""


def settle_lists(
    stored: StoredClaims, register: Register, *, changed: bool, docs: Collection[int]
) -> ListSlugs:
    """Makes the batches of lists equal to the lists that no press batch is.

    They depend on the register and on what tells of them without a batch: written anew where the
    register ``changed``, or their guests, of which ``docs`` are the articles that are due.
    """
    store = stored.store
    there = {row["slug"] for row in store.rows(_OWN)}
    lists = register.filled
    homes = {row["list"]: row["slug"] for row in store.rows(_HOMES)}
    slugs = dict(zip((one.list for one in lists), list_slugs(lists), strict=True))
    alone = {slugs[one.list]: one for one in lists if one.list not in homes}
    told = guests(stored, register, homes)
    claims = {slug: told.of_lists.get(one.list, ()) for slug, one in alone.items()}
    stale = _stale(store, claims, docs)
    kept = set() if changed else (there & alone.keys()) - stale
    if changed or stale or there != alone.keys():
        records = [
            list_batch(one, register, slug, claims[slug])
            for slug, one in alone.items()
            if slug not in kept
        ]
        write_batches(store, records, there - kept)
    join_press(store, told, register)
    return ListSlugs(
        living=frozenset(alone),
        homes={slugs[name]: slug for name, slug in homes.items() if name in slugs},
        gone=frozenset(there - alone.keys()),
        written=frozenset(alone.keys() - kept),
        guests=told.of_press,
    )


def _stale(
    store: RecordStore, claims: Mapping[str, Sequence[Claim]], docs: Collection[int]
) -> set[str]:
    """The batches of lists whose guests are others than those stored, or are due.

    A page that a press batch took since is an article of its list's batch still.
    """
    there: dict[str, set[Order]] = defaultdict(set)
    for row in store.rows(_GUESTS):
        there[row["batch"]].add((row["doc"], row["idx"]))
    articles: dict[str, set[int]] = defaultdict(set)
    for row in store.rows(_ARTICLES):
        articles[row["batch"]].add(row["doc"])
    return {
        slug
        for slug, some in claims.items()
        if {claim.order for claim in some} != there[slug]
        or {claim.doc for claim in some} != articles[slug]
        or any(claim.doc in docs for claim in some)
    }


def list_slugs(lists: Sequence[OfficialList]) -> list[str]:
    """A slug a list, whichever of them are batches: ``genai-filing-2024-04-02-list``."""
    return distinct((_base(one), one.list) for one in lists)


def _base(one: OfficialList) -> str:
    return f"{base_slug(one.scheme, one.province, one.event)}-list"


def list_batch(
    one: OfficialList, register: Register, slug: str, claims: Sequence[Claim] = ()
) -> BatchRecord:
    """The batch that a list is: all its entries, with no articles but those of its guests."""
    entries = register.of_list(one.list)
    start, end = _period(one, register.lists)
    province = one.province or _province(entries)
    size = Quantity(len(entries))
    return BatchRecord(
        base=_base(one),
        scheme=one.scheme,
        level="province" if province else "national",
        province=province,
        authority=None,
        event_date=one.event,
        ordinal=None,
        period_start=start,
        period_end=end,
        title=title(one.scheme, province, size, None, one.event),
        services=None,
        companies=None,
        cumulative=total_of(claims),
        status="listed_only",
        voices=0,
        first_seen=one.published or one.known_from,
        claims=tuple(claims),
        registrations=(),
        reasons=(),
        slug=slug,
        official=Official(
            taken=tuple(map(Taken, entries)),
            lists=(Link(one.list, "is", len(entries)),),
            reasons=("the list itself",),
            reached=_reached(one, register, province),
            until=one.until,
        ),
    )


def _reached(one: OfficialList, register: Register, province: str | None) -> Reached:
    """The running total of the country, of a province's list that of the province."""
    if province is None:
        return register.listed_by(one)
    return register.up_to(one.scheme, one.until, province)


def _province(entries: Iterable[Entry]) -> str | None:
    """The one province whose office made a list."""
    places = [entry.province for entry in entries]
    return places[0] if len(set(places)) == 1 and len(places) >= LEAST_OF_PROVINCE else None


def _period(one: OfficialList, lists: Iterable[OfficialList]) -> tuple[str | None, str | None]:
    """The days from the list before it to its own last day."""
    if one.as_of is None or len(one.as_of) < 10:
        return None, one.as_of
    before = [
        other.as_of
        for other in lists
        if (other.scheme, other.province) == (one.scheme, one.province)
        and other.as_of
        and other.as_of < one.as_of
    ]
    last = max(before, default="")
    start = date.fromisoformat(last) + timedelta(days=1) if len(last) >= 10 else None
    return start.isoformat() if start else None, one.as_of
