"""China Daily is searched for words, newest first; for the past it is asked for days."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared
from replicas import BEIJING, SENTENCE, Answers, as_html, as_json, query_of

SITE, SEARCH = "https://www.chinadaily.com.cn", "newssearch.chinadaily.com.cn"
NEWEST = datetime(2026, 9, 1, 9, 31, tzinfo=BEIJING)


class Daily:
    """Articles one a day, all found by the search for ``generative AI``."""

    def __init__(self, articles: int) -> None:
        self.articles = articles

    def moment(self, number: int) -> datetime:
        """When an article was published; the highest number is the newest."""
        return NEWEST - timedelta(days=400 - number)

    def url(self, number: int) -> str:
        """Where an article is."""
        return f"{SITE}/a/{self.moment(number):%Y%m/%d}/WS{number:024x}.html"

    def within(self, first: str, last: str) -> list[int]:
        """The articles of some days, newest first."""
        found = (n for n in range(self.articles) if first <= f"{self.moment(n):%Y-%m-%d}" <= last)
        return sorted(found, reverse=True)

    def __call__(self, url: str) -> Answer | None:
        """Answer as the site does."""
        parts, asked = urlsplit(url), query_of(url)
        if parts.netloc == SEARCH:
            return self._search(parts.path, asked)
        if parts.path in ("/china/scitech", "/business/tech"):
            newest = self.url(self.articles - 1)
            link = newest.replace("https:", "").replace(".html", "_2.html")
            links = f'<a href="{link}">Boats</a> <a href="{self.url(399)}">Boats</a>'
            return as_html(f'<span class="tw3_01_2_t"><h4>{links}</h4></span>')
        number = next((n for n in range(self.articles) if url == self.url(n)), None)
        return self._article(number) if number is not None else None

    def _search(self, path: str, asked: dict[str, str]) -> Answer | None:
        if path not in ("/rest/en/search", "/rest/cn/search"):
            return None
        days = asked.get("publishedDateFrom", "0"), asked.get("publishedDateTo", "9")
        ours = path == "/rest/en/search" and asked["keywords"] == "generative AI"
        found = self.within(*days) if ours else []
        first = int(asked["page"]) * 10
        rows = [self._row(number) for number in found[first : first + 10]]
        return as_json({"content": rows, "totalPages": -(-len(found) // 10)})

    def _row(self, number: int) -> dict[str, object]:
        moment = self.moment(number)
        return {
            "url": self.url(number).replace("https:", "http:"),
            "title": f"Boats and generative AI {number}",
            "pubDateStr": f"{moment:%Y-%m-%d %H:%M}",
            "publishTime": int(moment.timestamp() * 1000),
            "plainText": "The whole text.",
        }

    def _article(self, number: int) -> Answer:
        moment = self.moment(number)
        return as_html(
            f'<meta name="publishdate" content="{moment:%Y-%m-%d}"><div id="lft-art"><h1>Boats '
            f'{number}</h1><span class="info_l">By Lin Yan | chinadaily.com.cn | Updated: '
            f'{moment:%Y-%m-%d %H:%M}</span><div id="Content"><p>{SENTENCE * 4}</p>'
            '<div id="div_currpage"><span>1</span></div></div></div>'
        )


def secure(url: str) -> str:
    return url.replace("http:", "https:")


@pytest.fixture(scope="module")
def daily() -> Daily:
    return Daily(400)


Runs = dict[str, tuple[Ended, list[str], list[str]]]


@pytest.fixture(scope="module")
def runs(
    commands: Prepared, daily: Daily, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Ended, list[str], list[str]]]:
    """Crawls in turn: how each ended, what was asked for, the titles then."""
    ran = {}
    days = ("--since", "2026-03-01", "--until", "2026-05-02")
    with FaultServer({}) as server:
        server.answers = Answers(lambda url: daily(secure(url)))
        desk = Desk(commands, tmp_path_factory.mktemp("daily"), server.prefix)
        for name, line in (("first", ()), ("later", ()), ("past", days), ("again", days)):
            if name == "later":
                daily.articles += 13
            server.arrivals.clear()
            ended = desk.crawl("china_daily", *line)
            ran[name] = ended, list(server.urls), desk.titles()
            searched = [one for one in server.arrivals if SEARCH in one.url]
            told = {one.headers.get("Referer") for one in searched if "/rest/" in one.url}
            assert told <= {f"https://{SEARCH}/{site}/search" for site in ("en", "cn")}
    return ran


def numbers(urls: list[str]) -> list[int]:
    """The articles among what was asked for."""
    return [int(url.rpartition("WS")[2].removesuffix(".html"), 16) for url in urls if "/WS" in url]


def test_the_first_crawl_takes_the_newest_of_each_search(runs: Runs) -> None:
    ended, urls, _ = runs["first"]
    assert (ended.status, ended.err) == (0, "")
    assert sorted(numbers(urls)) == list(range(390, 400))


def test_all_that_is_new_is_found_over_several_pages_once(runs: Runs) -> None:
    ended, urls, _ = runs["later"]
    assert (ended.status, ended.err) == (0, "")
    assert sorted(numbers(urls)) == list(range(400, 413))
    assert not any("_2.html" in url for url in urls)


def test_the_past_is_asked_for_in_days_and_read_whole(runs: Runs, daily: Daily) -> None:
    ended, urls, titles = runs["past"]
    wanted = daily.within("2026-03-01", "2026-05-02")
    assert (ended.status, ended.err) == (0, "")
    assert sorted(numbers(urls)) == sorted(wanted)
    assert {f"Boats {number}" for number in wanted} <= set(titles)
    parts = {
        (query_of(url)["publishedDateFrom"], query_of(url)["publishedDateTo"])
        for url in urls
        if "publishedDate" in url
    }
    assert parts == {("2026-03-01", "2026-04-29"), ("2026-04-30", "2026-05-02")}


def test_the_same_past_again_asks_for_nothing_that_was_read(runs: Runs) -> None:
    ended, urls, _ = runs["again"]
    assert ended.status == 0
    assert not numbers(urls)
    assert not [url for url in urls if "publishedDate" in url]
