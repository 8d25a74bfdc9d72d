"""What of the official register a batch is about, and how it stands on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from extract.known.shipped import squeezed
from pipelines.official.listed import Entry, Reached

Relation = Literal["is", "within"]


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry that a batch is about."""

    entry: Entry
    place: int | None = None
    """Of the named service that it is, among the batch's; None where the press names none."""
    conflict: bool = False
    """Does the press give the service to a firm that is certainly not its own?"""
    reasons: tuple[str, ...] = ()
    apart: bool = False
    """Is it in the list, but left out of the number that is stated: entered late?"""


@dataclass(frozen=True, slots=True)
class Link:
    """An official list in which entries of a batch stand."""

    list: str
    relation: Relation
    """``is`` where the batch is the list's own event."""
    rows: int


@dataclass(frozen=True, slots=True)
class Official:
    """The entries and lists of a batch; none of both where only its total can be compared."""

    taken: tuple[Taken, ...] = ()
    lists: tuple[Link, ...] = ()
    reasons: tuple[str, ...] = ()
    reached: Reached = ()
    """How many entries the register has by ``until``, by the day from which they are known."""
    until: str | None = None
    """The day up to which that counts."""

    @property
    def services_listed(self) -> int | None:
        """How many entries the batch has, as its number counts; None where none is known."""
        return len(self._counted) or None

    @property
    def companies_listed(self) -> int | None:
        """Their distinct companies."""
        firms = {squeezed(one.entry.company) for one in self._counted if one.entry.company}
        return len(firms) if self._counted else None

    @property
    def _counted(self) -> list[Taken]:
        return [one for one in self.taken if not one.apart]

    @property
    def cumulative_listed(self) -> int | None:
        """The register's own running total."""
        return sum(number for _, number in self.reached) or None

    @property
    def opens(self) -> bool:
        """Is there a list that is a batch by itself, whether the press tells of it or not?"""
        return bool(self.taken) and any(link.relation == "is" for link in self.lists)

    @property
    def by_place(self) -> Mapping[int, Taken]:
        """The entries that the press names, by the place of the service."""
        return {one.place: one for one in self.taken if one.place is not None}

    @property
    def days(self) -> set[str]:
        """Days from which more of it is known."""
        known = {one.entry.known_from for one in self.taken}
        return (known | {day for day, _ in self.reached}) - {""}

    def by(self, day: str) -> "Official":
        """What of it was known on a day."""
        return replace(
            self,
            taken=tuple(one for one in self.taken if one.entry.known_from <= day),
            reached=tuple((known, number) for known, number in self.reached if known <= day),
        )
