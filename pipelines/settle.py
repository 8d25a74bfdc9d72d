"""Makes batches, registrations and slugs equal to what all stored claims add up to."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.store import RecordStore
from pipelines.batch_rows import write_batches
from pipelines.cluster import Group, events
from pipelines.correcting import corrected_base, followed
from pipelines.decision_files import decisions
from pipelines.fits import keep_fits
from pipelines.forwarding import Slugs, forward_slugs
from pipelines.homes import keep_homes
from pipelines.keys import sync_keys
from pipelines.merge import BatchRecord, merge
from pipelines.neighbourhood import Near, near
from pipelines.official.guests import is_bare_page
from pipelines.official.list_batches import ListSlugs, settle_lists
from pipelines.official.reconciled import reconciled
from pipelines.official.register import Register
from pipelines.ruled import (
    decided_anew,
    decided_slugs,
    keep_decisions,
    rejected_claims,
    unknown,
    waiting,
)
from pipelines.ruling import Ruling, at_home, decided, rejection, rulings, slugs_alone
from pipelines.slugs import base_of, distinct
from pipelines.stored import StoredClaims
from pipelines.totals import dormant, year_totals
from pipelines.weighing import UNDECIDED, Decided, Weighed

Row = dict[str, Any]
NEARBY = 8
"""Where one in so many of the articles that state something is due, all claims are resolved."""

_CLAIMING = "SELECT DISTINCT doc FROM announcements"
_MORE = f"SELECT count(*) AS n FROM ({_CLAIMING} LIMIT ?)"
_DUE = "SELECT 1 FROM due UNION ALL SELECT 1 FROM register_due LIMIT 1"
_DANGLING = (
    "SELECT 1 FROM registrations AS r WHERE"
    " r.company_id IS NOT NULL AND r.company_id NOT IN (SELECT id FROM companies)"
    " OR r.service_id IS NOT NULL AND r.service_id NOT IN (SELECT id FROM services) LIMIT 1"
)
_IN_PRESS = "SELECT slug FROM batches WHERE voices > 0"
"""Batches that sources tell of; those of official lists are made of the register alone."""
_SAME_BASE = "SELECT slug, base, rank FROM batches WHERE base IN (?)"


@dataclass(frozen=True, slots=True)
class Settled:
    """How many batches there are, and what became of their slugs."""

    batches: int
    printed: dict[str, str]
    """Those printed for the first time, with their members."""
    changed: frozenset[str]
    """Those of the batches that were resolved anew, and of those that are no more.

    What was told is looked for in all of them: it may have come from one to another.
    """


def mark_due(store: RecordStore, docs: Iterable[int]) -> None:
    """Notes that what some articles state has changed."""
    store.upsert("due", [{"doc": doc} for doc in sorted(set(docs))])


def is_due(store: RecordStore) -> bool:
    """Whether anything has changed since the batches were settled."""
    return bool(store.rows(_DUE))


def dangling(store: RecordStore) -> bool:
    """Whether a registration names a company or service that is no more."""
    return bool(store.rows(_DANGLING))


def registered(store: RecordStore, entities: Iterable[str]) -> bool:
    """Whether any of some companies and services has a registration in a batch."""
    ids = sorted(entities)
    return any(
        store.rows_for(f"SELECT id FROM registrations WHERE {column} IN (?)", ids)
        for column in ("company_id", "service_id")
    )


def settle(store: RecordStore, *, slugs_printed: bool) -> Settled:
    """Resolves the claims near every article that is due, as people decided, and writes it.

    With ``slugs_printed`` the slugs count as printed from now on and will always be answered.
    """
    docs = {row["doc"] for row in store.rows("SELECT doc FROM due")} | dormant(store)
    stored = StoredClaims(store)
    said = rulings(stored, decisions())
    register, schemes = Register(store), _register_due(store)
    found = everything(stored, decided(said)) if schemes else resolved(stored, docs, said)
    judged = _judged(stored, found, said, register)
    living = [reconciled(batch, register) for batch in judged.living]
    write_batches(store, living, judged.replaced)
    sums = year_totals(store)
    if sums:
        write_batches(store, [], sums.keys())
    lists = settle_lists(stored, register, changed=bool(schemes), docs=docs)
    fixed = slugs_alone(ruling.decision for ruling in said if ruling.found)
    printed = forward_slugs(store, judged.slugs(sums, lists), fixed, keep=slugs_printed)
    keep_decisions(store, said, judged.about)
    store.write_for("DELETE FROM due WHERE doc IN (?)", docs)
    store.write_for("DELETE FROM register_due WHERE scheme IN (?)", schemes)
    changed = {batch.slug for batch in living} | judged.replaced | found.stayed
    changed |= lists.written | lists.gone
    number = _number(store, "SELECT count(*) AS n FROM batches")
    return Settled(number, printed, frozenset(changed | sums.keys()))


def follow_decisions(
    store: RecordStore, then: Callable[[Settled], None] = lambda settled: None
) -> list[Row]:
    """Settles while decisions wait for it; returns those that nothing stored fits.

    A decision may name a slug that an earlier one brings about, so once may not be enough. ``then``
    is called in the transaction of each settling.
    """
    for _ in range(1 + len(decisions())):
        if not waiting(store):
            break
        before = len(unknown(store))
        with store.transaction():
            then(settle(store, slugs_printed=True))
        if len(unknown(store)) == before:
            break
    return unknown(store)


def resolved(stored: StoredClaims, docs: Collection[int], said: Sequence[Ruling]) -> Near:
    """The groups of claims that some changed articles leave behind.

    What people decided about is always among them: it need not be a batch.
    """
    many = len(docs) * NEARBY
    claiming = stored.store.rows(_MORE, (many + 1,))[0]["n"]
    if claiming <= many or decided_anew(stored.store, said):
        return everything(stored, decided(said))
    changed = [stored.claims[order] for order in sorted(stored.of(docs))]
    stored.as_kept(sync_keys(stored.store, sorted(docs), changed))
    always = {order for ruling in said for order in (*ruling.claims, *ruling.others)}
    return near(stored, docs, decided(said), always | rejected_claims(stored))


def everything(stored: StoredClaims, says: Decided = UNDECIDED) -> Near:
    """The groups of all claims, in the place of all batches."""
    docs = [row["doc"] for row in stored.store.rows(_CLAIMING)]
    claims = [stored.claims[order] for order in sorted(stored.of(docs))]
    for table in ("claim_keys", "kept_claims"):
        stored.store.write(f"DELETE FROM {table} WHERE doc > ?", [(-1,)])
    sync_keys(stored.store, [], claims)
    weighed = Weighed(says)
    found = events(claims, weighed)
    keep_homes(stored.store, found)
    keep_fits(stored.store, weighed.fits)
    groups = [tuple(stored.claims[order] for order in event.orders) for event in found]
    return Near(groups, {row["slug"] for row in stored.store.rows(_IN_PRESS)})


@dataclass(frozen=True, slots=True)
class _Judged:
    """The batches that were resolved, as people decided."""

    living: list[BatchRecord]
    rejected: list[BatchRecord]
    """Those that a person took for no event, with the slugs that they would have."""
    replaced: set[str]
    about: dict[str, list[Ruling]]
    """What was decided about each batch, by its slug."""

    def slugs(self, sums: Mapping[str, str], lists: ListSlugs) -> Slugs:
        """What the slugs of all of them stand for; ``sums`` only add others up."""
        living, rejected = (
            {batch.slug: [claim.order for claim in batch.claims] for batch in batches}
            for batches in (self.living, self.rejected)
        )
        living = {slug: orders for slug, orders in living.items() if slug not in sums}
        living |= {slug: [] for slug in lists.living}
        return Slugs(
            living=living,
            rejected=rejected,
            replaced=self.replaced | lists.gone,
            sums={**lists.homes, **sums},
            lists=lists.written,
            guests=lists.guests,
        )


def _judged(
    stored: StoredClaims, found: Near, said: Sequence[Ruling], register: Register
) -> _Judged:
    # Of two batches with equally many of a decision's claims the first one is meant.
    groups = sorted(found.groups, key=lambda group: group[0].order)
    records = [_record(stored, group) for group in groups]
    merged = [batch for batch in records if not is_bare_page(batch, register)]
    about = at_home(said, {c.order: n for n, batch in enumerate(merged) for c in batch.claims})
    ready = [followed(batch, about.get(n, ())) for n, batch in enumerate(merged)]
    named, replaced = _named(stored, ready, found.replaced)
    dead = {n for n in about if rejection(about[n]) is not None}
    return _Judged(
        living=[batch for n, batch in enumerate(named) if n not in dead],
        rejected=[named[n] for n in sorted(dead)],
        replaced=replaced,
        about={named[n].slug: rulings for n, rulings in about.items()},
    )


def _named(
    stored: StoredClaims, records: Sequence[BatchRecord], replaced: Collection[str]
) -> tuple[list[BatchRecord], set[str]]:
    """Records with their slugs; a batch of the same facts may get another slug by them.

    No batch gets the slug that another would have if people had not corrected or rejected it.
    """
    replaced = set(replaced)
    moved = [n for n, batch in enumerate(records) if corrected_base(batch) != batch.base]
    left = stored.store.rows_for("SELECT base FROM batches WHERE slug IN (?)", sorted(replaced))
    bases = {record.base for record in records} | {corrected_base(records[n]) for n in moved}
    bases |= {row["base"] for row in left} | {base_of(slug) for slug in decided_slugs(stored.store)}
    there = stored.store.rows_for(_SAME_BASE, sorted(bases))
    others = [row for row in there if row["slug"] not in replaced]
    slugs = distinct([(r.base, r.rank) for r in records] + [(r["base"], r["rank"]) for r in others])
    new = distinct(((corrected_base(records[n]), records[n].rank) for n in moved), set(slugs))
    given = dict(enumerate(slugs)) | dict(zip(moved, new, strict=True))
    named = [replace(record, slug=given[n]) for n, record in enumerate(records)]
    for other, slug in zip(others, slugs[len(records) :], strict=True):
        if slug != other["slug"]:
            members = stored.members([other["slug"]])
            group = tuple(stored.claims[order] for order in sorted(members))
            named.append(replace(_record(stored, group), slug=slug))
            replaced.add(other["slug"])
    return named, replaced


def _record(stored: StoredClaims, group: Group) -> BatchRecord:
    return merge(group, stored.mentions(group))


def _register_due(store: RecordStore) -> list[str]:
    """The registers whose entries changed."""
    return [row["scheme"] for row in store.rows("SELECT scheme FROM register_due")]


def _number(store: RecordStore, sql: str) -> int:
    number: int = store.rows(sql)[0]["n"]
    return number
