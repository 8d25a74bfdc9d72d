"""A group of claims in, a batch record out; a service that one article names twice is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from extract.extraction import Quantity, Service
from pipelines.alike import alike
from pipelines.decision_files import Decision
from pipelines.evidence import Evidence, batch_count, weigh
from pipelines.official.record import Official
from pipelines.reconcile import Status, status
from pipelines.registration import Registered, registered
from pipelines.resolve import Claim, Order, Resolved
from pipelines.slugs import base_slug
from pipelines.step import ReadDocument, Step
from pipelines.titles import title
from pipelines.uniting import Named
from pipelines.votes import ballot, best_date, place, tally, voices_of

Item = TypeVar("Item", Resolved, ReadDocument)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch as its sources together tell it; ``slug`` is given when all batches are known."""

    base: str
    scheme: str | None
    level: str | None
    province: str | None
    authority: str | None
    event_date: str | None
    ordinal: int | None
    period_start: str | None
    period_end: str | None
    title: str
    services: Quantity | None
    companies: Quantity | None
    cumulative: Quantity | None
    status: Status
    voices: int
    first_seen: str | None
    claims: tuple[Claim, ...]
    registrations: tuple[Registered, ...]
    reasons: tuple[dict[str, object], ...]
    slug: str = ""
    corrections: tuple[Decision, ...] = ()
    """What people set, whatever the sources say."""
    official: Official | None = None
    """What of the official register it is about; None where nothing was found."""

    @property
    def rank(self) -> str:
        """What decides which of two batches with the same facts keeps the plain slug."""
        if not self.claims:
            return f"{self.first_seen or '9'} {self.title}"
        doc, index = min(claim.order for claim in self.claims)
        return f"{self.first_seen or '9'} {doc:020d} {index:05d}"

    @property
    def companies_found(self) -> int:
        """Distinct companies among the services that the press names."""
        return len({r.company_id for r in self.registrations if r.company_id})


class Merge(Step):
    """The step that folds what one article says twice."""

    name: ClassVar[str] = "merge"

    def process_item(self, item: Item) -> Item:
        """The reading with each service once, at its first mention, under its fullest facts."""
        return item if isinstance(item, ReadDocument) else self._merged(item)

    def _merged(self, item: Resolved) -> Resolved:
        if not item.extraction.services:
            return item
        services = fold(item.extraction.services)
        self.count("folded", len(item.extraction.services) - len(services))
        return replace(item, extraction=replace(item.extraction, services=services))


def fold(services: Sequence[Service]) -> tuple[Service, ...]:
    """Services of one article, those of one announcement with the same identity made one."""
    kept: list[Service] = []
    places: dict[tuple[int | None, str | None, str | None], int] = {}
    for service in services:
        key = (service.announcement, service.company_id, service.service_id)
        if not (service.company_id or service.service_id) or key not in places:
            places.setdefault(key, len(kept))
            kept.append(service)
            continue
        first = kept[places[key]]
        kept[places[key]] = replace(first, description=first.description or service.description)
    return tuple(kept)


def merge(group: Sequence[Claim], named: Mapping[tuple[int, int], Sequence[Named]]) -> BatchRecord:
    """The record of the event that a group tells of; the same for any order of its claims."""
    claims = tuple(sorted(group, key=lambda claim: claim.order))
    # Firms that a running total names were registered at any time before it.
    telling = [claim for claim in claims if claim.kind != "cumulative"]
    found = registered(m for claim in telling for m in named.get(claim.order, ()))
    return replace(weighted(claims, found), reasons=tuple(reasons(claims)))


def weighted(claims: Sequence[Claim], found: tuple[Registered, ...]) -> BatchRecord:
    """What ordered claims of one event and its services add up to, without reasons."""
    voices = voices_of(claims)
    main = [claim for claim in claims if claim.opens]
    services = tally(((batch_count(c), c) for c in main), voices, "services") or tally(
        ((batch_count(c), c) for c in claims), voices, "services"
    )
    scheme = ballot(((c.scheme, c) for c in main), voices)
    level, province = place(main, voices) or (None, None)
    date = best_date(main, voices)
    companies = tally(((c.companies, c) for c in claims), voices, "companies")
    cumulative = total_of(claims)
    first_seen = min((c.published_at for c in claims if c.published_at), default=None)
    single = single_company(main)
    when = date or month_of(first_seen)
    return BatchRecord(
        base=base_slug(scheme, province, when, single),
        scheme=scheme,
        level=level,
        province=province,
        authority=ballot(((c.authority, c) for c in main), voices),
        event_date=date,
        ordinal=ballot(((c.ordinal, c) for c in main), voices),
        period_start=ballot(((c.period_start, c) for c in main), voices),
        period_end=ballot(((c.period_end, c) for c in main), voices),
        title=title(scheme, province, services, companies, when, found if single else ()),
        services=services,
        companies=companies,
        cumulative=cumulative,
        status=status(services, companies, None, None),
        voices=len({voices[claim.order] for claim in claims}),
        first_seen=first_seen,
        claims=tuple(claims),
        registrations=found,
        reasons=(),
    )


def total_of(claims: Sequence[Claim]) -> Quantity | None:
    """The running total that most voices state."""
    return tally(((claim.cumulative, claim) for claim in claims), voices_of(claims), "cumulative")


def reasons(claims: Sequence[Claim]) -> Iterator[dict[str, object]]:
    """Why each further claim was taken for the same event: its best evidence with one before it.

    The earliest claim comes first, then always the one that fits one of those before it best;
    claims that state the same follow the first of them.
    """
    given = {claim.order: claim for claim in claims}
    said = [[given[order] for order in node.orders] for node in alike(claims)]
    ordered = [sorted(members, key=_published) for members in said]
    statements = {members[0].order: members for members in ordered}
    left = sorted((members[0] for members in ordered), key=_published)
    last = left.pop(0)
    fits: dict[Order, tuple[Evidence, Claim]] = {}
    yield from _same(statements[last.order])
    while left:
        for claim in left:
            found = weigh(claim, last)
            known = fits.get(claim.order)
            if found.conflict is None and (known is None or found.score > known[0].score):
                fits[claim.order] = found, last
        last = max(left, key=lambda c: fits[c.order][0].score if c.order in fits else -99)
        left.remove(last)
        if last.order in fits:
            yield _reason(last, *fits[last.order])
        yield from _same(statements[last.order])


def _published(claim: Claim) -> tuple[str, Order]:
    return claim.published_at or "9", claim.order


def _same(members: Sequence[Claim]) -> Iterator[dict[str, object]]:
    first = members[0]
    for claim in members[1:]:
        found = weigh(claim, first)
        if found.conflict is None:
            yield _reason(claim, found, first)


def _reason(claim: Claim, found: Evidence, other: Claim) -> dict[str, object]:
    return {
        "claim": list(claim.order),
        "with": list(other.order),
        "score": found.score,
        "evidence": list(found.reasons),
    }


def single_company(main: Sequence[Claim]) -> str | None:
    """The one firm of a batch that is a single approval, None for real batches."""
    if any(claim.kind != "single_service" for claim in main):
        return None
    firms = {key for claim in main for key in claim.company_keys}
    return firms.pop() if len(firms) == 1 else None


def month_of(first_seen: str | None) -> str | None:
    return first_seen[:7] if first_seen else None
