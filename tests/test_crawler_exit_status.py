"""The exit status of a crawl is 0 only where there is nothing that a person must look at."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, reset
from prepared import Desk, Prepared

from crawler import settings as own

Answers = dict[str, Answer | list[Answer]]
GOOD: Answers = {
    f"{SITE}/robots.txt": robots(),
    FEED: feed("/1", "/2"),
    f"{SITE}/1": Answer(page("One")),
    f"{SITE}/2": Answer(page("Two")),
}
PAGES: Answers = {f"{SITE}/{number}": Answer(status=500) for number in (1, 2)}
STEP = {"ITEM_PIPELINES": {**own.ITEM_PIPELINES, "faults.breaking.Step": 150}}
MEMORY: dict[str, object] = {"MEMUSAGE_LIMIT_MB": 1, "MEMUSAGE_CHECK_INTERVAL_SECONDS": 0.1}
KINDS: dict[str, tuple[Answers, dict[str, object], str]] = {
    "no list": ({FEED: Answer(status=404)}, {}, "no_listing"),
    "an empty list": ({FEED: feed()}, {}, "list_empty"),
    "a list that is no list": ({FEED: Answer(b"<html>")}, {}, "list_empty"),
    "no robots.txt": ({f"{SITE}/robots.txt": Answer(status=503)}, {}, "robots_unreachable"),
    "a dead robots.txt": (
        {f"{SITE}/robots.txt": Answer(behaviour=reset)},
        {},
        "robots_unreachable",
    ),
    "all pages fail": (PAGES, {}, "http_500"),
    "one page fails": ({f"{SITE}/2": Answer(status=404)}, {}, "http_404"),
    "half a page": ({f"{SITE}/2": Answer(page()[:40] + b"\xff" * 9)}, {}, "no_article"),
    "a private link": ({FEED: feed("/1", "@127.0.0.1/")}, {}, "private_address"),
    "a step breaks": ({}, {**STEP, "BREAKS_STEP": [f"{SITE}/1"]}, "step_failed"),
    "too much memory": (
        {f"{SITE}/1": Answer(status=503, headers={"Retry-After": "30"})},
        MEMORY,
        "ended_early",
    ),
}


def crawl(commands: Prepared, folder: Path, answers: Answers, **how: object) -> tuple[int, Desk]:
    with FaultServer({**GOOD, **answers}) as server:
        desk = Desk(commands, folder, server.prefix, CONFIG)
        settings = {"RETRY_TIMES": 1, **how}
        return desk.crawl("sample", settings=settings).status, desk


def test_a_clean_run_is_0(commands: Prepared, tmp_path: Path) -> None:
    status, desk = crawl(commands, tmp_path, {})
    assert status == 0
    assert desk.ask("runs")["runs"][0]["reasons"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_must_look_at_is_1(commands: Prepared, tmp_path: Path, kind: str) -> None:
    answers, settings, code = KINDS[kind]
    status, desk = crawl(commands, tmp_path, answers, **settings)
    assert status == 1
    (run,) = desk.ask("runs")["runs"]
    assert run["outcome"] in ("partial", "failed")
    assert code in {reason["code"] for reason in run["reasons"]}


def one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 9999")
    conn.close()


@pytest.mark.parametrize("name", ["batchwatch.db", "ledger.db"])
@pytest.mark.parametrize("spoil", [one_page, newer, lambda path: path.write_bytes(b"")])
def test_what_cannot_be_written_into_is_4(
    commands: Prepared, tmp_path: Path, name: str, spoil: Callable[[Path], object]
) -> None:
    _, desk = crawl(commands, tmp_path, {})
    spoil(desk.data / name)
    status, _ = crawl(commands, tmp_path, {})
    assert status == 4


def test_wrong_words_are_2(commands: Prepared, tmp_path: Path) -> None:
    wrong = Desk(commands, tmp_path, "http://127.0.0.1:9/", "[crawl]\nspeed = 9\n")
    assert wrong.crawl().status == 2
    right = Desk(commands, tmp_path, "http://127.0.0.1:9/", CONFIG)
    assert right.crawl("nobody").status == 2
    assert right.crawl("sample", "--since", "soon").status == 2
    assert not right.data.exists()
