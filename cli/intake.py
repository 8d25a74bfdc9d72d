"""Files into a data directory: the archive first, then the steps; the ledger hears the result."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cli.options import Globals

if TYPE_CHECKING:
    from crawler.files import Taken
    from crawler.items import Article
    from crawler.keeper import Keeper


class Intake:
    """Takes articles one by one, in a locked data directory."""

    def __init__(self, options: Globals, *, verb: str, names: bool) -> None:
        from db.store import store_path
        from pipelines.flow import Flow

        self._data = options.data
        self._held = ExitStack()
        self._keys: dict[str, list[str]] = defaultdict(list)
        """Rows of the ledger that wait for the article of a key to be stored."""
        self.flow = Flow(
            store_path(options.data),
            verb=verb,
            names=names,
            on_committed=self._committed,
            on_printed=self._printed,
        )
        self._keeper: Keeper

    def __enter__(self) -> Self:
        from crawler.keeper import keeping

        self._keeper = self._held.enter_context(keeping(self._data))
        try:
            self._held.enter_context(self.flow)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.__exit__(kind, error, trace)

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

    def _committed(self, keys: list[str]) -> None:
        self._keeper.ledger.stored(row for key in set(keys) for row in self._keys.pop(key, ()))

    def _printed(self, slugs: dict[str, str]) -> None:
        from crawler.items import SLUG_NOTE

        for slug, members in slugs.items():
            self._keeper.keep_note(SLUG_NOTE, slug, members)
