"""Chinese lines whose columns only spaces or tabs part to the same lines with ``|`` between."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.layout.han_ends import FIRM_END
from extract.layout.han_heads import HEAD
from extract.layout.han_layout import lines

Cell = tuple[int, int]
Line = Sequence[Cell]
"""Cells of one line, as offsets of the text."""

WIDE = re.compile(r"(?=[^\n]?[\t\u3000]|[^\n]?  )[ \t\u3000\u00a0]+")
ANY = re.compile(r"[ \t\u3000\u00a0]+")
SENTENCE = re.compile(r"[。；;，,！？!?|]|[:：](?!//)|—|--|-\s")
"""Signs of prose and of labels, which a row of a table has none of."""
CODE = re.compile(r"[\d./:年月日时A-Za-z_-]{4,60}")
NUMBER = re.compile(r"\(?\d{1,3}\)?[.、)]?")
MOST_CELLS = 8
LONGEST = 120
"""Characters of a row."""


def columns_parted(raw: str, flat: str) -> str:
    """``flat`` with ``|`` for the gaps of lines that are rows; ``raw`` still has its tabs.

    Both have the same length. Rows stand in a block of which half the lines name a firm.
    """
    if not ANY.search(raw):
        return flat
    blocks = list(_blocks(raw, flat))
    if not blocks:
        return flat
    out = list(flat)
    for block in blocks:
        for line in block:
            for (_, end), (start, _) in pairwise(_parted(flat, line, block)):
                out[end:start] = "|" + " " * (start - end - 1)
    return "".join(out)


def _blocks(raw: str, flat: str) -> Iterator[list[Line]]:
    """Runs of lines that have gaps and no sign of prose, where firms stand in half of them."""
    block: list[Line] = []
    for start, end in lines(flat):
        cells = _cells(raw, flat, start, end)
        if cells:
            block.append(cells)
        else:
            yield from _telling(flat, block)
            block = []
    yield from _telling(flat, block)


def _telling(flat: str, block: list[Line]) -> Iterator[list[Line]]:
    """The block, where half of the lines below its header hold the name of a firm."""
    rows = [line for line in block if not _is_head(flat, line)]
    firms = sum(any(FIRM_END.search(flat[a:b]) for a, b in line) for line in rows)
    if len(block) > 1 and firms and 2 * firms >= len(rows):
        yield block


def _cells(raw: str, flat: str, start: int, end: int) -> Line:
    """Cells between wide gaps, where a line has none between any; none where it is no row."""
    if end - start > LONGEST or SENTENCE.search(flat, start, end):
        return ()
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    for gap in (WIDE, ANY):
        gaps = [m.span() for m in gap.finditer(raw, start, end)]
        numbered = NUMBER.fullmatch(raw, start, gaps[0][0]) if gaps else None
        if bool(numbered) < len(gaps) < MOST_CELLS:
            edges = [start, *(edge for span in gaps for edge in span), end]
            return list(zip(edges[::2], edges[1::2], strict=True))
    return ()


def _is_head(flat: str, line: Line) -> bool:
    return all(HEAD.fullmatch(flat, a, b) for a, b in line)


def _parted(flat: str, line: Line, block: Sequence[Line]) -> Line:
    """All cells where most lines have as many, else the number, the firm and what is round it."""
    like = sum(len(other) == len(line) for other in block)
    if 2 * like > len(block) or _is_head(flat, line):
        return line
    firm = next((i for i, (a, b) in enumerate(line) if FIRM_END.search(flat[a:b])), None)
    if firm is None:
        return line
    first = 1 if firm and NUMBER.fullmatch(flat, *line[0]) else 0
    last = firm + 1
    while last < len(line) and not CODE.fullmatch(flat, *line[last]):
        last += 1
    parts = [line[:first], line[first:firm], line[firm : firm + 1], line[firm + 1 : last]]
    joined = [(part[0][0], part[-1][1]) for part in parts if part]
    return [*joined, *line[last:]]
