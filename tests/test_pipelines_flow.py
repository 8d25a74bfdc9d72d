"""A run outside Scrapy commits what it was given and says how it went."""

from pathlib import Path

import pytest
from told import announcement, article, contents, told

from crawler.items import Article
from db import answers
from db.errors import StoreFull
from db.store import RecordStore
from extract.extraction import Extraction
from pipelines.flow import Flow

SAID, FOUND = told("a", announcement(services_in_batch=14, event_date="2024-01-17"))


def runs(path: Path) -> list[dict[str, object]]:
    with RecordStore.open_read_only(path) as store:
        found: list[dict[str, object]] = answers.runs(store)["runs"]
        return found


def test_what_is_dropped_is_counted_and_said(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Flow(path, verb="ingest", reader=lambda _: FOUND) as flow:
        assert flow.add(SAID)
        assert not flow.add(article("empty", text=" "))
        assert flow.last_drop == "no_text"
    assert flow.counters["check/no_text"] == 1
    assert flow.counters["store/new"] == 1
    (run,) = runs(path)
    assert run["outcome"] == "ok"
    assert run["counters"] == flow.counters


def test_an_unreadable_file_makes_the_run_partial(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Flow(path, verb="ingest") as flow:
        flow.failed("page.html", "cannot be read")
    (run,) = runs(path)
    assert (run["outcome"], run["counters"]) == ("partial", {"read/unreadable": 1})


def refuses_poison(item: Article) -> Extraction:
    if item.id == "poison":
        raise RuntimeError("stopped")
    return FOUND


def test_an_error_keeps_what_came_before_it(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    items = [SAID, article("poison"), article("never")]
    with (
        pytest.raises(RuntimeError, match="stopped"),
        Flow(path, verb="ingest", reader=refuses_poison) as flow,
    ):
        list(map(flow.add, items))
    (run,) = runs(path)
    assert run["outcome"] == "failed"
    assert len(contents(path)["articles"]) == 1


def test_commits_are_told_after_they_happened(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    heard: list[tuple[list[str], int]] = []

    def committed(keys: list[str]) -> None:
        heard.append((keys, len(contents(path)["articles"])))

    with Flow(path, verb="ingest", reader=lambda _: FOUND, on_committed=committed) as flow:
        flow.add(SAID)
        flow.add(article("b"))
    assert heard == [(["news.example/a", "news.example/b"], 2)]


def test_a_failed_commit_is_told_to_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.db"
    heard: list[list[str]] = []

    def full(*_: object) -> None:
        raise StoreFull("no room")

    monkeypatch.setattr("pipelines.store.link_copies", full)
    with (
        pytest.raises(StoreFull),
        Flow(path, verb="ingest", reader=lambda _: FOUND, on_committed=heard.append) as flow,
    ):
        flow.add(SAID)
    assert heard == []
    (run,) = runs(path)
    assert run["outcome"] == "failed"
    assert contents(path)["articles"] == []


def test_irrelevant_articles_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Flow(path, verb="ingest", reader=lambda _: Extraction(False)) as flow:
        flow.add(SAID)
    with RecordStore.open_read_only(path) as store:
        (row,) = answers.articles(store)["articles"]
    assert row["relevant"] is False


def test_a_long_flow_commits_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.db"
    monkeypatch.setattr("pipelines.store.AT_MOST_ARTICLES", 10)
    with Flow(path, verb="ingest", reader=lambda _: Extraction(False)) as flow:
        for number in range(25):
            flow.add(article(f"a{number}"))
        assert len(contents(path)["articles"]) == 20
    assert flow.counters["store/commits"] == 3


def test_a_locked_store_loses_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.db"
    monkeypatch.setattr("pipelines.store.AT_MOST_ARTICLES", 2)
    monkeypatch.setattr("db.opening.BUSY_SECONDS", 0.1)
    items = [article(f"a{number}") for number in range(4)]
    with (
        RecordStore.open(path) as other,
        Flow(path, verb="ingest", reader=lambda _: Extraction(False)) as flow,
    ):
        with other.transaction():
            list(map(flow.add, items[:3]))
        flow.add(items[3])
    assert flow.counters["store/locked"] == 1
    assert flow.counters["store/new"] == 4
    assert len(contents(path)["articles"]) == 4
