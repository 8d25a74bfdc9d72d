"""``crawl`` reports each outlet, and its exit status tells whether a person must look."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from conftest import Batchwatch
from prepared import Prepared

from crawler.newsroom.server import Newsroom


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """A configuration without the delay that real outlets are owed."""
    path = tmp_path / "quick.toml"
    path.write_text('[crawl]\ndelay = "10ms"\n', encoding="utf-8")
    return path


def test_one_outlet_through_a_prefix(
    tmp_path: Path, quick: Path, batchwatch: Batchwatch, commands: Prepared
) -> None:
    data = tmp_path / "data"
    with Newsroom() as newsroom:
        line = ("crawl", "technode", "--via", newsroom.prefix, "--data", data, "--config", quick)
        ran = commands(*line, "--json")
        again = commands(*line)
    assert (ran.status, ran.err) == (0, "")
    outlet = ran.outlet("technode")
    assert outlet["outcome"] == "ok"
    articles = json.loads(batchwatch("articles", "--json", "--data", data).out)["articles"]
    assert outlet["counters"]["store/new"] == len(articles) > 5
    assert again.status == 0
    assert again.out.splitlines()[0].split()[:2] == ["outlet", "outcome"]
    outlets = json.loads(batchwatch("outlets", "--json", "--data", data).out)["outlets"]
    assert [(row["name"], row["state"]) for row in outlets] == [("technode", "ok")]


def test_a_crawl_follows_what_people_decided(
    tmp_path: Path, quick: Path, batchwatch: Batchwatch, commands: Prepared
) -> None:
    data, folder = tmp_path / "data", tmp_path / "mine"
    folder.mkdir()
    quick.write_text('names = "mine"\n[crawl]\ndelay = "10ms"\n', encoding="utf-8")
    head = "date,action,batch,article,other,other_article,field,value,reason\n"
    row = "2024-05-01,correct,genai-filing-2024-01,,,,title,The January list,so it is called\n"
    (folder / "batches.csv").write_text(head + row, encoding="utf-8")
    with Newsroom() as newsroom:
        options = ("--via", newsroom.prefix, "--data", data, "--config", quick)
        ran = commands("crawl", "technode", *options)
        assert (ran.status, ran.err) == (0, "")
        (folder / "batches.csv").write_text(head + row.replace("title", "tilte"), "utf-8")
        again = commands("crawl", "technode", *options)
    assert (again.status, again.out) == (2, "")
    assert "mine/batches.csv:2: field is 'tilte'" in again.err
    batches = json.loads(batchwatch("batches", "--json", "--data", data).out)["batches"]
    titles = {batch["slug"]: batch["title"] for batch in batches}
    assert titles["genai-filing-2024-01"] == "The January list"


@pytest.mark.parametrize("outlet", ["technode", "global_times"])
def test_an_outlet_that_does_not_answer_is_status_1(
    tmp_path: Path, quick: Path, commands: Prepared, outlet: str
) -> None:
    """One line names the host, one the outlet, however many entry pages there are."""
    options = ("--via", "http://127.0.0.1:9/", "--data", tmp_path, "--config", quick)
    ran = commands("crawl", outlet, *options)
    assert ran.status == 1
    why, verdict = ran.err.splitlines()
    assert "robots.txt" in why
    assert "refused" in why
    assert f"{outlet} failed" in verdict


def test_a_traceback_is_shown_to_those_who_ask_for_more(
    tmp_path: Path, quick: Path, commands: Prepared
) -> None:
    options = ("--via", "http://127.0.0.1:9/", "--data", tmp_path, "--config", quick)
    assert "Traceback" in commands("crawl", "technode", "-v", *options).err


def test_a_stopped_crawl_counts_what_was_left(
    tmp_path: Path, quick: Path, batchwatch: Batchwatch, commands: Prepared
) -> None:
    data = tmp_path / "data"
    quick.write_text('[crawl]\ndelay = "100ms"\n', encoding="utf-8")
    with Newsroom() as newsroom:
        options = ("--via", newsroom.prefix, "--data", data, "--config", quick)
        running = commands.start("crawl", "global_times", "--json", *options)
        deadline = time.monotonic() + 30
        while len(newsroom.requests) < 16 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(running.pid, signal.SIGINT)
        ended = running.wait()
    assert ended.status == 1
    assert ended.err.count("\n") == 2
    assert "stopping after the pages in hand" in ended.err
    assert "the crawl was stopped" in ended.err
    outlet = ended.outlet("global_times")
    counters = outlet["counters"]
    assert (outlet["outcome"], counters["failed"], counters["page/unanswered"]) == ("partial", 0, 0)
    assert counters["page/left"] == counters["page/requested"] - counters["page/article"] > 0
    stored = json.loads(batchwatch("articles", "--json", "--data", data).out)["articles"]
    assert len(stored) == counters["page/article"] > 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("crawl globaltimes", "global_times"),
        ("crawl global_times --since 2024-02-01 --until 2024-01-01", "is after"),
        ("crawl --url nobody.example.org/page", "must be an http or https URL"),
        ("crawl --url https://technode.com/a/ ftp://nobody.example.org/b", "ftp://nobody"),
        ("crawl --url http://me:s3cret@a.example/", "no password: 'http://…@a.example/'"),
        ("crawl --url http://me:s3cret@a.example:x/", "URL, not 'http://…@a.example:x/'"),
        ("crawl bbt --via http://me:s3cret@a.example/", "no password: 'http://…@a.example/'"),
        ("crawl bbt --via=", "'--via': it is empty"),
        ("crawl global_times --url https://a.example/", "none of the URLs belongs to global_times"),
    ],
)
def test_wrong_usage_starts_nothing(
    batchwatch: Batchwatch, tmp_path: Path, line: str, words: str
) -> None:
    ran = batchwatch(*line.split(), "--data", tmp_path / "data")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
    assert not (tmp_path / "data").exists()


def test_days_to_come_are_no_past(tmp_path: Path, batchwatch: Batchwatch) -> None:
    ran = batchwatch("crawl", "--since", "2999-01", "--data", tmp_path / "data")
    assert (ran.status, ran.out) == (2, "")
    assert "--since 2999-01-01 is yet to come" in ran.err
    ran = batchwatch("crawl", "bbt", "--alert-since", "2999", "--data", tmp_path / "data")
    assert (ran.status, ran.out) == (2, "")
    assert "--alert-since 2999-01-01 is yet to come" in ran.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("contact", ["", 'contact = "mailto:desk@example.org"'])
def test_who_is_not_to_be_reached_is_told_so_once(
    contact: str, tmp_path: Path, quick: Path, commands: Prepared
) -> None:
    quick.write_text(f'[crawl]\ndelay = "10ms"\n{contact}\n', encoding="utf-8")
    options = ("--data", tmp_path / "data", "--config", quick)
    ended = commands("crawl", "--url", "http://127.0.0.1:9/page", *options)
    assert ended.status == 1
    assert ended.err.count("no contact is configured") == (not contact)
