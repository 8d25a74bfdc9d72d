"""Lists that a run could not read to the end are gone on with by the next; they are read no
farther than to what was known."""

import json
import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from faults.pages import SENTENCE, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.gaps import Gaps
from crawler.keeper import Keeper, keeping
from crawler.outlet import Outlet
from crawler.reach import Reach
from crawler.tally import Tally
from crawler.window import Window

ITHOME = "https://www.ithome.com"
FEED, FIRST, PAGES = f"{ITHOME}/rss/", f"{ITHOME}/list/", f"{ITHOME}/category/listpage?page="
OF_FEED, OF_LIST = 4, 6
BEGAN = datetime(2026, 9, 24, tzinfo=UTC)
PAGE = (
    '<div id="con"><h1>第{n}篇</h1></div><span id="pubtime_baidu">2026/9/24 10:05:12</span>'
    f'<div id="paragraph"><p>{SENTENCE * 4}</p></div>'
)


class Site(dict[str, list[Answer]]):
    """A feed of four articles and a list of six a page; an article an hour."""

    newest, dated, busy, articles = 40, True, False, 1_000
    """``articles`` come before it falls silent."""

    def get(self, url: str, default: Any = None) -> Any:
        """Answer as it stands."""
        named = range(self.newest, 0, -1)
        if url.endswith("robots.txt"):
            return [robots()]
        if url == FEED:
            return [self._feed(*named[:OF_FEED])]
        if url == FIRST:
            body = f'<div id="list"><ul>{self._rows(*named[:OF_LIST])}</ul></div>'.encode()
            return [Answer(status=503) if self.busy else Answer(body)]
        if url.startswith(PAGES):
            at = (int(url.removeprefix(PAGES)) - 1) * OF_LIST
            told = {"content": {"html": self._rows(*named[at : at + OF_LIST])}}
            kind = {"Content-Type": "application/json; charset=utf-8"}
            return [Answer(json.dumps(told).encode(), headers=kind)]
        self.articles -= 1
        if self.articles < 0:
            return [Answer(behaviour=lambda _: time.sleep(2))]
        return [Answer(PAGE.replace("{n}", url[-7:-4].lstrip("0")).encode())]

    def _feed(self, *numbers: int) -> Answer:
        items = "".join(
            f"<item><link>{address(n)}</link>"
            + (
                f"<pubDate>{self._at(n):%d %b %Y %H:%M:%S} GMT</pubDate></item>"
                if self.dated
                else "</item>"
            )
            for n in numbers
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})

    def _rows(self, *numbers: int) -> str:
        return "".join(
            "<li>"
            + (
                f'<a class="c" data-ot="{self._at(n):%Y-%m-%dT%H:%M:%S}Z">业界</a>'
                if self.dated
                else ""
            )
            + f'<a class="t" href="{address(n)}">第{n}篇</a></li>'
            for n in numbers
        )

    def _at(self, number: int) -> datetime:
        return BEGAN + timedelta(hours=number)


def address(number: int) -> str:
    return f"{ITHOME}/0/900/{number:03}.htm"


def lists(server: FaultServer) -> list[str]:
    """The pages of the list that were asked for."""
    return [url for url in server.urls if "/rss" not in url and "/list" in url]


def titles(first: int, last: int) -> list[str]:
    return sorted(f"第{n}篇" for n in range(first, last + 1))


def test_a_crawl_that_was_killed_before_the_list_is_gone_on_with(
    commands: Prepared, tmp_path: Path
) -> None:
    site = Site()
    with FaultServer({}) as server:
        server.answers = site
        desk = Desk(commands, tmp_path, server.prefix)
        assert desk.crawl("ithome").status == 0
        site.newest, site.articles = 50, 1
        server.arrivals.clear()
        running = commands.start(*desk.line("ithome"))
        while site.articles >= 0:
            time.sleep(0.005)
        running.kill()
        running.wait()
        site.articles = 1_000
        server.arrivals.clear()
        assert desk.crawl("ithome").status == 0
        assert lists(server) == [FIRST, f"{PAGES}2"]
        server.arrivals.clear()
        assert desk.crawl("ithome").status == 0
        assert lists(server) == []
    assert desk.titles() == titles(37, 50)


