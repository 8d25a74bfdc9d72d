"""The named services of a batch and the entries that it is about in, which is which out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.official.listed import Entry
from pipelines.official.name_keys import entry_keys, hits, named_keys
from pipelines.official.resemblance import (
    FIRM_SPELT,
    SPELT,
    Likeness,
    likeness,
    may_be_one,
)
from pipelines.registration import Registered

MANY = 40
"""Entries among which a firm or a part of a name alone does not tell."""
LEAST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a named service is."""

    place: int
    """Of the service among the batch's."""
    entry: Entry
    likeness: Likeness


Pair = tuple[int, int]


def matched(named: Sequence[Registered], entries: Sequence[Entry]) -> list[Match]:
    """Each named service with its entry, no entry twice: the best pairs first.

    A service that two entries fit equally well stays without one. Among few entries what is left
    is looked at once more: a firm's last entry is its last service.
    """
    found = _once(named, entries)
    if not found or len(entries) > MANY:
        return found
    places, taken = {match.place for match in found}, {match.entry.key for match in found}
    left = [place for place in range(len(named)) if place not in places]
    rest = _once([named[n] for n in left], [e for e in entries if e.key not in taken])
    more = [Match(left[match.place], match.entry, match.likeness) for match in rest]
    return sorted((*found, *more), key=lambda match: match.place)


def _once(named: Sequence[Registered], entries: Sequence[Entry]) -> list[Match]:
    weights = _weights(named, entries)
    found: dict[int, int] = {}
    taken: set[int] = set()
    shut: set[int] = set()
    for _, level in groupby(
        sorted(weights, key=lambda p: -weights[p].points), lambda p: weights[p].points
    ):
        pairs = list(level)
        while free := [
            p for p in pairs if p[0] not in found and p[0] not in shut and p[1] not in taken
        ]:
            sure = _unrivalled(free)
            if not sure:
                shut |= {place for place, _ in free}
                break
            found |= dict(sure)
            taken |= {number for _, number in sure}
    return [Match(place, entries[n], weights[place, n]) for place, n in sorted(found.items())]


def _unrivalled(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs whose sides have no other pair; of services that fit one entry only, the first."""
    rows = Counter(place for place, _ in pairs)
    alone = [pair for pair in pairs if rows[pair[0]] == 1]
    first: dict[int, Pair] = {}
    for place, number in sorted(alone):
        first.setdefault(number, (place, number))
    return list(first.values())


def _weights(named: Sequence[Registered], entries: Sequence[Entry]) -> dict[Pair, Likeness]:
    few = len(entries) <= MANY
    shared = hits(named, entries)
    weights = {
        (place, number): found
        for number, entry in enumerate(entries)
        for place in (range(len(named)) if few else shared.get(entry.key, ()))
        if (found := likeness(named[place], entry)).points >= LEAST
    }
    by_firm = _firms(weights)
    return {
        (place, number): found
        for (place, number), found in weights.items()
        if (found.service and (few or not found.weak))
        or (
            _only_one(named[place], (place, number), by_firm)
            and (few or (found.firm >= FIRM_SPELT and may_be_one(named[place], entries[number])))
        )
    }


def _firms(
    weights: Mapping[Pair, Likeness],
) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """By service the entries of its firm, by entry the services of its firm."""
    theirs: dict[int, set[int]] = defaultdict(set)
    those: dict[int, set[int]] = defaultdict(set)
    for (place, number), found in weights.items():
        if found.firm:
            theirs[place].add(number)
            those[number].add(place)
    return theirs, those


def _only_one(
    one: Registered, pair: Pair, by_firm: tuple[Mapping[int, set[int]], Mapping[int, set[int]]]
) -> bool:
    """Can a firm alone tell? Where it has one entry, and no other service of it is named."""
    entries, services = by_firm
    return len(entries[pair[0]]) == 1 and (one.service is None or len(services[pair[1]]) == 1)


def is_conflict(match: Match, named: Registered, entries: Iterable[Entry]) -> bool:
    """Does the press give a service to a firm that is certainly not its own?

    It does where the firm is that of another entry of those days.
    """
    if match.likeness.firm or not match.likeness.service:
        return False
    if match.likeness.others_firm:
        return True
    mine = named_keys(named.printed)[1]
    return any(
        mine & entry_keys(entry)[1] for entry in entries if entry.company != match.entry.company
    )


def doubles(
    named: Sequence[Registered], found: Sequence[Match], entries: Sequence[Entry]
) -> dict[int, int]:
    """Services without an entry that are surely one that has it: their places, and its.

    Papers give it the entry's other name, or name its firm alone, which has no other entry.
    """
    left = [n for n in range(len(named)) if n not in {match.place for match in found}]
    joined: dict[int, int] = {}
    for place in left:
        fits = [
            match.place
            for match in found
            if _surely(likeness(named[place], match.entry), named[place], match.entry, entries)
        ]
        if len(fits) == 1:
            joined[place] = fits[0]
    return joined


def _surely(found: Likeness, one: Registered, entry: Entry, entries: Sequence[Entry]) -> bool:
    if found.service >= SPELT:
        return bool(found.firm)
    alone = sum(other.company == entry.company for other in entries) == 1
    return one.service is None and found.firm >= FIRM_SPELT and alone
