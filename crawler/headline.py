"""The titles that a page gives itself and its visible lines in, its headline out."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from turbohtml import Document

from crawler.agreement import letters
from crawler.lines import Lines
from crawler.text import squeeze

_SHORTEST: Final = 4
"""Letters of a headline."""
_MOST: Final = 100
_MOST_PARTS: Final = 8
_STORIES: Final = ", ".join(
    f'[class*="{word}-title" i]' for word in ("post", "entry", "article", "story", "news")
)
_HEADLINES: Final = (
    'h1, h2, h3, [class*="title" i]:not([class*="site" i]):not([class*="logo" i]), [id*="title" i]'
)
_STOP: Final = re.compile(r"[,.!?，。！？；]")
_PARAGRAPH: Final = 60
"""Characters of a line with a stop that is no headline."""
_OWNER: Final = re.compile(r"(?:网|网站|政府|局|委员会|日报|晚报|在线)$")
"""Ends of the names of Chinese sites."""
_NO_HEADLINE: Final = re.compile(
    r"\w{0,12}(?:详情|详细|正文|内容|页面|首页|官网|网站|人民政府)|无标题文档|[Uu]ntitled.{0,20}"
    r"|[Nn]ews|[Hh]ome|[Aa]rticle"
)
"""Titles that name the site or the kind of page."""
_SEPARATOR: Final = re.compile(
    r"\s+[-–—·»:]+\s+|\s*[|｜_–—]+\s*|(?<=\w)--(?=\w)|(?<=[\u3000-\u9fff])-"
)
_COLON: Final = re.compile(rf"{_SEPARATOR.pattern}|[:：]\s*")
_LONGEST: Final = 300
"""Characters of a title that is taken apart; a longer one is a list of keywords."""
_MOST_CHARACTERS: Final = 1_000
"""Of a title, which a page may make as long as it likes."""
_SITE: Final = re.compile(r"\s+(?:[-|–—_»·]|::)\s+[^-|–—_»·]{1,40}$|[-_|｜][^-_|｜]{1,20}$")


def headline(
    stated: Sequence[str], page_title: str, headings: Sequence[str], lines: Lines, tree: Document
) -> str | None:
    """Return the headline: the first of ``stated`` (structured data, then meta tags), else the one
    ``h1``, else what ``<title>`` says, without the names of rubrics and of the site around it.

    A beginning of what is stated that is a line of the page is the headline, else the name of the
    site goes. Of a ``<title>`` it is the part that the page shows, sooner in an element for
    headlines and sooner one that is no link; else what is left without a short end.
    """
    shown, page_title = {*lines.letters, *map(letters, headings)}, page_title[:_MOST_CHARACTERS]
    if stated:
        told = stated[0][:_MOST_CHARACTERS]
        return _shown(told, shown) or _without(_site(tree), told)
    only = headings[0] if len(set(map(letters, headings))) == 1 else ""
    short = _shown(page_title, shown)
    if only:
        story = _story(tree, page_title, only, short or "")
        return story or (short if short and letters(only).startswith(letters(short)) else only)
    marked = _marked(tree, lines)
    if page_title and not _NO_HEADLINE.fullmatch(page_title):
        part = _part(tree, page_title, shown, marked)
        return part or _short(_without(_site(tree), page_title))
    return next(iter((*headings, *marked)), page_title or None)


def _story(tree: Document, title: str, heading: str, shown: str) -> str | None:
    """Return the part of ``title`` that is the headline where the one heading is another part, the
    name of the site: one in an element for a story's headline, or ``shown``, a longer beginning."""
    parts = {letters(part): part for part in _parts(title, _COLON)}
    site = letters(heading)
    if site not in parts or site == letters(title):
        return None
    told = [letters(place.text) for place in tree.select(_STORIES)[:_MOST]]
    if letters(title).endswith(site) and len(letters(shown)) > len(site):
        told.append(letters(shown))
    fit = (key for key in told if len(key) >= _SHORTEST and key in parts and site not in key)
    return next((parts[key] for key in fit), None)


def _part(tree: Document, title: str, shown: Collection[str], marked: Sequence[str]) -> str | None:
    """Return the part of ``title`` that is the headline, None where the page shows none of it."""
    heads, site = {*map(letters, marked)}, letters(_site(tree))
    linked = {letters(link.text) for link in tree.select("a[href]")}
    ranks = {
        part: (key in heads, key not in linked, not _OWNER.search(key), len(key))
        for separator in (_SEPARATOR, _COLON)
        for part in _parts(title, separator)
        if (key := letters(part)) in heads or (key in shown and separator is _SEPARATOR)
        if len(key) >= _SHORTEST and key != site
    }
    return max(ranks, key=lambda part: ranks[part], default=None)


def _parts(title: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between any two separators of a title, its ends among them."""
    found = [*separator.finditer(title[:_LONGEST])][:_MOST_PARTS]
    starts = [0, *(one.end() for one in found)]
    ends = [*(one.start() for one in found), len(title)]
    for at, start in enumerate(starts):
        yield from (title[start:end].strip() for end in reversed(ends[at:]))


def _marked(tree: Document, lines: Lines) -> list[str]:
    """Return what stands in elements for headlines above the first paragraph, no link."""
    long = (
        at for at, text in enumerate(lines.texts) if len(text) >= _PARAGRAPH and _STOP.search(text)
    )
    head = {*lines.letters[: next(long, len(lines.letters))]}
    places = [place for place in tree.select(_HEADLINES)[:_MOST] if place.closest("a") is None]
    texts = (squeeze(place.text) for place in places if place.select_one("a[href]") is None)
    return [text for text in texts if len(letters(text)) >= _SHORTEST and letters(text) in head]


def _site(tree: Document) -> str:
    told = tree.select_one('meta[property="og:site_name" i][content]')
    return squeeze(str(told.attrs["content"])) if told is not None else ""


def _shown(title: str, shown: Collection[str]) -> str | None:
    """Return the longest beginning of ``title`` up to a separator that is a line of the page."""
    ends = [len(title), *(found.start() for found in reversed([*_SEPARATOR.finditer(title)]))]
    for end in ends if len(title) <= _LONGEST else ():
        short = title[:end].strip()
        if len(letters(short)) >= _SHORTEST and letters(short) in shown:
            return short
    return None


def _without(site: str, title: str) -> str:
    if not site or not title.casefold().endswith(site.casefold()):
        return title
    return title[: -len(site)].rstrip(" -|–—_»·｜:") or title


def _short(title: str) -> str:
    short = _SITE.sub("", title)
    return short if 3 * len(short) >= len(title) else title
