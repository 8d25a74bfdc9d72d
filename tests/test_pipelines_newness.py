"""What of a crawl is news follows from what earlier runs of its outlet have seen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from told import article, told
from told import ingest as stored

from db.store import RecordStore, store_path
from pipelines.newness import Asked, Newness, is_cut, of_crawl

BEGAN = "2026-11-26T17:00:00Z"
"""The twenty-seventh in China."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    path = store_path(tmp_path)
    days = ("2024-03-01T00:30:00Z", "2024-05-09T22:00:00Z", "2031-01-01")
    stored(path, [told(f"a{n}", outlet="desk", published_at=at) for n, at in enumerate(days)])
    assert article("a0").outlet != "desk"
    with RecordStore.open(path) as opened:
        yield opened


def ran(store: RecordStore, outcome: str, counters: dict[str, int], verb: str = "crawl") -> None:
    row: dict[str, Any] = {
        "id": f"{outcome}{len(store.rows('SELECT id FROM runs'))}",
        "verb": verb,
        "outlet": "desk",
        "started_at": "2026-11-26T00:00:00Z",
        "outcome": outcome,
        "counters": json.dumps(counters),
    }
    with store.transaction():
        store.insert("runs", [row])


def asked(store: RecordStore, **known: str) -> Newness:
    return of_crawl(store, "desk", Asked(**known), began=BEGAN)


@pytest.mark.parametrize(
    ("outcome", "counters"),
    [("failed", {"new": 9}), ("partial", {"failed": 2}), ("ok", {"new": 9, "cut": 1})],
)
def test_an_outlet_is_history_until_a_whole_run_of_it(
    store: RecordStore, outcome: str, counters: dict[str, int]
) -> None:
    ran(store, outcome, counters)
    ran(store, "ok", {}, "ingest")
    assert not asked(store).speaks


@pytest.mark.parametrize("run", [("ok", {}), ("partial", {"new": 3, "failed": 9})])
def test_then_news_goes_by_the_outlet_s_own_calendar(
    store: RecordStore, run: tuple[str, dict[str, int]]
) -> None:
    """The newest article is of May 10 in China; one of the future tells nothing."""
    ran(store, *run)
    newness = asked(store)
    assert newness.holds("2024-04-10")
    assert newness.holds("2026-11-27T01:00:00Z")
    assert newness.holds(None)
    assert not newness.holds("2024-04-09")
    assert newness.horizon == "2023-11-12"


@pytest.mark.parametrize(
    ("known", "speaks"),
    [
        ({"until": "2026-11-26"}, False),
        ({"since": "2026-10-27"}, False),
        ({"since": "2026-11-20"}, True),
        ({"since": "2026-11-20", "until": "2026-11-27"}, True),
    ],
)
def test_days_in_the_past_are_history(
    store: RecordStore, known: dict[str, str], speaks: bool
) -> None:
    ran(store, "ok", {})
    assert asked(store, **known).speaks is speaks


def test_a_day_makes_news_of_what_was_published_since(store: RecordStore) -> None:
    newness = asked(store, alert_since="2024-01-10", until="2024-02-01")
    assert newness.holds("2024-01-10")
    assert not newness.holds("2024-01-09T15:59:59Z")
    assert not newness.holds(None)


class Spider:
    """What a spider was told."""

    limit: int | None = 5
    asked: tuple[str, ...] = ()


def test_a_limit_cuts_only_a_crawl_that_reaches_it() -> None:
    assert is_cut(Spider(), {"page/requested": 5})
    assert not is_cut(Spider(), {"page/requested": 4})
