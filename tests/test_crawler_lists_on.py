"""What was published while no crawl ran is found where the first list does not reach back to it:
on its further pages, on those of a menu, on the lists that reach farther."""

import json
from pathlib import Path
from typing import Any

import pytest
from faults.pages import SENTENCE, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

BBT, STCN, ITHOME = "https://www.bbtnews.com.cn", "https://www.stcn.com", "https://www.ithome.com"
RECOMMENDED, SCHOOLS = f"{BBT}/news/Recommend/", f"{BBT}/chuizhipd/chanjingzx/jiaoyupd/"
TECH, GONE = f"{BBT}/chuizhipd/chanjingzx/kejipd/", f"{BBT}/chuizhipd/qichezx/gonepd/"
ABROAD, IMPRINT = f"{BBT}/yaowenzx/guojipd/", f"{BBT}/about/contact/"
FLASHES, NEWS = (f"{STCN}/article/list.html?type={kind}" for kind in ("kx", "yw"))
FEED, LISTS = f"{ITHOME}/rss/", f"{ITHOME}/category/listpage?page="
Answers = dict[str, Answer | list[Answer]]
MISSING = Answer(status=404)


def told(title: str, around: str) -> Answer:
    """An article's page in the structure of its outlet."""
    return Answer(around.format(title=title, text=f"<p>{SENTENCE * 4}</p>").encode())


BBT_PAGE = (
    '<div class="article-hd"><h3>{title}</h3><div class="assist"><div class="info">'
    "<span>出处：北京商报</span><span>作者：甲 实习记者 乙</span><span>网编：丙</span>"
    '<span>2026-09-0{{day}}</span></div></div></div><div class="article-bd">{text}</div>'
)
STCN_PAGE = (
    '<div class="detail-title">{title}</div><div class="detail-info"><span>来源：证券时报网</span>'
    "<span>2026-09-24 09:30</span></div><div class='detail-content'>{text}</div>"
)
ITHOME_PAGE = (
    '<div id="con"><h1>{title}</h1></div><span id="pubtime_baidu">2026/9/24 10:05:12</span>'
    '<div id="paragraph">{text}</div>'
)


# --- Beijing Business Today: pages, a menu, http addresses, days


def bbt_list(*numbers: int) -> Answer:
    """A page of a channel; its menu names two channels more, one that is gone, and the imprint."""
    named = (TECH, GONE, ABROAD, IMPRINT)
    menu = "".join(f'<a href="{url.replace("https", "http")}">x</a>' for url in named)
    rows = "".join(
        f'<li><div class="info"><h4><a href="http://www.bbtnews.com.cn/2026/090{day}/{day}.shtml">'
        f"第{day}篇</a></h4><p class='others'><span>网编：丙</span><span>2026-09-0{day}</span></p>"
        "</div></li>"
        for day in numbers
    )
    return Answer(f"{menu}<div class='c-l-wrap'><div class='news-feed'>{rows}</div></div>".encode())


def bbt_article(number: int) -> tuple[str, Answer]:
    page = BBT_PAGE.replace("{{day}}", str(number))
    return f"{BBT}/2026/090{number}/{number}.shtml", told(f"第{number}篇", page)


