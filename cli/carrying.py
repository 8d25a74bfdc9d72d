"""Numbers of stored articles in, the articles out as if they were fetched again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from crawler.items import Article
from db.store import RecordStore, Row


def stored_articles(path: Path, whole: Iterable[int], present: Iterable[int]) -> Iterator[Article]:
    """Yield every sighting of each article: of ``whole`` ones all versions, the earliest first.

    Of the ``present`` ones only the version that counts.
    """
    earlier: dict[int, list[Row]] = defaultdict(list)
    with RecordStore.open(path) as store:
        docs = list(whole)
        for row in store.rows_for("SELECT * FROM article_revisions WHERE doc IN (?)", docs):
            earlier[row["doc"]].append(row)
        rows = store.rows_for("SELECT * FROM articles WHERE doc IN (?)", [*docs, *present])
    for row in rows:
        for version in sorted(earlier[row["doc"]], key=lambda one: str(one["last_seen"])):
            yield from _sightings(row | version)
        yield from _sightings(row)


def _sightings(row: Row) -> Iterator[Article]:
    """The first and the last fetch of one version, or the one time that its file was handed in."""
    columns = set(Article.__dataclass_fields__) - {"sha256", "listed", "handed_at"}
    kept = {column: row[column] for column in columns}
    article = Article(**kept, sha256=row["page_sha256"], listed=bool(row["listed"]))
    if row["fetched_at"] is None:
        yield replace(article, handed_at=row["last_seen"])
        return
    yield article
    if row["last_seen"] != row["fetched_at"]:
        yield replace(article, fetched_at=row["last_seen"])
