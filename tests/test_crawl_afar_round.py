"""A crawl by workers, as home runs it: what comes is stored, what dies is crawled again, and what
cannot go on ends with one line.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch, Ran
from faults.pages import page
from workers import Script, ScriptedEngine, Worker, told

import cli.crawling_afar
from cli.afar import ALONE, Told
from cli.engines import EngineUnreachable
from cli.outing import DEATHS
from cli.word import ORPHANS

NEWS = "https://news.example"
CONFIG = """
[crawl]
contact = "mailto:desk@reader.example"
delay = "7s"
[outlets.news]
url = "https://news.example/feed.xml"
language = "en"
title = "h1"
date = ".date"
body = ".text"
[outlets.more_news]
url = "https://www.news.example/more.xml"
language = "en"
title = "h1"
date = ".date"
body = ".text"
[outlets.other]
url = "https://other.example/feed.xml"
language = "en"
title = "h1"
date = ".date"
body = ".text"
[[channel]]
name = "desk"
url = "json://user:very-secret@127.0.0.1:9/hook"
"""
Crawl = Callable[..., Ran]


@pytest.fixture
def crawl(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Crawl]:
    """Crawl outlets with workers that follow a script."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")

    def prepared(script: Script, engines: list[ScriptedEngine] | None = None) -> Crawl:
        folder = tmp_path / f"engine{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        engine = ScriptedEngine(folder, script)
        if engines is not None:
            engines.append(engine)
        monkeypatch.setattr(cli.crawling_afar, "engine_of", lambda *_: engine)

        def run(*arguments: object) -> Ran:
            where = ("--data", tmp_path / "data", "--config", tmp_path / "config.toml")
            return batchwatch("crawl", *arguments, "--engine", "dask", *where, "--json")

        return run

    return prepared


def ask(batchwatch: Batchwatch, tmp_path: Path, *arguments: object) -> Any:
    return json.loads(batchwatch(*arguments, "--data", tmp_path / "data", "--json").out)


def well(worker: Worker) -> Told:
    """Fetch two pages."""
    outlet = worker.order.outlet
    host = {"news": "news", "more_news": "www.news", "other": "other"}[outlet]
    for number in (1, 2):
        worker.fetch(f"https://{host}.example/{outlet}/{number}", page(f"{outlet} {number}"))
        worker.send()
    return worker.done(2)