@pytest.fixture(scope="module")
def bbt(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Two crawls of the channels: three new articles a page later."""
    lists: Answers = {
        RECOMMENDED: [bbt_list(4, 3), bbt_list(9, 8)],
        f"{RECOMMENDED}2.shtml": [bbt_list(2, 1), bbt_list(7, 4)],
        SCHOOLS: bbt_list(5),
        f"{SCHOOLS}2.shtml": MISSING,
        TECH: bbt_list(6),
        f"{TECH}2.shtml": MISSING,
        GONE: MISSING,
        ABROAD: bbt_list(5, 1),
        f"{ABROAD}2.shtml": MISSING,
    }
    pages = dict(map(bbt_article, range(1, 10)))
    seen: dict[str, Any] = {}
    with FaultServer({f"{BBT}/robots.txt": robots(), **lists, **pages}) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("bbt"), server.prefix)
        for name in ("first", "second"):
            server.arrivals.clear()
            seen[name] = desk.crawl("bbt")
            seen[f"{name} asked"] = list(server.urls)
        seen["articles"] = desk.ask("articles")["articles"]
    return seen


def test_the_first_crawl_reads_two_pages_and_the_channels_of_the_menu(bbt: dict[str, Any]) -> None:
    assert (bbt["first"].status, bbt["first"].err) == (0, "")
    asked = bbt["first asked"]
    assert {RECOMMENDED, f"{RECOMMENDED}2.shtml", SCHOOLS, TECH, GONE, ABROAD} <= set(asked)
    assert IMPRINT not in asked
    assert bbt["first"].outlet("bbt")["counters"]["found"] == 6


def test_the_next_crawl_goes_on_until_what_is_known(bbt: dict[str, Any]) -> None:
    assert (bbt["second"].status, bbt["second"].err) == (0, "")
    asked = [url for url in bbt["second asked"] if url.startswith(RECOMMENDED)]
    assert asked == [RECOMMENDED, f"{RECOMMENDED}2.shtml"]
    pages = [url for url in bbt["second asked"] if "/2026/" in url]
    assert sorted(pages) == [bbt_article(number)[0] for number in (7, 8, 9)]


def test_each_article_is_had_once_by_https_with_its_day(bbt: dict[str, Any]) -> None:
    found = {row["url"]: row["published_at"] for row in bbt["articles"]}
    assert found == {bbt_article(day)[0]: f"2026-09-0{day}" for day in range(1, 10)}
    assert not [url for url in bbt["first asked"] if url.startswith("http:")]


# --- Securities Times: rows to scripts, HTML to others, pages that may not be


def rows(*numbers: int, as_html: bool = False) -> Answer:
    """A page of rows, in JSON or in HTML."""
    if as_html:
        items = "".join(
            f'<li><div class="tt"><a href="/article/detail/{n}.html">第{n}条</a></div>'
            '<div class="info"><span>2026-09-24 09:30</span></div></li>'
            for n in numbers
        )
        return Answer(f"<!DOCTYPE html><html><ul>{items}</ul></html>".encode())
    data = [
        {
            "id": n,
            "title": f"第{n}条",
            "url": f"/article/detail/{n}.html",
            "time": 1790213400000 + n,
        }
        for n in numbers
    ]
    body = json.dumps({"state": 1, "data": data}).encode()
    return Answer(body, headers={"Content-Type": "application/json"})


@pytest.fixture(scope="module")
def stcn(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Three crawls: the flashes go on for a page, then beyond what there is."""
    lists: Answers = {
        FLASHES: [rows(3, 2, 1), rows(9, 8, 7), rows(15, 14)],
        f"{FLASHES}&page=2": [rows(6, 5, 3), MISSING],
        NEWS: rows(30, as_html=True),
    }
    pages = {f"{STCN}/article/detail/{n}.html": told(f"第{n}条", STCN_PAGE) for n in range(1, 31)}
    seen: dict[str, Any] = {}
    with FaultServer({f"{STCN}/robots.txt": robots(), **lists, **pages}) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("stcn"), server.prefix)
        for name in ("first", "second", "third"):
            server.arrivals.clear()
            seen[name] = desk.crawl("stcn")
            seen[f"{name} sent"] = [(one.url, one.headers) for one in server.arrivals]
        seen["titles"] = desk.titles()
    return seen


def test_lists_are_asked_for_as_a_script_does_and_pages_as_a_reader(stcn: dict[str, Any]) -> None:
    scripts = {url for url, headers in stcn["first sent"] if "X-Requested-With" in headers}
    assert scripts == {FLASHES, NEWS}
    assert stcn["first"].status == 0


def test_flashes_of_a_pause_are_on_the_next_page(stcn: dict[str, Any]) -> None:
    assert stcn["second"].status == 0
    assert set(stcn["titles"]) >= {f"第{n}条" for n in (*range(1, 4), *range(5, 10), 30)}


