"""A site that breaks: one alert within two crawls, one when it is well again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from db.store import RecordStore, store_path

NOWHERE = "http://127.0.0.1:9/"
"""Where nothing answers."""
SECOND = f"""
[outlets.second]
url = "{SITE}/second.xml"
language = "en"
"""
LATER = (
    "UPDATE runs SET started_at = strftime('%Y-%m-%dT%H:%M:%SZ', started_at, ?),"
    " finished_at = strftime('%Y-%m-%dT%H:%M:%SZ', finished_at, ?)"
)
LONGER = ("shell", "refused", "empty")
OTHER = b"<html><body><main>" + b"<p>Boats are counted in the harbour. </p>" * 9 + b"</main></body>"
SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"


@pytest.fixture
def site() -> Iterator[FaultServer]:
    with FaultServer({f"{SITE}/robots.txt": robots()}) as server:
        yield server


def lists(site: FaultServer, number: int, body: bytes | None = None) -> None:
    """Let the feed name one more article."""
    path = f"/story-{number}"
    site.answers[FEED] = [feed(*(f"/story-{n}" for n in range(number, 0, -1)))]
    site.answers[SITE + path] = [Answer(body or page(f"Ferry number {number} leaves"))]


def told(desk: Desk) -> list[str]:
    with RecordStore.open_read_only(store_path(desk.data)) as store:
        return [row["kind"] for row in store.rows("SELECT kind FROM alerts ORDER BY id")]


@pytest.mark.parametrize(
    "how",
    ["selectors", *(pytest.param(how, marks=pytest.mark.soak) for how in LONGER)],
)
def test_told_once_within_two_crawls_and_once_when_it_is_over(
    commands: Prepared, tmp_path: Path, site: FaultServer, how: str
) -> None:
    desk = Desk(commands, tmp_path, site.prefix, CONFIG)
    lists(site, 1)
    assert desk.crawl("sample").status == 0
    for number in (2, 3):
        if how == "refused":
            site.answers[FEED] = [Answer(b"no", status=403)]
        elif how == "empty":
            site.answers[FEED] = [feed()]
        else:
            lists(site, number, OTHER if how == "selectors" else SHELL)
        assert desk.crawl("sample").status == 1
        assert told(desk) == ([] if number == 2 else ["outlet_broken"])
    for story in (2, 3):
        site.answers[f"{SITE}/story-{story}"] = [Answer(page(f"Ferry number {story} leaves"))]
    lists(site, 4)
    desk.crawl("sample")
    assert told(desk) == ["outlet_broken", "outlet_recovered"]


@pytest.mark.soak
def test_a_network_that_is_down_is_told_once_for_all_outlets(
    commands: Prepared, tmp_path: Path, site: FaultServer
) -> None:
    lists(site, 1)
    site.answers[f"{SITE}/second.xml"] = [feed("/other")]
    site.answers[f"{SITE}/other"] = [Answer(page("Another ferry leaves"))]
    desk = Desk(commands, tmp_path, site.prefix, CONFIG + SECOND)
    assert desk.crawl("sample", "second").status == 0
    down = replace(desk, prefix=NOWHERE)
    for _ in range(2):
        assert down.crawl("sample", "second", settings={"RETRY_TIMES": 0}).status == 1
        assert told(desk) == ["system"]
    assert desk.crawl("sample", "second").status == 0
    assert told(desk) == ["system", "system"]


@pytest.mark.soak
def test_nothing_new_for_days_is_told_once_and_that_it_is_over(
    commands: Prepared, tmp_path: Path, site: FaultServer
) -> None:
    """The crawls of before are made to be of fifteen days earlier: nobody waits that long."""
    desk = Desk(commands, tmp_path, site.prefix, CONFIG)
    lists(site, 1)
    assert desk.crawl("sample").status == 0
    with RecordStore.open(store_path(desk.data)) as store, store.transaction():
        store.write(LATER, [("-15 days", "-15 days")])
    for _ in range(2):
        desk.crawl("sample")
        assert told(desk) == ["outlet_broken"]
    lists(site, 2)
    assert desk.crawl("sample").status == 0
    assert told(desk) == ["outlet_broken", "outlet_recovered"]
