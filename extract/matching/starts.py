"""A regex to the strings that a match of it can begin with, so that it is tried only there.

Read from the parse tree that ``re`` itself makes; where the tree cannot be had or says nothing,
the regex is simply tried everywhere.
"""

import re
import string
from collections.abc import Sequence
from typing import Any

from extract.matching.trees import Node, Nodes, Trees

LONGEST = 3
"""Characters of a beginning that are told apart, where nothing else is asked for."""
MOST = 3000
"""Beginnings of one regex; one with more is tried everywhere."""
WIDEST = 64
"""Characters of a class that are listed one by one."""
Beginning = tuple[str, bool]
"""A string, and whether what follows it in the regex comes right behind it."""
Beginnings = tuple[frozenset[str], frozenset[str]]
"""Strings as printed, and strings in lower case; none is empty."""
ANYTHING: frozenset[Beginning] = frozenset({("", False)})
NOTHING: frozenset[Beginning] = frozenset({("", True)})
CATEGORIES = {"CATEGORY_DIGIT": string.digits, "CATEGORY_SPACE": " \n"}
FOLDED = "\0"
"""Marks a beginning that is compared in lower case."""
FOLDING = int(re.IGNORECASE)


class Starts:
    """Reads what regexes begin with; a word list in them is read once for all."""

    def __init__(self, trees: Trees, longest: int = LONGEST) -> None:
        self._trees, self._lengths = trees, range(longest, 0, -1)
        self._read: dict[tuple[str, int, int], frozenset[Beginning]] = {}
        self._longest = longest

    def of(self, regex: str) -> Beginnings | None:
        """What a match begins with, told by fewer characters where there are too many; None for
        anything.

        KeyError for an unknown list, ``re.error`` for what is no regex.
        """
        for length in self._lengths:
            self._longest = length
            try:
                nodes = self._trees.of(regex)
                found = self._sequence(nodes, self._trees.flags, last=not _looks(nodes))
            except (AttributeError, ImportError):
                return None
            if all(text for text, _ in found) and len(found) <= MOST:
                texts = {text for text, _ in found}
                folded = frozenset(t[1:] for t in texts if t[0] == FOLDED)
                return frozenset(t for t in texts if t[0] != FOLDED), folded
        return None

    def _sequence(self, nodes: Nodes, flags: int, *, last: bool = False) -> frozenset[Beginning]:
        """The beginnings of nodes that stand behind one another; ``last``: nothing is behind."""
        opening = self._opening(nodes)
        text = "".join(_character(code, flags).removeprefix(FOLDED) for code in opening)
        head = FOLDED + text if text and flags & FOLDING else text
        if len(opening) == self._longest:
            return frozenset({(head, False)})
        done: set[str] = set()
        open_ended = {head}
        for place in range(len(opening), len(nodes)):
            at_end = last and place == len(nodes) - 1
            following = self._node(nodes[place], flags, last=at_end)
            ended, grown = _joined(open_ended, following, self._longest)
            if "" in ended:
                return ANYTHING
            done, open_ended = _pruned(done | ended, grown, self._longest)
            if not open_ended:
                break
            if len(done) + len(open_ended) > MOST:
                return ANYTHING
        return _both(done, open_ended)

    def _ahead(self, nodes: Nodes, flags: int) -> frozenset[Beginning]:
        """What a look ahead behind which nothing stands lets follow; where anything, nothing."""
        found = self._sequence(nodes, flags)
        told = all(text for text, _ in found)
        return frozenset((text, False) for text, _ in found) if told else NOTHING

    def _opening(self, nodes: Nodes) -> list[int]:
        """The codes of the characters that nodes begin with, all of them sure to be there."""
        codes: list[int] = []
        for op, value in nodes[: self._longest]:
            if str(op) != "LITERAL" or self._trees.name(value):
                break
            codes.append(value)
        return codes

    def _node(self, node: Node, flags: int, *, last: bool) -> frozenset[Beginning]:
        """The beginnings of one node of the parse tree."""
        op, value = str(node[0]), node[1]
        if op == "LITERAL":
            return self._literal(value, flags)
        if op == "IN":
            return self._class(value, flags)
        if op == "BRANCH":
            found = frozenset().union(*(self._sequence(p, flags, last=last) for p in value[1]))
            ended, going_on = ({t for t, on in found if on is on_} for on_ in (False, True))
            return _both(*_pruned(ended, going_on, self._longest))
        if op == "SUBPATTERN":
            return self._sequence(value[3], (flags | value[1]) & ~value[2], last=last)
        if op == "ATOMIC_GROUP":
            return self._sequence(value, flags, last=last)
        if op.endswith("_REPEAT"):
            return self._repeated(value, flags)
        if op == "ASSERT" and value[0] > 0 and last:
            return self._ahead(value[1], flags)
        return NOTHING if op in ("AT", "ASSERT", "ASSERT_NOT") else ANYTHING

    def _repeated(self, value: Sequence[Any], flags: int) -> frozenset[Beginning]:
        least, most, nodes = value
        once = self._sequence(nodes, flags)
        if most != 1:
            once = frozenset((text, False) for text, _ in once)
        return once if least else once | NOTHING

    def _class(self, members: Sequence[tuple[Any, Any]], flags: int) -> frozenset[Beginning]:
        out: set[Beginning] = set()
        for op, value in members:
            name = str(op)
            if name == "LITERAL":
                out |= self._literal(value, flags)
            elif name == "RANGE" and value[1] - value[0] < WIDEST:
                out |= {(_character(c, flags), True) for c in range(value[0], value[1] + 1)}
            elif name == "CATEGORY" and str(value) in CATEGORIES:
                out |= {(_character(ord(c), flags), True) for c in CATEGORIES[str(value)]}
            else:
                return ANYTHING
        return frozenset(out)

    def _literal(self, code: int, flags: int) -> frozenset[Beginning]:
        """A character, or the word list that it stands for."""
        if not (name := self._trees.name(code)):
            return frozenset({(_character(code, flags), True)})
        folded = flags & FOLDING
        key = (name, folded, self._longest)
        if key not in self._read:
            self._read[key] = self._sequence(self._trees.of_list(name), flags)
        return self._read[key]


