"""Regexes to their parse trees, as ``re`` itself makes them; a word list in one is read once.

The parser and the compiler of ``re`` are private: they have no type stubs, and a Python may lack
them. Then AttributeError or ImportError is raised, and a regex is simply compiled as it is written.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

LISTS = 0xF0000
"""The first of the characters that stand for word lists; none of them is ever printed."""
NAME = re.compile(r"\{([a-z_]+)\}")
"""A word list in a regex."""
Node = tuple[Any, Any]
Nodes = Sequence[Node]


class Trees:
    """Parse trees of the regexes of a language.

    ``lists`` are the regexes of the lists that may stand in one as ``{name}``.
    """

    def __init__(self, flags: int, lists: Mapping[str, str]) -> None:
        self.flags, self._lists = int(flags), lists
        self._names = list(lists)
        self._places = {name: place for place, name in enumerate(self._names)}
        self._of_lists: dict[str, Any] = {}
        self._last: tuple[str, Any] = ("", None)

    def of(self, regex: str) -> Any:
        """The nodes of a regex; those of the last one that was asked for are kept.

        KeyError for an unknown list, ``re.error`` for what is no regex.
        """
        if self._last[1] is None or regex != self._last[0]:
            self._last = regex, self._parsed(regex)
        return self._last[1]

    def of_list(self, name: str) -> Any:
        """The nodes of a word list."""
        if name not in self._of_lists:
            self._of_lists[name] = self._parsed(self._lists[name])
        return self._of_lists[name]

    def name(self, code: int) -> str | None:
        """The list that a character stands for, if any."""
        return self._names[(code - LISTS) % len(self._names)] if code >= LISTS else None

    def _parsed(self, regex: str) -> Any:
        """Each list is another character each time, so that the parser sees no two alike."""
        times = count(LISTS, len(self._names))
        marked = NAME.sub(lambda m: chr(self._places[m[1]] + next(times)), regex)
        return re._parser.parse(marked, self.flags)  # type: ignore[attr-defined]


def any_list(members: Nodes) -> bool:
    """Do lists stand in what the parser made one class of: ``{a}|{b}``?"""
    return any(str(kind) == "LITERAL" and value >= LISTS for kind, value in members)


def made(nodes: list[Node], like: Any) -> Any:
    """Nodes as the compiler takes them, of the same regex as ``like``."""
    return re._parser.SubPattern(like.state, nodes)  # type: ignore[attr-defined]


def compiled(nodes: Any, flags: int) -> re.Pattern[str]:
    """What matches as a parse tree says."""
    found: re.Pattern[str] = re._compiler.compile(nodes, flags)  # type: ignore[attr-defined]
    return found


def node_of(name: str) -> Any:
    """The constant by which a kind of node is known."""
    return getattr(re._constants, name)  # type: ignore[attr-defined]
