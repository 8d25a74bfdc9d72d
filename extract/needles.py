"""The patterns of the keyword gate in, what any page holds that can pass it out: quick to find.

A page is decoded and not parsed: its words may stand between tags, as entities or in scripts. What
``extract.gate.passes`` lets through as a text is let through as a page.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import Any, Final

from extract.gate import ACT, PLACE, SUBJECT

_GAP: Final = r"(?:\s|&nbsp;|&#160;|<[^<>]*>)+"
"""What may stand between two words."""
_QUOTE: Final = "(?:'|&#0?39;|&#x27;|&apos;)"
_SPLIT: Final = r"(?:\s|\u200b|<[^<>]*>)*"
"""What may stand between two Chinese characters of a word."""
_REFERENCE: Final = re.compile(r"&#(?:x[0-9a-f]+|\d{5}|6[5-9]|[789]\d|1[01]\d|12[0-2]);?", re.I)
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_UNSEEN: Final = ("\u00ad", "\u200b", "\u2060", "\ufeff", "&shy;", "<wbr>", "<wbr/>", "<wbr />")
_HAN: Final = re.compile(r"[^\x00-\u2e7f]")
Needle = tuple[str, re.Pattern[str]]
"""What a match begins with, and the pattern."""
_SHORT: Final = 3
"""Letters of a word that is looked for as a word of its own, not inside others."""


def may_pass(page: str) -> bool:
    """Whether the text of a page, whatever its language, could pass the keyword gate."""
    html = _plain(page)
    lower = html.lower()
    if not html.isascii() and _any("act", "zh", html) and _any("subject", "zh", html):
        return True
    return _any("subject", "en", lower) and _any("act", "en", lower) and _any("place", "en", lower)


def _plain(page: str) -> str:
    """The page with its characters as themselves."""
    if "\\u" in page:
        page = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), page)
    if "&#" in page and _REFERENCE.search(page):
        page = unescape(page)
    for mark in _UNSEEN[4 * page.isascii() :]:
        if mark in page:
            page = page.replace(mark, "")
    return page


@cache
def _needles(part: str, language: str) -> tuple[tuple[str, ...], tuple[Needle, ...]]:
    """Strings, and patterns for what a string cannot say; a text must hold one of them."""
    pattern = PLACE if part == "place" else {"subject": SUBJECT, "act": ACT}[part][language]
    # The parser of ``re`` is private: it has no type stub.
    tree = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    folded = bool(pattern.flags & re.IGNORECASE)
    words = {word.lower() if folded else word for word in _required(tree)}
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


def _any(part: str, language: str, page: str) -> bool:
    words, patterns = _needles(part, language)
    if any(word in page for word in words):
        return True
    return any(first in page and pattern.search(page) for first, pattern in patterns)


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
