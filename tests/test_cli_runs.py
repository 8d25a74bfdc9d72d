"""The table of ``runs`` tells of every page that its JSON counts."""

import json
from pathlib import Path

from conftest import Batchwatch

from db.store import RecordStore, store_path


def runs_of(batchwatch: Batchwatch, data: Path, *counters: dict[str, int]) -> list[str]:
    """The table's lines, of runs that counted so."""
    rows = [
        {
            "id": f"r{number}", "verb": "crawl", "outlet": "bbt", "outcome": "ok",
            "started_at": f"2026-01-0{9 - number}T10:00:00Z", "finished_at": "2026-01-09T11:00:00Z",
            "counters": json.dumps(counted), "reasons": "[]",
        }
        for number, counted in enumerate(counters)
    ]  # fmt: skip
    with RecordStore.open(store_path(data)) as store, store.transaction():
        store.upsert("runs", rows)
    ran = batchwatch("runs", "--data", data)
    assert ran.status == 0
    return ran.out.splitlines()


def test_what_was_left_or_passed_over_has_its_columns(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    head, first, second = runs_of(
        batchwatch, tmp_path, {"store/new": 5, "left/ceiling_pages": 12}, {"page/passed_over": 7}
    )
    assert head.endswith("new  revised  unchanged  left  passed over  failed  why")
    assert first.split()[-6:] == ["5", "0", "0", "12", "0", "0"]
    assert second.split()[-6:] == ["0", "0", "0", "0", "7", "0"]


def test_where_there_is_no_such_run_there_is_no_such_column(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    head, first = runs_of(batchwatch, tmp_path, {"store/new": 5, "page/known": 3, "failed": 1})
    assert head.endswith("new  revised  unchanged  failed  why")
    assert first.split()[-4:] == ["5", "0", "3", "1"]
