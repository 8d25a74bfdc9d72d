"""The shards of a data directory in, their articles out, with what they say if that still holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crawler.items import Article
from extract.extraction import Extraction

if TYPE_CHECKING:
    from cli.backfill.shard import Row

FOLDER: Final = "shards"
SUFFIX: Final = ".parquet"


def shelf_path(data: Path) -> Path:
    """Where the shards of a data directory are."""
    return data / FOLDER


def shards_of(data: Path) -> list[Path]:
    """Its shards, in an order that depends on their names alone."""
    return sorted(shelf_path(data).glob(f"*{SUFFIX}"))


class Shelf:
    """A reader for ``pipelines.flow``: of an article of a shard it knows what was read in it."""

    def __init__(self, rules: str | None = None, *, names: bool = True) -> None:
        self.rules = rules
        """Fingerprint of what is known now: what was read by others is read again."""
        self._names = names
        self._known: Extraction | None = None

    def rows(self, path: Path) -> Iterator[Article]:
        """Yield the articles of a shard; each must be read before the next one is asked for."""
        from cli.backfill.shard import about, rows

        holds = about(path)[0].rules == self.rules
        for row in rows(path):
            yield self._take(row, holds=holds)
        self._known = None

    def _take(self, row: "Row", *, holds: bool) -> Article:
        self._known = row.extraction if holds else None
        return row.article

    def __call__(self, article: Article) -> Extraction:
        """What the article says."""
        known, self._known = self._known, None
        if known is not None:
            return known
        from pipelines.read import read

        return read(article, names=self._names)
