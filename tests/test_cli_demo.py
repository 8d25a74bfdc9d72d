"""``demo`` finds the sample newsroom's three batches, the same each time, and hurts no records."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from conftest import Batchwatch
from prepared import Ended, Prepared

from cli.demo import MARK

pytestmark = pytest.mark.early

BATCHES = 3


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(commands: Prepared, data: Path) -> Ended:
    return commands("demo", "--data", data)


def test_three_batches_and_what_next(first: Ended, data: Path) -> None:
    assert (first.status, first.err) == (0, "")
    assert "3 batches among them" in first.out
    for words in ("14 services, 13 companies, more than 40 so far", "Zhangyue", "yueailiao"):
        assert words in first.out
    assert f"batches --data {data}" in first.out


def test_the_newest_batch_is_told_once_and_history_is_not(
    first: Ended, data: Path, batchwatch: Batchwatch
) -> None:
    # With what the articles of its first transaction say: all of them, or those that came first.
    assert first.out.count("New batch: On-device model filing") == 1
    alerts = json.loads(batchwatch("alerts", "list", "--json", "--data", data).out)["alerts"]
    told = [(alert["kind"], alert["batch"]) for alert in alerts]
    assert told == [("new_batch", "on-device-2026-07-15")]


def test_the_readme_shows_what_it_prints(first: Ended) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("```text\n")[2].partition("  …\n```")[0]
    assert shown
    assert shown in first.out


def test_the_official_entries_stand_beside_the_press(
    first: Ended,
) -> None:
    register = (
        "    register: 阅爱聊小程序 of 掌阅科技股份有限公司, Beijing-YueAiLiao-20240102, 2024-01-17"
    )
    assert register in first.out.splitlines()
    assert first.out.count("    register: ") == 14 + 6
    assert "Official lists, attached to the regulator's pages" in first.out


def test_what_it_suggests_works(first: Ended, data: Path, batchwatch: Batchwatch) -> None:
    tail = first.out.partition("What to type next")[2].splitlines()
    lines = [line.split(" --data ")[0].split()[1:] for line in tail if " --data " in line]
    assert len(lines) == 5
    for words in lines:
        name = [word.strip("'") for word in words]
        assert batchwatch(*name, "--data", data).status == 0


def test_each_batch_is_told_in_both_languages(
    first: Ended, data: Path, batchwatch: Batchwatch
) -> None:
    batches = json.loads(batchwatch("batches", "--json", "--data", data).out)["batches"]
    press = [batch for batch in batches if batch["status"] != "listed_only"]
    assert len(press) == BATCHES
    for batch in press:
        assert {article["language"] for article in batch["articles"]} == {"en", "zh"}


@pytest.mark.soak
@pytest.mark.usefixtures("first")
def test_a_second_demo_says_the_same(
    commands: Prepared, data: Path, batchwatch: Batchwatch
) -> None:
    before = batchwatch("batches", "--json", "--data", data).out
    assert commands("demo", "--data", data, "--quiet").status == 0
    assert batchwatch("batches", "--json", "--data", data).out == before


def test_real_records_are_left_alone(tmp_path: Path, batchwatch: Batchwatch) -> None:
    gold = min((Path(__file__).parent / "scored" / "en").iterdir())
    batchwatch("ingest", gold, "--data", tmp_path)
    before = batchwatch("articles", "--json", "--data", tmp_path).out
    ran = batchwatch("demo", "--data", tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert batchwatch("articles", "--json", "--data", tmp_path).out == before
    assert not (tmp_path / MARK).exists()


def test_a_demo_that_is_stopped_says_so_and_shows_nothing(
    commands: Prepared, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    running = commands.start("demo", "--data", data)
    deadline = time.monotonic() + 30
    while not (data / "archive").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGINT)
    ended = running.wait()
    assert (ended.status, "What to type next" in ended.out) == (1, False)
    last = ended.err.splitlines()[-1]
    assert last.startswith("batchwatch: the demo ended early: ")
    assert "the crawl was stopped" in last
    assert commands("demo", "--data", data, "--quiet").status == 0


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_ten_demos_are_alike(commands: Prepared, tmp_path: Path, batchwatch: Batchwatch) -> None:
    answers = set()
    for number in range(10):
        assert commands("demo", "--data", tmp_path / str(number), "--quiet").status == 0
        answers.add(batchwatch("batches", "--json", "--data", tmp_path / str(number)).out)
        told = json.loads(
            batchwatch("alerts", "list", "--json", "--data", tmp_path / str(number)).out
        )
        assert [alert["batch"] for alert in told["alerts"]] == ["on-device-2026-07-15"]
    assert len(answers) == 1
