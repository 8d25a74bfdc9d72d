"""Many regexes over one text: each is tried only where a match of it can begin."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from extract.matching.anchored import Near, Needs, Stands
from extract.matching.heads import Heads
from extract.matching.regexes import Regex

MANY = 300
"""Tries in a text for which it is worth while to see first what it lacks."""
FEW = 3
"""Tries of one regex for which it is not."""
WORTH = 2
"""Places of a text to each one at which it is worth while to try a regex alone."""
Matching = Callable[[str, int], re.Match[str] | None]
Places = tuple[list[int], list[int]]
"""Regexes that begin alike, and where."""
Found = list[tuple[int, re.Match[str]]]
"""Matches, each with the index of its regex."""


class Scanner:
    """Regexes of one language, ready to run together; a match is told by its regex's index."""

    def __init__(self, regexes: Sequence[Regex]) -> None:
        self._regexes = regexes
        self._tries: list[Matching | None] = [None] * len(regexes)
        known = {i: r.beginnings for i, r in enumerate(regexes) if not r.of_lines and r.beginnings}
        self._everywhere = [index for index in range(len(regexes)) if index not in known]
        self._heads = Heads(known, max((regex.longest for regex in regexes), default=1))

    def find(self, text: str) -> Found:
        """Every match with its regex's index; of one regex they do not overlap."""
        places = self._heads.places(text)
        tries = len(text) * len(self._everywhere) + sum(len(i) * len(p) for i, p in places)
        stands = self._needs.of(text) if tries > max(MANY, len(text) // 2) else None
        found = []
        for index in self._everywhere:
            found += [(index, match) for match in self._all(index, text, stands)]
        return found + self._at(text, places, stands)

    @cached_property
    def _needs(self) -> Needs:
        """Of what is told by its beginnings those that stand at its start say nothing new."""
        spread = frozenset(self._everywhere)
        anchors = (regex.anchors for regex in self._regexes)
        return Needs(
            [
                [a for a in of_one if i in spread or a[1:] != (0, 0)]
                for i, of_one in enumerate(anchors)
            ]
        )

    def _all(self, index: int, text: str, stands: Stands | None) -> Iterable[re.Match[str]]:
        """The matches of a regex that can begin with anything."""
        near = self._needs.near(index, stands, spread=True) if stands else None
        if near:
            starts, least, most = near
            if len(starts) * (most - least + 1) * WORTH <= len(text):
                return _matches_near(self._tries[index] or self._match(index), text, near)
        return self._regexes[index].pattern.finditer(text)

    def at(self, text: str, place: int = 0) -> Iterator[int]:
        """The regexes that match from one place on, which need be no start of a word."""
        for index in (*self._everywhere, *self._heads.of(text, place)):
            if self._match(index)(text, place):
                yield index

    def whole(self, text: str) -> Iterator[int]:
        """The regexes that all of a text matches."""
        for index in (*self._everywhere, *self._heads.of(text)):
            if self._regexes[index].pattern.fullmatch(text):
                yield index

    def _match(self, index: int) -> Matching:
        found = self._tries[index] = self._regexes[index].pattern.match
        return found

    def _at(self, text: str, places: Sequence[Places], stands: Stands | None) -> Found:
        """Regex by regex, each at the places where it can begin; the matches as they stand."""
        out: list[tuple[int, int, re.Match[str]]] = []
        for indexes, begun in places:
            for index in indexes:
                tried = begun
                if stands and len(tried) > FEW and (near := self._needs.near(index, stands)):
                    tried = _within(tried, near)
                free, match = 0, self._tries[index]
                for place in tried:
                    if place >= free and (found := (match or self._match(index))(text, place)):
                        free = max(found.end(), place + 1)
                        out.append((place, index, found))
        return [(index, match) for _, index, match in sorted(out)]


def _reaches(place: int, near: Near) -> bool:
    starts, least, most = near
    found = bisect_left(starts, place + least)
    return found < len(starts) and starts[found] <= place + most


def _within(places: list[int], near: Near) -> list[int]:
    """The places, in order, from which a match can reach what it needs, and few others."""
    starts, least, most = near
    if not starts:
        return []
    if len(starts) * (most - least) >= starts[-1] - starts[0]:
        first = bisect_left(places, starts[0] - most)
        return places[first : bisect_right(places, starts[-1] - least, first)]
    if len(places) < len(starts):
        return [place for place in places if _reaches(place, near)]
    out: list[int] = []
    done = 0
    for start in starts:
        first = bisect_left(places, start - most, done)
        done = bisect_right(places, start - least, first)
        out += places[first:done]
    return out


def _matches_near(match: Matching, text: str, near: Near) -> Iterator[re.Match[str]]:
    """The matches of a regex, tried where one can reach what it needs, which do not overlap."""
    starts, least, most = near
    free = 0
    for start in starts:
        place = max(free, start - most)
        while place <= start - least:
            found = match(text, place)
            place = max(found.end(), place + 1) if found else place + 1
            if found:
                yield found
        free = max(free, place)
