"""Files into a data directory: the archive first, then the steps; the ledger hears the result."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.options import Globals
from cli.taking import Taking

if TYPE_CHECKING:
    from crawler.archive.capture import Capture
    from crawler.files import Taken
    from crawler.items import Article


class Intake(Taking):
    """Takes articles one by one, in a locked data directory."""

    def __init__(self, options: Globals, *, verb: str, names: bool, live: bool = False) -> None:
        from pipelines.newness import HISTORY, PLAYED

        super().__init__(options, verb=verb, names=names, newness=PLAYED if live else HISTORY)
        self._live = live
        self._keys: dict[str, list[str]] = defaultdict(list)
        """Rows of the ledger that wait for the article of a key to be stored."""

    def left(self) -> Iterator["Article"]:
        """The articles that an earlier run archived and did not get to store; they are stored.

        Those that were handed in as news wait for a run that takes files as news.
        """
        from crawler.captured import read_capture

        for page in self._keeper.ledger.waiting(None, kind="file"):
            capture = self._keeper.content(page)
            if _is_live(capture) != self._live:
                continue
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
        about = replace(taken.capture.about, live=self._live)
        key = self._keeper.keep_file(replace(taken.capture, about=about))
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


def _is_live(capture: "Capture | None") -> bool:
    return capture is not None and capture.about.live


def finish_ingest(options: Globals, kinds: Iterable[bool] = (False, True)) -> None:
    """Store the files that an ``ingest`` archived and did not get to store, history and news.

    A watch did it before its crawls.
    """
    from crawler.keeper import keeping
    from crawler.lock import shared
    from db.store import store_path

    if shared(options.data) or not store_path(options.data).exists():
        return
    with keeping(options.data) as keeper:
        waiting = keeper.ledger.waiting(None, kind="file")
        left = {_is_live(keeper.content(page)) for page in waiting}
    for live in left.intersection(kinds):
        with Intake(options, verb="ingest", names=True, live=live) as intake:
            for _ in intake.left():
                pass
