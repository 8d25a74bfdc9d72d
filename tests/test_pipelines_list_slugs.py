"""The printed slug of a list answers for ever, also where another list has swallowed it."""

from pathlib import Path
from typing import Any

import pytest
from beside import settled
from official import entry, keep, official

from db import answers
from db.kept import copy_kept
from db.store import RecordStore, store_path

ROWS = [entry(n, province="广东省") for n in range(1, 5)]
OF_PROVINCE = official(ROWS, published="2024-04-10", fetched="2024-04-10T10:00:00Z",
                       page="https://www.cagd.gov.cn/v/2024/04/4859.html")  # fmt: skip
NATIONAL = official([*ROWS, *(entry(n) for n in range(5, 30))], published="2024-04-02")
NEW = "genai-filing-2024-04-02-list"


def answer(path: Path, slug: str) -> dict[str, Any]:
    with RecordStore.open_read_only(path) as store:
        return answers.batch(store, slug) or {}


def printed(path: Path) -> set[str]:
    with RecordStore.open_read_only(path) as store:
        return {row["slug"] for row in store.rows("SELECT slug FROM batch_slugs")}


@pytest.fixture
def swallowed(tmp_path: Path) -> Path:
    """A store in which a province's list came first."""
    path = store_path(tmp_path)
    for given in (OF_PROVINCE, NATIONAL):
        keep(tmp_path, given)
        settled(path)
    return path


def test_it_leads_to_the_batch_with_most_of_its_entries(swallowed: Path) -> None:
    (old,) = printed(swallowed) - {NEW}
    found = answer(swallowed, old)
    assert (found["slug"], found["forwarded_from"]) == (NEW, old)


def test_so_it_does_in_a_store_that_was_built_again(swallowed: Path, tmp_path: Path) -> None:
    (old,) = printed(swallowed) - {NEW}
    again = tmp_path / "again"
    again.mkdir()
    with RecordStore.open(store_path(again)) as store:
        copy_kept(store, swallowed)
    keep(again, NATIONAL, OF_PROVINCE)
    settled(store_path(again))
    assert answer(store_path(again), old)["slug"] == NEW
