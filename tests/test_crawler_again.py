"""What was had is not fetched or stored again; what was changed is, once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from killing import captures, contents
from prepared import Desk, Ended, Prepared

from crawler.newsroom.addresses import OUTLETS
from crawler.newsroom.cac import LIST
from crawler.newsroom.server import Newsroom
from crawler.newsroom.site import Site

pytestmark = pytest.mark.early

EDITED = {
    "https://www.globaltimes.cn/page/202502/1328734.shtml",
    "https://www.cac.gov.cn/2024-04/02/c_1713729983803145.htm",
}


def test_a_second_ingest_finds_everything_unchanged(commands: Prepared, tmp_path: Path) -> None:
    pages, data = tmp_path / "pages", tmp_path / "data"
    pages.mkdir()
    site = Site()
    stories = site.stories[::3]
    for number, story in enumerate(stories):
        page = site.page(story.url)
        assert page is not None
        (pages / f"{number:03}.html").write_bytes(page.body)

    def run(*arguments: object) -> Any:
        return commands(*arguments, "--data", data, "--json").json

    first = run("ingest", pages)["counters"]
    before = run("batches")
    second = run("ingest", pages)["counters"]
    assert first["store/new"] == len(stories)
    stored = {name: count for name, count in second.items() if name.startswith("store/")}
    stored.pop("store/commits")
    assert stored == {"store/unchanged": len(stories)}
    assert run("batches") == before


@dataclass(frozen=True)
class Visit:
    """One crawl of the newsroom and what is there after it."""

    ended: Ended
    answers: list[tuple[str, int]]
    """What was asked for, and the status of the answer."""
    contents: dict[str, list[str]]
    captures: Counter[str]
    articles: dict[str, int]
    """Revisions by URL."""

    def statuses(self, urls: Iterable[str]) -> set[int]:
        """The statuses of the answers to these."""
        wanted = set(urls)
        return {status for url, status in self.answers if url in wanted}

    @property
    def found(self) -> dict[str, int]:
        """Articles that the lists name, by outlet."""
        return {row["name"]: row["counters"]["found"] for row in self.ended.json["outlets"]}


@pytest.fixture(scope="module")
def visits(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> list[Visit]:
    """Two crawls of the first edition, two of the second."""
    visits = []
    with Newsroom() as newsroom:
        desk = Desk(commands, tmp_path_factory.mktemp("again"), newsroom.prefix)
        for edition in (1, 1, 2, 2):
            newsroom.edition = edition
            newsroom.statuses.clear()
            ended = desk.crawl("cac", *OUTLETS)
            articles = desk.ask("articles")["articles"]
            visits.append(
                Visit(
                    ended,
                    list(newsroom.statuses),
                    contents(desk.data),
                    captures(desk.data, "page"),
                    {row["url"]: row["revision"] for row in articles},
                )
            )
    return visits


def test_every_page_of_an_unchanged_newsroom_is_answered_304(visits: list[Visit]) -> None:
    first, second = visits[:2]
    pages = set(first.captures)
    assert first.statuses(pages) == {200}
    assert second.statuses(pages) == {304}
    assert pages <= {url for url, _ in second.answers}


def test_lists_and_robots_txt_are_all_else_that_is_asked_for(visits: list[Visit]) -> None:
    first, second = visits[:2]
    others = {url for url, _ in second.answers} - set(first.captures)
    robots = {url for url in others if url.endswith("/robots.txt")}
    once = {url for url, _ in first.answers} - set(first.captures) - others
    # Further pages of a list are read at the first crawl, and later only down to what is known.
    assert others <= {url for url, _ in first.answers}
    assert all(url.endswith("/2.shtml") for url in once)
    assert second.statuses(robots) == {200, 404}
    assert second.statuses(others - robots - {LIST}) == {304}
    assert second.statuses({LIST}) == {200}


def test_an_unchanged_newsroom_changes_nothing(visits: list[Visit]) -> None:
    first, second = visits[:2]
    assert second.contents == first.contents
    assert second.captures == first.captures
    assert set(first.captures.values()) == {1}


def test_a_quiet_crawl_is_a_good_one(visits: list[Visit]) -> None:
    for visit in visits:
        assert (visit.ended.status, visit.ended.err) == (0, "")
        assert {row["outcome"] for row in visit.ended.json["outlets"]} == {"ok"}
        assert visit.found == visits[0].found


def test_edited_articles_alone_are_sent_again_and_become_revisions(visits: list[Visit]) -> None:
    _, before, edited, _ = visits
    pages = set(before.captures)
    sent = sorted(url for url, status in edited.answers if url in pages and status == 200)
    assert sent == sorted(EDITED)
    assert edited.statuses(pages - EDITED) == {304}
    assert edited.captures - before.captures == Counter(EDITED)
    assert edited.articles == before.articles | dict.fromkeys(EDITED, 2)
    assert set(before.articles.values()) == {1}


def test_after_the_edition_it_is_quiet_again(visits: list[Visit]) -> None:
    edited, after = visits[2:]
    assert after.statuses(after.captures) == {304}
    assert after.contents == edited.contents
    assert after.captures == edited.captures


def atom(*entries: tuple[str, str]) -> Answer:
    """An Atom feed: paths, and when each was updated."""
    inside = "".join(
        f'<entry><link href="{SITE}{path}"/><updated>{updated}</updated></entry>'
        for path, updated in entries
    )
    return Answer(f'<feed xmlns="http://www.w3.org/2005/Atom">{inside}</feed>'.encode())


@pytest.fixture(scope="module")
def marked(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What four crawls of a server without validators ask for; before the third one entry of the
    feed says that its page was updated.
    """
    asked = []
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: atom(("/a", "2024-01-30T12:00:00Z"), ("/b", "2024-01-30T12:00:00Z")),
        f"{SITE}/a": [Answer(page("Ferries leave on the hour")), Answer(page("Ferries are late"))],
        f"{SITE}/b": Answer(page("Boats are counted")),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("marked"), server.prefix, CONFIG)
        for number in range(4):
            if number == 2:
                later = atom(("/a", "2024-02-01T12:00:00Z"), ("/b", "2024-01-30T12:00:00Z"))
                server.answers[FEED] = [later]
            server.arrivals.clear()
            assert desk.crawl("sample").status == 0
            asked.append(server.urls)
        asked.append(desk.titles())
    return asked


