"""A regex to a pattern that matches the same and says sooner where it does not.

``re`` tries alternatives one by one; a guard before them looks first whether the next character
is one that any of them, and what follows, can begin with.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from extract.matching.trees import Node, Trees, any_list, compiled, made, node_of

LEAST = 4
"""Alternatives before which a guard pays."""
FOLDING = int(re.IGNORECASE)
FEW = ("CATEGORY_DIGIT", "CATEGORY_SPACE")
"""Classes of few characters."""
WIDEST = 1000
"""Characters of a range that keeps others out."""
ZERO = ("AT", "ASSERT", "ASSERT_NOT")
"""Nodes of no width."""
Firsts = frozenset[Node] | None
"""Members of a class that holds every first character, and looks behind of which one holds where
it may be any other; None where any may be one."""
NO_ONE: frozenset[Node] = frozenset()
Seen = tuple[Node, Firsts, bool]
"""A node with its guards, what it begins with, and whether it may match nothing."""
Row = tuple[list[Node], Firsts, bool]
"""Nodes with their guards, what they begin with, and whether they may match nothing."""


class Guards:
    """Compiles regexes with guards in them; of a word list they are put in once."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._lists: dict[tuple[str, int], Row] = {}

    def compiled(self, regex: str) -> re.Pattern[str]:
        """The pattern of a regex."""
        tree = self._trees.of(regex)
        flags = int(tree.state.flags)
        nodes = self._row(tree, flags, at_front=True)[0]
        return compiled(made(nodes, tree), self._trees.flags)

    def _row(self, nodes: Any, flags: int, *, at_front: bool = False) -> Row:
        """Nodes behind one another; a search that begins with ``at_front`` finds letters itself."""
        out: list[Node] = []
        firsts: Firsts = NO_ONE
        empty, bare = True, False
        for place in range(len(nodes) - 1, -1, -1):
            node, own, may_lack = self._node(nodes[place], nodes, flags)
            if bare and not empty and _varies(node):
                out += self._guard(firsts, nodes)
            if firsts is None and node[0].name == "ASSERT" and node[1][0] < 0:
                own, may_lack = frozenset({node}), False
            firsts = _either(own, firsts) if may_lack else own
            empty = empty and may_lack
            out.append(node)
            bare = node[0].name not in ("LITERAL", "IN")
            if node[0].name == "BRANCH" and len(node[1][1]) >= LEAST and not empty:
                found = at_front and not place and not flags & FOLDING and _of_letters(node)
                out += () if found else self._guard(firsts, nodes)
                bare = False
        return out[::-1], firsts, empty

    def _runs(self, rows: list[Row], like: Any) -> Iterator[Row]:
        """Alternatives of which some may begin with anything; runs of the others have one guard."""
        for told, run in groupby(rows, key=lambda row: _keeps_out(row[1]) and not row[2]):
            held = list(run)
            if not told or len(held) < LEAST:
                yield from held
                continue
            firsts = frozenset[Node]().union(*(row[1] or () for row in held))
            branch = node_of("BRANCH"), (None, [made(row[0], like) for row in held])
            yield [*self._guard(firsts, like), branch], firsts, False

    def _guard(self, firsts: Firsts, like: Any) -> list[Node]:
        """The look at the next character, where it keeps enough of them out."""
        if not firsts or not _keeps_out(firsts):
            return []
        behind = [node for node in firsts if node[0].name == "ASSERT"]
        members = [node for node in firsts if node[0].name != "ASSERT"]
        rows = [[(node_of("IN"), members)]] if members else []
        rows += [[node] for node in behind]
        parts = [made(row, like) for row in rows]
        row = rows[0] if len(rows) == 1 else [(node_of("BRANCH"), (None, parts))]
        return [(node_of("ASSERT"), (1, made(row, like)))]

    def _node(self, node: Node, like: Any, flags: int) -> Seen:
        """A node, what it begins with, and whether it may match nothing."""
        op, value = node
        name = op.name
        if name == "IN" and any_list(value):
            op, name = node_of("BRANCH"), "BRANCH"
            value = (None, [made([_alone(member)], like) for member in value])
        if name == "LITERAL":
            listed = self._trees.name(value)
            return self._listed(listed, like, flags) if listed else (node, frozenset({node}), False)
        if name == "IN":
            return node, None if value[0][0].name == "NEGATE" else frozenset(value), False
        if name == "BRANCH":
            rows = [self._row(part, flags) for part in value[1]]
            firsts: Firsts = NO_ONE
            for row in rows:
                firsts = _either(firsts, row[1])
            guarded = rows if _keeps_out(firsts) else self._runs(rows, like)
            parts = [made(row[0], like) for row in guarded]
            return (op, (None, parts)), firsts, any(row[2] for row in rows)
        if name == "SUBPATTERN":
            group, added, taken, inner = value
            within = (flags | added) & ~taken
            out, own, empty = self._row(inner, within)
            own = None if within & FOLDING and not flags & FOLDING else own
            return (op, (group, added, taken, made(out, like))), own, empty
        if name == "ATOMIC_GROUP":
            out, own, empty = self._row(value, flags)
            return (op, made(out, like)), own, empty
        if name.endswith("_REPEAT"):
            least, most, inner = value
            out, own, empty = self._row(inner, flags)
            return (op, (least, most, made(out, like))), own, empty or not least
        if name in ("ASSERT", "ASSERT_NOT"):
            node = op, (value[0], made(self._row(value[1], flags)[0], like))
        return node, NO_ONE if name in ZERO else None, name in ZERO or name.startswith("GROUPREF")

    def _listed(self, name: str, like: Any, flags: int) -> Seen:
        """A word list as a group."""
        key = name, flags & FOLDING
        if key not in self._lists:
            self._lists[key] = self._row(self._trees.of_list(name), flags)
        out, firsts, empty = self._lists[key]
        node = node_of("SUBPATTERN"), (None, 0, 0, made(out, like))
        return node, firsts, empty


def _alone(member: Node) -> Node:
    """A member of a class as a node."""
    return member if member[0].name == "LITERAL" else (node_of("IN"), [member])


def _either(one: Firsts, other: Firsts) -> Firsts:
    return None if one is None or other is None else one | other


def _varies(node: Node) -> bool:
    """Does a node match now more, now fewer characters?"""
    op, value = node
    return bool(op.name.endswith("_REPEAT") and value[0] != value[1])


def _of_letters(branch: Node) -> bool:
    """Does each alternative begin with a letter?"""
    return all(len(part) and part[0][0].name == "LITERAL" for part in branch[1][1])


def _keeps_out(firsts: Firsts) -> bool:
    """Are there many characters that nothing of this begins with?"""
    return firsts is not None and not any(_is_wide(*member) for member in firsts)


def _is_wide(op: Any, value: Any) -> bool:
    if op.name == "CATEGORY":
        return value.name not in FEW
    return bool(op.name == "RANGE" and value[1] - value[0] > WIDEST)