def _looks(nodes: Nodes) -> bool:
    """Is it a look ahead and no more?"""
    return len(nodes) == 1 and str(nodes[0][0]) == "ASSERT"


def _pruned(done: set[str], open_ended: set[str], longest: int) -> tuple[set[str], set[str]]:
    """Without those that a shorter one, behind which anything may follow, covers."""
    short = {text for text in done if len(text) < longest + (text[:1] == FOLDED)}
    if not short:
        return done, open_ended
    return (
        {text for text in done if not _covered(text[:-1], short)},
        {text for text in open_ended if not _covered(text, short)},
    )


def _both(done: set[str], open_ended: set[str]) -> frozenset[Beginning]:
    return frozenset([(text, False) for text in done] + [(text, True) for text in open_ended])


def _covered(text: str, short: set[str]) -> bool:
    return not short.isdisjoint([text[:n] for n in range(1, len(text) + 1)])


def _joined(
    heads: set[str], following: frozenset[Beginning], longest: int
) -> tuple[set[str], set[str]]:
    """Heads with what comes right behind them: those that end there, those that go on."""
    done: set[str] = set()
    open_ended: set[str] = set()
    rooms = {len(head.lstrip(FOLDED)) for head in heads}
    cut = {
        n: {(text[: longest - n + (text[:1] == FOLDED)], goes_on) for text, goes_on in following}
        for n in rooms
    }
    for head in heads:
        for text, goes_on in cut[len(head.lstrip(FOLDED))]:
            if head and text and (head[0] == FOLDED) != (text[0] == FOLDED):
                done.add(head)
                continue
            whole = head + (text.removeprefix(FOLDED) if head else text)
            full = len(whole) == longest + (whole[:1] == FOLDED)
            (open_ended if goes_on and not full else done).add(whole)
    return done, open_ended


def _character(code: int, flags: int) -> str:
    return FOLDED + chr(code).lower() if flags & FOLDING else chr(code)
