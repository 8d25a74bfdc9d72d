"""A callback or a step that raises costs one page one run: it is tried again from the archive."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

from crawler import settings as own

BROKEN = {
    "EXTENSIONS": {**own.EXTENSIONS, "faults.breaking.Reader": 200},
    "ITEM_PIPELINES": {**own.ITEM_PIPELINES, "faults.breaking.Step": 150},
    "BREAKS_READER": [f"{SITE}/reader"],
    "BREAKS_STEP": [f"{SITE}/step"],
}


@dataclass(frozen=True)
class Run:
    """One crawl and what is there after it."""

    ended: Ended
    asked: set[str]
    states: Mapping[str, tuple[str, str | None]]
    titles: list[str]
    outcomes: list[str]


@pytest.fixture(scope="module")
def broken(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Two crawls that break on two pages, the second with a new page, and one that is mended."""
    runs = []
    titles = {"good": "Ferries", "reader": "Boats", "step": "Barges", "new": "Rafts"}
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: [feed("/good", "/reader", "/step"), feed("/new", "/good", "/reader", "/step")],
        **{f"{SITE}/{name}": Answer(page(title)) for name, title in titles.items()},
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("broken"), server.prefix, CONFIG)
        for settings in (BROKEN, BROKEN, {}):
            server.arrivals.clear()
            ended = desk.crawl("sample", settings=settings)
            states = {path: (row.state, row.outcome) for path, row in desk.rows().items()}
            outcomes = [row["outcome"] for row in desk.ask("runs")["runs"]]
            asked = {url.removeprefix(SITE) for url in server.urls}
            runs.append(Run(ended, asked, states, desk.titles(), outcomes))
    return runs


def test_the_pages_stay_and_the_others_are_stored(broken: list[Run]) -> None:
    first = broken[0]
    assert first.titles == ["Ferries"]
    assert first.states["/good"] == ("stored", "article")
    assert first.states["/reader"] == ("fetched", "unread")
    assert first.states["/step"] == ("fetched", "article")


def test_the_crawl_is_partial_and_says_what_broke(broken: list[Run]) -> None:
    first = broken[0].ended
    assert first.status == 1
    reasons = first.reasons("sample")
    assert reasons == [
        "1 errors in the spider (see the log)",
        "1 articles failed in a pipeline step (see the log)",
    ]
    assert f"no idea what to make of {SITE}/reader" in first.err
    assert f"cannot take {SITE}/step" in first.err
    assert "led to itself" not in first.err


def test_a_page_that_breaks_again_keeps_no_other_away(broken: list[Run]) -> None:
    again = broken[1]
    assert again.ended.status == 1
    assert again.asked == {"/robots.txt", "/feed.xml", "/new"}
    assert again.titles == ["Ferries", "Rafts"]
    assert again.ended.reasons("sample") == broken[0].ended.reasons("sample")
    assert {again.states[path][0] for path in ("/reader", "/step")} == {"fetched"}


def test_once_mended_the_pages_come_out_of_the_archive(broken: list[Run]) -> None:
    mended = broken[2]
    assert (mended.ended.status, mended.ended.err) == (0, "")
    assert mended.asked == {"/robots.txt", "/feed.xml"}
    assert mended.titles == ["Barges", "Boats", "Ferries", "Rafts"]
    assert set(mended.states.values()) == {("stored", "article")}


def test_the_runs_tell_it(broken: list[Run]) -> None:
    assert sorted(broken[2].outcomes) == ["ok", "partial", "partial"]
