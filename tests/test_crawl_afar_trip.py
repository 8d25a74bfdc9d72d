"""A worker's job follows its crawl: it does what home says, and nothing outlives whom it is for."""

import os
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from prepared import Prepared

import cli.afar
import cli.children
from cli.afar import KILL, STOP, Told, crawl_for_home
from cli.engines.post import FolderOffice
from crawler.afar.order import Order
from crawler.afar.parcel import Parcel

STUB = """
import json, os, signal, sys, time
how, folder = sys.argv[1], sys.argv[sys.argv.index("--afar") + 1].partition(",")[2]

def told(*_):
    print(json.dumps({"outlets": [{"name": "news", "stats": {"found": 1}}]}), flush=True)
    sys.exit()

if how == "polite":
    signal.signal(signal.SIGTERM, told)
if how == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if how == "complains":
    sys.exit("batchwatch: cannot write the archive: No space left on device")
if how == "dies":
    os.kill(os.getpid(), signal.SIGKILL)
open(folder + "/../pid", "w").write(str(os.getpid()))
if how != "ends":
    time.sleep(60)
told()
"""
ORDER = Order("news", {"outlets": {"news": {"url": "https://news.example/feed", "language": "en"}}})


class Home:
    """Home's end, and a worker that does one job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "post").mkdir()
        self.office = FolderOffice(folder / "post")
        self.post = self.office.post("news-1")

    def crawl(self, order: Order = ORDER) -> Told:
        return crawl_for_home(order.packed(), "news-1", self.post)

    def says(self, word: str) -> None:
        """Say it again and again as soon as the crawl has begun."""

        def say() -> None:
            number = 0
            while not (self.folder / "pid").exists():
                time.sleep(0.01)
            while number < 500:
                number += 1
                self.office.say(f"{number} {word}")
                time.sleep(0.02)

        threading.Thread(target=say, daemon=True).start()

    def parcels(self) -> list[Parcel]:
        return [Parcel.of_bytes(packed) for packed in self.office.take()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(cli.afar, "SHIPS", 0.05)
    monkeypatch.setattr(cli.afar, "_LOOK", 0.02)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "stub.py").write_text(STUB, encoding="utf-8")
    return Home(tmp_path)


def behave(monkeypatch: pytest.MonkeyPatch, home: Home, how: str) -> None:
    command = (sys.executable, str(home.folder / "stub.py"), how)
    monkeypatch.setattr(cli.children, "COMMAND", command)


def test_a_crawl_that_ends_is_told_with_its_report(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave(monkeypatch, home, "ends")
    told = home.crawl()
    assert told["how"] == "ended"
    assert told["report"] == {"name": "news", "stats": {"found": 1}}
    assert [parcel.what for parcel in home.parcels()] == ["rows", "seal"] * 2
    assert not list(home.folder.glob(".batchwatch*"))


def test_a_job_that_was_begun_before_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "ends")
    assert home.post.begin()
    assert home.crawl()["how"] == "lost"


def test_another_release_is_refused(home: Home) -> None:
    told = home.crawl(replace(ORDER, program="0.0.1"))
    assert told["how"] == "other"
    assert "install the same release" in told["said"]


def test_what_a_crawl_complains_of_comes_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "complains")
    told = home.crawl()
    assert (told["how"], told["report"]) == ("ended", None)
    assert told["said"] == "batchwatch: cannot write the archive: No space left on device"


def test_one_that_dies_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "dies")
    assert home.crawl()["how"] == "died"


def test_home_stops_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "polite")
    home.says(STOP)
    told = home.crawl()
    assert told["how"] == "stopped"
    assert told["report"] is not None


def test_home_ends_one_that_does_not_listen(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "deaf")
    home.says(KILL)
    assert home.crawl()["how"] == "stopped"


def test_one_that_hears_nothing_from_home_ends(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    behave(monkeypatch, home, "deaf")
    monkeypatch.setattr(cli.afar, "ALONE", 1.0)
    assert home.crawl()["how"] == "alone"
    child = int((home.folder / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_worker_without_room_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(home.folder / "gone"))
    told = home.crawl()
    assert told["how"] == "failed"
    assert "No such file or directory" in told["said"]


def test_a_crawl_whose_worker_has_ended_does_not_begin(commands: Prepared, tmp_path: Path) -> None:
    ran = commands("crawl", "--afar", f"1,{tmp_path}", "--data", tmp_path / "data")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "batchwatch: the worker that started this crawl has ended\n"
    assert not (tmp_path / "data").exists()
