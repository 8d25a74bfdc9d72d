"""Xinhua's lists are found by what the hub pages hold on the day; both of its sites share hosts."""

from datetime import datetime, timedelta
from hashlib import md5
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared
from replicas import SENTENCE, Answers, as_html, as_json

SITE = "https://english.news.cn"
HUBS = {"/", "/list/latestnews.htm", "/list/china-science.htm", "/list/china-business.htm"}
NEWEST = datetime(2026, 9, 1, 20, 0)


def hexadecimal(word: str) -> str:
    return md5(word.encode(), usedforsecurity=False).hexdigest()


class English:
    """The hubs, a list of theirs, and its articles, one an hour; ``named`` tells the list."""

    def __init__(self, articles: int, named: str) -> None:
        self.articles, self.named = articles, hexadecimal(named)
        self.links: list[int] = []
        """Articles that the hub pages themselves link to."""

    def __call__(self, url: str) -> Answer | None:
        """Answer as the site does."""
        parts = urlsplit(url)
        if parts.netloc != "english.news.cn":
            return None
        if parts.path in HUBS:
            return self._hub()
        if parts.path.endswith(f"/ds_{self.named}.json"):
            rows = [self._row(number) for number in range(self.articles)][::-1]
            return as_json({"datasource": rows})
        return self._article(parts.path)

    def path(self, number: int) -> str:
        """Where an article is."""
        return f"{self.moment(number):%Y%m%d}/{hexadecimal(str(number))}/c.html"

    def moment(self, number: int) -> datetime:
        """When an article was published, in Beijing."""
        return NEWEST - timedelta(hours=100 - number)

    def _hub(self) -> Answer:
        rows = "".join(
            f'<div class="tit"><a href="/{self.path(number)}">Boats {number}</a></div>'
            for number in self.links
        )
        return as_html(
            f'<div id="list">{rows}</div><ul class="list" data="datasource:{self.named}"></ul>'
        )

    def _row(self, number: int) -> dict[str, str]:
        printed = f"{self.moment(number):%Y-%m-%d %H:%M:%S}"
        return {"title": f"Boats {number}", "publishUrl": f"/{self.path(number)}"} | {
            "publishTime": printed,
            "contentId": hexadecimal(str(number)),
        }

    def _article(self, path: str) -> Answer | None:
        number = next((n for n in range(self.articles) if path == f"/{self.path(n)}"), None)
        if number is None:
            return None
        moment = self.moment(number)
        return as_html(
            f'<div class="header"><div class="header-time"><span class="year">{moment:%Y}</span>'
            f'<span class="day">{moment:%m/%d}</span><span class="time">{moment:%H:%M:%S}</span>'
            f'</div><h1><span class="title">Boats {number}</span></h1></div>'
            f'<h1><span class="title">Boats {number}</span></h1><div id="detail">'
            f'<span id="detailContent"><p>{SENTENCE * 4}</p></span></div>'
        )


@pytest.fixture(scope="module")
def runs(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Ended, list[str], list[str]]]:
    """Four crawls: the first; nothing new; new articles under a list with another name; a list
    that cannot be had beside links. How each ended, what was asked for, the titles then."""
    site, ran = English(20, "monday"), []
    with FaultServer({}) as server:
        server.answers = Answers(site)
        desk = Desk(commands, tmp_path_factory.mktemp("xinhua"), server.prefix)
        for number in range(4):
            if number == 2:
                site.articles, site.named, site.links = 23, hexadecimal("tuesday"), [22]
            if number == 3:
                site.articles, site.links = 25, [24, 23]
                server.answers = Answers(
                    lambda url: Answer(status=404) if "/ds_" in url else site(url)
                )
            server.arrivals.clear()
            ended = desk.crawl("xinhua_en")
            ran.append((ended, list(server.urls), desk.titles()))
        dates = {row["title"]: row["published_at"] for row in desk.ask("articles")["articles"]}
        assert dates["Boats 0"] == "2026-08-28T08:00:00Z"
    return ran


Runs = list[tuple[Ended, list[str], list[str]]]


def articles(urls: list[str]) -> list[str]:
    return [url for url in urls if url.endswith("/c.html")]


def test_every_row_of_the_lists_is_fetched_once(runs: Runs) -> None:
    ended, urls, titles = runs[0]
    assert (ended.status, ended.err) == (0, "")
    assert len(articles(urls)) == len(set(articles(urls))) == len(titles) == 20


def test_a_quiet_day_asks_for_lists_only(runs: Runs) -> None:
    ended, urls, _ = runs[1]
    assert (ended.status, articles(urls)) == (0, [])


def test_a_list_of_another_name_is_followed_from_that_day_on(runs: Runs) -> None:
    ended, urls, titles = runs[2]
    assert (ended.status, ended.err) == (0, "")
    assert len(articles(urls)) == 3
    assert {"Boats 20", "Boats 21", "Boats 22"} <= set(titles)
    assert any(f"ds_{hexadecimal('tuesday')}.json" in url for url in urls)
    assert not any(f"ds_{hexadecimal('monday')}.json" in url for url in urls)


def test_without_the_list_the_links_of_the_hub_still_count(runs: Runs) -> None:
    ended, urls, titles = runs[3]
    assert ended.status == 1
    assert ended.outlet("xinhua_en")["outcome"] == "partial"
    assert len(articles(urls)) == 2
    assert {"Boats 23", "Boats 24"} <= set(titles)


def test_a_page_of_either_site_goes_to_its_own_outlet(commands: Prepared, tmp_path: Path) -> None:
    site = English(1, "monday")
    english = f"{SITE}/{site.path(0)}"
    chinese = "http://www.xinhuanet.com/politics/2019-12/23/c_1125380417.htm"
    page = as_html(
        '<div class="h-title">湖岸添了新鸟巢</div><span class="h-time">2019-12-23 10:06:15</span>'
        f'<div id="p-detail"><p>{"入冬以来，在湖岸歇脚的候鸟比去年多了两成。" * 8}</p></div>'
    )
    with FaultServer({}) as server:
        server.answers = Answers(site, lambda url: page if url == chinese else None)
        desk = Desk(commands, tmp_path, server.prefix)
        assert desk.crawl("--url", english, "--url", chinese).status == 0
        found = {row["outlet"]: row["url"] for row in desk.ask("articles")["articles"]}
    assert found == {"xinhua_en": english, "xinhua_zh": chinese}
    assert len(articles(server.urls)) == 1
