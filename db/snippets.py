"""Pieces of texts with the ranges that a search found, as plain text and never as markup."""

import re
from dataclasses import dataclass
from typing import Final

Range = tuple[int, int]
BEFORE: Final = 50
LONGEST: Final = 180
_GAP: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MOST_MARKS: Final = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text and the places in it that were asked for."""

    text: str
    marks: tuple[Range, ...]


def snippet(text: str, words: re.Pattern[str] | None) -> Snippet:
    """The line around the first place of a text that was asked for, or its beginning."""
    found = words.search(text) if words else None
    start = max(0, found.start() - BEFORE) if found else 0
    if found and start:
        start = _at_a_gap(text, start, found.start())
    piece = text[start : start + LONGEST]
    line = f"{'…' if start else ''}{piece}{'…' if start + LONGEST < len(text) else ''}"
    return marked(line, words)


def marked(text: str, words: re.Pattern[str] | None) -> Snippet:
    """A whole text on one line."""
    line = _GAP.sub(" ", text).strip()
    if words is None:
        return Snippet(line, ())
    places = (found.span() for found in words.finditer(line))
    return Snippet(line, tuple(span for span in places if span[0] < span[1])[:_MOST_MARKS])


def _at_a_gap(text: str, start: int, end: int) -> int:
    """The first place between words, or behind a stop, in a stretch."""
    found = re.compile(r"[\s，。；、,.;!?！？]").search(text, start, end)
    return found.end() if found else start
