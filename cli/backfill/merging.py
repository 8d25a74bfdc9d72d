"""Shards in, the record store of a data directory with their articles out."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from cli.backfill.errors import BadShard
from cli.backfill.files import beside, settle
from cli.backfill.shelf import Shelf, shelf_path
from cli.options import Globals
from cli.output import Progress
from cli.taking import Taking
from crawler.items import Article
from db.days import china_day


class Merging(Taking):
    """Takes the articles of shards; the same ones, in any order and however often, end the same."""

    def __init__(self, options: Globals, rules: str, *, names: bool) -> None:
        self._shelf = Shelf(rules, names=names)
        super().__init__(options, verb="backfill", names=names, reader=self._shelf)

    def take(
        self, shards: Sequence[Path], since: date | None, until: date | None, bar: Progress
    ) -> list[tuple[str, str]]:
        """Store the articles of these days; return those that are damaged, with why."""
        wrong: list[tuple[str, str]] = []
        first, last = since.isoformat() if since else "", until.isoformat() if until else "9"
        for number, path in enumerate(shards):
            bar.reach(number, len(shards))
            try:
                for article in self._shelf.rows(path):
                    if first <= _day_of(article) <= last:
                        self._add(article)
            except (BadShard, FileNotFoundError) as error:
                why = f"a damaged shard ({error}); the same command makes it anew"
                wrong.append((str(path), why))
                path.unlink(missing_ok=True)
        return wrong

    def _add(self, article: Article) -> None:
        from crawler.errors import ArchiveError, LedgerError
        from db.errors import StoreError

        try:
            self.flow.add(article)
        except (ArchiveError, LedgerError, StoreError, BadShard):
            raise
        except Exception as error:  # the edge: one article must not keep the others away
            name = article.url or article.id
            self.flow.failed(name, f"broke a step: {type(error).__name__}: {error}")

    def _rows(self, key: str) -> Iterable[str]:
        """None: the ledger does not know what back-fills read."""
        return ()


def bring_home(shards: Iterable[Path], data: Path) -> Iterator[Path]:
    """Copy shards into the data directory, where a replay finds them; yield them there."""
    home = shelf_path(data)
    home.mkdir(parents=True, exist_ok=True)
    for shard in shards:
        target = home / shard.name
        if target.resolve() != shard.resolve() and not _same(shard, target):
            new = beside(target)
            try:
                shutil.copyfile(shard, new)
                settle(new, target)
            finally:
                new.unlink(missing_ok=True)
        yield target


def _same(shard: Path, target: Path) -> bool:
    return target.exists() and shard.read_bytes() == target.read_bytes()


def _day_of(article: Article) -> str:
    return china_day(article.published_at or article.fetched_at) or "9999"
