"""The titles that a page gives itself and its visible lines in, its headline out."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from crawler.agreement import letters
from crawler.body import Lines

_SEPARATOR: Final = re.compile(
    r"\s+[-–—·»:]+\s+|\s*[|｜_–—]+\s*|(?<=\w)--(?=\w)|(?<=[\u3000-\u9fff])-"
)
_SITE: Final = re.compile(r"\s+(?:[-|–—_»·]|::)\s+[^-|–—_»·]{1,40}$|[-_|｜][^-_|｜]{1,20}$")
_LONGEST: Final = 1_000
"""Characters in which a title says what it is."""


def headline(
    stated: Sequence[str],
    page_title: str,
    headings: Sequence[str],
    lines: Lines,
    site: str,
) -> str | None:
    """Return the headline: the first of ``stated`` (structured data, then meta tags), else the one
    ``h1``, else what ``<title>`` says, without the names of rubrics and of the site behind it.

    A beginning that is a line of the page is the headline; else the name of the ``site`` goes and,
    from a ``<title>``, any short end.
    """
    shown = {*lines.letters, *map(letters, headings)}
    if stated:
        return _shown(stated[0], shown) or _without(site, stated[0])
    only = headings[0] if len(set(map(letters, headings))) == 1 else ""
    short = _shown(page_title, shown)
    if only and not (short and letters(only).startswith(letters(short))):
        return only
    if page_title:
        return short or _short(_without(site, page_title))
    return next(iter(headings), None)


def _shown(title: str, shown: Collection[str]) -> str | None:
    """Return the longest beginning of ``title`` up to a separator that is a line of the page."""
    title = title[:_LONGEST]
    ends = [len(title), *(found.start() for found in reversed([*_SEPARATOR.finditer(title)]))]
    for end in ends:
        short = title[:end].strip()
        if len(letters(short)) >= 4 and letters(short) in shown:
            return short
    return None


def _without(site: str, title: str) -> str:
    if not site or not title.casefold().endswith(site.casefold()):
        return title
    return title[: -len(site)].rstrip(" -|–—_»·｜:") or title


def _short(title: str) -> str:
    short = _SITE.sub("", title)
    return short if 3 * len(short) >= len(title) else title
