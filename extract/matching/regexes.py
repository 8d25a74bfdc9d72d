"""The regex of a rule with its word lists: what it begins with is known before it is compiled."""

import re
from collections.abc import Mapping
from functools import cached_property

from extract.matching.anchors import Anchor, Anchors
from extract.matching.guards import Guards
from extract.matching.starts import LONGEST, Beginnings, Starts
from extract.matching.trees import NAME, Trees


class Words:
    """The word lists of a language, each an alternation for ``{name}`` in a regex.

    ``longest`` are the characters by which the beginnings of regexes are told apart.
    """

    def __init__(self, lists: Mapping[str, str], flags: int = 0, longest: int = LONGEST) -> None:
        self.longest = longest
        self._lists, self._flags = lists, flags
        trees = Trees(flags, lists)
        self.starts, self.anchors = Starts(trees, longest), Anchors(trees)
        self._guards = Guards(trees)
        self._regexes: dict[str, Regex] = {}

    def compiled(self, regex: str) -> re.Pattern[str]:
        """The pattern of a regex with its lists; it does not say how it is written."""
        try:
            return self._guards.compiled(regex)
        except (AttributeError, ImportError):
            return re.compile(self.written(regex), self._flags)

    def written(self, regex: str) -> str:
        """A regex with its lists, and the lists in those, filled in."""
        while NAME.search(regex):
            regex = NAME.sub(lambda m: self._lists[m[1]], regex)
        return regex

    def regex(self, written: str) -> "Regex":
        """A regex with these lists; what was read of it is kept, whatever rules are in use."""
        return self._regexes.setdefault(written, Regex(written, self))


class Regex:
    """A regex that is read when it is first asked for, and compiled when a text first needs it."""

    def __init__(self, written: str, words: Words) -> None:
        self._written, self._words = written, words

    @cached_property
    def beginnings(self) -> Beginnings | None:
        """What a match begins with; None for anything.

        KeyError for an unknown list, ``re.error`` for what is no regex.
        """
        return self._words.starts.of(self._written)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled regex."""
        return self._words.compiled(self._written)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The strings that each match needs, and where; none where that cannot be said."""
        return self._words.anchors.of(self._written)

    @property
    def longest(self) -> int:
        """The most characters that a beginning has."""
        return self._words.longest

    @property
    def of_lines(self) -> bool:
        """Does a match begin where a line or the text does?"""
        return self._written.startswith(("^", "(?m)^"))

    @cached_property
    def group(self) -> str | int:
        """The group that is the span: ``x`` where it has one, else the whole."""
        return "x" if "x" in self.pattern.groupindex else 0
