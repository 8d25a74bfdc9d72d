"""The official entries and lists that batches are compared with, as records."""

from dataclasses import dataclass

from db.days import china_day

Reached = tuple[tuple[str, int], ...]
"""How many entries are known from which day on: (day, number), each with those of that day alone.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One official entry, reduced to what a batch is compared with."""

    scheme: str
    number: str
    seq: int | None
    province: str | None
    """As batches have it; None for what no province approved."""
    name: str | None
    company: str | None
    date: str | None
    list: str | None
    known_from: str
    company_id: str | None = None
    service_id: str | None = None
    cancelled_on: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What no other entry has."""
        return self.scheme, self.number


@dataclass(frozen=True, slots=True)
class OfficialList:
    """One official list; ``docs`` are the stored articles that are its page, and no other's."""

    list: str
    scheme: str
    title: str | None
    url: str | None
    page: str | None
    published: str | None
    as_of: str | None
    stated_cumulative: int | None
    known_from: str
    includes: str | None = None
    """A scheme that its running total counts as well."""
    docs: frozenset[int] = frozenset()

    @property
    def day(self) -> str:
        """The calendar day of its publication, else the first on which it was known.

        Of a month it is the first.
        """
        day = china_day(self.published) or self.known_from
        return f"{day}-01" if len(day) == len("2024-01") else day
