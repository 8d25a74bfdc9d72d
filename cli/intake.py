"""Files into a data directory: the archive first, then the steps; the ledger hears the result."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.options import Globals
from cli.taking import Taking

if TYPE_CHECKING:
    from crawler.files import Taken
    from crawler.items import Article


class Intake(Taking):
    """Takes articles one by one, in a locked data directory."""

    def __init__(self, options: Globals, *, verb: str, names: bool) -> None:
        super().__init__(options, verb=verb, names=names)
        self._keys: dict[str, list[str]] = defaultdict(list)
        """Rows of the ledger that wait for the article of a key to be stored."""

    def left(self) -> Iterator["Article"]:
        """The articles that an earlier run archived and did not get to store; they are stored."""
        from crawler.captured import read_capture

        for page in self._keeper.ledger.waiting(None, kind="file"):
            capture = self._keeper.content(page)
            try:
                read = read_capture(capture, {}) if capture is not None else None
            except Exception:  # the edge, as for the steps
                read = None
            if read is None:
                self._keeper.ledger.settle(page.key, "no_article")
            else:
                self._store(read.article, page.key)
                yield read.article

    def add(self, taken: "Taken") -> bool:
        """Archive and store; False where a step refuses the article."""
        key = self._keeper.keep_file(taken.capture)
        article = taken.article
        if taken.capture.status is None:
            article = replace(article, handed_at=self._keeper.kept_at(key))
        return self._store(article, key)

    def _store(self, article: "Article", key: str) -> bool:
        self._keys[article.key].append(key)
        if self._passes(article):
            return True
        self._keys[article.key].remove(key)
        self._keeper.ledger.settle(key, self.flow.last_drop or "dropped")
        return False

    def _passes(self, article: "Article") -> bool:
        from crawler.errors import ArchiveError, LedgerError
        from db.errors import StoreError

        try:
            return self.flow.add(article)
        except (ArchiveError, LedgerError, StoreError):
            raise
        except Exception as error:  # the edge: one article must not keep the others away
            self.flow.last_drop = f"broke a step: {type(error).__name__}: {error}"
            return False

    def _rows(self, key: str) -> list[str]:
        return self._keys.pop(key, [])
