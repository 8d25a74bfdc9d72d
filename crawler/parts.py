"""Articles of several pages in, requests for the further ones out, then the article of them all.

An article waits until each of its pages was had or could not be. A page that is missing is told,
and asked for again by the next run; meanwhile the article is what there is of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from twisted.python.failure import Failure

from crawler.archive.capture import About, Capture
from crawler.bounds import LeftForLater
from crawler.captured import Read, read_capture, read_part
from crawler.ceiling import Ceiling
from crawler.further import MOST, Further
from crawler.items import Article
from crawler.joined import Content, Joint, join
from crawler.keeper import Keeper, Kept
from crawler.ledger.page import Page
from crawler.middleware import NotKept
from crawler.outcomes import Outcome, outcome_of
from crawler.outlet import Outlet
from crawler.tally import Tally, now


@dataclass(frozen=True, slots=True)
class Asked:
    """A further page to fetch."""

    number: int
    url: str
    about: About


@dataclass(slots=True)
class _Open:
    """An article whose further pages are on their way."""

    key: str
    article: Article
    again: bool
    """True where its first page is as it was: then it is yielded only if another has changed."""
    had: str | None = None
    """When its first page was had by an earlier run, which did not live to join it."""
    urls: dict[int, str] = field(default_factory=dict)
    texts: dict[int, tuple[Article, Content]] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    lack: list[int] = field(default_factory=list)
    left: bool = False
    """True where one of its pages is for the next run."""


class Parts:
    """The further pages of one run of one outlet."""

    def __init__(
        self, outlet: type[Outlet], keeper: Keeper, tally: Tally, ceiling: Ceiling
    ) -> None:
        self._outlets: Mapping[str, type[Outlet]] = {outlet.name: outlet}
        self._outlet, self._keeper, self._tally, self._ceiling = outlet, keeper, tally, ceiling
        self._open: dict[str, _Open] = {}
        self._looked_at: set[str] = set()
        self._wanted: list[Asked] = []

    def wanted(self) -> list[Asked]:
        """Return the pages to ask for since this was asked last."""
        wanted, self._wanted = self._wanted, []
        return wanted

    def begin(
        self, read: Read, key: str, *, again: bool = False, had: str | None = None
    ) -> Iterator[Article]:
        """Ask for the further pages of an article; it is yielded once all are settled.

        ``had``: when an earlier run had the first; what it had after that is not asked for again.
        """
        one = _Open(key, read.article, again, had)
        self._open[key] = one
        self._looked_at.add(key)
        self._name(one, read.further)
        yield from self._end(one)

    def again(self, key: str) -> Iterator[Article]:
        """Look at the further pages of an article whose first page is as it was."""
        if key in self._looked_at or not self._keeper.ledger.parts(key):
            return
        page = self._keeper.ledger.find(key)
        capture = self._keeper.content(page) if page is not None else None
        read = read_capture(capture, self._outlets) if capture is not None else None
        if read is not None and read.further:
            yield from self.begin(read, key, again=True)

    def left_over(self) -> Iterator[Article]:
        """Ask again for the pages that earlier runs could not have, or did not live to join."""
        ledger, name = self._keeper.ledger, self._outlet.name
        lacking = [row.page for row in ledger.queue(name, kind="part") if row.page is not None]
        waiting = [page.key for page in ledger.waiting(name) if page.outcome != "outside_dates"]
        for key in dict.fromkeys((*lacking, *waiting)):
            yield from self.again(key)

    def got(self, capture: Capture, kept: Kept, number: int) -> Iterator[Article]:
        """Take the answer for a further page, the body decoded."""
        one = self._open.get(capture.about.first or "")
        if one is None or number not in one.waiting:
            return
        content = self._content(kept.key) if kept.unchanged else capture
        read = read_part(content, self._outlets) if content is not None else None
        page = self._keeper.ledger.find(kept.key)
        if read is None or page is None or page.digest is None:
            cause = "it holds no text of the article"
            self._lacks(one, number, Outcome("no_article", cause))
        else:
            one.waiting.discard(number)
            one.texts[number] = read.article, (kept.key, page.digest)
            self._tally.count("part/unchanged" if kept.unchanged else "part/new")
            self._keeper.ledger.settle(kept.key, "part")
            self._name(one, read.further)
        yield from self._end(one)

    def failed(self, first: str, number: int, failure: Failure) -> Iterator[Article]:
        """Note a further page that could not be had."""
        one = self._open.get(first)
        if one is None or number not in one.waiting or isinstance(failure.value, NotKept):
            return
        if isinstance(failure.value, LeftForLater):
            self._leave(one, number, failure.value.why)
        else:
            self._lacks(one, number, outcome_of(failure))
        yield from self._end(one)

    def _name(self, one: _Open, found: Iterable[Further]) -> None:
        """Ask for the pages that one of the article's pages names and none did before."""
        for further in found:
            number, url = further.number, further.url
            if number > MOST:
                if not any(known > MOST for known in one.urls):
                    one.urls[number] = url
                    self._tally.count("part/capped")
                    self._tally.warn("%s has more than %d pages", one.article.url, MOST)
            elif number not in one.urls:
                one.urls[number] = url
                self._ask(one, number, url)

    def _ask(self, one: _Open, number: int, url: str) -> None:
        listed = one.article.listed
        about = About("part", self._outlet.name, listed, page=one.article.url, first=one.key)
        self._keeper.ledger.found(url, url, about, now())
        row = self._keeper.ledger.find(url)
        if one.again and row is not None and row.state == "failed":
            one.lack.append(number)
            return
        if self._had_before(one, number, row):
            return
        one.waiting.add(number)
        if (reached := self._ceiling.take()) is not None:
            self._leave(one, number, reached)
            return
        self._tally.count("part/requested")
        self._wanted.append(Asked(number, url, about))

    def _had_before(self, one: _Open, number: int, row: Page | None) -> bool:
        """Take a page out of the archive, where the run had it that had the first one."""
        if row is None or row.digest is None or one.had is None:
            return False
        capture = self._keeper.content(row) if (row.checked_at or "") >= one.had else None
        read = read_part(capture, self._outlets) if capture is not None else None
        if read is None:
            return False
        one.texts[number] = read.article, (row.key, row.digest)
        self._keeper.ledger.settle(row.key, "part")
        self._name(one, read.further)
        return True

    def _leave(self, one: _Open, number: int, why: str) -> None:
        one.waiting.discard(number)
        one.left = True
        self._tally.leave(one.urls[number], why)

    def _lacks(self, one: _Open, number: int, outcome: Outcome) -> None:
        """Note a page that is missing; what was had of it before stands."""
        one.waiting.discard(number)
        url = one.urls[number]
        row = self._keeper.ledger.find(url)
        had = self._content(url) if row is not None and row.digest is not None else None
        read = read_part(had, self._outlets) if had is not None else None
        if read is not None and row is not None and row.digest is not None:
            one.texts[number] = read.article, (url, row.digest)
            self._name(one, read.further)
        else:
            one.lack.append(number)
            self._keeper.ledger.lost(url)
        self._keeper.ledger.failed(url, outcome.name, outcome.cause, at=now(), tries=outcome.tries)
        if outcome.name == "forbidden":
            self._tally.count("part/forbidden")
            return
        self._tally.count("part/failed")
        told = "page %d of %s failed: %s"
        self._tally.warn(told, number, one.article.url, outcome.cause)

    def _content(self, key: str) -> Capture | None:
        page = self._keeper.ledger.find(key)
        return self._keeper.content(page) if page is not None else None

    def _end(self, one: _Open) -> Iterator[Article]:
        """Yield the article where all its pages are settled and it is not stored as it is."""
        if one.waiting or self._open.get(one.key) is not one:
            return
        del self._open[one.key]
        self._forget(one)
        first = self._keeper.ledger.find(one.key)
        if one.left or first is None or first.digest is None:
            return
        if one.again and first.state != "fetched":
            return
        numbers = sorted(one.texts)
        contents = ((one.key, first.digest), *(one.texts[number][1] for number in numbers))
        lack = tuple(one.urls[number] for number in sorted(one.lack))
        self._keeper.keep_file(Joint(contents, lack).capture(outlet=self._outlet.name))
        yield join(one.article, (one.texts[number][0] for number in numbers))

    def _forget(self, one: _Open) -> None:
        """Note the pages that the article had once and has no more."""
        named = set(one.urls.values())
        for row in self._keeper.ledger.parts(one.key):
            if row.key not in named and row.state == "queued":
                self._keeper.ledger.passed(row.key, "gone", final=True)
