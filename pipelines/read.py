"""Articles in, readings out; documents in, the rows of their lists out."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Self, overload

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article, Document
from extract.errors import NotAList, TooSlow
from extract.extraction import Extraction
from extract.known.official import use_horizon
from extract.own_folder import use_folder
from extract.register import read_file
from extract.register.records import RegisterFile
from pipelines.decision_files import decisions
from pipelines.official.known import use_names_in
from pipelines.step import ReadDocument, Reading, Step

_logger = logging.getLogger(__name__)
Reader = Callable[[Article], Extraction]


class Read(Step):
    """The step that reads what an article says and what a document holds."""

    name: ClassVar[str] = "read"

    def __init__(self, reader: Reader | None = None, *, names: bool = True) -> None:
        super().__init__()
        self._reader = reader or (lambda article: read(article, names=names))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """A reader that knows names unless ``BATCHWATCH_NAMES`` is off, and the user's folder.

        It knows the names of the lists that are stored in ``BATCHWATCH_DATA`` as well.

        RuleError, before anything is fetched, where a row of that folder is wrong.
        """
        folder = crawler.settings.get("BATCHWATCH_NAMES_FOLDER")
        use_horizon(None)
        use_names_in(Path(crawler.settings.get("BATCHWATCH_DATA") or "data"))
        use_folder(Path(folder) if folder else None)
        decisions()
        step = cls(names=crawler.settings.getbool("BATCHWATCH_NAMES", True))
        step.crawler = crawler
        return step

    @overload
    def process_item(self, item: Article) -> Reading: ...

    @overload
    def process_item(self, item: Document) -> ReadDocument: ...

    def process_item(self, item: Article | Document) -> Reading | ReadDocument:
        """The article with its extraction; an irrelevant article goes on with an empty one.

        An article that takes too long and a document that is no list are dropped: they stay in
        the archive for a later replay.
        """
        return self._rows(item) if isinstance(item, Document) else self._reading(item)

    def take(self, document: Document, file: RegisterFile) -> ReadDocument:
        """The document whose rows were read already."""
        self.count("documents")
        self.count("rows", len(file.rows))
        self.count("unread", len(file.unread))
        return ReadDocument(document, file)

    def _rows(self, document: Document) -> ReadDocument:
        where = document.url or document.page or document.name or document.key
        try:
            file = read_file(document.body, name=document.name)
        except NotAList as error:
            self.count("not_a_list")
            _logger.warning("%s (%s) is no official list: %s", where, document.name, error)
            raise DropItem("not_a_list") from error
        for unread in file.unread:
            _logger.warning("%s: cannot read %r: %s", where, unread.text, unread.reason)
        return self.take(document, file)

    def _reading(self, item: Article) -> Reading:
        try:
            extraction = self._reader(item)
        except TooSlow as error:
            self.count("refused")
            raise DropItem(str(error)) from error
        self.count("relevant" if extraction.relevant else "irrelevant")
        self.count("announcements", len(extraction.announcements))
        self.count("services", len(extraction.services))
        return Reading(item, extraction)


def read(article: Article, *, names: bool) -> Extraction:
    """The rules are loaded with the first article: a run of documents alone needs none of them."""
    from extract import read as reading

    return reading.read(article, names=names)
