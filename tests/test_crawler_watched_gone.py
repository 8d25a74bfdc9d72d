"""A watched page that is not there is told once; what robots.txt forbids has its column."""

from pathlib import Path

from faults.pages import page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from cli.crawling import numbers

SITE = "https://www.ferries.example"
WATCHED = f"{SITE}/growing.html"
CONFIG = f"""
[crawl]
delay = "10ms"
[outlets.ferries]
list = "{SITE}/list"
article = '/2024/\\d+$'
language = "en"
watched = ["{WATCHED}"]
"""
LIST = b"<ul><li><a href=/2024/1>Ferries leave</a><li><a href=/2024/2>Ferries return</a></ul>"


def test_a_watched_page_that_is_gone_is_told_once(commands: Prepared, tmp_path: Path) -> None:
    answers = {
        f"{SITE}/robots.txt": robots("User-agent: *\nDisallow: /2024/2\n"),
        f"{SITE}/list": Answer(LIST),
        f"{SITE}/2024/1": Answer(page()),
        WATCHED: Answer(b"gone", 404),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        first = desk.crawl("ferries", settings={"RETRY_TIMES": 0})
        second = desk.crawl("ferries", settings={"RETRY_TIMES": 0})
        server.answers[WATCHED] = [Answer(b"broken", 500)]
        third = desk.crawl("ferries", settings={"RETRY_TIMES": 0})
    assert (first.status, second.status, third.status) == (1, 0, 1)
    assert first.reasons("ferries") == ["1 article page failed (http 404)"]
    runs = desk.ask("runs")["runs"]
    for ended, kept in zip((third, second, first), runs, strict=True):
        told = ended.outlet("ferries")
        assert (told["reasons"], told["counters"]) == (kept["reasons"], kept["counters"])
        assert {"found", "new", "changed", "skipped", "failed"} <= told["counters"].keys()
    for ended in (first, second):
        found, *columns = numbers(ended.outlet("ferries")["counters"])
        assert (found, sum(columns)) == (3, 3)
