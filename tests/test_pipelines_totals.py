"""A year's total opens no batch where the batches that it sums are known."""

from pathlib import Path
from typing import Any

import pytest
from told import Told, announcement, contents, ingest, told

from db import answers
from db.store import RecordStore
from pipelines.forgetting import forget

PARTS = [(30, "2024-03-12"), (71, "2024-08-08"), (64, "2024-11-20")]


def part(number: int, day: str) -> Told:
    said = announcement(services_in_batch=number, event_date=day)
    return told(f"p{number}", said, published_at=day)


def january(number: int, total: int | None, **known: Any) -> Told:
    said = announcement(
        services_in_batch=number, cumulative_services=total, event_date="2025-01-08", **known
    )
    return told("year", said, published_at="2025-01-09")


def slugs(path: Path) -> list[str]:
    with RecordStore.open_read_only(path) as store:
        return [batch["slug"] for batch in answers.batches(store)["batches"]]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("total", [200, None])
def test_a_years_number_opens_no_batch(tmp_path: Path, turned: bool, total: int | None) -> None:
    given = [*(part(*p) for p in PARTS), january(165, total)]
    for story in reversed(given) if turned else given:
        ingest(tmp_path / "s.db", [story])
    assert slugs(tmp_path / "s.db") == [
        "genai-filing-2024-11-20",
        "genai-filing-2024-08-08",
        "genai-filing-2024-03-12",
    ]


def test_its_slug_leads_to_the_newest_batch_that_it_sums(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [january(165, 200)])
    assert slugs(path) == ["genai-filing-2025-01-08"]
    ingest(path, [part(*p) for p in PARTS])
    with RecordStore.open_read_only(path) as store:
        found = answers.batch(store, "genai-filing-2025-01-08")
    assert found is not None
    assert found["slug"] == "genai-filing-2024-11-20"


@pytest.mark.parametrize(
    "story",
    [
        january(24, 230),
        january(165, 900),
        january(165, 200, province="北京"),
        january(165, 200, scheme="deep_synthesis"),
    ],
)
def test_another_number_of_january_is_a_batch(tmp_path: Path, story: Told) -> None:
    ingest(tmp_path / "s.db", [*(part(*p) for p in PARTS), story])
    assert len(slugs(tmp_path / "s.db")) == len(PARTS) + 1


def test_it_opens_one_again_when_the_others_are_gone(tmp_path: Path) -> None:
    path, alone = tmp_path / "s.db", tmp_path / "alone.db"
    ingest(path, [*(part(*p) for p in PARTS), january(165, 200)])
    ingest(alone, [january(165, 200)])
    with RecordStore.open(path) as store:
        rows = store.rows("SELECT doc FROM articles WHERE id <> 'year'")
        forget(store, [row["doc"] for row in rows])
    assert contents(path) == contents(alone)
