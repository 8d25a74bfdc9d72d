"""An outlet's state follows from its runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import answers
from db.store import RecordStore, store_path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with RecordStore.open(store_path(tmp_path)) as opened:
        yield opened


def outlet(store: RecordStore, name: str, *, enabled: int = 1) -> None:
    with store.transaction():
        row = {"name": name, "language": "en", "every": "2h", "enabled": enabled}
        store.upsert("outlets", [row])


def run(store: RecordStore, name: str, at: str, outcome: str) -> None:
    with store.transaction():
        store.upsert("runs", [{
            "id": f"{at}-{name}", "verb": "crawl", "outlet": name, "started_at": at,
            "finished_at": at, "outcome": outcome,
            "counters": '{"found": 9, "new": 2, "failed": 1}',
        }])  # fmt: skip


def states(store: RecordStore) -> dict[str, Any]:
    found = answers.outlets(store, now="2024-03-10T00:00:00Z")["outlets"]
    return {row["name"]: row["state"] for row in found}


def test_states(store: RecordStore) -> None:
    for name in ("fine", "partly", "failing", "old", "never"):
        outlet(store, name)
    outlet(store, "switched-off", enabled=0)
    run(store, "fine", "2024-03-09T00:00:00Z", "ok")
    run(store, "partly", "2024-03-09T00:00:00Z", "partial")
    run(store, "failing", "2024-03-08T00:00:00Z", "ok")
    run(store, "failing", "2024-03-09T00:00:00Z", "failed")
    run(store, "old", "2024-01-09T00:00:00Z", "ok")
    assert states(store) == {
        "failing": "broken", "fine": "ok", "never": "stale", "old": "stale", "partly": "ok",
        "switched-off": "off",
    }  # fmt: skip


def test_the_row_of_an_outlet(store: RecordStore) -> None:
    outlet(store, "a")
    run(store, "a", "2024-03-08T00:00:00Z", "ok")
    run(store, "a", "2024-03-09T00:00:00Z", "failed")
    (row,) = answers.outlets(store, now="2024-03-10T00:00:00Z")["outlets"]
    assert row == {
        "name": "a", "language": "en", "every": "2h", "last_run": "2024-03-09T00:00:00Z",
        "last_success": "2024-03-08T00:00:00Z", "state": "broken", "found": 9, "new": 2,
        "failed": 1,
    }  # fmt: skip
