"""The records that extraction yields; offsets are characters into ``Article.text``."""

from dataclasses import dataclass, field
from typing import Literal

from extract.quick import quick

Scheme = Literal[
    "genai_filing",
    "genai_registration",
    "on_device",
    "deep_synthesis",
    "algorithm_recommendation",
    "algorithm_cancelled",
    "other",
]
Qualifier = Literal["exact", "more_than", "at_least", "nearly", "about", "up_to"]
Scope = Literal["batch", "cumulative", "region", "pending", "breakdown", "other"]
Counted = Literal["services", "companies", "other"]
Role = Literal["main", "background"]
Kind = Literal["batch", "list", "single_service", "cumulative"]
Level = Literal["national", "province", "city"]


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span; ``text`` equals ``article.text[start:end]``."""

    label: str
    text: str
    start: int
    end: int
    rule: str
    role: str | None = None
    """For names: ``approved``, ``pending``, ``refused``, ``partner``, ``rival`` …"""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number, such as 40 with ``more_than``."""

    value: int
    qualifier: Qualifier = "exact"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of services or companies that the text states, with what it covers."""

    value: int
    qualifier: Qualifier
    scope: Scope
    of: Counted
    scheme: Scheme | None
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one article says of one batch."""

    role: Role
    kind: Kind | None
    scheme: Scheme | None
    authority: str | None
    regulation: str | None
    level: Level | None
    province: str | None
    """The province's or municipality's Chinese name without 省/市, such as ``北京``."""
    event_date: str | None
    """``2024-01-29`` or, where no day is known, ``2024-01``."""
    event_date_text: str | None
    ordinal: int | None
    period_start: str | None
    period_end: str | None
    services_in_batch: Quantity | None
    companies_in_batch: Quantity | None
    cumulative_services: Quantity | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Service:
    """A registered service that the text names or describes; names as printed."""

    company: str | None
    model: str | None
    description: str | None
    announcement: int | None
    """Index into ``Extraction.announcements``."""
    start: int
    end: int
    text: str
    rule: str
    company_id: str | None = None
    service_id: str | None = None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A medium or institute that the text attributes something to."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person quoted or named, with the role the text gives."""

    name: str
    role: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one article yields; irrelevant articles yield empty tuples."""

    relevant: bool
    announcements: tuple[Announcement, ...] = ()
    counts: tuple[Count, ...] = ()
    services: tuple[Service, ...] = ()
    cited_sources: tuple[CitedSource, ...] = ()
    people: tuple[Person, ...] = ()
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    """Every labelled span, kept for the store and for explaining."""
