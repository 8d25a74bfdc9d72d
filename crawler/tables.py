"""A parsed page and its lines in, the lines that are rows of tables of data out.

A table that lays a page out, or lists links, is none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from turbohtml import Document, Element

from crawler.agreement import Kept, letters
from crawler.fragment import CELL_SEPARATOR

_MOST: Final = 500
"""Tables of a page that are looked at."""
_WIDEST: Final = 200
"""Letters of a cell; a longer one lays out a text."""
_COLUMNS: Final = 30
_FIGURE: Final = re.compile(r"<figure\b([^<>]*>\s*(?:<div\b[^<>]*>\s*)?<table\b)")
Row = tuple[str, ...]
"""The letters of the cells that have any, two at least."""


def out_of_figures(html: str) -> str:
    """Make a plain block of each figure that holds a table: of figures Resiliparse has no text."""
    parts: list[str] = []
    at = 0
    while found := _FIGURE.search(html, at):
        end = html.find("</figure", found.end())
        if end < 0:
            break
        parts += (html[at : found.start()], "<div", found[1], html[found.end() : end], "</div")
        at = end + len("</figure")
    return "".join((*parts, html[at:]))


def table_rows(tree: Document) -> frozenset[Row]:
    """Return the rows of the tables of data."""
    tables = tree.select("table")[:_MOST]
    return frozenset(row for table in tables for row in _rows(table))


def _rows(table: Element) -> Sequence[Row]:
    """Return a table's rows; none of one that holds another, or of links for the most part."""
    if table.select_one("table") is not None:
        return ()
    cells = [[letters(cell.text) for cell in row.select("td, th")] for row in table.select("tr")]
    rows = [row for found in cells if 1 < len(row := tuple(filter(None, found))) <= _COLUMNS]
    size = sum(len(cell) for row in cells for cell in row)
    linked = sum(len(letters(link.text)) for link in table.select("a[href]"))
    wide = any(len(cell) > _WIDEST for row in rows for cell in row)
    return () if len(rows) < 2 or wide or 2 * linked > size else rows


def in_rows(texts: Sequence[str], keys: Sequence[str], rows: frozenset[Row]) -> Iterator[str]:
    """Yield lines (``texts``, and their letters), those that are the cells of a row as one."""
    sizes: dict[str, set[int]] = {}
    for row in rows:
        sizes.setdefault(row[0], set()).add(len(row))
    at = 0
    while at < len(texts):
        known = sizes.get(keys[at], ())
        size = max((size for size in known if tuple(keys[at : at + size]) in rows), default=1)
        yield CELL_SEPARATOR.join(texts[at : at + size])
        at += size


def with_tables(kept: Kept, rows: Kept, prose: Kept, sure: Kept) -> Kept:
    """Keep the ``rows`` between kept lines of prose where little else was left out with them, and
    those right behind the last of these that are ``sure``."""
    ends = [at for at, (yes, text) in enumerate(zip(kept, prose, strict=True)) if yes and text]
    first, last = (ends[0], ends[-1] + 1) if ends else (0, 0)
    added = list(kept)
    for left_out, run in groupby(range(first, last), key=lambda at: not kept[at]):
        gap = [*run] if left_out else []
        if 2 * sum(rows[at] for at in gap) > len(gap):
            for at in gap:
                added[at] = rows[at]
    while ends and last < len(kept) and rows[last] and sure[last]:
        added[last] = True
        last += 1
    return added