def test_what_lies_beyond_the_list_is_said_to_be_missing(stcn: dict[str, Any]) -> None:
    report = stcn["third"].outlet("stcn")
    assert (stcn["third"].status, report["outcome"]) == (1, "partial")
    assert report["counters"]["entries_capped"] == 1
    assert {"第14条", "第15条"} <= set(stcn["titles"])


# --- ITHome: a feed that does not reach back, lists that do


def feed(*numbers: int) -> Answer:
    items = "".join(
        f"<item><title>第{n}篇</title><link>{ITHOME}/0/900/{n:03}.htm</link></item>"
        for n in numbers
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})


def html_rows(*numbers: int) -> str:
    shop = '<li><a class="t" href="https://lapin.ithome.com/html/digi/1.htm">券</a></li>'
    return shop + "".join(
        f'<li><a class="c" data-ot="2026-09-24T0{n % 10}:00:00.000+08:00">业界</a>'
        f'<a class="t" href="{ITHOME}/0/900/{n:03}.htm">第{n}篇</a></li>'
        for n in numbers
    )


def posted(*numbers: int) -> Answer:
    body = json.dumps({"success": True, "content": {"html": html_rows(*numbers)}}).encode()
    return Answer(body, headers={"Content-Type": "application/json; charset=utf-8"})


