"""One writer a data directory, whichever door it came through; readers are never in the way."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, Handler
from killing import captures, contents
from prepared import QUICK, ROOT, SCRAPY, Desk, Ended, Prepared, Running

from crawler.newsroom.server import Newsroom


def scrapy_crawl(commands: Prepared | None, outlet: str, desk: Desk) -> Ended:
    """``scrapy crawl`` from the root of the project, in a process of its own where it must be."""
    environment = {
        "BATCHWATCH_VIA": desk.prefix,
        "BATCHWATCH_DATA": str(desk.data),
        "BATCHWATCH_CONFIG": str(desk.folder / "config.toml"),
    }
    if commands:
        return commands("crawl", outlet, program=SCRAPY, environment=environment)
    ran = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", outlet],
        env=os.environ | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a data directory; the memory that SQLite's readers share is none of it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if not path.name.endswith("-shm")
    }


@dataclass(frozen=True)
class Paused:
    """A crawl that waits for an answer, with a page archived and not stored yet."""

    desk: Desk
    running: Running
    backup: Path


@contextmanager
def paused(commands: Prepared, folder: Path) -> Iterator[Paused]:
    go_on = Event()

    def wait(handler: Handler) -> None:
        go_on.wait(60)

    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/good", "/wait"),
        f"{SITE}/good": Answer(page("Ferries leave on the hour")),
        f"{SITE}/wait": [Answer(behaviour=wait), Answer(page("Boats are counted"))],
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, folder, server.prefix, CONFIG)
        running = desk.commands.start(*desk.line("sample"))
        try:
            deadline = time.monotonic() + 30
            while f"{SITE}/wait" not in server.urls and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(0.1)
            yield Paused(desk, running, folder / "kept.zip")
        finally:
            go_on.set()


@pytest.fixture(scope="module")
def refusals(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Ended, bool]]:
    """What each verb that writes says beside a crawl, and whether it left all as it was; at last
    a crawl right after ``kill -9``.
    """
    folder = tmp_path_factory.mktemp("locked")
    (folder / "story.txt").write_text("The harbour office said that ferries leave on the hour.")
    told = {}
    with paused(commands, folder) as first:
        data = first.desk.data
        assert commands("backup", first.backup, "--data", data).status == 0
        before = tree(data)
        for name, line in {
            "crawl": first.desk.line("sample"),
            "ingest": ["ingest", folder / "story.txt", "--data", data],
            "replay": ["replay", "--data", data],
            "restore": ["restore", first.backup, "--data", data],
        }.items():
            told[name] = (commands(*line), tree(data) == before)
        told["scrapy"] = (
            scrapy_crawl(commands, "sample", first.desk),
            tree(data) == before,
        )
        first.running.kill()
        assert first.running.wait().status == -9
        after = first.desk.crawl("sample")
        told["after"] = (
            after,
            first.desk.titles() == ["Boats are counted", "Ferries leave on the hour"],
        )
    return told


@pytest.mark.parametrize("verb", ["crawl", "ingest", "replay", "restore"])
def test_beside_a_crawl_nothing_else_writes(
    refusals: dict[str, tuple[Ended, bool]], verb: str
) -> None:
    ended, untouched = refusals[verb]
    assert (ended.status, ended.out, ended.err.count("\n")) == (3, "", 1)
    assert "writes into" in ended.err
    assert untouched


def test_scrapy_crawl_obeys_the_same_lock(refusals: dict[str, tuple[Ended, bool]]) -> None:
    ended, untouched = refusals["scrapy"]
    assert ended.status != 0
    assert "another batchwatch writes into" in ended.err
    assert untouched


def test_after_a_kill_the_lock_is_free_at_once(refusals: dict[str, tuple[Ended, bool]]) -> None:
    ended, complete = refusals["after"]
    assert ended.status == 0, ended.err
    assert complete


def test_scrapy_crawl_keeps_what_batchwatch_crawl_keeps_and_refuses_what_it_refuses(
    commands: Prepared, tmp_path: Path
) -> None:
    with Newsroom() as newsroom:
        ours = Desk(commands, tmp_path / "ours", newsroom.prefix)
        theirs = Desk(commands, tmp_path / "theirs", newsroom.prefix)
        for desk in (ours, theirs):
            desk.folder.mkdir()
            (desk.folder / "config.toml").write_text(QUICK, encoding="utf-8")
        assert ours.crawl("technode").status == 0
        ran = scrapy_crawl(commands, "technode", theirs)
        assert (ran.status, ran.err) == (0, "")
        assert contents(theirs.data) == contents(ours.data)
        assert captures(theirs.data, "page") == captures(ours.data, "page")
        assert {row.state for row in theirs.rows().values()} == {"stored"}
        assert [row["outcome"] for row in theirs.ask("runs")["runs"]] == ["ok"]
        for path in theirs.data.glob("batchwatch.db*"):
            path.unlink()
        newsroom.requests.clear()
        before = tree(theirs.data)
        refused = scrapy_crawl(None, "technode", theirs)
        assert newsroom.requests == []
    assert refused.status != 0
    assert "no database" in refused.err
    assert tree(theirs.data) == before


READERS = """
import json, os, sys, time
from pathlib import Path
from db import answers
from db.store import open_for_reading

