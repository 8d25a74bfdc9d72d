"""A first crawl is history; what an outlet publishes from then on is news, and delivered."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, robots
from faults.serving import Answer, FaultServer
from prepared import Prepared

NAMES = ("Willow Talk", "Cedar Desk", "Quiet River", "Amber Deer")
CHANNEL = """
[[channel]]
name = "desk"
url = "file:{path}"
"""


def page(place: str, number: int, day: str, name: str = NAMES[0]) -> Answer:
    """An announcement of a batch, published on the day after it."""
    month, date = {"01": "January", "03": "March", "11": "November"}[day[5:7]], int(day[8:])
    text = (
        f"The {place} Municipal Cyberspace Administration on {month} {date} approved {number} large"
        f" language models for public use, the regulator said. Among them is {name} of Harbour"
        " Lantern Technology. The services passed a security assessment before they were filed."
    )
    shown = f"{day[:8]}{date + 1:02} 20:20"
    return Answer(
        f"<html><head><title>{place} approves {number} models</title></head><body>"
        f"<h1>{place} approves {number} models</h1><p class=date>{shown}</p>"
        f"<div class=text><p>{text}</p></div></body></html>".encode()
    )


@pytest.fixture
def site(tmp_path: Path) -> Iterator[FaultServer]:
    (tmp_path / "batchwatch.toml").write_text(
        CONFIG + CHANNEL.format(path=tmp_path / "told.jsonl"), encoding="utf-8"
    )
    answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/1"),
        f"{SITE}/1": page("Beijing", 14, "2024-01-17"),
        f"{SITE}/2": page("Shanghai", 9, "2024-03-11", NAMES[1]),
        f"{SITE}/3": page("Tianjin", 5, "2023-11-03", NAMES[2]),
        f"{SITE}/4": page("Chongqing", 7, "2024-03-12", NAMES[3]),
    }
    with FaultServer(answers) as server:
        yield server


class Desk:
    """One data directory and its crawls."""

    def __init__(self, commands: Prepared, folder: Path, prefix: str) -> None:
        self._commands, self._folder, self._prefix = commands, folder, prefix

    def __call__(self, *arguments: object) -> Any:
        config = self._folder / "batchwatch.toml"
        ran = self._commands(
            *("--data", self._folder / "data", "--config", config, "--json"), *arguments
        )
        assert ran.status in (0, 1), ran.err
        return json.loads(ran.out)

    def crawl(self, *arguments: object) -> dict[str, int]:
        """How many alerts were raised, and how many not."""
        return dict(self("crawl", "sample", "--via", self._prefix, *arguments)["alerts"])

    @property
    def told(self) -> list[str]:
        """The keys of what the channel got."""
        path = self._folder / "told.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line)["key"] for line in lines]


@pytest.fixture
def desk(commands: Prepared, site: FaultServer, tmp_path: Path) -> Desk:
    return Desk(commands, tmp_path, site.prefix)


def test_first_history_then_news_then_nothing_twice(desk: Desk, site: FaultServer) -> None:
    assert desk.crawl() == {"raised": 0, "quiet": 1}
    # A page of long ago that is found late is history as well.
    site.answers[FEED] = [feed("/1", "/2", "/3")]
    assert desk.crawl() == {"raised": 1, "quiet": 1}
    assert desk.told == ["new_batch:genai-filing-shanghai-2024-03-11"]
    site.answers[f"{SITE}/2"] = [page("Shanghai", 11, "2024-03-11", NAMES[1])]
    site.answers[FEED] = [feed("/1", "/2", "/3", "/4")]
    assert desk.crawl("--url", f"{SITE}/2") == {"raised": 1, "quiet": 0}
    assert desk.crawl() == {"raised": 1, "quiet": 0}
    assert [key.partition(":")[0] for key in desk.told] == ["new_batch", "correction", "new_batch"]
    alerts = desk("alerts", "list")["alerts"]
    assert [one["deliveries"][0]["state"] for one in alerts] == ["delivered"] * 3
    assert {one["outcome"] for one in desk("runs")["runs"]} == {"ok"}


def test_a_first_crawl_tells_of_what_was_published_since_a_day(
    desk: Desk, site: FaultServer
) -> None:
    site.answers[FEED] = [feed("/1", "/2", "/4")]
    assert desk.crawl("--alert-since", "2024-03-13") == {"raised": 1, "quiet": 2}
    assert desk.told == ["new_batch:genai-filing-chongqing-2024-03-12"]


def test_a_crawl_that_was_cut_short_is_no_first_one(desk: Desk, site: FaultServer) -> None:
    site.answers[FEED] = [feed("/1", "/2", "/4")]
    assert desk.crawl("--limit", 1) == {"raised": 0, "quiet": 1}
    assert desk.crawl() == {"raised": 0, "quiet": 2}


def test_days_in_the_past_are_history(desk: Desk, site: FaultServer) -> None:
    assert desk.crawl() == {"raised": 0, "quiet": 1}
    site.answers[FEED] = [feed("/1", "/2", "/4")]
    assert desk.crawl("--since", "2024-01", "--until", "2024-03") == {"raised": 0, "quiet": 2}
    assert desk.told == []
