"""An outlet's sitemaps, feeds, lists and searches in, requests for their pages and for what these
name out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.asking import Asking, headers_of, request_of
from crawler.discovery import Listed
from crawler.encoding import content_type, decode
from crawler.errors import BadApi
from crawler.expectation import Expectation
from crawler.frontier import Frontier
from crawler.gaps import Gaps
from crawler.instead import instead
from crawler.keeper import Keeper
from crawler.noting import key_of
from crawler.outlet import Outlet
from crawler.past import Asked, Past, day_of, slices
from crawler.readings import Newest, Reading
from crawler.sources import Links, ListPage, Rows, Search, Source
from crawler.tally import Tally, now
from crawler.window import Window

Follow = Callable[[Iterable[Listed]], Iterator[Request]]
_GONE = frozenset({404, 410})


class Lists:
    """Reads the lists of one run of one outlet; ``original`` undoes what a replay
    has written into addresses, ``follow`` asks for what the lists name."""

    def __init__(
        self,
        outlet: type[Outlet],
        keeper: Keeper,
        tally: Tally,
        frontier: Frontier,
        asking: Asking,
        expectation: Expectation,
        *,
        window: Window,
        original: Callable[[str], str],
        follow: Follow,
    ) -> None:
        self._outlet, self._keeper, self._tally = outlet, keeper, tally
        self._frontier, self._asking, self._expectation = frontier, asking, expectation
        self._window, self._original, self._follow = window, original, follow
        self._gaps = Gaps(keeper, outlet.name)
        self._deeper = [Rows(api, outlet) for api in outlet.apis if api.deeper]
        self._left = frozenset(one.key() for one in self._deeper if self._gaps.of(one.key()))
        """Keys of those that an earlier run has not read to their end."""
        self._asked = set(self._left)

    def start(self) -> Iterator[Request]:
        """Ask for the first page of every list; for the past also for the searches."""
        for source in self._sources():
            yield from self._begin(source)

    def parse(self, response: Response, reading: Reading, number: int) -> Iterator[Request]:
        """Follow what a page names, and go on to the next one where the reading says so."""
        present = self._asking.present(response)
        if present is None:
            yield from self._ask_anew(response)
            return
        page = self._read(present, reading.source)
        if page is None:
            yield from self._follow(reading.broken())
            return
        if page.empty and not number:
            self._names_nothing(present, reading.source)
        if not number and reading.source.dated is None:
            rows = (replace(one, url=self._original(one.url)) for one in page.articles)
            self._expectation.list_names(tuple(rows))
        if page.fault is not None:
            self._unreadable(present, page.fault)
        for url in page.entries:
            named = bool(self._outlet.sections)
            paged = reading.source.paged
            more = Links(self._original(url), self._outlet, paged=paged, spare=named)
            yield from self._begin(more)
        for source in page.hubs:
            yield from self._begin(source)
        if self._window.since and reading.source.paged and isinstance(reading, Newest):
            # Only its first page has told that it has others.
            self._gaps.begun(reading.source.key())
            reading = self._reading(reading.source)
            if reading.begin() is None:
                self._tally.count("lists_read_before")
                return
        yield from self._take(reading, number, page)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Note a page that could not be had; a page after the last one is the end of the list.

        A JSON list whose further pages are only supposed to have that address may go on.
        """
        request = request_of(failure)
        reading, number = request.cb_kwargs["reading"], request.cb_kwargs["number"]
        error, source = failure.value, reading.source
        ends = (number and source.ends) or source.spare
        if ends and isinstance(error, HttpError) and error.response.status in _GONE:
            if not isinstance(source, Links):
                self._tally.count("entries_capped")
            yield from self._take(reading, number, ListPage(last=True))
            return
        self._tally.entry_failed(request.url, request.meta["about"], failure)
        yield from self._follow(reading.broken())

    def _sources(self) -> Iterator[Source]:
        outlet, past = self._outlet, bool(self._window.since)
        for url in (*outlet.sitemaps, *outlet.feeds, *outlet.lists):
            yield Links(url, outlet, paged=url in outlet.lists)
        parts = tuple(slices(self._window)) if past else ()
        for api in outlet.apis:
            if past or not api.deeper or Rows(api, outlet).key() in self._left:
                days = parts if api.dated and past else (None,)
                yield from (Rows(api, outlet, some) for some in days)
        if outlet.search and past:
            yield from (Search(outlet, query, days) for query in outlet.queries for days in parts)

    def _begin(self, source: Source) -> Iterator[Request]:
        reading = self._reading(source)
        number = reading.begin()
        if number is None:
            self._tally.count("lists_read_before")
        else:
            yield self._ask(reading, number)

    def _leave(self, reading: Reading) -> None:
        """Note that the lists which reach farther back are to be read; name the gap where there
        are none."""
        deeper = [source.key() for source in self._deeper]
        if not deeper or reading.source.key() in deeper:
            if self._window.since:
                return
            self._tally.count("entries_gap")
            told = "%s names nothing that was known: pages in between may have been missed"
            self._tally.warn(told, reading.source.key())
            return
        for key in deeper:
            self._gaps.open(key, self._gaps.known_with(reading.key))

    def _go_deeper(self) -> Iterator[Request]:
        """Ask for the lists that reach farther back, as far as this run has not yet."""
        for source in (one for one in self._deeper if one.key() not in self._asked):
            self._asked.add(source.key())
            yield self._ask(self._reading(source), 0)

    def _reading(self, source: Source) -> Reading:
        ledger, outlet = self._keeper.ledger, self._outlet
        if source.dated is not None:
            return Asked(source, ledger, outlet.name)
        if self._window.since and source.paged:
            return Past(source, ledger, outlet.name, self._window, day_of(outlet))
        return Newest(source, ledger, self._frontier, self._gaps, outlet.name)

    def _take(self, reading: Reading, number: int, page: ListPage) -> Iterator[Request]:
        step = reading.take(number, page)
        # The links on a hub are few: the list that it names reaches farther.
        gap = step.gap and not page.hubs
        if gap:
            self._leave(reading)
        yield from self._follow(step.follow)
        if reading.limited and self._frontier.full:
            return
        if step.mark is not None:
            self._keeper.ledger.note_mark(reading.key, step.mark, at=now())
            if isinstance(reading, Newest):
                self._gaps.close(reading.source.key())
        if step.capped:
            self._tally.count("entries_capped")
        if step.reached:
            self._tally.count("entries_reached")
        if gap and not self._window.since:
            yield from self._go_deeper()
        if step.next is not None:
            yield self._ask(reading, step.next)

    def _ask(self, reading: Reading, number: int) -> Request:
        return self._asking.list(reading.source, number, self.parse, self.failed, reading=reading)

    def _read(self, present: Response, source: Source) -> ListPage | None:
        """Read a page; note one that is not what it should be."""
        if not isinstance(source, Rows) and not present.body.strip():
            self._unreadable(present, "the server sent nothing", "empty")
            return None
        try:
            return source.read(present.body, self._text(present), present.url)
        except BadApi as error:
            if not self._came_instead(present):
                self._unreadable(present, str(error))
            return None

    def _names_nothing(self, present: Response, source: Source) -> None:
        if not self._came_instead(present) and not source.sparse:
            self._tally.count("entries_empty")
            self._tally.warn("%s names no article", key_of(present.meta["about"], present.url))

    def _came_instead(self, present: Response) -> bool:
        """Note what a server sent instead of a list that names nothing, where it says so."""
        came = instead(self._text(present))
        if came is not None:
            cause = f"the server sent {came.told} instead of the list"
            self._unreadable(present, cause, came.name)
        return came is not None

    def _ask_anew(self, response: Response) -> Iterator[Request]:
        again = self._asking.anew(response)
        if again is None:
            self._unreadable(response, "the server answered 304 to a request without condition")
        else:
            yield again

    def _unreadable(self, response: Response, cause: str, name: str = "unreadable") -> None:
        self._tally.entry_unreadable(response.url, response.meta["about"], cause, name)

    def _text(self, response: Response) -> str:
        headers = headers_of(response)
        return decode(response.body, content_type(headers), charset=self._outlet.charset)
