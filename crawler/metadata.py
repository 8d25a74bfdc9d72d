"""A page's source in, what it says of itself out: JSON-LD, meta tags, microdata, visible dates."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import turbohtml
from turbohtml import Document

from crawler.agreement import letters
from crawler.byline import printed_byline
from crawler.headline import headline
from crawler.lines import Lines
from crawler.linked import json_ld, microdata
from crawler.margins import Margins
from crawler.text import squeeze
from crawler.visible import completed, guessed_date, strange_days, visible_dates

_MOST_HEADINGS: Final = 100
_BESIDE: Final = 6
"""Lines below the headline in which its byline stands."""
_MOST_TIMES: Final = 50
_DAY: Final = len("2024-01-30")
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")
_WHOLE: Final = re.compile(r"T(?!00:00)\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
"""A time with its offset, which nothing on the page can make finer."""
_URL_DATE: Final = re.compile(r"/(\d{4})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:\D|$)")
_URL_YEAR: Final = re.compile(
    r"/((?:19|20)\d\d)(?:[-/]?(0[1-9]|1[0-2])(?:[-/]?(0[1-9]|[12]\d|3[01]))?)?(?:\D|$)"
)
_DATES: Final = (
    "article published time",
    "og published time",
    "og release date",
    "date published",
    "publish date",
    "pubdate",
    "publish time",
    "first published time",
    "parsely pub date",
    "sailthru date",
    "og time",
    "apub time",
    "dc date",
    "dc date issued",
    "dcterms date",
    "weibo article create at",
    "date",
)
_TITLES: Final = ("og title", "article title", "twitter title", "dc title", "headline")
_AUTHORS: Final = ("article author", "author", "dc creator", "byl", "parsely author")
_LEADS: Final = ("og description", "description", "twitter description")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself."""

    title: str | None
    titles: tuple[str, ...]
    """All that may stand on the page as its headline."""
    dates: "Dates"
    author: str | None
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a page as printed, the surest first; see ``crawler.fields.Fields``."""

    declared: tuple[str, ...]
    near: tuple[str, ...] = ()
    astray: tuple[str, ...] = ()


def read_metadata(html: str, tree: Document, url: str | None, lines: Lines) -> Stated:
    """Return what the source says; ``lines`` are those of the page's whole text."""
    linked, data, metas = json_ld(tree), microdata(tree), _metas(tree)
    shown = headings(tree)
    page_title = _line(tree.select_one("title"))
    stated = [text for text in (linked.headline, *_all(metas, _TITLES), data.headline) if text]
    title = headline(stated, page_title, shown, lines, tree)
    dates = [linked.date, *_all(metas, _DATES), data.date]
    return Stated(
        title=title,
        titles=tuple(text for text in (title, *stated, page_title, *shown[:1]) if text),
        dates=_dates(html, tree, url, lines, title, [date for date in dates if date]),
        author=linked.author or data.author or _author(metas) or _byline(tree, lines, title),
        descriptions=(linked.description, data.description, *_all(metas, _LEADS)),
    )


def own_urls(html: str) -> Iterator[str]:
    """Yield the addresses that a page gives as its own: the canonical link, then ``og:url``."""
    tree = turbohtml.parse(html)
    link = tree.select_one('link[rel~="canonical" i]')
    for url in (link.attrs.get("href") if link is not None else "", _metas(tree).get("ogurl")):
        if str(url or "").strip().startswith(("http://", "https://")):
            yield str(url).strip()


def headings(tree: Document) -> list[str]:
    """Return the texts of the page's h1 elements, none where they are without number."""
    found = tree.select("h1")
    if len(found) > _MOST_HEADINGS:
        return []
    return [line for element in found if (line := _line(element))]


def _dates(
    html: str,
    tree: Document,
    url: str | None,
    lines: Lines,
    title: str | None,
    stated: list[str],
) -> Dates:
    if stated and _WHOLE.search(stated[0]):
        return Dates(tuple(stated))
    margins, page = Margins(tree), "\n".join(lines.texts)
    own, others, strays = _times(tree, margins)
    head = letters(title or "")
    shown = list(visible_dates(lines, head))
    near = [one.text for one in shown]
    if any(margins.hold(date, page) for date in near):
        fit = visible_dates(lines, head, lambda date: margins.hold(date, page))
        near = [one.text for one in fit]
    astray = [one.text for one in shown if one.sure and one.text not in near]
    astray = [*(date for date in astray if not margins.remark(date, page)), *strays]
    others += _of_address((url or "").partition("?")[0], lines, head)
    if not (stated or own or near or others or astray):
        strange = strange_days(lines, lambda date: margins.remark(date, page))
        remarks = {str(one.attrs["datetime"])[:_DAY] for one in tree.select("time[datetime]")}
        guess = guessed_date(html)
        astray += [guess] if guess and guess not in strange | remarks else []
    return Dates((*stated, *own), (*near, *others), tuple(astray))


def _of_address(path: str, lines: Lines, head: str) -> list[str]:
    """Return the day that an address names, and the month, day and time beside the headline that
    its year completes."""
    found, year = _URL_DATE.search(path), _URL_YEAR.search(path)
    dates = ["-".join(found.groups())] if found else []
    if year is not None:
        rest = tuple(int(part) for part in year.groups()[1:] if part)
        dates += filter(None, [completed(lines, head, int(year.group(1)), rest)])
    return dates


def _times(tree: Document, margins: Margins) -> tuple[list[str], list[str], list[str]]:
    """Return what a ``time`` element says: the article's own, else the first elsewhere, else the
    first in a margin."""
    found = [
        one
        for one in tree.select("time[datetime]")[:_MOST_TIMES]
        if one.attrs["datetime"] and not margins.remarked(one)
    ]
    own = next(filter(margins.own, found), None)
    near = next((one for one in found if not margins.around(one)), None)
    chosen = own or near or next(iter(found), None)
    if chosen is None:
        return [], [], []
    told = [squeeze(str(chosen.attrs["datetime"]))[:100]]
    if own is not None:
        return told, [], []
    return ([], told, []) if near is not None else ([], [], told)


def _metas(tree: Document) -> dict[str, str]:
    """Return the contents of the page's meta tags; names without punctuation and spaces."""
    metas: dict[str, str] = {}
    for tag in tree.select("meta[content]"):
        attributes = tag.attrs
        name = next(
            (attributes[key] for key in ("property", "name", "itemprop") if attributes.get(key)), ""
        )
        content = squeeze(entities.unescape(str(attributes.get("content") or "")))
        if name and content:
            metas.setdefault(_NO_LETTER.sub("", str(name).lower()), content)
    return metas


def _all(metas: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [metas[name] for name in (name.replace(" ", "") for name in names) if name in metas]


def _author(metas: dict[str, str]) -> str | None:
    names = (name for name in _all(metas, _AUTHORS) if not name.startswith("http"))
    return next((name for name in names if not name.isdigit()), None)


def _byline(tree: Document, lines: Lines, title: str | None) -> str | None:
    """Return the byline that stands below the headline, or is marked as one."""
    head = letters(title or "")
    at = next((at for at, line in enumerate(lines.letters) if head and line == head), None)
    return printed_byline(tree, lines.texts[at + 1 :][:_BESIDE] if at is not None else ())


def _line(element: object) -> str:
    return squeeze(str(getattr(element, "text", "") or ""))