data, stop = Path(sys.argv[1]), Path(sys.argv[2])

def read(out):
    told = {"read": 0, "most": 0, "errors": []}
    while not stop.exists():
        try:
            with open_for_reading(data) as store:
                answers.batches(store)
                told["most"] = max(told["most"], len(answers.articles(store)["articles"]))
            told["read"] += 1
            time.sleep(0.02)
        except Exception as error:
            told["errors"].append(repr(error))
    os.write(out, json.dumps(told).encode() + b"\\n")

while not (data / "batchwatch.db").exists():
    time.sleep(0.01)
into, out = os.pipe()
for _ in range(4):
    if not os.fork():
        read(out)
        os._exit(0)
os.close(out)
for _ in range(4):
    os.wait()
print(json.dumps([json.loads(line) for line in os.fdopen(into)]))
"""


def test_four_readers_beside_a_crawl_never_meet_a_lock(commands: Prepared, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    with Newsroom() as newsroom:
        desk = Desk(commands, tmp_path, newsroom.prefix)
        reading = commands.start(desk.data, stop, program=READERS)
        try:
            ended = desk.crawl("global_times")
        finally:
            stop.touch()
            read = reading.wait()
    assert (ended.status, ended.err) == (0, "")
    told = read.json
    assert [reader["errors"] for reader in told] == [[]] * 4
    assert all(reader["read"] > 5 for reader in told)
    assert all(0 < reader["most"] <= len(desk.titles()) for reader in told)


WATCHED = """
import os, sys
def opened(event, arguments):
    name = os.path.basename(os.fsdecode(arguments[0])) if event == "open" and isinstance(
        arguments[0], (str, bytes, os.PathLike)) else ""
    if name in ("batchwatch.db", "ledger.db"):
        os.write(2, f"opened {name}".encode() + b"\\n")
sys.addaudithook(opened)
from cli.main import main
sys.exit(main(sys.argv[1:]))
"""
"""A command line that tells where Python itself, not SQLite, opens a database in use."""


def test_no_database_in_use_is_opened_as_a_file(tmp_path: Path) -> None:
    """Closing such a file lets go of the process's locks, and others would take the log away."""
    with Newsroom() as newsroom:
        data = tmp_path / "data"
        quick = tmp_path / "quick.toml"
        quick.write_text(QUICK, encoding="utf-8")
        line = ["--data", str(data), "--config", str(quick), "crawl", "technode", "cntechpost"]
        for _ in range(2):
            ran = subprocess.run(
                [sys.executable, "-c", WATCHED, *line, "--via", newsroom.prefix],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=100,
                check=False,
            )
            assert (ran.returncode, ran.stderr.count("opened ")) == (0, 0), ran.stderr
    assert (data / "batchwatch.db").stat().st_size
