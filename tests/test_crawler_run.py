"""The real spiders crawl the sample newsroom, in a child process and by ``scrapy crawl``."""

import json
import os
import subprocess
import sys
from pathlib import Path

from faults.crawling import ROOT, crawl_in_child
from faults.pages import page, robots
from faults.serving import Answer, FaultServer
from prepared import Prepared

from crawler.bundled import bundled
from crawler.newsroom.addresses import OUTLETS
from crawler.newsroom.cac import LIST
from crawler.newsroom.server import Newsroom
from crawler.page import article_from_html

HARBOUR = "www.harbour.example"
SEED = "https://www.globaltimes.cn/page/202401/1306359.shtml"


def test_all_outlets_find_all_stories(commands: Prepared, tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        names = ["cac", *OUTLETS]
        outcome = crawl_in_child(
            commands, tmp_path, via=newsroom.prefix, outlets=names, progress=True
        )
        site = newsroom.site()
        stories = {story.url for story in site.stories if story.passed is None}
        stories |= {page.url for page in site.regulator.pages}
        asked = newsroom.requests
    outlets = {one["name"] for one in outcome.report["outlets"]}
    assert outlets == {*names} <= {*bundled()}
    assert all(one["outcome"] == "ok" for one in outcome.report["outlets"]), outcome.report
    assert {article["url"] for article in outcome.articles} == stories
    once = [url for url in asked if url != LIST]
    assert len(once) == len(set(once))
    assert all(article["listed"] for article in outcome.articles)
    undated = [article["url"] for article in outcome.articles if not article["published_at"]]
    assert undated == ["https://www.tmtpost.com/7188230.html"]
    assert "\ufffd" not in "".join(article["text"] for article in outcome.articles)
    last = {name: numbers for name, *numbers in outcome.report["progress"]}
    assert all(fetched == listed == stored > 0 for fetched, listed, stored in last.values())
    assert (outcome.stdout, outcome.stderr) == ("", "")


def test_the_past_is_searched_by_date_until_links_repeat(
    commands: Prepared, tmp_path: Path
) -> None:
    with Newsroom() as newsroom:
        outcome = crawl_in_child(
            commands,
            tmp_path,
            via=newsroom.prefix,
            outlets=["global_times"],
            since="2024-01-29",
            until="2024-02",
        )
        searches = [url for url in newsroom.requests if "SearchCtrl" in url]
    assert searches
    assert all("begin_date=2024-01-29&end_date=2024-02-29" in url for url in searches)
    assert any("page_no=2" in url for url in searches)
    dates = [article["published_at"] for article in outcome.articles]
    assert dates
    assert all("2024-01-28T16" <= date < "2024-02-29T16" for date in dates)
    assert SEED in {article["url"] for article in outcome.articles}


def test_limit_and_url_bound_the_crawl(commands: Prepared, tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        limited = crawl_in_child(
            commands, tmp_path / "a", via=newsroom.prefix, outlets=["ithome"], limit=3
        )
        single = crawl_in_child(commands, tmp_path / "b", via=newsroom.prefix, urls=[SEED])
    assert len(limited.articles) == 3
    assert [article["url"] for article in single.articles] == [SEED]
    assert single.articles[0]["listed"] is False


def test_a_page_of_a_host_without_outlet_is_read_beside_those_of_others(
    commands: Prepared, tmp_path: Path
) -> None:
    with Newsroom() as newsroom:
        known = next(story.url for story in newsroom.site().stories if "technode" in story.url)
    unknown = "https://www.harbour.example/ferries"
    answers = {
        **{f"https://{name}/robots.txt": robots() for name in ("technode.com", HARBOUR)},
        known: Answer(page("Boats are counted")),
        unknown: Answer(page()),
    }
    with FaultServer(answers) as server:
        outcome = crawl_in_child(commands, tmp_path, via=server.prefix, urls=[known, unknown])
    found = {article["outlet"]: article for article in outcome.articles}
    assert set(found) == {"technode", HARBOUR}
    assert found[HARBOUR]["url"] == unknown
    assert found[HARBOUR]["published_at"] == "2024-01-30T20:20:00Z"
    file = article_from_html(page(), url=unknown)
    assert file is not None
    assert file.published_at == found[HARBOUR]["published_at"]
    assert outcome.outlet(HARBOUR)["outcome"] == "ok"
    assert f"https://{HARBOUR}/robots.txt" in server.urls


def test_the_steps_store_what_was_crawled(commands: Prepared, tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        ran = crawl_in_child(
            commands, tmp_path, items_only=False, via=newsroom.prefix, outlets=["technode"]
        )
    report = ran.outlet("technode")
    assert report["outcome"] == "ok", report
    assert report["counters"]["store/new"] == report["counters"]["page/article"] > 0


def test_scrapy_crawl_does_the_same(tmp_path: Path) -> None:
    items, config = tmp_path / "items.jsonl", tmp_path / "batchwatch.toml"
    config.write_text('[crawl]\nuser_agent = "desk/1"\n[outlets.technode]\nevery = "1h"\n')
    with Newsroom() as newsroom:
        environment = os.environ | {
            "BATCHWATCH_VIA": newsroom.prefix,
            "BATCHWATCH_DATA": str(tmp_path / "data"),
            "BATCHWATCH_CONFIG": str(config),
        }
        command = [
            sys.executable,
            "-W",
            "error",
            "-m",
            "scrapy",
            "crawl",
            "technode",
            "-a",
            "limit=2",
        ]
        options = ["-s", "ITEM_PIPELINES={}", "-s", "DOWNLOAD_DELAY=0.01", "-o", str(items)]
        ran = subprocess.run(
            [*command, *options],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    articles = [json.loads(line) for line in items.read_text(encoding="utf-8").splitlines()]
    assert len(articles) == 2
    assert {article["outlet"] for article in articles} == {"technode"}


def test_a_damaged_store_stops_the_crawl_before_anything_is_fetched(
    commands: Prepared, tmp_path: Path
) -> None:
    (tmp_path / "batchwatch.db").write_text("no database " * 100)
    with Newsroom() as newsroom:
        ran = commands("crawl", "technode", "--data", tmp_path, "--via", newsroom.prefix)
        assert newsroom.requests == []
    assert ran.status == 4, ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert "batchwatch.db" in ran.err
