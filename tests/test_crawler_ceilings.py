"""A run takes of an outlet what is declared, says what it left, and the next one goes on there."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

from crawler.ceiling import Ceiling
from crawler.outlet import Outlet

PATHS = [f"/{number}" for number in range(5)]
OUTCOMES = {"most_pages = 3": "pages", "most_megabytes = 1": "bytes", 'most_time = "4s"': "time"}


class Small(Outlet):
    """An outlet of which little is taken."""

    name = "small"
    most_pages, most_megabytes, most_time = 2, 1, "10s"


def test_pages_bytes_and_time_have_an_end_each() -> None:
    now = [0.0]
    ceiling = Ceiling(Small, lambda: now[0])
    assert [ceiling.take() for _ in range(3)] == [None, None, "ceiling_pages"]
    ceiling.sent()
    assert ceiling.spent() is None
    ceiling.came(1_000_000)
    assert ceiling.spent() == "ceiling_bytes"
    for _ in range(2):
        assert ceiling.spent(entry=True) == "ceiling_bytes"
        ceiling.sent(entry=True)
    assert ceiling.spent(entry=True) == "ceiling_pages"
    later = Ceiling(Small, lambda: now[0])
    now[0] = 10.0
    assert later.take() == later.spent() == "ceiling_time"


@dataclass(frozen=True)
class Runs:
    """A run that reaches a ceiling, and the next one without it."""

    first: Ended
    states: Mapping[str, tuple[str, str | None]]
    reasons: list[dict[str, object]]
    asked: set[str]
    second: Ended
    titles: list[str]


@pytest.fixture(scope="module", params=OUTCOMES)
def runs(
    request: pytest.FixtureRequest, commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Runs]:
    big = page() + b" " * 400_000
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed(*PATHS),
        **{SITE + path: Answer(big) for path in PATHS},
    }
    slow = 'delay = "1s"' if "time" in request.param else 'delay = "10ms"'
    config = CONFIG.replace('delay = "10ms"', slow)
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("ceiling"), server.prefix)
        limited = Desk(commands, desk.folder, server.prefix, f"{config}{request.param}\n")
        first = limited.crawl("sample")
        asked = {url.removeprefix(SITE) for url in server.urls} & set(PATHS)
        states = {path: (row.state, row.outcome) for path, row in desk.rows().items()}
        reasons = desk.ask("runs")["runs"][0]["reasons"]
        second = Desk(commands, desk.folder, server.prefix, CONFIG).crawl("sample")
        told = Runs(first, states, reasons, asked, second, desk.titles())
    return f"ceiling_{OUTCOMES[request.param]}", told


def test_what_is_left_is_in_the_ledger_and_among_the_reasons(runs: tuple[str, Runs]) -> None:
    code, run = runs
    left = {path for path, state in run.states.items() if state == ("queued", code)}
    assert left == set(PATHS) - run.asked
    assert 0 < len(left) < len(PATHS)
    assert [(one["code"], one["number"]) for one in run.reasons] == [(code, len(left))]
    assert run.first.status == 1


def test_the_next_run_goes_on(runs: tuple[str, Runs]) -> None:
    _, run = runs
    assert run.second.status == 0
    assert run.titles == ["Ferries leave on the hour"] * len(PATHS)
