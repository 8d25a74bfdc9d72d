"""Readings in, resolved readings out: each name gets its identity, each announcement its claim."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import overload

from crawler.items import Article
from db.days import china_day
from extract.extraction import (
    Announcement,
    Extraction,
    Kind,
    Level,
    Quantity,
    Role,
    Scheme,
    Service,
)
from extract.known.alias_files import Kind as NameKind
from extract.known.identity import identities
from extract.own import when_names_change
from extract.quick import quick
from pipelines.days import When, of_report, ordinal, when
from pipelines.step import ReadDocument, Reading, Step

Order = tuple[int, int]
"""A claim's place among all: its article's number, and its own within the article."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an earlier version of an article stated in the place of a claim."""

    services: Quantity | None = None
    """The size of the batch."""
    companies: Quantity | None = None
    cumulative: Quantity | None = None


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of one batch, reduced to what tells batches apart."""

    doc: int
    """The article's identity in the store."""
    index: int
    """Of the announcement within its article."""
    outlet: str | None
    language: str
    published: str | None
    """Calendar day in China of the article's publication."""
    published_at: str | None
    role: Role
    kind: Kind | None
    scheme: Scheme | None
    authority: str | None
    level: Level | None
    province: str | None
    event_date: str | None
    ordinal: int | None
    period_start: str | None
    period_end: str | None
    services: Quantity | None
    companies: Quantity | None
    cumulative: Quantity | None
    company_keys: frozenset[str]
    service_keys: frozenset[str]
    root: int
    """The article that told its story first: itself, or the first of what it copies."""
    root_outlet: str | None
    was: tuple[Numbers, ...] = ()
    """What the article stated before it was edited, the earliest version first."""
    since: str | None = None
    """Instant from which an edited article is known to state what it states."""
    undated: bool = False
    """Whether the event's date is no more than the month of its report."""
    days: When | None = field(init=False, compare=False, repr=False)
    """Those on which the event may have been, None where nothing dates it."""
    told: int | None = field(init=False, compare=False, repr=False)
    """The ordinal of the day of publication."""
    size: Quantity | None = field(init=False, compare=False, repr=False)
    """The batch's as the claim states it; one service approved is not the size of a batch."""
    sizes: tuple[Quantity, ...] = field(init=False, compare=False, repr=False)
    """That, and what the article stated before it was edited."""
    totals: tuple[Quantity, ...] = field(init=False, compare=False, repr=False)
    """The same of running totals."""

    def __post_init__(self) -> None:
        days = when(self.event_date, self.published, main=self.role == "main")
        told = ordinal(self.published) if self.published and len(self.published) == 10 else None
        size = None if self.kind == "single_service" else self.services
        was = self.was
        sizes = _stated((size, *[n.services for n in was])) if was or size else ()
        total = self.cumulative
        totals = _stated((total, *[n.cumulative for n in was])) if was or total else ()
        known = ("days", days), ("told", told), ("size", size), ("sizes", sizes), ("totals", totals)
        for name, value in known:
            object.__setattr__(self, name, value)

    @property
    def voice(self) -> str:
        """Who speaks: the outlet that told the story first."""
        return self.root_outlet or f"#{self.root}"

    @property
    def order(self) -> Order:
        """A place among all claims that no order of arrival changes."""
        return self.doc, self.index

    @property
    def opens(self) -> bool:
        """Whether the claim may open a batch: a main announcement that is no running total."""
        if self.role != "main" or self.kind == "cumulative":
            return False
        return self.kind is not None or bool(self.services or self.company_keys)


def _stated(quantities: tuple[Quantity | None, ...]) -> tuple[Quantity, ...]:
    """Those that are stated, each once."""
    return tuple(dict.fromkeys(quantity for quantity in quantities if quantity is not None))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reading whose services carry identities, with one claim an announcement."""

    article: Article
    extraction: Extraction
    claims: tuple[Claim, ...]


class Resolve(Step):
    """The step that gives names their identity."""

    name = "resolve"

    @overload
    def process_item(self, item: Reading) -> Resolved: ...

    @overload
    def process_item(self, item: ReadDocument) -> ReadDocument: ...

    def process_item(self, item: Reading | ReadDocument) -> Resolved | ReadDocument:
        """A resolved reading; ids stay None where a name holds nothing comparable."""
        return item if isinstance(item, ReadDocument) else self._resolved(item)

    def _resolved(self, item: Reading) -> Resolved:
        services = tuple(identified(service) for service in item.extraction.services)
        extraction = replace(item.extraction, services=services) if services else item.extraction
        for service in services:
            self.count("named" if service.company_id or service.service_id else "unnamed")
        claims = tuple(claims_of(item.article, extraction))
        self.count("claims", len(claims))
        return Resolved(item.article, extraction, claims)


def document_number(key: str, language: str) -> int:
    """The store's number of an article: 53 bits of a hash, so that every reader keeps it exact."""
    digest = hashlib.sha256(f"{key}\n{language}".encode()).digest()
    return int.from_bytes(digest[:7], "big") >> 3


def text_sha256(text: str) -> str:
    """The hash by which exact copies of a text are known, white space apart."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def identified(service: Service) -> Service:
    """The service with ``company_id`` and ``service_id``; a service's id starts with its firm's.

    They are those of the names by themselves; the store makes them fit all stored names.
    """
    company = _key("company", service.company) if service.company else ""
    model = _key("service", service.model) if service.model else ""
    joined = f"{company}/{model}" if company and model else model
    return replace(service, company_id=company or None, service_id=joined or None)


@lru_cache(maxsize=50_000)
def _key(kind: NameKind, name: str) -> str:
    return identities(kind, (name,))[name].key


when_names_change(_key.cache_clear)


def claims_of(article: Article, extraction: Extraction) -> Iterable[Claim]:
    """One claim for each announcement of an article."""
    doc = document_number(article.key, article.language)
    day = china_day(article.published_at)
    for index, said in enumerate(extraction.announcements):
        named = [s for s in extraction.services if s.announcement == index]
        yield _claim(article, said, named, doc=doc, index=index, day=day)


def _claim(
    article: Article,
    said: Announcement,
    named: list[Service],
    *,
    doc: int,
    index: int,
    day: str | None,
) -> Claim:
    return Claim(
        doc=doc,
        index=index,
        outlet=article.outlet,
        language=article.language,
        published=day,
        published_at=article.published_at,
        role=said.role,
        kind=said.kind,
        scheme=said.scheme,
        authority=said.authority,
        level=said.level,
        province=said.province,
        event_date=said.event_date,
        ordinal=said.ordinal,
        period_start=said.period_start,
        period_end=said.period_end,
        services=said.services_in_batch,
        companies=said.companies_in_batch,
        cumulative=said.cumulative_services,
        company_keys=frozenset(s.company_id for s in named if s.company_id),
        service_keys=frozenset(s.service_id.rpartition("/")[2] for s in named if s.service_id),
        root=doc,
        root_outlet=article.outlet,
        undated=of_report(said.event_date, said.event_date_text),
    )
