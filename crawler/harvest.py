"""Answers to requests for articles' pages in, their articles out; what is none is settled."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from scrapy import Request

from crawler.api_reading import reason_against
from crawler.archive.capture import Capture
from crawler.captured import read_capture
from crawler.errors import ArchiveError, LedgerError
from crawler.items import Article
from crawler.keeper import Keeper, Kept
from crawler.outcomes import Outcome
from crawler.outlet import Outlet
from crawler.tally import Tally
from crawler.urls import canonical_key
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

    def __init__(self, outlet: type[Outlet], keeper: Keeper, tally: Tally, window: Window) -> None:
        self._outlet, self._keeper, self._tally, self._window = outlet, keeper, tally, window

    def of_answer(self, answer: Answer) -> Iterator[Article]:
        """Yield the article of an answer where it is new, whole and within the window."""
        kept, capture = answer.kept, answer.capture
        if kept.unchanged:
            self._tally.unchanged(answer.asked, kept.key, by=answer.by)
        elif capture.status == 304 or not capture.body:
            empty = capture.status != 304
            said = "nothing" if empty else "304 to a request without condition"
            outcome = Outcome("empty" if empty else "http_304", f"the server answered {said}")
            self._tally.unusable(answer.asked, kept.key, capture.url, outcome, by=answer.by)
        else:
            yield from self._read(capture, answer.asked, kept.key, answer.by)

    def left_unstored(self, asked: Iterable[str]) -> Iterator[Article]:
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
            try:
                yield from self._read(capture, page.key, page.key)
            except (ArchiveError, LedgerError):
                raise
            except Exception:  # the edge: one page that breaks the reader must not keep others away
                self._tally.broke(page.url)

    def _read(
        self, capture: Capture, asked: str, key: str, by: Collection[str] = ()
    ) -> Iterator[Article]:
        outlet, tally = self._outlet, self._tally
        read = read_capture(capture, {outlet.name: outlet})
        if read is None:
            against = reason_against(capture.body, outlet.detail) if outlet.detail else None
            if against is not None:
                tally.settle(asked, key, against, by=by, final=True, counted="not_for_us")
                return
            # A page for maintenance may stand in a listed article's place for a while.
            tally.settle(asked, key, "no_article", by=by, final=not capture.about.listed)
            tally.warn("no article on %s", capture.url)
            return
        if not read.by_outlet and outlet.body:
            tally.count("page/selectors_missed")
            tally.warn("the selectors of %s found nothing on %s", outlet.name, capture.url)
        published_at = read.article.published_at
        inside = not capture.about.listed or self._window.holds(published_at)
        what = "article" if inside else "outside_dates"
        tally.settle(asked, key, what, by=by, published_at=published_at)
        if inside:
            yield read.article


def way(request: Request | None) -> set[str]:
    """Keys of the pages whose redirects led to a request."""
    return set(map(canonical_key, request.meta.get("redirect_urls", ()))) if request else set()
