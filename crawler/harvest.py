"""Answers to requests in, articles and documents out; what is none is settled."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from scrapy import Request

from crawler.api_reading import reason_against
from crawler.archive.capture import About, Capture
from crawler.attached import Attached, Linked
from crawler.attachments import attachments
from crawler.captured import (
    came_instead,
    read_capture,
    read_document_capture,
    shows_only,
)
from crawler.discovery import Listed
from crawler.encoding import content_type, decode
from crawler.errors import ArchiveError, LedgerError
from crawler.expectation import Expectation
from crawler.filetypes import fault
from crawler.frontier import Wanted
from crawler.instead import SENT_ON
from crawler.items import Article, Document
from crawler.keeper import Keeper, Kept
from crawler.ledger import before
from crawler.noting import note_document
from crawler.outcomes import MANY, Outcome
from crawler.outlet import Outlet
from crawler.parts import Parts
from crawler.refreshing import refresh
from crawler.replacing import TEXT_LOST, against
from crawler.rot import Rot
from crawler.tally import Tally, now
from crawler.urls import canonical_key, is_front
from crawler.walls import Held, Walls, like, remember
from crawler.wanting import lacking, of_instead, wrong
from crawler.window import Window


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent for the page of a key, after the redirects of ``by``."""

    capture: Capture
    """The body decoded."""
    kept: Kept
    asked: str
    """Key of the page that was asked for."""
    by: Collection[str]
    """Keys of the pages on the way."""


