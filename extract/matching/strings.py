"""Many strings to where each of them stands in a text, found in one pass over it."""

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

SURROGATE = re.compile("[\ud800-\udfff]")
"""A character that stands for none, which the automaton does not take."""


class Strings:
    """Strings, each known by its place among them."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._automaton = AhoCorasick(strings)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Which string stands where, from and to, in order of the ends; also those in others."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return self._automaton.find_matches_as_indexes(
                SURROGATE.sub(" ", text), overlapping=True
            )
