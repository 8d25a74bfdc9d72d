"""Outlets in; what each of their lists names and what one article of each gives, out.

Each entry point is asked for once and one article is fetched, into a directory that is thrown
away: with the manners of a crawl, without its record store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from crawler.captured import Read, listed_day, read_capture, told_by_list
from crawler.dating import apart
from crawler.encoding import content_type, decode
from crawler.errors import BadApi
from crawler.keeper import Keeper, keeping
from crawler.ledger.page import Page
from crawler.noting import unpacked
from crawler.outlet import Outlet
from crawler.outlets import chosen
from crawler.run import CrawlRequest, crawl
from crawler.sources import ListPage, Rows, Source, entries_of, names_articles

LEFT: Final = "limit"
_ROBOTS: Final = {"forbidden": "forbid", "robots_unreachable": "unreachable"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sitemap, feed, list or JSON list; ``newest`` as its rows say it."""

    url: str
    listed: int = 0
    newest: str | None = None
    cause: str | None = None
    """Why it is of no use; None where it is."""
    needed: bool = True
    """False: a crawl asks for it only when others do not reach back."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one outlet gave; ``reasons`` are what a person must look at."""

    name: str
    entries: tuple[Entry, ...]
    robots: str
    """``allow``, ``forbid`` or ``unreachable``."""
    url: str | None
    """Of the article that was fetched."""
    article: dict[str, Any] | None
    reasons: tuple[str, ...]


def look(request: CrawlRequest) -> list[Looked]:
    """Visit the outlets; raise as ``crawl`` does."""
    outlets = chosen(request.config, request.outlets, ())
    with TemporaryDirectory() as place:
        settings = {**request.settings, "ITEM_PIPELINES": {}}
        visit = replace(request, data=Path(place), limit=1, settings=settings, shape=bare)
        crawl(visit)
        with keeping(Path(place)) as keeper:
            return [_looked(keeper, outlet) for outlet in outlets]


def bare(outlet: type[Outlet]) -> type[Outlet]:
    """Return the outlet with its lists and without what a look need not fetch."""
    apis = tuple(replace(api, deeper=False) for api in outlet.apis)
    less = {"watched": (), "documents": (), "tables": False, "revisit": None}
    known = {"apis": apis, "sections": "", "first_pages": 1, "__module__": outlet.__module__}
    return type(outlet.__name__, (outlet,), {**less, **known})


def _looked(keeper: Keeper, outlet: type[Outlet]) -> Looked:
    entries = tuple(_entries(keeper, outlet))
    page = _fetched(keeper, outlet.name)
    read = _read(keeper, page, outlet) if page is not None else None
    outcomes = {page.outcome if page else None, *(_outcome(keeper, one.url) for one in entries)}
    robots = next((told for name, told in _ROBOTS.items() if name in outcomes), "allow")
    reasons = [f"{one.url}: {one.cause}" for one in entries if one.cause and one.needed]
    reasons += _faults(outlet, page, read)
    return Looked(
        outlet.name,
        entries,
        robots,
        page.url if page is not None else None,
        _facts(read) if read is not None else None,
        tuple(reasons),
    )


def _entries(keeper: Keeper, outlet: type[Outlet]) -> Iterator[Entry]:
    deeper = {Rows(api, outlet).key() for api in outlet.apis if api.deeper}
    for source in entries_of(bare(outlet)):
        page, entry = _entry(keeper, outlet, source)
        yield replace(entry, needed=source.key() not in deeper)
        for hub in page.hubs:
            yield _entry(keeper, outlet, hub)[1]


def _entry(keeper: Keeper, outlet: type[Outlet], source: Source) -> tuple[ListPage, Entry]:
    """Read a list again out of the archive of this visit."""
    row, nothing = keeper.ledger.find(source.key()), ListPage()
    capture = keeper.content(row) if row is not None else None
    if row is None or capture is None or row.attempts:
        cause = (row.cause or row.outcome) if row is not None else None
        return nothing, Entry(source.key(), cause=cause or "it gave no answer")
    body = unpacked(capture)
    try:
        text = decode(body, content_type(capture.headers), charset=outlet.charset)
        page = source.read(body, text, source.address(0))
    except BadApi as error:
        return nothing, Entry(source.key(), cause=str(error))
    named = [one for one in page.articles if names_articles(outlet, one.url)]
    now = datetime.now(UTC)
    days = [day for one in named if (day := listed_day(one.published_text, outlet, now))]
    cause = None if named or page.hubs or page.entries or source.sparse else "it names no article"
    cause = page.fault or cause or (None if named else _led_nowhere(keeper, page))
    return page, Entry(source.key(), len(named), max(days, default=None), cause)


def _led_nowhere(keeper: Keeper, page: ListPage) -> str | None:
    """Why none of the lists that an index names could be had, None where one was."""
    rows = [keeper.ledger.find(url) for url in page.entries]
    failed = [row for row in rows if row is not None and row.attempts]
    if not failed or len(failed) < len(rows):
        return None
    first = failed[0]
    return (
        f"none of the lists that it names could be had: {first.url}: {first.cause or first.outcome}"
    )


def _fetched(keeper: Keeper, outlet: str) -> Page | None:
    """The page that was asked for: one that was had, else one that failed."""
    asked = (*keeper.ledger.waiting(outlet), *keeper.ledger.queue(outlet))
    failed = (page for page in asked if page.outcome not in (None, LEFT))
    return next(failed, None)


def _outcome(keeper: Keeper, key: str) -> str | None:
    row = keeper.ledger.find(key)
    return row.outcome if row is not None else None


def _read(keeper: Keeper, page: Page, outlet: type[Outlet]) -> Read | None:
    capture = keeper.content(page)
    known: Mapping[str, type[Outlet]] = {outlet.name: outlet}
    return read_capture(capture, known) if capture is not None else None


def _faults(outlet: type[Outlet], page: Page | None, read: Read | None) -> Iterator[str]:
    """What is wrong with the article that was to be fetched."""
    if page is None:
        yield "no article was fetched"
    elif read is None:
        yield f"{page.url}: {page.cause or page.outcome or 'no article'}"
    else:
        article = read.article
        missing = [] if article.title else ["title"]
        missing += [] if article.published_at else ["date"]
        if missing:
            yield f"{page.url}: no {' and no '.join(missing)} was read"
        if (outlet.body or outlet.detail) and not read.by_outlet:
            yield f"{page.url}: the outlet's selectors found no text"
        elif read.missed:
            missed = " and no ".join(sorted(read.missed))
            yield f"{page.url}: the outlet's selectors found no {missed}"
        yield from _doubts(outlet, page, read)


def _doubts(outlet: type[Outlet], page: Page, read: Read) -> Iterator[str]:
    """What the article's date has against that of the list."""
    told, stated = told_by_list(page.listed_date, outlet, datetime.now(UTC)), read.article
    if told is None:
        return
    if read.disputed is not None:
        yield f"{page.url}: it prints {read.disputed}, its list {told}, which was taken"
    elif stated.published_at is not None and apart(stated.published_at, told):
        yield f"{page.url}: it is dated {stated.published_at}, its list says {told}"


def _facts(read: Read) -> dict[str, Any]:
    article = read.article
    return {
        "title": article.title,
        "published_at": article.published_at,
        "text_length": len(article.text),
        "reader": "outlet" if read.by_outlet else "generic",
    }
