"""A page of unknown layout in, its fields out: what readers agree on, metadata from the source."""

from dataclasses import replace
from typing import Final

import turbohtml

from crawler.body import Told, is_chinese, read_body
from crawler.fields import Fields
from crawler.index import is_index
from crawler.lines import Lines
from crawler.metadata import Stated, headings, read_metadata
from crawler.readers import Readers, rough_text
from crawler.tables import out_of_figures, table_rows
from crawler.text import join_han

LONGEST: Final = 3_000_000
"""Characters; a larger page of unknown layout is no article."""
SHORTEST: Final = 60
"""Characters of a body; less is a notice of the site, not an article."""


def read_generic(html: str, url: str | None) -> Fields | None:
    """Return the fields of a page of unknown layout, None where it holds no article."""
    if len(html) > LONGEST:
        return None
    html = _readable(html)
    tree = turbohtml.parse(html)
    readers = Readers(html, tree)
    lines = Lines.of(readers.whole())
    stated = read_metadata(html, tree, url, lines)
    told = Told.of(stated.titles, stated.descriptions)
    chinese = is_chinese(stated.title or "", lines)
    rows = table_rows(tree)
    lines = lines.with_rows(rows)
    body = read_body(readers, lines, told, rows, chinese=chinese)
    if len(body) < (SHORTEST if not headings(tree) else SHORTEST // 3):
        return None
    if is_index(tree, lines, body):
        return None
    return replace(_stated(stated), body=body)


def rough_body(html: str) -> str:
    """Return the text of a page without its menus: in a thirtieth of the time, and a line too many
    rather than one too few."""
    return rough_text(_readable(html))


def read_stated(html: str) -> Fields:
    """Return the title, dates and author that any page states, without looking for its body."""
    if len(html) > LONGEST:
        return Fields()
    html = _readable(html)
    tree = turbohtml.parse(html)
    stated = read_metadata(html, tree, None, Lines.of(Readers(html, tree).whole()))
    return _stated(stated)


def _stated(stated: Stated) -> Fields:
    dates = stated.dates
    return Fields(
        title=stated.title,
        dates=dates.declared,
        near=dates.near,
        astray=dates.astray,
        author=stated.author,
    )


def _readable(html: str) -> str:
    """Some readers refuse a lone surrogate, and one the tables in figures."""
    return out_of_figures(join_han(html.encode("utf-8", "replace").decode()))
