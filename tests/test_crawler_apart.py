"""What happens to one outlet happens to no other: each has its own outcome in one crawl."""

from dataclasses import dataclass

import pytest
from faults.pages import CONFIG, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, endless, hang, reset
from prepared import Desk, Ended, Prepared

from crawler import settings as own

BAD = {
    "silent": Answer(behaviour=hang),
    "broken": Answer(behaviour=reset),
    "endless": Answer(behaviour=endless),
    "locked": Answer(status=403),
    "raising": Answer(page("Raising")),
}
GOOD = ("one", "two")


@dataclass(frozen=True)
class Crawled:
    """One crawl of all outlets."""

    ended: Ended
    outcomes: dict[str, str]
    titles: list[str]


@pytest.fixture(scope="module")
def crawled(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    answers: dict[str, Answer | list[Answer]] = {}
    config = CONFIG.partition("[outlets")[0]
    for name in (*BAD, *GOOD):
        site = SITE.replace("news", name)
        config += f'[outlets.{name}]\nurl = "{site}/feed.xml"\nlanguage = "en"\n'
        body = feed("/1").body.replace(SITE.encode(), site.encode())
        answers |= {f"{site}/robots.txt": robots(), f"{site}/feed.xml": Answer(body)}
        answers[f"{site}/1"] = BAD.get(name) or Answer(page(name))
    settings = {
        "DOWNLOAD_TIMEOUT": 3,
        "RETRY_TIMES": 0,
        "EXTENSIONS": {**own.EXTENSIONS, "faults.breaking.Reader": 200},
        "BREAKS_READER": [SITE.replace("news", "raising") + "/1"],
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("apart"), server.prefix, config)
        ended = desk.crawl(*BAD, *GOOD, settings=settings)
    outcomes = {run["outlet"]: run["outcome"] for run in desk.ask("runs")["runs"]}
    return Crawled(ended, outcomes, desk.titles())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_outlet_has_failed(crawled: Crawled, name: str) -> None:
    assert crawled.outcomes[name] == "failed"
    assert f"batchwatch: {name} failed" in crawled.ended.err


def test_the_good_ones_are_stored(crawled: Crawled) -> None:
    assert {name: crawled.outcomes[name] for name in GOOD} == dict.fromkeys(GOOD, "ok")
    assert crawled.titles == sorted(GOOD)
    assert crawled.ended.status == 1
