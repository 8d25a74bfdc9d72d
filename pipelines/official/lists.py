"""All sightings of one scheme in, the lists that they are out: content decides."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pipelines.official.sightings import BUNDLED, Sighting

LITTLE: Final = 20
"""One new entry in so many makes no new list, even under a new name."""


@dataclass(slots=True)
class OfficialList:
    """One list and the documents that have it."""

    name: str
    read_as: str
    numbers: set[str] = field(default_factory=set)
    """Keys of all entries that a document of it has."""
    sightings: list[Sighting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sighting with its list and the day from which what it says stood."""

    sighting: Sighting
    list: OfficialList
    day: str

    @property
    def order(self) -> tuple[str, ...]:
        """What sorts the sightings of a scheme by the time of what they say."""
        return (self.day, *self.sighting.rank)


def placed(sightings: Iterable[Sighting]) -> list[Placed]:
    """The sightings with their lists, in the order of time; that of arrival does not matter."""
    lists: list[OfficialList] = []
    by_content: dict[str, OfficialList] = {}
    holders: dict[str, list[OfficialList]] = defaultdict(list)
    for one in sorted(sightings, key=lambda s: (s.day, *s.rank)):
        content = one.row["content"]
        found = by_content.get(content) or _same(one, holders)
        if found is None:
            found = OfficialList(_distinct(one.row["read_as"], lists), one.row["read_as"])
            lists.append(found)
        by_content[content] = found
        for number in one.numbers - found.numbers:
            holders[number].append(found)
        found.numbers |= one.numbers
        found.sightings.append(one)
    return sorted((p for one in lists for p in _dated(one)), key=lambda p: p.order)


def _same(one: Sighting, holders: dict[str, list[OfficialList]]) -> OfficialList | None:
    """The stored list that a sighting is of, None where it is a new one."""
    shared: Counter[str] = Counter()
    named: dict[str, OfficialList] = {}
    for number in one.numbers:
        for holder in holders.get(number, ()):
            shared[holder.name] += 1
            named[holder.name] = holder
    ranked = sorted(shared, key=lambda name: (-shared[name], len(named[name].numbers), name))
    return next((named[n] for n in ranked if _is(one, named[n], shared[n])), None)


def _is(one: Sighting, known: OfficialList, shared: int) -> bool:
    """Whether a sighting is of a known list.

    What holds nothing beyond a list is of it. What holds more is the list edited in place where
    most entries of either are the other's, unless its name says that it is a later, longer list.
    """
    more = len(one.numbers) - shared
    if not more:
        return True
    most = 2 * shared > len(one.numbers) and 2 * shared > len(known.numbers)
    return most and (one.row["read_as"] == known.read_as or more * LITTLE <= len(one.numbers))


def _distinct(name: str, lists: list[OfficialList]) -> str:
    taken = {one.name for one in lists}
    if name not in taken:
        return name
    return next(f"{name}.{n}" for n in range(2, len(lists) + 3) if f"{name}.{n}" not in taken)


def _dated(one: OfficialList) -> list[Placed]:
    """The list's sightings with their days.

    An edit in place does not change the page's date: it stood from the day of its first fetch.
    """
    first: dict[str, str] = {}
    found = []
    for sighting in sorted(one.sightings, key=lambda s: (s.day, *s.rank)):
        day, content = sighting.day, sighting.row["content"]
        if sighting.row["type"] != BUNDLED:
            before = first.setdefault(sighting.day, content)
            if before != content:
                day = max(day, sighting.fetched or day)
        found.append(Placed(sighting, one, day))
    return found