def test_what_comes_is_stored_and_counted(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    ran = crawl(well)("news", "other")
    assert (ran.status, ran.err) == (0, "")
    reports = {one["name"]: one for one in json.loads(ran.out)["outlets"]}
    assert list(reports) == ["news", "other"]
    assert {one["outcome"] for one in reports.values()} == {"ok"}
    assert reports["news"]["counters"]["store/new"] == 2
    titles = [a["title"] for a in ask(batchwatch, tmp_path, "articles")["articles"]]
    assert sorted(titles) == ["news 1", "news 2", "other 1", "other 2"]
    runs = ask(batchwatch, tmp_path, "runs")["runs"]
    assert {(run["verb"], run["outcome"]) for run in runs} == {("crawl", "ok")}


def test_no_secret_leaves_home(crawl: Callable[..., Crawl]) -> None:
    orders: list[bytes] = []

    def looked_at(worker: Worker) -> Told:
        orders.append(worker.order.packed())
        assert set(worker.order.config) == {"crawl", "outlets"}
        assert "very-secret" not in repr(worker.order)
        return well(worker)

    assert crawl(looked_at)("news").status == 0
    assert len(orders) == 1


def test_outlets_of_one_site_are_never_out_together(crawl: Callable[..., Crawl]) -> None:
    engines: list[ScriptedEngine] = []
    firsts: dict[str, float] = {}

    def noted(worker: Worker) -> Told:
        firsts[worker.order.outlet] = worker.order.first
        return well(worker)

    assert crawl(noted, engines)("news", "more_news", "other").status == 0
    assert not any({"news", "more_news"} <= set(out) for out in engines[0].together)
    assert any({"news", "other"} <= set(out) for out in engines[0].together)
    assert firsts == {"news": 0.0, "more_news": 7.0, "other": 0.0}


def test_a_dead_workers_outlet_is_crawled_on(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    seen: list[tuple[str | None, float, dict[str, float]]] = []

    def dies_once(worker: Worker) -> Told:
        if worker.order.outlet == "other":
            return well(worker)
        seen.append((worker.has(f"{NEWS}/1"), worker.order.first, worker.order.rests))
        if len(seen) == 1:
            worker.fetch(f"{NEWS}/1", page("one"))
            worker.rests["news.example"] = 40.0
            worker.send()
            worker.fetch(f"{NEWS}/2", page("lost with the worker"))
            return told("lost")
        worker.fetch(f"{NEWS}/2", page("two"))
        return worker.done(1)

    ran = crawl(dies_once)("news", "other")
    assert (ran.status, ran.err) == (0, "")
    assert seen == [(None, 0.0, {}), ("stored", 7.0, {"news.example": 40.0})]
    titles = [
        a["title"] for a in ask(batchwatch, tmp_path, "articles", "--outlet", "news")["articles"]
    ]
    assert sorted(titles) == ["one", "two"]
    runs = [r for r in ask(batchwatch, tmp_path, "runs")["runs"] if r["outlet"] == "news"]
    assert [(run["outcome"], run["counters"]["afar/workers_lost"]) for run in runs] == [("ok", 1)]


def test_one_that_kills_its_workers_is_given_up_and_the_rest_goes_on(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    begun: list[str] = []

    def deadly(worker: Worker) -> Told:
        begun.append(worker.order.outlet)
        return told("lost") if worker.order.outlet == "news" else well(worker)

    ran = crawl(deadly)("news", "other")
    assert begun.count("news") == DEATHS
    assert ran.status == 1
    assert ran.err == "batchwatch: news failed: 3 workers died in its crawl\n"
    outcomes = {r["outlet"]: r["outcome"] for r in ask(batchwatch, tmp_path, "runs")["runs"]}
    assert outcomes == {"news": "failed", "other": "ok"}


def test_a_worker_with_a_full_disk_is_named(crawl: Callable[..., Crawl]) -> None:
    def full(worker: Worker) -> Told:
        if worker.order.outlet == "other":
            return well(worker)
        return told("failed", said="order: No space left on device")

    ran = crawl(full)("news", "other")
    assert ran.status == 1
    line = "batchwatch: news failed: the crawl could not go on on mars:"
    assert ran.err == f"{line} order: No space left on device\n"


def test_an_engine_that_is_not_installed_is_named_and_nothing_is_made(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = batchwatch("crawl", "--engine", "dask", "--data", tmp_path / "data")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("batchwatch: --engine dask needs a package that is not installed:")
    assert "pip install 'batchwatch[dask]'" in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scheduler", "tcp://127.0.0.1:9"), "go with --engine"),
        (("--engine", "local", "--scheduler", "tcp://127.0.0.1:9"), "goes with --engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://x:9", "--workers", "2"), "started here"),
    ],
)
def test_words_that_do_not_go_together(
    batchwatch: Batchwatch, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = batchwatch("crawl", *words, "--data", tmp_path / "data")
    assert ran.status == 2
    assert said in ran.err
    assert not (tmp_path / "data").exists()


def test_another_release_on_a_worker_ends_it_with_one_line(
    crawl: Callable[..., Crawl],
) -> None:
    ran = crawl(lambda _: told("other", said="0.2 is installed here: install 0.1"))("news")
    assert ran.status == 1
    assert ran.err == (
        "batchwatch: the worker on mars cannot crawl: 0.2 is installed here: install 0.1\n"
    )


def test_what_came_before_the_engine_went_away_is_stored(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    def gone(worker: Worker) -> Told:
        worker.fetch(f"{NEWS}/1", page("one"))
        worker.send()
        raise EngineUnreachable("the Dask scheduler tcp://mars:8786 went away")

    ran = crawl(gone)("news", "other")
    assert (ran.status, ran.err) == (
        1,
        "batchwatch: the Dask scheduler tcp://mars:8786 went away\n",
    )
    assert [a["title"] for a in ask(batchwatch, tmp_path, "articles")["articles"]] == ["one"]
    assert crawl(well)("news", "other").status == 0


def test_a_home_that_cannot_write_ends_it_and_a_rerun_completes(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    archive = tmp_path / "data" / "archive"

    def blocked(worker: Worker) -> Told:
        if not archive.exists():
            archive.touch()
        return well(worker)

    ran = crawl(blocked)("news")
    assert ran.status == 1
    assert ran.err.startswith("batchwatch: cannot write the archive")
    assert ran.err.count("\n") == 1
    archive.unlink()
    assert crawl(well)("news").status == 0
    assert len(ask(batchwatch, tmp_path, "articles")["articles"]) == 2
    outcomes = [run["outcome"] for run in ask(batchwatch, tmp_path, "runs")["runs"]]
    assert sorted(outcomes) == ["failed", "ok"]


def test_a_signal_ends_it_with_what_has_come(
    crawl: Callable[..., Crawl], batchwatch: Batchwatch, tmp_path: Path
) -> None:
    def interrupted(worker: Worker) -> Told:
        os.kill(os.getpid(), signal.SIGTERM)
        worker.fetch(f"{NEWS}/1", page("one"))
        stopped = worker.done(1)
        assert stopped["report"] is not None
        stopped["report"]["stats"]["finish_reason"] = "shutdown"
        return stopped

    ran = crawl(interrupted)("news", "more_news")
    assert ran.status == 1
    reports = {one["name"]: one for one in json.loads(ran.out)["outlets"]}
    why = {name: one["reasons"][0]["text"] for name, one in reports.items()}
    assert why == {
        "news": "the crawl was stopped, 0 of the pages found were left",
        "more_news": "the crawl did not start: it was stopped",
    }
    assert [a["title"] for a in ask(batchwatch, tmp_path, "articles")["articles"]] == ["one"]


def test_the_workers_of_a_crawl_that_was_killed_are_waited_for(
    crawl: Callable[..., Crawl], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    left = tmp_path / "data" / ORPHANS
    left.touch()
    heard = time.time() - 2 * ALONE + 0.5
    os.utime(left, (heard, heard))
    begun: list[float] = []

    def noted(worker: Worker) -> Told:
        begun.append(time.time())
        return well(worker)

    ran = crawl(noted)("news")
    assert ran.status == 0
    assert ran.err.startswith("batchwatch: an earlier crawl was killed; its workers end within")
    assert begun[0] >= heard + 2 * ALONE
    assert not left.exists()