@pytest.mark.parametrize("dated", [True, False])
def test_a_list_that_failed_is_read_by_the_next_crawl(
    commands: Prepared, tmp_path: Path, dated: bool
) -> None:
    site = Site()
    site.dated = dated
    with FaultServer({}) as server:
        server.answers = site
        desk = Desk(commands, tmp_path, server.prefix)
        assert desk.crawl("ithome").status == 0
        site.newest, site.busy = 47, True
        assert desk.crawl("ithome").status == 1
        site.newest, site.busy = 49, False
        server.arrivals.clear()
        assert desk.crawl("ithome").status == 0
        assert lists(server) == [FIRST, f"{PAGES}2"]
    assert desk.titles() == titles(37, 49)


# --- where reading on ends


class Harbour(Outlet):
    """An outlet without anything special."""

    name, language = "harbour", "en"


def listed(number: int, kind: str, dated: bool) -> Listed:
    """A row: ``n`` new, ``k`` known, ``o`` older than all that is known, ``b`` known from a
    reading of the past alone, ``s`` new or old, of the day of the newest that is known."""
    days = {"n": "2026-09-24", "k": "2026-09-20", "o": "2026-09-11", "b": "2026-09-23"}
    day = days.get(kind, days["k"])
    return Listed(f"https://harbour.example/{kind}{number}", None, day if dated else None)


@pytest.fixture
def keeper(tmp_path: Path) -> Any:
    with keeping(tmp_path) as keeper:
        yield keeper


def frontier_of(keeper: Keeper) -> Frontier:
    tally = Tally(logging.LoggerAdapter(logging.getLogger("lists")), lambda *_: None, keeper)
    return Frontier(Harbour, keeper, tally, window=Window(), limit=None)


def reach_of(keeper: Keeper, rows: list[Listed], mark: str | None) -> Reach:
    """What is known in a later run of those rows that are not new."""
    known = [one for one in rows if one.url.rpartition("/")[2][0] in "kb"]
    list(frontier_of(keeper).listed(known))
    return Reach(frontier_of(keeper), Gaps(keeper, "harbour"), "list", mark)


@pytest.mark.parametrize(
    ("kinds", "number", "with_dates", "without"),
    [
        ("nnnnnnnn", 0, False, False),
        ("nnnnnnnk", 0, True, True),
        ("kknnnnnn", 0, False, False),
        ("nnnkkkoo", 0, True, True),
        ("kkkkkkko", 0, True, True),
        ("kkkkkooo", 1, True, True),
        ("nnnnoooo", 1, False, False),
        ("oooooooo", 1, True, False),
        ("nnnnnnno", 0, False, False),
        ("nnnnknoo", 0, False, False),
        ("nnnknnnn", 1, False, False),
        ("nnnnnnbb", 1, False, True),
        ("nnnkkkss", 1, True, True),
        ("nnnsssss", 1, False, False),
    ],
    ids=[
        "all new",
        "the last is known",
        "pinned to the top",
        "known in the midst",
        "one was withdrawn",
        "known on top of a further page",
        "what was known is gone",
        "all is older",
        "one went live late",
        "two went live late, beside one that is known",
        "one among new ones",
        "known from the past",
        "known, and others of the same day",
        "of the day of what is known",
    ],
)
def test_a_page_reaches_what_is_known(
    keeper: Keeper, kinds: str, number: int, with_dates: bool, without: bool
) -> None:
    for dated, mark, expected in ((True, "2026-09-20", with_dates), (False, None, without)):
        rows = [listed(at, kind, dated) for at, kind in enumerate(kinds)]
        assert reach_of(keeper, rows, mark).ends(number, rows) is expected


@pytest.mark.parametrize("dated", [True, False])
def test_what_stands_behind_the_known_and_is_older_is_left(keeper: Keeper, dated: bool) -> None:
    rows = [listed(at, kind, dated) for at, kind in enumerate("nnkokoo")]
    reach = reach_of(keeper, rows, "2026-09-20" if dated else None)
    assert reach.without_older(rows) == rows[:5]
