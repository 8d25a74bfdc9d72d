"""Articles in, readings out: extraction as a step of the flow."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article
from extract.errors import TooSlow
from extract.extraction import Extraction
from extract.official import use_horizon
from extract.own import use_folder
from extract.read import read
from pipelines.decision_files import decisions
from pipelines.official.known import use_names_in
from pipelines.step import Reading, Step

Reader = Callable[[Article], Extraction]


class Read(Step):
    """The step that reads what an article says."""

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

    def process_item(self, item: Article) -> Reading:
        """The article with its extraction; an irrelevant article goes on with an empty one.

        One that takes too long is dropped: its page stays in the archive for a later replay.
        """
        try:
            extraction = self._reader(item)
        except TooSlow as error:
            self.count("refused")
            raise DropItem(str(error)) from error
        self.count("relevant" if extraction.relevant else "irrelevant")
        self.count("announcements", len(extraction.announcements))
        self.count("services", len(extraction.services))
        return Reading(item, extraction)
