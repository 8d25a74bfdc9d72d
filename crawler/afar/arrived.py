"""Rows of the ledger in, the articles and documents that wait to be stored out."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from crawler.captured import read_capture, read_document_capture
from crawler.ceiling import Ceiling
from crawler.errors import ArchiveError, LedgerError
from crawler.expectation import Expectation
from crawler.harvest import Harvest
from crawler.items import Article, Document
from crawler.joined import NOTE, Joint, read_joined
from crawler.keeper import Keeper
from crawler.ledger.page import Page
from crawler.outlet import Outlet
from crawler.parts import Parts
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.window import Window

_silent = logging.getLogger(f"{__name__}.silent")
_silent.addHandler(logging.NullHandler())
_silent.propagate = False
logger = logging.getLogger(__name__)


class Arrived:
    """What one outlet's crawl afar has brought; each content is given once."""

    def __init__(self, keeper: Keeper, outlet: type[Outlet]) -> None:
        self._keeper, self._outlet = keeper, outlet
        self._outlets = {outlet.name: outlet}
        self._given: set[tuple[str, str | None]] = set()

    def of(self, rows: Iterable[Page]) -> Iterator[Article | Document]:
        """Yield what the crawl has found to be an article or a document."""
        for row in rows:
            if row.key.startswith(NOTE) and self._is_new(row):
                yield from self._joined(row)
            article = row.kind == "page" and row.outcome == "article"
            document = row.kind == "document" and row.key != row.url
            if row.state == "fetched" and (article or document) and self._is_new(row):
                yield from self._read(row)

    def left(self, window: Window, asked: Iterable[str]) -> Iterator[Article | Document]:
        """Yield what the archive has and the record store lacks; ask again for what is lost.

        Who fetched it did not live to say what it is.
        """
        numbers: Counter[str] = Counter()

        def count(what: str, by: int) -> None:
            numbers[what] += by

        tally = Tally(logging.LoggerAdapter(_silent), count, self._keeper, self._outlet.watched)
        expectation = Expectation(self._outlet, tally)
        parts = Parts(self._outlet, self._keeper, tally, Ceiling(self._outlet))
        harvest = Harvest(self._outlet, self._keeper, tally, window, expectation, parts)
        unstored = harvest.left_unstored(map(canonical_key, asked))
        for item in chain(unstored, harvest.withheld(ever=True)):
            row = self._keeper.ledger.find(item.key)
            if row is None or self._is_new(row):
                yield item

    def _is_new(self, row: Page) -> bool:
        content = (row.key, row.digest)
        if content in self._given:
            return False
        self._given.add(content)
        return True

    def _read(self, row: Page) -> Iterator[Article | Document]:
        capture = self._keeper.content(row)
        item: Article | Document | None = None
        try:
            if capture is not None and row.kind == "document":
                item = read_document_capture(capture, self._outlets)
            elif capture is not None:
                read = read_capture(capture, self._outlets)
                # An article of several pages comes with the note that joins them.
                item = read.article if read and not read.further else None
        except (ArchiveError, LedgerError):
            raise
        except Exception:  # the edge: one page that breaks the reader must not keep others away
            logger.exception("%s could not be read", row.url)
        if item is not None:
            yield item

    def _joined(self, row: Page) -> Iterator[Article]:
        """Yield the article of several pages that a note joins."""
        note = self._keeper.content(row)
        joint = Joint.of(note) if note is not None else None
        rows = [self._keeper.ledger.find(key) for key, _ in joint.contents] if joint else []
        found = (self._keeper.content(page) if page is not None else None for page in rows)
        captures = [capture for capture in found if capture is not None]
        read = read_joined(captures, self._outlets) if len(captures) == len(rows) > 0 else None
        if read is not None:
            yield read.article