class Harvest:
    """Reads the pages of one run of one outlet."""

    def __init__(
        self,
        outlet: type[Outlet],
        keeper: Keeper,
        tally: Tally,
        window: Window,
        expectation: Expectation,
        parts: Parts,
    ) -> None:
        self._outlet, self._keeper, self._tally, self._window = outlet, keeper, tally, window
        self._expectation, self._parts = expectation, parts
        self._rot, self._walls = Rot(outlet), Walls()
        self._linked: list[Linked] = []
        self._led: list[Listed] = []
        self._sent_on: list[Wanted] = []
        self._tried: set[str] = set()
        """Other addresses of pages that these themselves have led to."""
        self.read_again: set[str] = set()
        """Keys of pages that an earlier run had archived, and this one has read."""
        self._given: set[str] = set()
        """Keys of documents that this run has yielded."""

    def linked(self) -> list[Linked]:
        """Return the pages that were read since this was asked last, with their files."""
        linked, self._linked = self._linked, []
        return linked

    def led(self) -> list[Listed]:
        """Return the pages that those read since this was asked last have led to (refreshes)."""
        led, self._led = self._led, []
        return led

    def sent_on(self) -> list[Wanted]:
        """Return the pages to be asked for at the address that they have led to themselves."""
        sent_on, self._sent_on = self._sent_on, []
        return sent_on

    def of_answer(self, answer: Answer) -> Iterator[Article | Document]:
        """Yield the article of an answer where it is new, whole and within the window; and the
        page itself as a document where it holds a list.
        """
        kept, capture = answer.kept, answer.capture
        if kept.unchanged:
            self._tally.unchanged(answer.asked, kept.key, by=answer.by)
            self._look_again(kept.key, {answer.asked, *answer.by}, asked=not capture.about.listed)
            yield from self._parts.again(kept.key)
        elif capture.status == 304:
            told = "the server answered 304 to a request without condition"
            outcome = Outcome("http_304", told)
            self._tally.unusable(answer.asked, kept.key, capture.url, outcome, by=answer.by)
        else:
            yield from self._read(capture, answer.asked, kept.key, answer.by)

    def of_file(self, answer: Answer, files: Attached) -> Iterator[Document]:
        """Yield the document of an answer: new content, or a new place of what was had before."""
        kept, capture = answer.kept, answer.capture
        amiss = fault(capture.body, capture.headers)
        document = read_document_capture(capture)
        if kept.unchanged:
            files.settle(answer.asked, kept.key, "unchanged")
        elif capture.status == 304:
            cause = "the server answered 304 to a request without condition"
            files.unusable(answer.asked, Outcome("http_304", cause))
        elif amiss is not None or document is None:
            name, cause = amiss or ("no_file", f"the server answered {capture.status}")
            files.unusable(answer.asked, Outcome(name, cause, MANY))
        else:
            row = self._keeper.ledger.find(document.key)
            copy = row is None or row.outcome == "copy"
            new = self._is_new(document)
            files.settle(answer.asked, kept.key, "new" if new and not copy else "copy")
            if new:
                yield document

    def _is_new(self, document: Document) -> bool:
        row = self._keeper.ledger.find(document.key)
        new = row is not None and row.state == "fetched" and document.key not in self._given
        self._given.add(document.key)
        return new

    def left_unstored(self, asked: Iterable[str]) -> Iterator[Article | Document]:
        """Yield what the archive has and the record store lacks; ask again for what is lost."""
        named = set(asked)
        for page in self._keeper.ledger.waiting(self._outlet.name):
            if not self._window.holds(page.published_at) and page.key not in named:
                continue
            capture = self._keeper.content(page)
            if capture is None:
                self._tally.warn("%s is not in the archive any more: asked for again", page.url)
                self._keeper.ledger.lost(page.key)
                continue
            self._tally.count("page/left_unstored")
            self.read_again.add(page.key)
            try:
                yield from self._read(capture, page.key, page.key, had=page.checked_at)
            except (ArchiveError, LedgerError):
                raise
            except Exception:  # the edge: one page that breaks the reader must not keep others away
                self._tally.broke(page.url)
        yield from self._documents_left()

    def _documents_left(self) -> Iterator[Document]:
        for row in self._keeper.ledger.waiting(self._outlet.name, kind="document"):
            capture = self._keeper.content(row)
            document = read_document_capture(capture, self._outlets) if capture else None
            if document is None:
                self._tally.warn("%s is not in the archive any more: asked for again", row.url)
                self._keeper.ledger.lost(row.key)
            elif self._is_new(document):
                self._tally.count("document/left_unstored")
                yield document

    @property
    def _outlets(self) -> dict[str, type[Outlet]]:
        return {self._outlet.name: self._outlet}

    def _read(
        self,
        capture: Capture,
        asked: str,
        key: str,
        by: Collection[str] = (),
        *,
        had: str | None = None,
    ) -> Iterator[Article | Document]:
        if (empty := lacking(capture)) is not None:
            self._unusable(empty, capture, asked, key, by)
            return
        read = read_capture(capture, self._outlets)
        if asked != key and is_front(capture.url):
            read = None  # Sites send there whoever asks for what is gone.
        if read is None:
            self._barren(capture, asked, key, by)
            return
        page = Held(capture, read, asked, key, by, had)
        if (first := self._walls.twin(page)) is not None:
            self._refuse(page, first)
        elif not self._walls.holds(page):
            yield from self._accept(page)

    def withheld(self, *, ever: bool) -> Iterator[Article | Document]:
        """Yield the articles that were kept back in case that other pages say the same; with
        ``ever`` none is from now on.
        """
        for page in self._walls.let_go(ever=ever):
            yield from self._accept(page)

    def _refuse(self, page: Held, first: Held | str) -> None:
        """Note pages that say the same: none is an article."""
        other = first.key if isinstance(first, Held) else first
        for key in (other, page.key):
            remember(self._keeper, key)
        if isinstance(first, Held):
            self._unusable(like(page.key), first.capture, first.asked, first.key, first.by)
        self._unusable(like(other), page.capture, page.asked, page.key, page.by)

    def _accept(self, page: Held) -> Iterator[Article | Document]:
        capture, read, asked, key, by = page.capture, page.read, page.asked, page.key, page.by
        outlet, tally = self._outlet, self._tally
        self._look_for_files(capture, read.article.published_at, {asked, *by})
        if (row := before.before(self._keeper.ledger, key)) is not None:
            if (lost := against(self._keeper, row, capture, read, self._outlets)) is not None:
                self._unusable(Outcome(TEXT_LOST, lost, MANY), capture, asked, key, by)
                return
            before.accept(self._keeper.ledger, key, now())
        self._expectation.meet(read)
        if not read.by_outlet and outlet.body:
            tally.count("page/selectors_missed")
            tally.warn("the selectors of %s found nothing on %s", outlet.name, capture.url)
        elif read.by_outlet and self._rot.found(capture, read.article.text):
            tally.count("page/selectors_missed")
            tally.warn("the selectors of %s found a part only on %s", outlet.name, capture.url)
        elif read.missed:
            tally.count("page/selectors_missed")
            what = " and no ".join(sorted(read.missed))
            tally.warn("the selectors of %s found no %s on %s", outlet.name, what, capture.url)
        published_at = read.article.published_at
        inside = not capture.about.listed or self._window.holds(published_at)
        what = "article" if inside else "outside_dates"
        tally.settle(asked, key, what, by=by, published_at=published_at)
        if inside:
            parts = self._parts
            yield from parts.begin(read, key, had=page.had) if read.further else (read.article,)
            yield from self._own_document(capture, key)

    def _barren(self, capture: Capture, asked: str, key: str, by: Collection[str]) -> None:
        """Settle a page without an article: one of files, one that leads elsewhere, or a fault."""
        outlet, tally = self._outlet, self._tally
        came = came_instead(capture, outlet)
        if came is not None and came.sure and came.name != SENT_ON:
            self._unusable(of_instead(came), capture, asked, key, by)
            return
        files = self._look_for_files(capture, None, {asked, *by})
        against = reason_against(capture.body, outlet.detail) if outlet.detail else None
        if against is not None:
            tally.settle(asked, key, against, by=by, final=True, counted="not_for_us")
        elif (amiss := wrong(came, files, capture, outlet)) is not None:
            self._unusable(amiss, capture, asked, key, by)
        elif target := refresh(capture.body, capture.headers, capture.url, charset=outlet.charset):
            self._led_to(target, capture, asked, key, by)
        elif files and not outlet.strict:
            tally.settle(asked, key, "files_only", by=by, final=True, counted="not_for_us")
        elif came is not None:
            self._unusable(of_instead(came), capture, asked, key, by)
        elif not outlet.strict and shows_only(capture, outlet):
            self._expectation.miss_text()
            tally.settle(asked, key, "no_text", by=by, final=True, counted="not_for_us")
        elif before.before(self._keeper.ledger, key) is not None:
            gone = Outcome("no_article", "there is no article on the page any more", MANY)
            self._unusable(gone, capture, asked, key, by)
        else:
            # A page for maintenance may stand in a listed article's place for a while.
            tally.settle(asked, key, "no_article", by=by, final=not capture.about.listed)
            tally.warn("no article on %s", capture.url)

    def _unusable(
        self, outcome: Outcome, capture: Capture, asked: str, key: str, by: Collection[str]
    ) -> None:
        self._tally.unusable(asked, key, capture.url, outcome, by=by)

    def _led_to(
        self, target: str, capture: Capture, asked: str, key: str, by: Collection[str]
    ) -> None:
        """Note that a page without an article leads to another, which is asked for by itself."""
        if self._tally.leads(asked, key, canonical_key(target), by=by):
            about = capture.about
            self._led.append(Listed(target, published_text=about.listed_date))
        elif canonical_key(target) == key and self._may_try(target, capture, asked):
            self._tally.anew(key)
            self._sent_on.append(Wanted(asked, Listed(target), capture.about))
        else:
            outcome = Outcome("redirect_loop", f"it leads back to itself by way of {target}")
            self._tally.unusable(asked, key, capture.url, outcome, by=by)

    def _may_try(self, target: str, capture: Capture, asked: str) -> bool:
        """Whether a page that leads to itself at another address is asked for there, once."""
        new = target not in (*self._tried, capture.url) and self._tally.waits(asked)
        self._tried |= {target, capture.url}
        return new

    def _own_document(self, capture: Capture, key: str) -> Iterator[Document]:
        """Yield the page itself where the text on it holds a table, as its outlet says."""
        if not self._outlet.tables:
            return
        document = read_document_capture(capture, self._outlets)
        page = self._keeper.ledger.find(key)
        if document is None or page is None or page.place is None or page.digest is None:
            return
        about = About(
            "document",
            outlet=document.outlet,
            listed_date=document.published_at,
            page=document.page,
            name=document.name,
        )
        place, digest = page.place, page.digest
        note_document(self._keeper.ledger, document.key, about, capture, place, digest)
        if self._is_new(document):
            self._tally.count("document/page")
            yield document

    def _look_again(self, key: str, by: set[str], *, asked: bool) -> None:
        """Look at the files of a page that the archive has: some may have failed, or changed."""
        page = self._keeper.ledger.find(key) if self._outlet.documents else None
        capture = self._keeper.content(page) if page is not None else None
        if page is not None and capture is not None:
            about = replace(capture.about, listed=not asked)
            self._look_for_files(replace(capture, about=about), page.published_at, by)

    def _look_for_files(self, capture: Capture, published_at: str | None, by: set[str]) -> int:
        """Put by the files that a page links to; return how many there are."""
        outlet, url = self._outlet, capture.about.page or capture.url
        if not outlet.documents:
            return 0
        html = decode(capture.body, content_type(capture.headers), charset=outlet.charset)
        files = attachments(html, capture.url, outlet.documents)
        named = not capture.about.listed
        self._linked.append(Linked(url, published_at, files, named, frozenset(by)))
        return len(files)


def way(request: Request | None) -> set[str]:
    """Keys of the pages whose redirects led to a request."""
    return set(map(canonical_key, request.meta.get("redirect_urls", ()))) if request else set()
