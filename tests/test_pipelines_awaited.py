"""A crawl makes batches of news in each commit, of history from time to time and at its end."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aloud import kinds, play
from told import Told, announcement, contents, told

from db.store import RecordStore, store_path
from pipelines.flow import Flow
from pipelines.newness import HISTORY, PLAYED, Newness
from pipelines.runs import Run
from pipelines.settle import is_due

SAID, FOUND = told("a", announcement(services_in_batch=14, event_date="2024-01-17"))


def story(name: str, version: str = "", **known: Any) -> Told:
    item, read = told(name, announcement(event_date="2024-03-01", province="北京", **known))
    return replace(item, text=f"{item.text} {version}"), read


@pytest.fixture
def batches_at_commit(tmp_path: Path) -> Callable[[Newness], int]:
    def found(newness: Newness) -> int:
        path = tmp_path / "s.db"
        with Flow(
            path, verb="crawl", reader=lambda _: FOUND, newness=newness, crawled=True
        ) as flow:
            flow.add(SAID)
            flow.flush()
            there = contents(path)
            assert len(there["articles"]) == 1
        assert len(contents(path)["batches"]) == 1
        return len(there["batches"])

    return found


def test_news_is_not_kept_waiting(batches_at_commit: Callable[[Newness], int]) -> None:
    assert batches_at_commit(PLAYED) == 1


def test_history_leaves_nothing_to_a_run_beside_it_that_tells(
    tmp_path: Path, batches_at_commit: Callable[[Newness], int]
) -> None:
    with RecordStore.open(tmp_path / "s.db") as store:
        Run.begin(store, "crawl", "known").write(store, "ok", {"new": 1})
        Run.begin(store, "crawl", "known")
    assert batches_at_commit(HISTORY) == 1


def test_what_a_killed_run_of_history_left_is_not_told_by_the_next(tmp_path: Path) -> None:
    begun, killed = tmp_path / "begun", tmp_path / "killed"
    begun.mkdir()
    play(begun, [story("a", services_in_batch=6)])
    stories = [story("a", "Now 7.", services_in_batch=7), story("b", services_in_batch=7)]
    readings = {item.text: read for item, read in stories}
    with Flow(
        store_path(begun),
        verb="crawl",
        reader=lambda item: readings[item.text],
        newness=HISTORY,
        crawled=True,
    ) as flow:
        for item, _ in stories:
            flow.add(replace(item, handed_at="2027-01-01T00:00:00.000000Z"))
        flow.flush()
        shutil.copytree(begun, killed)
    with RecordStore.open(store_path(killed)) as store:
        assert is_due(store)
    play(killed, [story("c", services_in_batch=7)])
    assert kinds(killed) == ["new_batch"]


def test_history_waits(batches_at_commit: Callable[[Newness], int]) -> None:
    assert batches_at_commit(HISTORY) == 0


def test_history_does_not_wait_long(
    batches_at_commit: Callable[[Newness], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.store.AT_MOST_UNSETTLED", 0.0)
    assert batches_at_commit(HISTORY) == 1
