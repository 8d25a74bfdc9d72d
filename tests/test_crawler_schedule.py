"""An outlet is due one interval after the start of its last whole crawl."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.schedule import Timetable, next_due
from db import queries
from db.store import RecordStore, store_path

NOW = datetime(2024, 1, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (None, NOW),
        ("2024-01-30T11:00:00Z", NOW + timedelta(hours=1)),
        ("2024-01-30T10:00:00Z", NOW),
        ("2024-01-20T10:00:00Z", datetime(2024, 1, 20, 12, 0, tzinfo=UTC)),
    ],
)
def test_one_interval_after_the_last_crawl_began(began: str | None, due: datetime) -> None:
    assert Timetable.of("news", "2h", began).due(NOW) == due


@pytest.mark.parametrize(
    ("every", "began", "due"),
    [
        ("2h", "2024-01-30T10:00:05Z", True),
        ("2h", "2024-01-30T10:05:00Z", True),
        ("2h", "2024-01-30T10:05:01Z", False),
        ("20s", "2024-01-30T11:59:41Z", True),
        ("20s", "2024-01-30T11:59:42Z", False),
    ],
)
def test_a_timer_that_fires_a_little_early_is_meant_for_it(
    every: str, began: str, due: bool
) -> None:
    assert Timetable.of("news", every, began).is_due(NOW) is due


def test_the_jitter_never_costs_more_than_half_a_minute() -> None:
    assert Timetable.of("news", "10s", None).jitter == 0.5
    assert Timetable.of("news", "1d", None).jitter == 30


def test_a_wrong_interval_names_its_outlet() -> None:
    with pytest.raises(ConfigError, match=r"news\.every must be a duration"):
        Timetable.of("news", "often", None)


@pytest.mark.parametrize(
    ("counters", "outcome", "counts"),
    [
        ({}, "ok", True),
        ({}, "failed", True),
        ({"killed": 1}, "failed", False),
        ({"died": 1}, "failed", False),
        ({"page/left": 0}, "failed", False),
        ({"asked": 1}, "ok", False),
    ],
)
def test_which_crawls_count(
    tmp_path: Path, counters: dict[str, int], outcome: str, counts: bool
) -> None:
    row = {"verb": "crawl", "outlet": "news", "finished_at": "2024-01-30T12:30:00Z"}
    first = {"id": "1", "started_at": "2024-01-30T10:00:00Z", "outcome": "ok", "counters": "{}"}
    second = {"id": "2", "started_at": "2024-01-30T12:00:00Z", "outcome": outcome}
    with RecordStore.open(store_path(tmp_path)) as store, store.transaction():
        store.upsert("outlets", [{"name": "news", "every": "2h", "enabled": 1}])
        store.upsert("runs", [row | first, row | second | {"counters": json.dumps(counters)}])
        (found,) = queries.run(store, "due")
    assert next_due(found) == ("2024-01-30T14:00:00Z" if counts else "2024-01-30T12:00:00Z")


def test_an_outlet_that_is_off_is_never_due() -> None:
    row = {"name": "news", "every": "2h", "enabled": 0, "began": None}
    assert next_due(row) is None
    assert next_due(row | {"enabled": 1}, NOW) == "2024-01-30T12:00:00Z"
    assert next_due(row | {"enabled": 1, "every": None}) is None
