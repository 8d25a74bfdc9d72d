"""What lists name and people ask for in, the pages worth a request out: the ledger decides."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from crawler import rechecks
from crawler.archive.capture import About
from crawler.captured import day_of_address, listed_day
from crawler.ceiling import Ceiling
from crawler.config_values import seconds
from crawler.discovery import Listed
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.outcomes import Outcome
from crawler.outlet import Outlet
from crawler.ranks import easiest_first, newest_first
from crawler.tally import Tally
from crawler.urls import canonical_key, first_page, malformed
from crawler.window import Window

FOUND: Final = "found"
LEFT_OVER: Final = "left_over"
REVISITED: Final = "revisited"
LED_TO: Final = "led_to"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to fetch: the key of its row of the ledger, and what is known of it."""

    key: str
    listed: Listed
    about: About
    news: bool = False
    """Whether no run had found it before."""


class Frontier:
    """The choice of one run of one outlet; each page is offered many times and chosen once."""

    def __init__(
        self,
        outlet: type[Outlet],
        keeper: Keeper,
        tally: Tally,
        *,
        window: Window,
        limit: int | None,
        ceiling: Ceiling | None = None,
    ) -> None:
        self._outlet, self._keeper, self._tally = outlet, keeper, tally
        self._window, self._limit, self._ceiling = window, limit, ceiling or Ceiling(outlet)
        self._article = re.compile(outlet.article) if outlet.article else None
        self._seen: set[str] = set()
        self._left_over: set[str] = set()
        """Keys of earlier runs' pages, asked for anyway, that no list of this run has named yet."""
        self._put_off: dict[str, Wanted] = {}
        """Pages that earlier runs had found and a list of this one names: news goes before."""
        self._chosen = 0
        self._rechecks = {False: 0, True: 0}
        """Pages looked at again without a mark of change, without (True) and with validators."""
        self._discovered: set[str] = set()
        """Keys of pages that the ledger had never seen before this run."""

    @property
    def full(self) -> bool:
        """Whether as many pages were chosen as the run may fetch."""
        return self._limit is not None and self._chosen >= self._limit

    def asked(self, urls: Iterable[str]) -> Iterator[Wanted]:
        """Choose what a person named, whatever is known of it."""
        for url in urls:
            self._seen.discard(canonical_key(url))
            self._left_over.discard(canonical_key(url))
            yield from self._choose(Listed(first_page(url)), FOUND, asked=True)

    def led(self, found: Iterable[Listed], *, asked: bool) -> Iterator[Wanted]:
        """Choose the pages that others have led to, whatever their addresses look like."""
        for listed in found:
            yield from self._choose(listed, LED_TO, asked=asked)

    def taken_up(self, keys: Iterable[str]) -> None:
        """Note pages that an earlier run had fetched and that this one has read."""
        for key in keys:
            self._seen.add(key)
            self._left_over.add(key)

    def close(self) -> None:
        """Count the pages of earlier runs that no list of this one has named, and those that it
        did not come to.
        """
        self._tally.count("taken_up", len(self._left_over))
        self._tally.count("page/put_off", len(self._put_off))

    def watched(self) -> Iterator[Wanted]:
        """Choose the pages that are edited in place, whatever is known of them."""
        for url in self._outlet.watched:
            yield from self._choose(Listed(url), FOUND, asked=False, always=True)

    def left_over(self) -> Iterator[Wanted]:
        """Choose what earlier runs found and never had: what never failed first, newest first."""
        queue = self._keeper.ledger.queue(self._outlet.name)
        for page in easiest_first(queue, self._outlet):
            if (wanted := self._put_off.pop(page.key, None)) is not None:
                yield from self._decide(wanted, page, FOUND)
            else:
                listed = Listed(page.url, published_text=page.listed_date, fetch=page.fetch)
                yield from self._choose(listed, LEFT_OVER, asked=not page.listed)
        # What another page of this run has led to by now is had.
        self._tally.count("page/known", len(self._put_off))
        self._put_off.clear()

    def revisited(self) -> Iterator[Wanted]:
        """Choose a few of the pages that files were had from, as they may be edited in place."""
        if self._outlet.revisit is None:
            return
        keys = map(canonical_key, self._keeper.ledger.pages_of_documents(self._outlet.name))
        rows = [self._tally.follow(row) for key in keys if (row := self._tally.known(key))]
        every = timedelta(seconds=seconds(self._outlet.revisit))
        left = rechecks.MOST_REVISITED
        for page in rechecks.longest_unseen(rows, datetime.now(UTC), every):
            listed = Listed(page.url, published_text=page.listed_date, fetch=page.fetch)
            passed = page.key in self._seen or page.state in ("queued", "failed")
            if left and not self.full and not passed and self.holds(listed):
                left -= 1
                yield from self._choose(listed, REVISITED, asked=False, always=True)

    def guessed(self, url: str, key: str) -> None:
        """Note a page that was asked for on a guess, and is there."""
        self._seen.add(key)
        self._discovered.add(key)
        self._chosen += 1
        self._tally.count(FOUND)
        self._tally.ask(key, url)

    def listed(self, found: Iterable[Listed]) -> Iterator[Wanted]:
        """Choose from what an entry page names, the newest first: new pages, and known ones that
        may be edited.
        """
        for listed in newest_first(found, self._outlet):
            fits = self._article is None or self._article.search(listed.url) is not None
            if fits or listed.passed is not None:
                yield from self._choose(listed, FOUND, asked=False)

    def knew(self, listed: Listed, before: str | None = None) -> bool:
        """Whether an earlier run had found the page, before an instant where one is named."""
        key = canonical_key(listed.url)
        page = self._keeper.ledger.find(key) if key not in self._discovered else None
        return page is not None and (before is None or page.found_at < before)

    def published(self, listed: Listed) -> str | None:
        """When the page was published, as far as a list or its address says."""
        named = listed_day(listed.published_text, self._outlet, datetime.now(UTC))
        return named or day_of_address(listed.url, self._outlet)

    def holds(self, listed: Listed) -> bool:
        """Whether ``listed`` may lie within ``since`` and ``until``, as far as its list tells."""
        if not self._window:
            return True
        named = listed_day(listed.published_text, self._outlet, datetime.now(UTC))
        if named is not None:
            return self._window.holds(named)
        found = self._article.search(listed.url) if self._article else None
        return found is None or self._window.may_hold(**found.groupdict())

    def _choose(
        self, listed: Listed, counted: str, *, asked: bool, always: bool = False
    ) -> Iterator[Wanted]:
        key = canonical_key(listed.url)
        if self._offered_before(key, counted):
            return
        page = self._tally.known(key)
        about = self._note(key, listed, page, counted, asked=asked)
        fresh = page is None or page.changed_at is None
        passed = listed.passed or (self._unfit(listed) if fresh and not (asked or always) else None)
        if passed is not None:
            self._tally.pass_over(key, passed, final=True)
            return
        wanted = Wanted(key, listed, about, news=page is None)
        if page is not None and counted == FOUND and not (asked or always) and self._waits(page):
            self._put_off[key] = wanted
        else:
            named = asked and counted == FOUND
            yield from self._decide(wanted, page, counted, named=named, always=always)

    def _waits(self, page: Page) -> bool:
        """Whether a page that a list names comes after the news: with the others left over."""
        mine = page.outlet == self._outlet.name and page.kind == "page"
        return mine and page.state == "queued" and not self._window

    def _decide(
        self,
        wanted: Wanted,
        page: Page | None,
        counted: str,
        *,
        named: bool = False,
        always: bool = False,
    ) -> Iterator[Wanted]:
        key, listed = wanted.key, wanted.listed
        if page is not None and not named and (target := self._tally.follow(page)) is not page:
            if target.key in self._seen:
                self._tally.count("page/known")
                return
            page, key = target, target.key
            listed = replace(listed, url=page.url, fetch=page.fetch)
            self._seen.add(key)
        elif page is not None and not named:
            listed = _as_had(page, listed)
        if named or always or self._worth_it(page, listed, key):
            queued = page is not None and page.state == "queued"
            again = counted != FOUND or (queued and not (named or always))
            yield from self._ask(replace(wanted, key=key, listed=listed), again=again)

    def _offered_before(self, key: str, counted: str) -> bool:
        """Whether this run has chosen or passed over a page already; what a list names counts."""
        if key not in self._seen:
            self._seen.add(key)
            if counted != FOUND:
                self._left_over.add(key)
            return False
        if counted == FOUND and key in self._left_over:
            self._left_over.discard(key)
            self._tally.count(FOUND)
        return True

    def _note(
        self, key: str, listed: Listed, page: Page | None, counted: str, *, asked: bool
    ) -> About:
        """Count a page, and enter one that is new into the ledger; what is known of it."""
        about = About(
            kind="page",
            outlet=self._outlet.name,
            listed=not asked,
            listed_date=listed.published_text or (page.listed_date if page else None),
            mark=listed.changed,
            page=listed.url if listed.fetch else None,
        )
        self._tally.count(counted)
        if page is None:
            self._tally.found(key, listed, about)
            self._discovered.add(key)
        return about

    def _ask(self, wanted: Wanted, *, again: bool) -> Iterator[Wanted]:
        """Ask for a page, as far as the ceiling lets and its address is one."""
        key, listed = wanted.key, wanted.listed
        if (reached := self._ceiling.take()) is not None:
            self._tally.leave(key, reached)
            return
        self._chosen += 1
        self._tally.ask(key, listed.url, again=again)
        if wrong := malformed(listed.fetch or listed.url):
            self._tally.refuse(key, listed.url, Outcome("bad_address", wrong, 1))
        else:
            yield wanted

    def _unfit(self, listed: Listed) -> str | None:
        """Say why a new page that a list names is not for this outlet, as it is declared."""
        if self._outlet.metadata_only:
            return "metadata_only"
        words, title = self._outlet.title_filter, (listed.title or "").casefold()
        unfit = title and words and not any(word.casefold() in title for word in words)
        return "title_filter" if unfit else None

    def _worth_it(self, page: Page | None, listed: Listed, key: str) -> bool:
        """Tell whether to fetch a page that a list names; count it where not."""
        # Settled without ever having been had: passed over before, as one that is paid for.
        unread = page is not None and page.state == "settled" and page.changed_at is None
        if page is None or page.state == "queued" or unread:
            if not self.full and self.holds(listed):
                return True
            self._tally.pass_over(key, "limit" if self.full else "outside_dates")
            return False
        if page.state != "failed" and not self.full:
            blind = not (page.etag or page.last_modified)
            now, told = datetime.now(UTC), rechecks.changed(page, listed.changed)
            room = self._rechecks[blind] < (rechecks.MOST_BLIND if blind else rechecks.MOST)
            due = rechecks.due(page, now) or rechecks.hinted(page, listed.changed, now)
            if (told or (room and due and self._keeper.has(page))) and self.holds(listed):
                self._rechecks[blind] += not told
                return True
        self._tally.count("page/known")
        return False


def _as_had(page: Page, listed: Listed) -> Listed:
    """Lists name one page by several addresses: take the one that it was had from, if it was."""
    had = page.changed_at is not None and not page.attempts
    return replace(listed, url=page.url) if had and not (page.fetch or listed.fetch) else listed
