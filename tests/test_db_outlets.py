"""An outlet's state follows from its runs."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db import answers
from db.store import RecordStore, store_path

START = datetime(2024, 3, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with RecordStore.open(store_path(tmp_path)) as opened:
        yield opened


def outlet(store: RecordStore, name: str, *, enabled: int = 1, listings: float = 5.0) -> None:
    row = {"name": name, "language": "en", "every": "2h", "enabled": enabled}
    with store.transaction():
        store.upsert("outlets", [row | {"listings": listings}])


def run(store: RecordStore, name: str, at: str, outcome: str, *codes: str, **counters: int) -> None:
    told = {"found": 9, "new": 2, "failed": 1} | counters
    reasons = [{"code": code, "number": 1, "text": f"it was {code}"} for code in codes]
    with store.transaction():
        store.upsert("runs", [{
            "id": f"{at}-{name}", "verb": "crawl", "outlet": name, "started_at": at,
            "finished_at": at, "outcome": outcome,
            "counters": json.dumps(told), "reasons": json.dumps(reasons),
        }])  # fmt: skip


def habits(store: RecordStore, name: str, hours: list[int], *, every: int, until: int) -> None:
    """Looks at an outlet every so many hours from the first of March; news come at ``hours``."""
    for hour in range(0, until, every):
        at = START + timedelta(hours=hour)
        run(store, name, f"{at:%Y-%m-%dT%H:%M:%SZ}", "ok", new=int(hour in hours))


def found(store: RecordStore, now: str = "2024-03-10T00:00:00Z") -> dict[str, Any]:
    return {row["name"]: row for row in answers.outlets(store, now=now)["outlets"]}


def states(store: RecordStore) -> dict[str, Any]:
    return {name: row["state"] for name, row in found(store).items()}


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
    run(store, "a", "2024-03-07T00:00:00Z", "ok")
    run(store, "a", "2024-03-08T00:00:00Z", "failed", "timeout")
    run(store, "a", "2024-03-09T00:00:00Z", "failed", "http_403", "no_listing")
    assert found(store)["a"] == {
        "name": "a", "language": "en", "every": "2h", "last_run": "2024-03-09T00:00:00Z",
        "last_success": "2024-03-07T00:00:00Z", "last_new": "2024-03-07T00:00:00Z",
        "state": "broken", "since": "2024-03-08T00:00:00Z",
        "why": "it was http_403; it was no_listing",
        "reasons": [
            {"code": "http_403", "number": 1, "text": "it was http_403"},
            {"code": "no_listing", "number": 1, "text": "it was no_listing"},
        ],
        "found": 9, "new": 2, "failed": 1,
    }  # fmt: skip


def test_runs_that_say_nothing_of_the_outlet_are_passed_over(store: RecordStore) -> None:
    outlet(store, "a")
    run(store, "a", "2024-03-09T00:00:00Z", "ok")
    run(store, "a", "2024-03-09T02:00:00Z", "failed", "killed")
    run(store, "a", "2024-03-09T04:00:00Z", "failed", "stopped")
    run(store, "a", "2024-03-09T06:00:00Z", "failed", "http_404", asked=1)
    assert states(store) == {"a": "ok"}


def test_silence_is_measured_by_the_outlets_own_habits(store: RecordStore) -> None:
    for name in ("daily", "weekly"):
        outlet(store, name)
    habits(store, "daily", [*range(0, 480, 24)], every=6, until=960)
    habits(store, "weekly", [*range(0, 960, 168)], every=6, until=960)
    rows = found(store, "2024-04-09T23:00:00Z")
    assert rows["weekly"]["state"] == "ok"
    daily = rows["daily"]
    assert (daily["state"], daily["since"]) == ("stale", "2024-03-22T00:00:00Z")
    assert [reason["code"] for reason in daily["reasons"]] == ["no_new"]
    assert daily["why"] == "nothing new since 2024-03-20T00:00:00Z; up to 2 days are usual"


def test_an_outlet_without_history_is_measured_by_what_it_declares(store: RecordStore) -> None:
    outlet(store, "busy", listings=20.0)
    outlet(store, "rare", listings=0.5)
    for name in ("busy", "rare"):
        habits(store, name, [0, 6], every=6, until=216)
    assert states(store) == {"busy": "stale", "rare": "ok"}


def test_the_time_in_which_nobody_looked_is_no_silence(store: RecordStore) -> None:
    outlet(store, "a")
    habits(store, "a", [*range(0, 480, 24)], every=6, until=240)
    for hour in range(960, 1200, 6):
        at = START + timedelta(hours=hour)
        run(store, "a", f"{at:%Y-%m-%dT%H:%M:%SZ}", "ok", new=int(hour < 1080))
    assert found(store, "2024-04-19T20:00:00Z")["a"]["state"] == "stale"


def test_a_silence_ends_with_news(store: RecordStore) -> None:
    outlet(store, "a", listings=20.0)
    habits(store, "a", [0, 6, 210], every=6, until=216)
    assert states(store) == {"a": "ok"}