LISTS = [f"{SITE}/robots.txt", FEED]


def test_of_a_server_without_validators_only_lists_are_asked_for(marked: list[list[str]]) -> None:
    assert sorted(marked[0]) == sorted([*LISTS, f"{SITE}/a", f"{SITE}/b"])
    assert marked[1] == LISTS


def test_a_page_that_its_list_calls_updated_is_fetched_again_once(marked: list[list[str]]) -> None:
    assert marked[2] == [*LISTS, f"{SITE}/a"]
    assert marked[3] == LISTS
    assert marked[4] == ["Boats are counted", "Ferries are late"]


def rss(**told: str) -> Answer:
    """An RSS feed: pages, and what it tells of each."""
    inside = "".join(
        f"<item><link>{SITE}/{path}</link><description>{words}</description></item>"
        for path, words in told.items()
    )
    return Answer(f"<rss><channel>{inside}</channel></rss>".encode())


def test_a_page_of_which_its_feed_tells_something_else_is_looked_at_again(
    commands: Prepared, tmp_path: Path
) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: rss(a="14 boats leave.", b="Boats are counted."),
        f"{SITE}/a": [Answer(page("Fourteen boats")), Answer(page("Fifteen boats"))],
        f"{SITE}/b": Answer(page("Boats are counted")),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        desk.crawl("sample")
        server.answers[FEED] = [rss(a="15 boats leave.", b="Boats are counted.")]
        server.arrivals.clear()
        assert desk.crawl("sample").status == 0
        assert server.urls == [*LISTS, f"{SITE}/a"]
        server.arrivals.clear()
        desk.crawl("sample")
        assert server.urls == LISTS
    assert desk.titles() == ["Boats are counted", "Fifteen boats"]


def test_a_known_page_is_asked_for_where_it_was_had(commands: Prepared, tmp_path: Path) -> None:
    whole = Answer(page(), headers={"Content-Type": "text/html", "ETag": '"1"'})
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/a"),
        f"{SITE}/a": whole,
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        desk.crawl("sample")
        server.answers[FEED] = [feed("/a?utm_source=list")]
        server.arrivals.clear()
        assert desk.crawl("sample").status == 0
        assert server.urls == [*LISTS, f"{SITE}/a"]


def test_what_a_limit_left_is_fetched_though_its_list_is_answered_304(
    commands: Prepared, tmp_path: Path
) -> None:
    named = feed("/1", "/2", "/3")
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: replace(named, headers=named.headers | {"ETag": '"f"'}),
        **{f"{SITE}/{n}": Answer(page(f"Boat {n}")) for n in (1, 2, 3)},
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        assert desk.crawl("sample", "--limit", 1).status == 0
        assert desk.titles() == ["Boat 1"]
        ended = desk.crawl("sample")
        conditions = [
            one.headers.get("If-None-Match") for one in server.arrivals if one.url == FEED
        ]
    assert conditions == [None, '"f"']
    assert ended.outlet("sample")["counters"]["found"] == 3
    assert "entries_empty" not in ended.outlet("sample")["counters"]
    assert desk.titles() == ["Boat 1", "Boat 2", "Boat 3"]
