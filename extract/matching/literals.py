"""A regex to strings that tell, before it is tried, whether it can match in a text, or must.

Read from the parse tree that ``re`` itself makes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, Final

_GAP: Final = r"(?:\s|&nbsp;|&#160;|<[^<>]*>)+"
"""What may stand between two words, in a page as well."""
_QUOTE: Final = "(?:'|&#0?39;|&#x27;|&apos;)"
_SPLIT: Final = r"(?:\s|\u200b|<[^<>]*>)*"
"""What may stand between two Chinese characters of a word."""
_HAN: Final = re.compile(r"[^\x00-\u2e7f]")
Needle = tuple[str, re.Pattern[str]]
"""What a match begins with, and the pattern."""
_SHORT: Final = 3
"""Letters of a word that is looked for as a word of its own, not inside others."""
_TOKEN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What the parts of a regex are told by: an escape, a class, a bracket, a bar."""
_GROUP: Final = re.compile(r"\(\?:((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*)\)", re.DOTALL)
"""A group without a name that is all of an alternative; groups in it hold no others."""
_MOST: Final = 100
"""Strings that one alternative of a regex is written out as."""


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a regex can match in a text, or in a page of its words: False is sure.

    Where the regex ignores case the text is in lower case.
    """
    words, patterns = _needles(pattern)
    if any(word in text for word in words):
        return True
    return any(first in text and needle.search(text) for first, needle in patterns)


def _lower(words: set[str]) -> frozenset[str]:
    return frozenset(word.strip("\b").lower() for word in words)


def matches(pattern: re.Pattern[str], text: str, lower: str) -> bool:
    """Whether a regex that ignores case matches in a text, of which ``lower`` is the lower case.

    Its alternatives are asked one by one, those that are mere strings first, the others only
    where a string that they need occurs.
    """
    sure, others = _parts(pattern)
    if any(word in lower for word in sure):
        return True
    return any(
        any(word in lower for word in needed) and part.search(text) for needed, part in others
    )


@cache
def _parts(
    pattern: re.Pattern[str],
) -> tuple[tuple[str, ...], tuple[tuple[frozenset[str], re.Pattern[str]], ...]]:
    """Strings in lower case; patterns, each with strings of which its matches hold one."""
    sure: list[str] = []
    others = []
    for written in _alternatives(pattern.pattern):
        part = re.compile(written, pattern.flags)
        words = {word.lower() for word in _written(_tree(part))}
        sure += words
        if not words:
            others.append((_lower(_required(_tree(part))) or frozenset({""}), part))
    return tuple(dict.fromkeys(sure)), tuple(others)


def _tree(pattern: re.Pattern[str]) -> Sequence[tuple[Any, Any]]:
    return _parsed(pattern.pattern, pattern.flags)


def _parsed(regex: str, flags: int) -> Sequence[tuple[Any, Any]]:
    # The parser of ``re`` is private: it has no type stub.
    parsed: Sequence[tuple[Any, Any]] = re._parser.parse(regex, flags)  # type: ignore[attr-defined]
    return parsed


def _alternatives(regex: str) -> Iterator[str]:
    """The alternatives of a regex, and those of plain groups that are one among them."""
    depth, start = 0, 0
    for token in [*_TOKEN.finditer(regex), None]:
        mark = token.group() if token else "|"
        if mark == "|" and not depth:
            part = regex[start : token.start() if token else None]
            start = token.end() if token else start
            whole = _GROUP.fullmatch(part)
            yield from _alternatives(whole[1]) if whole else (part,)
        depth += (mark == "(") - (mark == ")")


def _written(nodes: Sequence[tuple[Any, Any]]) -> set[str]:
    """All strings that nodes match; none where they ask for more than characters."""
    parts = [_strings(str(op), value) for op, value in nodes]
    return {"".join(found) for found in product(*parts)} if len(parts) < _MOST else set()


def _strings(op: str, value: Any) -> set[str]:
    if op == "LITERAL":
        return {chr(value)}
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(code) for _, code in value}
    if op == "BRANCH":
        parts = [_written(part) for part in value[1]]
        return set().union(*parts) if all(parts) else set()
    if op == "SUBPATTERN" and not value[2]:
        return _written(value[3])
    if op.endswith("_REPEAT") and (value[0], value[1]) == (0, 1) and (once := _written(value[2])):
        return {"", *once}
    return set()


@cache
def _needles(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[Needle, ...]]:
    """Strings, and patterns for what a string cannot say; a text must hold one of them."""
    folded = bool(pattern.flags & re.IGNORECASE)
    words = {word.lower() if folded else word for word in _required(_tree(pattern))}
    plain = {w for w in words if not (set(" '\b") & set(w) or _HAN.search(w))}
    kept = sorted((w for w in plain if len(w) > _SHORT or not folded), key=len)
    split = [w for w in words if _HAN.search(w)]
    patterns = [_as_pattern(word) for word in sorted(words - set(kept) - set(split))]
    if split:
        written = "|".join(_SPLIT.join(map(re.escape, word)) for word in sorted(split))
        patterns.append(("", re.compile(written)))
    return tuple(kept), tuple(patterns)


def _as_pattern(word: str) -> Needle:
    """A word of its own, or several with anything between them that parts words."""
    first, *others = word.strip("\b").split(" ")
    parts = [re.escape(part).replace("'", _QUOTE) for part in (first, *others)]
    body = _GAP.join(part for part in parts if part)
    if not word.startswith("\b"):
        return first.partition("'")[0], re.compile(body)
    return first, re.compile(rf"{body}(?<![a-z0-9_]{re.escape(first)})(?![a-z0-9_])")


def _required(nodes: Sequence[tuple[Any, Any]]) -> set[str]:
    """Strings of which any match of some nodes of a parse tree holds one.

    One that is a word of its own begins with a backspace, as ``\\b`` is written.
    """
    best: set[str] = set()
    for found in _candidates(nodes):
        if not best or _worth(found) > _worth(best):
            best = found
    return best


def _worth(words: set[str]) -> tuple[int, int]:
    return min(len(word.strip()) * (3 if _HAN.search(word) else 1) for word in words), -len(words)


def _candidates(nodes: Sequence[tuple[Any, Any]]) -> Iterator[set[str]]:
    """For each node that must match, what it holds; of letters in a row the whole row."""
    run, bound = "", False
    for op, value in [*nodes, ("END", None)]:
        name = str(op)
        if name == "LITERAL":
            run += chr(value)
            continue
        closed = name == "AT" and str(value) == "AT_BOUNDARY"
        if run:
            yield {"\b" + run if bound and closed else run}
        run, bound = "", closed
        if name == "BRANCH":
            parts = [_required(part) for part in value[1]]
            if all(parts):
                yield set().union(*parts)
        elif name == "SUBPATTERN":
            if found := _required(value[3]):
                yield found
        elif name.endswith("_REPEAT") and value[0] and (found := _required(value[2])):
            yield found
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            yield {chr(code) for _, code in value}
