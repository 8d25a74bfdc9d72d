"""All sightings of one scheme in, the lists that they are out: content decides."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pipelines.official.sightings import BUNDLED, Sighting
from pipelines.slugs import PROVINCES

LITTLE: Final = 20
"""One new entry in so many makes no new list, even under a new name."""


@dataclass(slots=True)
class OfficialList:
    """One list and the documents that have it."""

    name: str
    read_as: str
    place: str | None = None
    """The province whose own it is."""
    numbers: set[str] = field(default_factory=set)
    """Keys of all entries that a document of it has."""
    sightings: list[Sighting] = field(default_factory=list)
    repeats: list[Sighting] = field(default_factory=list)
    """Those that hold it and others, and nothing beyond them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sighting with its list and the day from which what it says stood."""

    sighting: Sighting
    list: OfficialList
    day: str
    repeats: bool = False
    """Does it hold several lists, this one the last of them?"""

    @property
    def order(self) -> tuple[str, ...]:
        """What sorts the sightings of a scheme by the time of what they say."""
        return (self.day, *self.sighting.rank)


@dataclass(slots=True)
class _Shelf:
    """The lists of one authority: of the country or of a province, which tells some before."""

    by_content: dict[str, OfficialList] = field(default_factory=dict)
    holders: dict[str, list[OfficialList]] = field(default_factory=lambda: defaultdict(list))

    def put(self, one: Sighting, found: OfficialList) -> None:
        """Notes a sighting of a list."""
        self.by_content[one.row["content"]] = found
        for number in one.numbers - found.numbers:
            self.holders[number].append(found)
        found.numbers |= one.numbers
        found.sightings.append(one)

    def repeated(self, one: Sighting) -> OfficialList | None:
        """The last of the lists that a sighting repeats, None where it holds more than they."""
        if not all(number in self.holders for number in one.numbers):
            return None
        held = (self.holders[number][0] for number in one.numbers)
        return max(held, key=lambda known: (known.sightings[0].day, known.name), default=None)


def placed(sightings: Iterable[Sighting]) -> list[Placed]:
    """The sightings with their lists, in the order of time; that of arrival does not matter."""
    lists: list[OfficialList] = []
    shelves: dict[str | None, _Shelf] = defaultdict(_Shelf)
    for one in sorted(sightings, key=lambda s: (s.day, *s.rank)):
        shelf = shelves[one.place]
        found = shelf.by_content.get(one.row["content"]) or _same(one, shelf.holders)
        if found is None and (known := shelf.repeated(one)) is not None:
            known.repeats.append(one)
            continue
        if found is None:
            found = _new(one, lists)
            lists.append(found)
        shelf.put(one, found)
    return sorted((p for one in lists for p in _dated(one)), key=lambda p: p.order)


def _new(one: Sighting, lists: list[OfficialList]) -> OfficialList:
    """A list of its own; a province's has the province in its name."""
    name = read_as = one.row["read_as"]
    if (place := one.place) is not None:
        scheme, _, rest = read_as.partition("/")
        name = f"{scheme}/{PROVINCES[place]}/{rest}"
    return OfficialList(_distinct(name, lists), read_as, place)


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
    return found + [Placed(sighting, one, sighting.day, repeats=True) for sighting in one.repeats]
