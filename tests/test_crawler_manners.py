"""The crawler waits, rests and stays away as hosts ask, over real HTTP."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from each import each
from faults.crawling import crawl_in_child
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import JITTER, Answer, FaultServer
from prepared import Desk, Prepared
from scrapy.http import Response

from crawler.middleware import retry_after

ROBOTS = f"{SITE}/robots.txt"
NOW = datetime(2024, 1, 30, 12, 0, tzinfo=UTC)


def test_requests_to_one_host_keep_the_delay(commands: Prepared, tmp_path: Path) -> None:
    config = CONFIG.replace('delay = "10ms"', 'delay = "300ms"')
    pages = [f"/{number}" for number in range(4)]
    answers: dict[str, Answer | list[Answer]] = {ROBOTS: robots(), FEED: feed(*pages)}
    answers |= {SITE + path: Answer(page(path)) for path in pages}
    with FaultServer(answers) as server:
        crawl_in_child(commands, tmp_path, outlets=["sample"], via=server.prefix, config=config)
        times = [arrival.at for arrival in server.arrivals]
    assert len(times) == 6
    assert min(after - before for before, after in pairwise(times)) >= 0.3 - JITTER


def test_a_crawl_delay_of_robots_txt_is_kept(commands: Prepared, tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        ROBOTS: robots("User-agent: *\nCrawl-delay: 1\n"),
        FEED: feed("/1"),
        f"{SITE}/1": Answer(page()),
    }
    with FaultServer(answers) as server:
        crawl_in_child(commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG)
        times = [arrival.at for arrival in server.arrivals]
    assert times[2] - times[1] >= 0.99


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_fails_forbids_everything(
    commands: Prepared, tmp_path: Path, status: int
) -> None:
    answers: dict[str, Answer | list[Answer]] = {ROBOTS: Answer(status=status), FEED: feed("/1")}
    with FaultServer(answers) as server:
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
        assert set(server.urls) == {ROBOTS}
    assert outcome.outlet("sample")["outcome"] == "failed"


def test_a_missing_robots_txt_allows(commands: Prepared, tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        ROBOTS: Answer(b"User-agent: *\nDisallow: /", status=404),
        FEED: feed("/1"),
        f"{SITE}/1": Answer(page()),
    }
    with FaultServer(answers) as server:
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
    assert outcome.outlet("sample")["outcome"] == "ok"


def test_retry_after_is_a_rest_for_the_host(commands: Prepared, tmp_path: Path) -> None:
    busy = Answer(status=503, headers={"Retry-After": "2"})
    answers: dict[str, Answer | list[Answer]] = {
        ROBOTS: robots(),
        FEED: feed("/1", "/2"),
        f"{SITE}/1": [busy, Answer(page("One"))],
        f"{SITE}/2": Answer(page("Two")),
    }
    with FaultServer(answers) as server:
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
        first, second = server.times(f"{SITE}/1")
        others = [
            arrival.at
            for arrival in server.arrivals
            if arrival.url == f"{SITE}/2" and arrival.at > first
        ]
    assert 2 <= second - first <= 3
    assert all(at - first >= 2 for at in others)
    assert {article["title"] for article in outcome.articles} == {"One", "Two"}


def test_a_rest_beyond_the_cap_is_left_for_the_next_run(commands: Prepared, tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        ROBOTS: robots(),
        FEED: feed("/1"),
        f"{SITE}/1": Answer(status=429, headers={"Retry-After": "7200"}),
    }
    with FaultServer(answers) as server:
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
        assert server.urls.count(f"{SITE}/1") == 1
    assert outcome.outlet("sample")["outcome"] == "failed"


def test_a_host_that_asks_for_a_long_rest_is_left_alone(commands: Prepared, tmp_path: Path) -> None:
    busy = Answer(status=429, headers={"Retry-After": "7200"})
    answers: dict[str, Answer | list[Answer]] = {ROBOTS: robots(), FEED: feed("/1", "/2", "/3")}
    answers |= {f"{SITE}/{n}": busy for n in (1, 2, 3)}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample")
        assert len([url for url in server.urls if url not in (ROBOTS, FEED)]) == 1
    assert sorted(str(row.outcome) for row in desk.pages()) == [
        "host_rests",
        "host_rests",
        "http_429",
    ]
    assert {reason["code"] for reason in desk.ask("runs")["runs"][0]["reasons"]} == {
        "host_rests",
        "http_429",
    }
    assert ended.status == 1


def test_two_outlets_of_one_host_keep_the_delay_together(
    commands: Prepared, tmp_path: Path
) -> None:
    other = f'[outlets.other]\nurl = "{SITE}/other.xml"\nlanguage = "en"\n'
    config = CONFIG.replace('delay = "10ms"', 'delay = "200ms"') + other
    paths = [f"/{number}" for number in range(6)]
    answers: dict[str, Answer | list[Answer]] = {
        ROBOTS: robots(),
        FEED: feed(*paths[:3]),
        f"{SITE}/other.xml": feed(*paths[3:]),
        **{SITE + path: Answer(page(path)) for path in paths[1:]},
        f"{SITE}/0": Answer(status=302, headers={"Location": "/moved"}),
        f"{SITE}/moved": Answer(page("Moved")),
    }
    with FaultServer(answers) as server:
        crawl_in_child(
            commands, tmp_path, outlets=["sample", "other"], via=server.prefix, config=config
        )
        times = [arrival.at for arrival in server.arrivals]
    assert len(times) == 11
    assert min(after - before for before, after in pairwise(times)) >= 0.2 - JITTER


@each(
    ("header", "rest"),
    [
        ("120", 120.0),
        ("Tue, 30 Jan 2024 12:01:00 GMT", 60.0),
        ("Tue, 30 Jan 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, 1e9),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, rest: float | None) -> None:
    response = Response(SITE, status=503, headers={"Retry-After": header})
    assert retry_after(response, NOW) == rest
