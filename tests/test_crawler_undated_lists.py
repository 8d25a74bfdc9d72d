"""A list of long ago that prints no dates is told by what its pages were published."""

from pathlib import Path
from typing import Any

from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

NEW, OLD = ["/new-1", "/new-2"], ["/old-1", "/old-2"]
ANSWERS: dict[str, Any] = {
    f"{SITE}/robots.txt": robots(),
    **{SITE + path: Answer(page(path, "2024-06-01 10:00")) for path in NEW},
    **{SITE + path: Answer(page(path, "2024-03-01 10:00")) for path in OLD},
}


def codes(ended: Ended) -> dict[str, int]:
    """The reasons of a run by their codes."""
    return {reason["code"]: reason["number"] for reason in ended.outlet("sample")["reasons"]}


def test_its_pages_tell_how_old_a_list_is(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer({**ANSWERS, FEED: [feed(*NEW), feed(*OLD), feed(*OLD), feed(*NEW)]}) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        runs = [codes(desk.crawl("sample")) for _ in range(4)]
    assert [run.get("list_outdated") for run in runs] == [None, 92, 92, None]


def test_what_was_not_looked_at_may_be_new(commands: Prepared, tmp_path: Path) -> None:
    config = f'{CONFIG}title_filter = ["old", "new-1"]\n'
    with FaultServer({**ANSWERS, FEED: [feed(NEW[0]), feed(*OLD, NEW[1])]}) as server:
        desk = Desk(commands, tmp_path, server.prefix, config)
        runs = [codes(desk.crawl("sample")) for _ in range(3)]
    assert [run.get("list_outdated") for run in runs] == [None] * 3
