"""The official entries and lists that batches are compared with, as records."""

import re
from dataclasses import dataclass

from db.days import china_day
from pipelines.slugs import PROVINCES

_PLACES = {latin: printed for printed, latin in PROVINCES.items()}
_MONTH = re.compile(r"(?<=/)20\d\d-(?:0[1-9]|1[0-2])(?=$|\.)", re.ASCII)
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
    late: bool = False
    """Was it entered late (补登)? Such entries carry days of earlier lists."""

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
    stated_new: int | None = None
    last: int | None = None
    """The last serial number of its entries: where numbers run on, what it brings them to."""

    @property
    def day(self) -> str:
        """The calendar day of ``event``; of a month the first."""
        return f"{self.event}-01" if len(self.event) == len("2024-01") else self.event

    @property
    def province(self) -> str | None:
        """Whose office made it, which its name tells: ``genai_filing/guangdong/2024-03``."""
        place = self.list.split("/")[1:-1]
        return _PLACES.get(place[0]) if place else None

    @property
    def event(self) -> str:
        """The day or month of its publication, else that up to which it counts.

        A list that is added to a page in place is published on a day that nothing tells; only
        where it names no time itself is it of the first day on which it was known.
        """
        named = _MONTH.search(self.list)
        return china_day(self.published) or self.as_of or (named[0] if named else self.known_from)

    @property
    def until(self) -> str:
        """The day up to which it counts the entries of its register."""
        return self.as_of if self.as_of and len(self.as_of) == len("2024-01-31") else self.day