@pytest.fixture(scope="module")
def ithome(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A crawl, one that finds the feed full of news, one that finds nothing new."""
    answers: Answers = {
        f"{ITHOME}/robots.txt": robots(),
        FEED: [feed(2, 1), feed(9, 8), feed(9, 8)],
        f"{ITHOME}/list/": Answer(f'<div id="list"><ul>{html_rows(9, 8, 7)}</ul></div>'.encode()),
        f"{LISTS}2": posted(6, 5),
        f"{LISTS}3": posted(4, 3, 2),
    }
    pages = {f"{ITHOME}/0/900/{n:03}.htm": told(f"第{n}篇", ITHOME_PAGE) for n in range(1, 10)}
    seen: dict[str, Any] = {}
    with FaultServer(answers | pages) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("ithome"), server.prefix)
        for name in ("first", "second", "third"):
            server.arrivals.clear()
            seen[name] = desk.crawl("ithome")
            seen[f"{name} asked"] = [(one.method, one.url) for one in server.arrivals]
        seen["titles"] = desk.titles()
    return seen


def test_the_lists_are_left_alone_while_the_feed_is_enough(ithome: dict[str, Any]) -> None:
    for name in ("first", "third"):
        assert ithome[name].status == 0
        assert not [url for _, url in ithome[f"{name} asked"] if "list" in url]


def test_after_a_pause_the_lists_are_read_until_what_is_known(ithome: dict[str, Any]) -> None:
    assert (ithome["second"].status, ithome["second"].err) == (0, "")
    lists = [one for one in ithome["second asked"] if "list" in one[1]]
    assert lists == [("GET", f"{ITHOME}/list/"), ("POST", f"{LISTS}2"), ("POST", f"{LISTS}3")]
    assert ithome["titles"] == [f"第{n}篇" for n in range(1, 10)]
    assert not [url for _, url in ithome["second asked"] if "lapin" in url]


# --- a feed that does not reach back, and nothing that does


def test_a_gap_that_nothing_fills_is_named(commands: Prepared, tmp_path: Path) -> None:
    site = "https://cntechpost.com"
    page = (
        "<html><head><title>{title}</title></head><article><h1>{title}</h1>{text}</article></html>"
    )
    urls = [f"{site}/2026/09/0{n}/story-number-{n}/" for n in range(1, 5)]

    def item(*numbers: int) -> Answer:
        items = "".join(f"<item><link>{urls[n]}</link></item>" for n in numbers)
        return Answer(f"<rss><channel>{items}</channel></rss>".encode())

    answers: Answers = {
        f"{site}/robots.txt": robots(),
        f"{site}/feed/": [item(0, 1), item(2, 3)],
        **{url: told(f"Story {n}", page) for n, url in enumerate(urls)},
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix)
        assert desk.crawl("cntechpost").err == ""
        second = desk.crawl("cntechpost")
    assert second.outlet("cntechpost")["counters"]["entries_gap"] == 1
    assert "pages in between may have been missed" in second.err
    assert (second.status, second.outlet("cntechpost")["outcome"]) == (1, "partial")
    assert len(desk.titles()) == 4


WORDPRESS = "https://news.example/feed/"
WORDPRESS_CONFIG = f"[crawl]\ndelay = '10ms'\n[outlets.sample]\nurl = '{WORDPRESS}'\n"


def wordpress(*numbers: int) -> Answer:
    """A feed with an article a day of January."""
    made = "<generator>https://wordpress.org/?v=6.4.3</generator>"
    items = "".join(
        f"<item><link>https://news.example/{n}</link>"
        f"<pubDate>{n:02} Jan 2024 12:20:00 GMT</pubDate></item>"
        for n in numbers
    )
    return Answer(f"<rss><channel>{made}{items}</channel></rss>".encode())


def stories(*numbers: int) -> Answers:
    text = "<html><title>{title}</title><h1>{title}</h1><p>2024-01-{{day}} 20:20</p>{text}</html>"
    return {
        f"https://news.example/{n}": told(f"Story {n}", text.replace("{{day}}", f"{n:02}"))
        for n in numbers
    }


def test_the_further_pages_of_a_wordpress_feed_fill_it(commands: Prepared, tmp_path: Path) -> None:
    answers: Answers = {
        "https://news.example/robots.txt": robots(),
        WORDPRESS: [wordpress(2, 1), wordpress(8, 7)],
        f"{WORDPRESS}?paged=2": [wordpress(6, 5)],
        f"{WORDPRESS}?paged=3": [wordpress(4, 3)],
        f"{WORDPRESS}?paged=4": [wordpress(2, 1)],
        **stories(*range(1, 9)),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, WORDPRESS_CONFIG)
        assert desk.crawl("sample").status == 0
        assert f"{WORDPRESS}?paged=2" not in server.urls
        second = desk.crawl("sample")
        assert (second.status, second.err.count("missed")) == (0, 0)
        assert f"{WORDPRESS}?paged=5" not in server.urls
        server.answers[WORDPRESS] = [wordpress(10, 9)]
        server.answers[f"{WORDPRESS}?paged=2"] = [Answer(status=404)]
        for url, answer in stories(9, 10).items():
            server.answers[url] = [answer] if isinstance(answer, Answer) else answer
        assert desk.crawl("sample").outlet("sample")["outcome"] == "partial"
    assert len(desk.titles()) == 10


def test_the_past_is_read_through_the_pages_of_a_wordpress_feed(
    commands: Prepared, tmp_path: Path
) -> None:
    pages = {f"{WORDPRESS}?paged={n}": wordpress(10 - 2 * n, 9 - 2 * n) for n in (2, 3, 4)}
    answers: Answers = {
        "https://news.example/robots.txt": robots(),
        WORDPRESS: wordpress(8, 7),
        **pages,
        **stories(*range(1, 9)),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, WORDPRESS_CONFIG)
        assert desk.crawl("sample", "--since", "2024-01-04").status == 0
        assert f"{WORDPRESS}?paged=4" not in server.urls
        moved = {1: (12, 11), 2: (10, 9), 3: (8, 7)}
        for number, days in moved.items():
            url = WORDPRESS if number == 1 else f"{WORDPRESS}?paged={number}"
            server.answers[url] = [wordpress(*days)]
        for url, page in stories(9, 10, 11, 12).items():
            server.answers[url] = [page] if isinstance(page, Answer) else page
        assert desk.crawl("sample").status == 0
    assert {*desk.titles()} >= {f"Story {n}" for n in range(4, 13)}
