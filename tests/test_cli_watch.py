"""``watch`` crawls outlets side by side; what a kill leaves is taken up by the next."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, Handler
from killing import captures, contents, unsound
from prepared import Desk, Ended, Prepared, Running

from crawler.newsroom.server import Newsroom

pytestmark = pytest.mark.early

SLOW = "https://slow.example"
BOTH = f"""{CONFIG}every = "1h"
[outlets.slow]
url = "{SLOW}/feed.xml"
language = "en"
title = "h1"
date = ".date"
body = ".text"
every = "1h"
""".replace("[crawl]", '[crawl]\noutlets = ["sample", "slow"]')


def eventually(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())


def crawls(data: Path) -> list[int]:
    """The processes that crawl into a directory for a watch."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--lent" in words and str(data).encode() in words:
            found.append(int(entry.parent.name))
    return found


@dataclass
class Scene:
    """A watch of two outlets, one of which does not answer until told."""

    desk: Desk
    server: FaultServer
    go_on: Event

    def line(self, *arguments: object) -> list[object]:
        return ["watch", *arguments, *self.desk.line()[1:]]

    def start(self) -> Running:
        return self.desk.commands.start(*self.line())

    def run(self, *arguments: object) -> Ended:
        return self.desk.commands(*self.line(*arguments))


@contextmanager
def scene(commands: Prepared, folder: Path) -> Iterator[Scene]:
    go_on = Event()

    def wait(handler: Handler) -> None:
        go_on.wait(60)
        body = page("Boats are counted")
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        f"{SLOW}/robots.txt": robots(),
        FEED: feed("/good", "/better"),
        f"{SITE}/good": Answer(page("Ferries leave on the hour")),
        f"{SITE}/better": Answer(page("Ferries leave twice an hour")),
        f"{SLOW}/feed.xml": Answer(
            feed("/wait").body.replace(SITE.encode(), SLOW.encode()),
            headers={"Content-Type": "application/rss+xml"},
        ),
        f"{SLOW}/wait": Answer(behaviour=wait),
    }
    with FaultServer(answers) as server:
        try:
            yield Scene(Desk(commands, folder, server.prefix, BOTH), server, go_on)
        finally:
            go_on.set()


@dataclass
class Told:
    """What was seen of a watch whose second outlet hangs, of others beside it, of ``kill -9``."""

    beside: bool
    second: Ended
    seconds: float
    crawl: Ended
    children: int
    orphans: list[int]
    unsound: list[str]
    stopped: Ended
    left: list[int]
    titles: list[str]
    runs: list[dict[str, Any]]
    once: Ended
    captures: Mapping[str, int]
    outlets: list[dict[str, Any]]


@pytest.fixture(scope="module")
def told(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Told:
    with scene(commands, tmp_path_factory.mktemp("watch")) as stage:
        desk, data = stage.desk, stage.desk.data
        first = stage.start()
        hangs = eventually(lambda: f"{SLOW}/wait" in stage.server.urls)
        beside = hangs and eventually(lambda: len(desk.titles()) == 2)
        began = time.monotonic()
        second, seconds = stage.run("--once"), time.monotonic() - began
        crawl = desk.crawl("sample")
        eventually(lambda: len(crawls(data)) == 1, 10)
        children = len(crawls(data))
        first.kill()
        assert first.wait().status == -9
        eventually(lambda: not crawls(data), 5)
        orphans, wrong = crawls(data), unsound(data)
        asked = stage.server.urls.count(f"{SLOW}/wait")
        following = stage.start()
        assert eventually(lambda: stage.server.urls.count(f"{SLOW}/wait") > asked)
        os.kill(following.pid, signal.SIGTERM)
        time.sleep(0.5)
        stage.go_on.set()
        stopped, left = following.wait(), crawls(data)
        titles, runs = desk.titles(), desk.ask("runs")["runs"]
        once = stage.run("--once")
        return Told(
            *(beside, second, seconds, crawl, children, orphans, wrong, stopped, left, titles),
            *(runs, once, captures(data, "page"), desk.ask("outlets")["outlets"]),
        )


def test_one_that_hangs_keeps_nobody_waiting(told: Told) -> None:
    assert told.beside
    assert told.children == 1


def test_a_second_watch_and_a_crawl_are_told_at_once(told: Told) -> None:
    second, crawl = told.second, told.crawl
    assert (second.status, second.out, second.err.count("\n")) == (3, "", 1)
    assert "watches" in second.err
    assert told.seconds < 1
    assert (crawl.status, crawl.err.count("\n")) == (3, 1)


def test_a_killed_watch_leaves_nothing_running_and_nothing_by_halves(told: Told) -> None:
    assert told.orphans == []
    assert told.unsound == []


def test_asked_to_stop_the_next_watch_finishes_the_page_in_hand(told: Told) -> None:
    assert (told.stopped.status, told.left) == (0, [])
    assert told.stopped.err.count("stopping after the pages in hand") == 1
    titles = ["Boats are counted", "Ferries leave on the hour", "Ferries leave twice an hour"]
    assert told.titles == titles
    assert set(told.captures.values()) == {1}


def test_the_killed_run_is_told_as_such(told: Told) -> None:
    slow = [run for run in told.runs if run["outlet"] == "slow"]
    assert [run["outcome"] for run in slow] == ["partial", "failed"]
    assert [reason["code"] for reason in slow[1]["reasons"]] == ["killed"]


def test_what_was_stopped_is_due_and_nothing_else(told: Told) -> None:
    assert (told.once.status, told.once.err) == (0, "")
    assert [one["name"] for one in told.once.json["outlets"]] == ["slow"]
    assert [row["name"] for row in told.outlets] == ["sample", "slow"]
    assert all(row["next_due"] > row["last_run"] for row in told.outlets)


@pytest.mark.soak
def test_side_by_side_they_store_what_one_crawl_stores(commands: Prepared, tmp_path: Path) -> None:
    quick = '[crawl]\ndelay = "10ms"\noutlets = ["cac", "global_times", "ithome", "technode"]\n'
    with Newsroom() as newsroom:
        desks = [Desk(commands, tmp_path / name, newsroom.prefix, quick) for name in ("one", "two")]
        for desk in desks:
            desk.folder.mkdir()
        assert commands(*desks[0].line()).status == 0
        assert commands("watch", "--once", *desks[1].line()[1:]).status == 0
    assert contents(desks[1].data) == contents(desks[0].data)
    assert captures(desks[1].data, "page") == captures(desks[0].data, "page")
    assert captures(desks[1].data, "document") == captures(desks[0].data, "document")
