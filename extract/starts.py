"""A regex to the strings that a match of it can begin with, so that it is tried only there.

Read from the parse tree that ``re`` itself makes; where the tree cannot be had or says nothing,
the regex is simply tried everywhere.
"""

import re
import string
from collections.abc import Iterable, Sequence
from typing import Any

LONGEST = 3
"""Characters of a beginning that are told apart."""
MOST = 3000
"""Beginnings of one regex; one with more is tried everywhere."""
WIDEST = 64
"""Characters of a class that are listed one by one."""
Beginning = tuple[str, bool]
"""A string, and whether what follows it in the regex comes right behind it."""
ANYTHING: frozenset[Beginning] = frozenset({("", False)})
NOTHING: frozenset[Beginning] = frozenset({("", True)})
CATEGORIES = {"CATEGORY_DIGIT": string.digits, "CATEGORY_SPACE": " \n"}


def beginnings(regex: re.Pattern[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """What a match begins with: strings as printed, and strings in lower case; None for anything.

    Strings have up to ``LONGEST`` characters; none is empty.
    """
    try:
        # The parser of ``re`` is private: it has no type stub, and a Python may lack it.
        tree = re._parser.parse(regex.pattern, regex.flags)  # type: ignore[attr-defined]
    except (AttributeError, ImportError):
        return None
    found = _sequence(tree, regex.flags)
    if any(not text for text, _ in found) or len(found) > MOST:
        return None
    texts = {text for text, _ in found}
    folded = frozenset(t[1:] for t in texts if t[0] == FOLDED)
    return frozenset(t for t in texts if t[0] != FOLDED), folded


FOLDED = "\0"
"""Marks a beginning that is compared in lower case."""


def _sequence(nodes: Iterable[tuple[Any, Any]], flags: int) -> frozenset[Beginning]:
    """The beginnings of nodes that stand behind one another."""
    out = NOTHING
    for op, value in nodes:
        if not any(goes_on for _, goes_on in out):
            break
        more = _node(str(op), value, flags)
        grown = {b for b in out if not b[1]}
        for text, _ in (b for b in out if b[1]):
            grown |= {_joined(text, following) for following in more}
        out = _pruned(grown)
        if len(out) > MOST:
            return ANYTHING
    return out


def _pruned(found: set[Beginning]) -> frozenset[Beginning]:
    """Without those that a shorter one, behind which anything may follow, covers."""
    open_ended = {text for text, goes_on in found if not goes_on}
    return frozenset(
        (text, goes_on)
        for text, goes_on in found
        if not any(text[:n] in open_ended for n in range(len(text)))
        and not (goes_on and text in open_ended)
    )


def _joined(head: str, following: Beginning) -> Beginning:
    text, goes_on = following
    if head and text and (head[0] == FOLDED) != (text[0] == FOLDED):
        return head, False
    whole = head + (text[1:] if head and text[:1] == FOLDED else text)
    limit = LONGEST + (whole[:1] == FOLDED)
    return whole[:limit], goes_on and len(whole) < limit


def _node(op: str, value: Any, flags: int) -> frozenset[Beginning]:
    """The beginnings of one node of the parse tree."""
    if op == "LITERAL":
        return frozenset({(_character(value, flags), True)})
    if op == "IN":
        return _class(value, flags)
    if op == "BRANCH":
        return _pruned(set().union(*(_sequence(part, flags) for part in value[1])))
    if op == "SUBPATTERN":
        return _sequence(value[3], (flags | value[1]) & ~value[2])
    if op == "ATOMIC_GROUP":
        return _sequence(value, flags)
    if op.endswith("_REPEAT"):
        return _repeated(value, flags)
    return NOTHING if op in ("AT", "ASSERT", "ASSERT_NOT") else ANYTHING


def _repeated(value: Sequence[Any], flags: int) -> frozenset[Beginning]:
    least, most, nodes = value
    once = _sequence(nodes, flags)
    if most != 1:
        once = frozenset((text, False) for text, _ in once)
    return once if least else once | NOTHING


def _class(members: Sequence[tuple[Any, Any]], flags: int) -> frozenset[Beginning]:
    out: set[Beginning] = set()
    for op, value in members:
        name = str(op)
        if name == "LITERAL":
            out.add((_character(value, flags), True))
        elif name == "RANGE" and value[1] - value[0] < WIDEST:
            out |= {(_character(c, flags), True) for c in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and str(value) in CATEGORIES:
            out |= {(_character(ord(c), flags), True) for c in CATEGORIES[str(value)]}
        else:
            return ANYTHING
    return frozenset(out)


def _character(code: int, flags: int) -> str:
    return FOLDED + chr(code).lower() if flags & re.IGNORECASE else chr(code)
