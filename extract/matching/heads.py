"""What regexes begin with to where in a text each of them can begin."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, product
from string import ascii_letters, digits

from extract.matching.starts import Beginnings
from extract.matching.strings import Strings

MOST_KNOWN = 50_000
"""Heads of which it is remembered which regexes can begin so."""
LATIN = frozenset(ascii_letters + digits)
"""What begins a match at the start of a word only."""


class Heads:
    """The beginnings of regexes, of at most so many characters; a regex is told by its index."""

    def __init__(self, beginnings: Mapping[int, Beginnings], longest: int) -> None:
        self._longest = longest
        alike: defaultdict[Beginnings, list[int]] = defaultdict(list)
        for index, of_one in beginnings.items():
            alike[of_one].append(index)
        self._alike = list(alike.values())
        self._printed: dict[str, list[int]] = {}
        self._folded: dict[str, list[int]] = {}
        for group, of_one in enumerate(alike):
            for keys, texts in zip((self._printed, self._folded), of_one, strict=True):
                for text in texts:
                    keys.setdefault(text, []).append(group)
        self._known: dict[str, tuple[int, ...]] = {}
        self._by_words = len(self._folded) > len(self._printed)

    def places(self, text: str) -> list[tuple[list[int], list[int]]]:
        """Regexes that begin alike, with where they can begin, in order.

        Where most begin in Latin script the starts of words are looked up, else all in one pass.
        """
        found = self._at_words(text) if self._by_words else self._in_one_pass(text)
        return [(self._alike[group], places) for group, places in found.items()]

    def of(self, text: str, place: int = 0) -> Iterator[int]:
        """The regexes that can begin at a place."""
        head = text[place : place + self._longest]
        known = self._known.get(head)
        for group in self._beginning(head) if known is None else known:
            yield from self._alike[group]

    def _at_words(self, text: str) -> dict[int, list[int]]:
        known, longest = self._known, self._longest
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place in [found.start() for found in self._starts.finditer(text)]:
            head = text[place : place + longest]
            beginning = known.get(head)
            for group in self._beginning(head) if beginning is None else beginning:
                places[group].append(place)
        return places

    def _in_one_pass(self, text: str) -> dict[int, list[int]]:
        strings, begun, latin, uneven = self._strings
        places: defaultdict[int, list[int]] = defaultdict(list)
        for string, place, _ in strings.find(text):
            if string < latin and place and text[place - 1] in LATIN:
                continue
            for group in begun[string]:
                places[group].append(place)
        for group in uneven.intersection(places):
            places[group].sort()
        return places

    @cached_property
    def _strings(self) -> tuple[Strings, list[list[int]], int, frozenset[int]]:
        """The beginnings as printed, the Latin ones first; the groups of each; the number of those
        that are Latin; the groups that begin with some longer and some shorter ones."""
        texts: defaultdict[int, set[str]] = defaultdict(set)
        for keys, printed in ((self._printed, _as_it_is), (self._folded, _cases)):
            for text, found in keys.items():
                for group in found:
                    texts[group].update(printed(text))
        begun: defaultdict[str, list[int]] = defaultdict(list)
        uneven = set()
        for group, of_one in texts.items():
            kept = [t for t in of_one if of_one.isdisjoint(t[:n] for n in range(1, len(t)))]
            if len({len(text) for text in kept}) > 1:
                uneven.add(group)
            for text in kept:
                begun[text].append(group)
        order = sorted(begun, key=lambda text: text[0] not in LATIN)
        latin = sum(text[0] in LATIN for text in order)
        return Strings(order), [begun[text] for text in order], latin, frozenset(uneven)

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """Where any can begin: letters of the Latin script at the start of a word only."""
        texts = chain(self._printed, self._folded)
        first = {character for text in texts for character in (text[0], text[0].upper())}
        latin = "".join(sorted(first & LATIN))
        other = "".join(sorted(first - LATIN))
        parts = [
            rf"(?<![A-Za-z0-9])[{latin}]" if latin else "",
            f"[{re.escape(other)}]" if other else "",
        ]
        return re.compile("|".join(filter(None, parts)) or r"(?!)")

    def _beginning(self, head: str) -> tuple[int, ...]:
        """The groups that can begin with the first characters of a string, from now on known."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        low = head.lower()
        found = {i for n in range(1, len(head) + 1) for i in self._printed.get(head[:n], ())}
        found |= {i for n in range(1, len(low) + 1) for i in self._folded.get(low[:n], ())}
        self._known[head] = tuple(sorted(found))
        return self._known[head]


def _as_it_is(text: str) -> Iterable[str]:
    return (text,)


def _cases(text: str) -> Iterable[str]:
    """A text in lower case, and in each way in which its letters can be capitals."""
    return map("".join, product(*({c, c.upper()} for c in text)))
