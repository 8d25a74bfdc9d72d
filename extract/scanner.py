"""Many regexes over one text: each is tried only where a match of it can begin."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from extract.regexes import Regex
from extract.starts import LONGEST

MOST_KNOWN = 50_000
"""Heads of which it is remembered which regexes can begin so."""
LONG = 300
"""Characters of a text for which it is worth while to see first what it lacks."""
FEW = 6
"""Strings that are looked for before a regex that needs one of them is tried."""
Matching = Callable[[str, int], re.Match[str] | None]


class Scanner:
    """Regexes of one language, ready to run together; a match is told by its regex's index."""

    def __init__(self, regexes: Sequence[Regex]) -> None:
        self._regexes = regexes
        self._tries: list[Matching | None] = [None] * len(regexes)
        self._everywhere: list[int] = []
        self._choosy: list[int] = []
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

    def find(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """Every match with its regex's index; of one regex they do not overlap."""
        low = text.lower()
        found = []
        for index in self._everywhere:
            regex = self._regexes[index]
            if _has_needed(regex, low):
                found += [(index, match) for match in regex.pattern.finditer(text)]
        return found + self._at_starts(text, low)

    def at(self, text: str, place: int = 0) -> Iterator[int]:
        """The regexes that match from one place on, which need be no start of a word."""
        head = text[place : place + LONGEST]
        for index in (*self._everywhere, *self._beginning(head)):
            if self._match(index)(text, place):
                yield index

    def whole(self, text: str) -> Iterator[int]:
        """The regexes that all of a text matches."""
        for index in (*self._everywhere, *self._beginning(text[:LONGEST])):
            if self._regexes[index].pattern.fullmatch(text):
                yield index

    def _match(self, index: int) -> Matching:
        regex = self._regexes[index]
        found = self._tries[index] = regex.pattern.match
        if 0 < len(regex.needed) <= FEW:
            self._choosy.append(index)
        return found

    def _at_starts(self, text: str, low: str) -> list[tuple[int, re.Match[str]]]:
        tries, free = self._tries, [0] * len(self._tries)
        for index in self._choosy if len(text) >= LONG else ():
            if not _has_needed(self._regexes[index], low):
                free[index] = len(text)
        known, out = self._known, []
        for place in [found.start() for found in self._starts.finditer(text)]:
            head = text[place : place + LONGEST]
            beginning = known.get(head)
            if beginning is None:
                beginning = self._beginning(head)
            for index in beginning:
                if place < free[index]:
                    continue
                match = (tries[index] or self._match(index))(text, place)
                if match:
                    free[index] = max(match.end(), place + 1)
                    out.append((index, match))
        return out

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


def _has_needed(regex: Regex, low: str) -> bool:
    """Can a regex match in a text, of which ``low`` is the lower case?"""
    return not regex.needed or any(part in low for part in regex.needed)


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
