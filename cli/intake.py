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
    from crawler.gathering import Gathered
    from crawler.items import Article


class Intake(Taking):
    """Takes articles one by one, in a locked data directory."""

    def __init__(self, options: Globals, *, verb: str, names: bool, live: bool = False) -> None:
        from pipelines.newness import HISTORY, PLAYED

        super().__init__(options, verb=verb, names=names, newness=PLAYED if live else HISTORY)
        self._live = live
        self.broke = False
        """Whether a step broke on the article that was refused last."""
        self._keys: dict[str, list[str]] = defaultdict(list)
        """Rows of the ledger that wait for the article of a key to be stored."""

    def left(self) -> Iterator["Article"]:
        """The articles that an earlier run archived and did not get to store; they are stored.

        Those that were handed in as news wait for a run that takes files as news.
        """
        for page in self._keeper.ledger.waiting(None, kind="file"):
            capture = self._keeper.content(page)
            if _is_live(capture) != self._live:
                continue
            try:
                found = self._gathered(page.key, capture) if capture is not None else None
            except Exception:  # the edge, as for the steps
                found = None
            if found is None:
                self._keeper.ledger.settle(page.key, "no_article")
            else:
                self._join(page.key, found.parts)
                self._store(found.article, page.key)
                yield found.article

    def _gathered(self, key: str, capture: "Capture") -> "Gathered | None":
        """The article that a record begins, with its further pages."""
        from crawler.gathering import Gathering

        parts = map(self._keeper.content, self._keeper.ledger.parts(key))
        gathering = Gathering()
        pages = (capture, *(part for part in parts if part is not None))
        found = [article for page in pages for article in gathering.add(page)]
        return next(iter((*found, *gathering.end())), None)

    def _join(self, key: str, parts: Iterable["Capture"]) -> None:
        """Note in the archive which records make up an article of several pages."""
        from crawler.joined import Joint
        from crawler.noting import key_of

        keys = (key, *(key_of(part.about, part.url, part) for part in parts))
        rows = map(self._keeper.ledger.find, keys)
        contents = tuple((row.key, row.digest) for row in rows if row and row.digest)
        if len(contents) > 1:
            self._keeper.keep_file(Joint(contents).capture(outlet=None))

    def add(self, taken: "Taken") -> bool:
        """Archive and store; False where a step refuses the article."""
        for part in taken.parts:
            self._keeper.keep_file(part)
        about = replace(taken.capture.about, live=self._live)
        key = self._keeper.keep_file(replace(taken.capture, about=about))
        page = self._keeper.ledger.find(key)
        if page is not None and page.state == "fetched":
            self._join(key, taken.parts)
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

        self.broke = False
        try:
            return self.flow.add(article)
        except (ArchiveError, LedgerError, StoreError):
            raise
        except Exception as error:  # the edge: one article must not keep the others away
            self.broke = True
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
