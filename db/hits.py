"""What a search finds, one record a hit."""

from dataclasses import dataclass

from db.snippets import Range


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found; texts are plain, marks are (start, end) in them."""

    kind: str
    """``company``, ``service``, ``batch``, ``entry`` (an official one) or ``article``."""
    id: str
    """Slug of a batch, id of the others; of an entry its number."""
    title: str
    title_marks: tuple[Range, ...]
    snippet: str
    marks: tuple[Range, ...]
    distance: int
    """0 where a name is exactly what was asked, 1 where it is so in another spelling, then more."""
    scheme: str | None = None
    province: str | None = None
    date: str | None = None
    """Day of the event, the entry or the publication."""
    company: str | None = None
    """Of a service and an entry, its company; of an entry ``company_id`` is its id."""
    company_id: str | None = None
    service_id: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The hits of one kind, the best first, and how many there are."""

    hits: tuple[Hit, ...]
    total: int
