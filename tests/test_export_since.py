"""An increment has what is new or changed since a day, with all rows of the batches it touches."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch
from exported import fill, from_json, put

from db.exports.changed import CONDITIONS
from db.exports.views import ORDER, TEXTS
from db.store import RecordStore, store_path

NAMES = ("a", "b", "c", "d")
"""Their articles are first read on the first four days of February."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    fill(tmp_path / "data", NAMES)
    return tmp_path / "data"


def since(batchwatch: Batchwatch, data: Path, day: str) -> dict[str, list[dict[str, Any]]]:
    out = data.parent / "out"
    words = ["--format", "jsonl", "--since", day, "--with-text", "--data", data]
    ran = batchwatch("export", out, *words, "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["since"].startswith(day)
    return {view: from_json(out, view) for view in (*ORDER, TEXTS)}


def test_every_view_knows_what_is_new() -> None:
    assert set(CONDITIONS) == {*ORDER, TEXTS}


def test_only_what_an_article_of_that_day_touches_is_in(batchwatch: Batchwatch, data: Path) -> None:
    found = since(batchwatch, data, "2024-02-04")
    assert [row["slug"] for row in found["v_batches"]] == ["batch-3"]
    assert {row["batch"] for view in ORDER for row in found[view] if "batch" in row} == {
        *(f"batch-{number}" for number in range(4)),
    }
    for view in ("v_values", "v_batch_states", "v_claims", "v_registrations", "v_mentions"):
        assert {row["batch"] for row in found[view]} == {"batch-3"}
    assert [row["id"] for row in found["v_articles"]] == ["article d"]
    assert [row["article"] for row in found["v_counts"]] == ["article d"]
    assert [row["article"] for row in found[TEXTS]] == ["article d"]
    assert [row["id"] for row in found["v_companies"]] == ["company-3"]
    assert found["v_register"] == []
    assert len(found["v_slugs"]) == 4


def test_days_are_days_in_china(batchwatch: Batchwatch, data: Path) -> None:
    with RecordStore.open(store_path(data)) as store, store.transaction():
        late = "UPDATE articles SET fetched_at = '2024-02-03T16:00:00Z' WHERE id = ?"
        store.write(late, [("article a",)])
    found = since(batchwatch, data, "2024-02-04")
    assert [row["slug"] for row in found["v_batches"]] == ["batch-0", "batch-3"]


def test_a_new_entry_brings_its_batch_and_company(batchwatch: Batchwatch, data: Path) -> None:
    with RecordStore.open(store_path(data)) as store, store.transaction():
        entry = {"scheme": "on_device", "number": "n", "company_id": "company-1"}
        put(store, "register_rows", **entry, known_from="2024-03-01")
        put(store, "batch_rows", batch="batch-2", scheme="on_device", number="n")
    found = since(batchwatch, data, "2024-03")
    assert [row["slug"] for row in found["v_batches"]] == ["batch-2"]
    assert [row["number"] for row in found["v_register"]] == ["n"]
    assert [row["id"] for row in found["v_companies"]] == ["company-1", "company-2"]
    assert [row["id"] for row in found["v_articles"]] == ["article c"]
    assert found["v_counts"] == []


def test_nothing_is_new_after_the_last_day(batchwatch: Batchwatch, data: Path) -> None:
    found = since(batchwatch, data, "2030-01-01")
    assert {view for view, rows in found.items() if rows} == {"v_slugs"}
