"""Builders of articles, announcements and claims for the tests of the record store."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.items import Article
from db.store import RecordStore
from extract.extraction import Announcement, Extraction, Quantity, Service
from pipelines.flow import Flow
from pipelines.resolve import Claim, claims_of, identified

Told = tuple[Article, Extraction]
NOT_DERIVED = ("runs", "_sqlite_migrations", "batch_slugs", "told", "told_claims", "told_entries")


def article(name: str, **known: Any) -> Article:
    """An article whose text is made of its name, with whatever else is known of it."""
    facts: dict[str, Any] = {
        "id": name,
        "key": f"news.example/{name}",
        "url": f"https://news.example/{name}",
        "outlet": f"outlet-{name}",
        "language": "en",
        "title": f"Story {name}",
        "text": f"A story called {name} of the services that were registered.",
        "published_at": "2024-03-04T02:00:00Z",
    }
    return Article(**(facts | known))


def announcement(**known: Any) -> Announcement:
    """A main announcement of a batch of filed services; numbers may be given plainly."""
    facts: dict[str, Any] = {
        "role": "main",
        "kind": "batch",
        "scheme": "genai_filing",
        "start": 0,
        "end": 7,
        "text": "A story",
    }
    for column in Announcement.__slots__:
        facts.setdefault(column, None)
    for column in ("services_in_batch", "companies_in_batch", "cumulative_services"):
        if isinstance(known.get(column), int):
            known[column] = Quantity(known[column])
    return Announcement(**(facts | known))


def service(company: str | None, model: str | None = None, announcement: int = 0) -> Service:
    """A named service of one announcement."""
    return Service(company, model, None, announcement, 0, 7, "A story", "test.rule")


def told(name: str, *said: Announcement, services: Iterable[Service] = (), **known: Any) -> Told:
    """An article with the extraction that a reader shall give for it."""
    return article(name, **known), Extraction(bool(said), said, services=tuple(services))


def claims(*stories: Told) -> list[Claim]:
    """The claims of some stories."""
    found: list[Claim] = []
    for item, extraction in stories:
        services = tuple(identified(s) for s in extraction.services)
        whole = Extraction(extraction.relevant, extraction.announcements, services=services)
        found += claims_of(item, whole)
    return found


def ingest(path: Path, stories: Iterable[Told]) -> dict[str, int]:
    """Passes stories through the flow; a story is read by its text. Returns the counters."""
    given = list(stories)
    readings = {(item.text, item.language): extraction for item, extraction in given}
    with Flow(path, verb="ingest", reader=lambda item: readings[item.text, item.language]) as flow:
        for item, _ in given:
            flow.add(item)
    return flow.counters


def contents(
    path: Path, *, without: Iterable[str] = NOT_DERIVED, dropped: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Every row of every derived table and of the full-text index, in a comparable form.

    ``dropped`` are columns that do not count, of one table as ``table.column``.
    """
    gone = set(dropped)
    with RecordStore.open_read_only(path) as store:
        tables = [
            row["name"]
            for row in store.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'articles_fts_%' ORDER BY name"
            )
        ]
        return {
            table: sorted(
                repr({n: value for n, value in row.items() if gone.isdisjoint((n, f"{table}.{n}"))})
                for row in store.rows(f"SELECT * FROM {table}")
            )
            for table in tables
            if table not in set(without)
        }
