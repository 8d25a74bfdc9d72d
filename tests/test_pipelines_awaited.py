"""A crawl makes batches of news in each commit, of history from time to time and at its end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from told import announcement, contents, told

from pipelines.flow import Flow
from pipelines.newness import HISTORY, PLAYED, Newness

SAID, FOUND = told("a", announcement(services_in_batch=14, event_date="2024-01-17"))


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


def test_history_waits(batches_at_commit: Callable[[Newness], int]) -> None:
    assert batches_at_commit(HISTORY) == 0


def test_history_does_not_wait_long(
    batches_at_commit: Callable[[Newness], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.store.AT_MOST_UNSETTLED", 0.0)
    assert batches_at_commit(HISTORY) == 1
