"""A regex to the strings that every match of it needs, and where in a match each of them stands."""

import re
from collections.abc import Iterator
from typing import Any

from extract.matching.trees import Nodes, Trees, any_list

FAR = 1_000_000
"""Characters of which nobody can say how many they are."""
MOST = 128
"""Strings of one anchor; what may be any of more is found in every text."""
KEPT = 2
"""Anchors of one regex."""
HAN = re.compile(r"[^\x00-\u2e7f]")
ONE = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "CATEGORY"})
"""Nodes of one character."""
Anchor = tuple[frozenset[str], int, int]
"""Strings in lower case of which there is one, the least and the most characters before it,
counted from the start of the match; less than none where it stands before the match."""
Width = tuple[int, int]


class Anchors:
    """Reads what regexes need; a word list in them is read once for all."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._widths: dict[str, Width] = {}
        self._lists: dict[str, Anchor | None] = {}

    def of(self, regex: str) -> tuple[Anchor, ...]:
        """The few anchors that tell most, the best first; none where nothing can be said."""
        try:
            nodes = self._trees.of(regex)
        except (AttributeError, ImportError):
            return ()
        found: dict[frozenset[str], Anchor] = {}
        for texts, least, most in self._all(nodes, 0, 0):
            lowered = frozenset(text.lower() for text in texts)
            if len(lowered) <= MOST and not lowered.intersection(" -'\""):
                found.setdefault(lowered, (lowered, least, most))
        return tuple(sorted(found.values(), key=_worth, reverse=True)[:KEPT])

    def width(self, regex: str) -> Width:
        """The least and the most characters of a match."""
        try:
            return self._width(self._trees.of(regex))
        except (AttributeError, ImportError):
            return 0, FAR

    def _all(self, nodes: Nodes, least: int, most: int) -> Iterator[Anchor]:
        """What nodes in a row need, of which the first stands so many characters in."""
        run, at = "", (least, most)
        for op, value in nodes:
            name = str(op)
            if name == "LITERAL" and not self._trees.name(value):
                at = at if run else (least, most)
                run, least, most = run + chr(value), least + 1, most + 1
                continue
            if run:
                yield frozenset({run}), *at
                run = ""
            yield from self._inside(name, value, least, most)
            low, high = self._node_width(name, value)
            least, most = least + low, min(FAR, most + high)
        if run:
            yield frozenset({run}), *at

    def _inside(self, name: str, value: Any, least: int, most: int) -> Iterator[Anchor]:
        """What one node needs."""
        if name == "IN" and any_list(value):
            name, value = "BRANCH", (None, [[member] for member in value])
        if name == "LITERAL":
            of_list = self._trees.name(value)
            if of_list and (listed := self._listed(of_list)):
                texts, low, high = listed
                yield texts, least + low, min(FAR, most + high)
        elif name == "BRANCH":
            parts = [self._best(part, least, most) for part in value[1]]
            told = [part for part in parts if part]
            if len(told) == len(parts):
                texts = frozenset[str]().union(*(part[0] for part in told))
                yield texts, min(part[1] for part in told), max(part[2] for part in told)
        elif name == "SUBPATTERN":
            yield from self._all(value[3], least, most)
        elif name == "ATOMIC_GROUP":
            yield from self._all(value, least, most)
        elif name.endswith("_REPEAT") and value[0]:
            yield from self._all(value[2], least, most)
        elif name == "ASSERT":
            low, high = self._width(value[1]) if value[0] < 0 else (0, 0)
            yield from self._all(value[1], least - high, most - low)
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            yield frozenset(chr(code) for _, code in value), least, most

    def _listed(self, name: str) -> Anchor | None:
        if name not in self._lists:
            self._lists[name] = self._best(self._trees.of_list(name), 0, 0)
        return self._lists[name]

    def _best(self, nodes: Nodes, least: int, most: int) -> Anchor | None:
        return max(self._all(nodes, least, most), key=_worth, default=None)

    def _width(self, nodes: Nodes) -> Width:
        widths = [self._node_width(str(op), value) for op, value in nodes]
        return sum(low for low, _ in widths), min(FAR, sum(high for _, high in widths))

    def _node_width(self, name: str, value: Any) -> Width:
        if name == "IN" and any_list(value):
            name, value = "BRANCH", (None, [[member] for member in value])
        if name in ONE:
            return self._list_width(value) if name == "LITERAL" else (1, 1)
        if name == "BRANCH":
            widths = [self._width(part) for part in value[1]]
            return min(low for low, _ in widths), max(high for _, high in widths)
        if name in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._width(value[3] if name == "SUBPATTERN" else value)
        if name.endswith("_REPEAT"):
            low, high = self._width(value[2])
            return low * value[0], min(FAR, high * int(value[1]))
        return (0, 0) if name in ("AT", "ASSERT", "ASSERT_NOT") else (0, FAR)

    def _list_width(self, code: int) -> Width:
        """Of a character, or of the word list that it stands for."""
        name = self._trees.name(code)
        if name is None:
            return 1, 1
        if name not in self._widths:
            self._widths[name] = self._width(self._trees.of_list(name))
        return self._widths[name]


def _worth(anchor: Anchor) -> tuple[int, int]:
    """Long strings tell more, a Chinese character as much as three letters; few more than many."""
    texts = anchor[0]
    return min(len(text.strip()) * (3 if HAN.search(text) else 1) for text in texts), -len(texts)
