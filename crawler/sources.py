"""Lists of articles, whatever they are made of: where their pages are, what one page names."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from crawler.api import Api
from crawler.api_reading import read_api
from crawler.archive.coding import Undecodable, whole
from crawler.discovery import Listed, ListForm, absolute, read_entries, read_list
from crawler.encoding import decode
from crawler.errors import BadApi
from crawler.filetypes import cut_list
from crawler.outlet import Outlet
from crawler.urls import posted_key

Days = tuple[str, str]
"""First and last day in China."""
_WORDPRESS: Final = re.compile(rb"<generator>\s*https?://(?:www\.)?wordpress\.(?:org|com)\b", re.I)
_HEAD: Final = 16_384
"""Bytes of a feed in which it says what has made it."""
_PACKED: Final = b"\x1f\x8b"
LARGEST: Final = 50 * 1024 * 1024
"""Bytes of a list, unpacked: what the sitemap protocol allows."""
_MOST_HUBS: Final = 20
"""JSON lists that one page may name."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one page of a list names."""

    articles: tuple[Listed, ...] = ()
    entries: tuple[str, ...] = ()
    """Further sitemaps and lists."""
    hubs: tuple["Source", ...] = ()
    last: bool = False
    """Whether there is no page after it, as far as it tells."""
    fault: str | None = None
    """What is wrong with its rows."""

    @property
    def empty(self) -> bool:
        """True where it names nothing."""
        return not (self.articles or self.entries or self.hubs)


class Source(ABC):
    """A list; its pages are numbered from 0."""

    paged: bool = False
    dated: Days | None = None
    """The days that are asked for, where the list can be asked for days."""
    sparse: bool = False
    """True: it may name nothing."""
    spare: bool = False
    """True: it may be gone; nobody declared it."""
    ends: bool = False
    """True: a page beyond the first that is not there is the end."""
    first_pages: int = 1
    """Pages that the first crawl reads."""
    headers: Mapping[str, str] = {}

    @abstractmethod
    def address(self, number: int) -> str:
        """Return the address of a page."""

    @abstractmethod
    def read(self, body: bytes, text: str, url: str) -> ListPage:
        """Read a page; raise BadApi where it is not what was expected."""

    def posted(self, number: int) -> str:
        """Return the form that is posted for a page, empty where none is."""
        return ""

    def posts(self, number: int) -> bool:
        """Tell whether a page is posted for."""
        return bool(self.posted(number))

    def key(self, number: int = 0) -> str:
        """Return the key of the ledger's row of a page."""
        form = self.posted(number)
        return posted_key(self.address(number), form) if form else self.address(number)


class Rows(Source):
    """A list in JSON."""

    def __init__(self, api: Api, outlet: type[Outlet], days: Days | None = None) -> None:
        self._api, self._form = api, form_of(outlet)
        self.paged, self.headers, self.sparse = api.paged, api.headers, api.sparse
        self.dated = days if api.dated else None
        self.ends = bool(api.more)

    def address(self, number: int) -> str:
        """Return the address of a page."""
        return self._api.address(number, self.dated)

    def posted(self, number: int) -> str:
        """Return the form of a page."""
        return self._api.posted(number)

    def posts(self, number: int) -> bool:
        """Tell whether a page is posted for, with a form or without one."""
        return bool(self.posted(number)) or (self._api.post and number > 0)

    def read(self, body: bytes, text: str, url: str) -> ListPage:
        """Read the rows; the addresses in them are relative to that of the list."""
        found = read_api(body, self._api, self._form)
        strange = found.nameless + found.unknown
        fault = f"{strange} rows of {found.rows} name no article"
        return ListPage(
            found.articles,
            last=found.rows < self._api.size,
            fault=fault if strange > len(found.articles) else None,
        )


class Links(Source):
    """A sitemap, a feed, or an HTML page of links and the pages that continue it."""

    def __init__(
        self, url: str, outlet: type[Outlet], *, paged: bool = False, spare: bool = False
    ) -> None:
        self._url, self._outlet, self._form = url, outlet, form_of(outlet)
        self.paged, self._pages = paged and bool(outlet.pages), outlet.pages
        self.sparse = self.spare = spare
        self.ends, self.first_pages = True, outlet.first_pages

    def address(self, number: int) -> str:
        """Return the address of a page."""
        if not number:
            return self._url
        return self._pages.replace("{list}", self._url).replace("{page}", str(number + 1))

    def read(self, body: bytes, text: str, url: str) -> ListPage:
        """Read the links, and the JSON lists that the page names; a feed of WordPress has pages."""
        if body.startswith(_PACKED):
            body, text = _unpacked(body)
        if not self.paged and _WORDPRESS.search(body[:_HEAD]):
            joint = "&" if "?" in self._url else "?"
            self.paged, self._pages = True, f"{{list}}{joint}paged={{page}}"
        found = read_entries(body, text, url, self._form)
        hubs = tuple(self._hubs(text, url))
        fault = "the list ends early" if cut_list(body) else None
        return ListPage(found.articles, found.pages, hubs, last=not found.articles, fault=fault)

    def _hubs(self, text: str, url: str) -> Iterator[Source]:
        hub = self._outlet.hub
        if hub is None:
            return
        names = dict.fromkeys(found["id"] for found in re.finditer(hub.pattern, text))
        for name in list(names)[:_MOST_HUBS]:
            if address := absolute(url, hub.url.replace("{id}", name)):
                yield Rows(Api(address, hub.row, envelope=hub.envelope), self._outlet)


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """A sitemap that is a gzip file, unpacked and decoded."""
    try:
        body = whole(body, "gzip", LARGEST)
    except Undecodable as error:
        raise BadApi(f"the list cannot be unpacked: {error}") from error
    return body, decode(body)


class Search(Source):
    """A search whose results are HTML; a page that does not exist may repeat another."""

    paged = True
    sparse = True

    def __init__(self, outlet: type[Outlet], query: str, days: Days) -> None:
        assert outlet.search is not None
        self._template, self._query = outlet.search, query
        self._form = replace(form_of(outlet), links=())
        self.dated = days

    def address(self, number: int) -> str:
        """Return the address of a page of results."""
        assert self.dated is not None
        since, until = self.dated
        words = {"query": quote(self._query), "page": number + 1, "since": since, "until": until}
        return self._template.format(**words)

    def read(self, body: bytes, text: str, url: str) -> ListPage:
        """Read the links."""
        found = tuple(read_list(text, url, self._form))
        return ListPage(found, last=not found)


def form_of(outlet: type[Outlet]) -> ListForm:
    """Return how the outlet's HTML lists name articles."""
    article = re.compile(outlet.article) if outlet.article else None
    sections = re.compile(outlet.sections) if outlet.sections else None
    return ListForm(article, outlet.links, outlet.rows, outlet.row_date, sections)


def entries_of(outlet: type[Outlet]) -> Iterator[Source]:
    """Yield the lists that an outlet declares, searches and days left out."""
    for url in (*outlet.sitemaps, *outlet.feeds, *outlet.lists):
        yield Links(url, outlet, paged=url in outlet.lists)
    yield from (Rows(api, outlet) for api in outlet.apis)


def names_articles(outlet: type[Outlet], url: str) -> bool:
    """Tell whether an address that a list names is an article's."""
    return not outlet.article or re.search(outlet.article, url) is not None
