"""Names of an English list of firms and services side by side, each to the two that it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.english_split import ends_as_firm, parted
from extract.names.candidates import Candidate

ITEM_HEAD = re.compile(r"(?:[,;:]|\b(?:and|alongside|including|namely|covering|are|with)) \Z")
"""Before an item of a list."""
ITEM_END = re.compile(r"[,;.]| (?:and|alongside)\b")
BREAK = re.compile(r"[.!?](?=\s+[A-Z])|\n")
"""Where a sentence ends."""
LEAST = 2
"""Items with a known firm from which a list is known to have its pairs side by side."""
COMMON = re.compile(
    r"(?:AI|Chat|Assistant|Copilot|Brain|Bot|Agent|Voice|Model|GPT|Pro|Lite|Max|Cloud|Health|Medical"
    r"|Music|Steel|Media|Education|Health|Robot|Car|Cars|Auto|Mobile|Intelligent|Smart)(?: AI)?"
)
"""A last word that is no service's own name."""
MOST = 4
"""Words of an item that no name of ours is in."""


def unglued(text: str, pieces: Sequence[Candidate]) -> list[Candidate]:
    """``Haida Lanhe, Minfeng Yun and Kele Banma``: the third is parted like the known ones."""
    beside = [b for a, b in pairwise(pieces) if _beside(text, a, b)]
    if len(beside) < LEAST:
        return list(pieces)
    return [part for p in pieces for part in _parts(text, p, beside)]


def _beside(text: str, firm: Candidate, service: Candidate) -> bool:
    known = firm.kind == "company" and service.kind != "company"
    return (
        known and text[firm.end : service.start] == " " and _is_item(text, firm.start, service.end)
    )


def _is_item(text: str, start: int, end: int) -> bool:
    head = ITEM_HEAD.search(text, max(0, start - 12), start) is not None
    return head and ITEM_END.match(text, end) is not None


def _parts(text: str, piece: Candidate, beside: Sequence[Candidate]) -> Iterator[Candidate]:
    words = text[piece.start : piece.end].split()
    plain = piece.kind == "name" and piece.rule == "en.name.run" and 1 < len(words) <= MOST
    if not plain or not _is_item(text, piece.start, piece.end):
        yield piece
        return
    near = [b for b in beside if not BREAK.search(text, *_between(piece, b))]
    found = parted(text, (piece.start, piece.end), company_first=True, sure=True)
    if len(near) < LEAST or not found or ends_as_firm(text[piece.start : piece.end]):
        yield piece
        return
    (start, end), (low, high) = found
    if COMMON.fullmatch(text, low, high):
        yield piece
        return
    yield replace(piece, start=start, end=end, kind="company", weight=7)
    yield replace(piece, start=low, end=high, kind="model", weight=7)


def _between(one: Candidate, other: Candidate) -> tuple[int, int]:
    return min(one.start, other.start), max(one.end, other.end) - 1
