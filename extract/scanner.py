"""Many regexes over one text: each is tried only where a match of it can begin."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from extract.anchored import Near, Needs, Stands
from extract.regexes import Regex

MOST_KNOWN = 50_000
"""Heads of which it is remembered which regexes can begin so."""
MANY = 300
"""Tries in a text for which it is worth while to see first what it lacks."""
FEW = 3
"""Tries of one regex for which it is not."""
WORTH = 2
"""Places of a text to each one at which it is worth while to try a regex alone."""
Matching = Callable[[str, int], re.Match[str] | None]
Found = list[tuple[int, re.Match[str]]]
"""Matches, each with the index of its regex."""


class Scanner:
    """Regexes of one language, ready to run together; a match is told by its regex's index."""

    def __init__(self, regexes: Sequence[Regex]) -> None:
        self._regexes = regexes
        self._longest = max((regex.longest for regex in regexes), default=1)
        self._tries: list[Matching | None] = [None] * len(regexes)
        self._everywhere: list[int] = []
        printed: dict[str, list[int]] = {}
        folded: dict[str, list[int]] = {}
        for index, regex in enumerate(regexes):
            if regex.beginnings is None or regex.of_lines:
                self._everywhere.append(index)
                continue
            for keys, texts in zip((printed, folded), regex.beginnings, strict=True):
                for text in texts:
                    keys.setdefault(text, []).append(index)
        self._printed, self._folded = printed, folded
        self._starts = _starts(chain(printed, folded))
        self._known: dict[str, tuple[int, ...]] = {}

    def find(self, text: str) -> Found:
        """Every match with its regex's index; of one regex they do not overlap."""
        places = self._places(text)
        tries = len(text) * len(self._everywhere) + sum(map(len, places.values()))
        stands = self._needs.of(text) if tries > MANY else None
        found = []
        for index in self._everywhere:
            found += [(index, match) for match in self._all(index, text, stands)]
        return found + self._at(text, places, stands)

    @cached_property
    def _needs(self) -> Needs:
        return Needs([regex.anchors for regex in self._regexes])

    def _all(self, index: int, text: str, stands: Stands | None) -> Iterable[re.Match[str]]:
        """The matches of a regex that can begin with anything."""
        near = self._needs.near(index, stands) if stands else None
        if near:
            starts, least, most = near
            if len(starts) * (most - least + 1) * WORTH <= len(text):
                return _matches_near(self._tries[index] or self._match(index), text, near)
        return self._regexes[index].pattern.finditer(text)

    def at(self, text: str, place: int = 0) -> Iterator[int]:
        """The regexes that match from one place on, which need be no start of a word."""
        head = text[place : place + self._longest]
        for index in (*self._everywhere, *self._beginning(head)):
            if self._match(index)(text, place):
                yield index

    def whole(self, text: str) -> Iterator[int]:
        """The regexes that all of a text matches."""
        for index in (*self._everywhere, *self._beginning(text[: self._longest])):
            if self._regexes[index].pattern.fullmatch(text):
                yield index

    def _match(self, index: int) -> Matching:
        found = self._tries[index] = self._regexes[index].pattern.match
        return found

    def _places(self, text: str) -> dict[int, list[int]]:
        """Where each regex can begin, of those that can anywhere."""
        known = self._known
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place in [found.start() for found in self._starts.finditer(text)]:
            head = text[place : place + self._longest]
            beginning = known.get(head)
            for index in self._beginning(head) if beginning is None else beginning:
                places[index].append(place)
        return places

    def _at(self, text: str, places: dict[int, list[int]], stands: Stands | None) -> Found:
        """Regex by regex, each at the places where it can begin; the matches as they stand."""
        out: list[tuple[int, int, re.Match[str]]] = []
        for index, tried in places.items():
            if stands and len(tried) > FEW and (near := self._needs.near(index, stands)):
                tried = _within(tried, near)
            free, match = 0, self._tries[index]
            for place in tried:
                if place >= free and (found := (match or self._match(index))(text, place)):
                    free = max(found.end(), place + 1)
                    out.append((place, index, found))
        return [(index, match) for _, index, match in sorted(out)]

    def _beginning(self, head: str) -> tuple[int, ...]:
        """The regexes that can begin with the first characters of a string."""
        if head in self._known:
            return self._known[head]
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        low = head.lower()
        found = {i for n in range(1, len(head) + 1) for i in self._printed.get(head[:n], ())}
        found |= {i for n in range(1, len(low) + 1) for i in self._folded.get(low[:n], ())}
        self._known[head] = tuple(sorted(found))
        return self._known[head]


def _within(places: list[int], near: Near) -> list[int]:
    """The places, in order, from which a match can reach what it needs."""
    starts, least, most = near
    if len(starts) == 1:
        low, high = starts[0] - most, starts[0] - least
        return places[bisect_left(places, low) : bisect_right(places, high)]
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


def _starts(texts: chain[str]) -> re.Pattern[str]:
    """Where any of the texts can begin: letters of the Latin script at the start of a word only."""
    first = {character for text in texts for character in (text[0], text[0].upper())}
    latin = "".join(sorted(c for c in first if c.isascii() and c.isalnum()))
    other = "".join(sorted(c for c in first if not (c.isascii() and c.isalnum())))
    parts = [
        rf"(?<![A-Za-z0-9])[{latin}]" if latin else "",
        f"[{re.escape(other)}]" if other else "",
    ]
    return re.compile("|".join(filter(None, parts)) or r"(?!)")
