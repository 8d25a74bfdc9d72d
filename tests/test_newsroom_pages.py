"""The sample pages have the structure of their outlets, and lead to every story."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from each import each
from newsroom_client import ask
from parsel import Selector

from crawler.api import Api
from crawler.api_reading import ApiPage, read_api
from crawler.newsroom.global_times import SECTIONS
from crawler.newsroom.server import Newsroom
from crawler.newsroom.story import Story, load_stories
from crawler.spiders.stcn import SecuritiesTimes
from crawler.spiders.tmtpost import TMTPost

GLOBAL_TIMES = "https://www.globaltimes.cn"
ENTRY_POINTS = (
    f"{GLOBAL_TIMES}/sitemap.xml",
    *(f"{GLOBAL_TIMES}/{section}/index.html" for section in SECTIONS),
    "https://www.ithome.com/rss/",
    *(f"https://{host}/feed/" for host in ("technode.com", "cntechpost.com", "pandaily.com")),
    "https://technode.com/tag/ai/feed/",
    "https://www.bbtnews.com.cn/news/Recommend/",
    "https://www.bbtnews.com.cn/news/Recommend/2.shtml",
    *(api.address() for api in SecuritiesTimes.apis),
)
ELSEWHERE = {"china_daily", "xinhua_en", "xinhua_zh"}
"""Outlets whose lists are JSON: a crawl of them all finds all stories (test_crawler_run)."""
STORIES = {story.slug: story for story in load_stories()}


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def page(newsroom: Newsroom, url: str) -> Selector:
    answer = ask(newsroom, url)
    assert answer.status == 200
    kind = "xml" if "xml" in answer.headers["Content-Type"] else "html"
    text = answer.body.decode(answer.headers.get_content_charset() or "utf-8")
    selector = Selector(text=text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>'), type=kind)
    selector.remove_namespaces()
    return selector


def rows(newsroom: Newsroom, api: Api) -> ApiPage:
    return read_api(ask(newsroom, api.address(), headers=dict(TMTPost.headers)).body, api)


def told(story: Story, text: str) -> bool:
    return all(" ".join(b.text.split()) in text for b in story.blocks if b.kind == "text")


def test_the_entry_points_lead_to_every_story(newsroom: Newsroom) -> None:
    found = {listed.url for api in TMTPost.apis for listed in rows(newsroom, api).articles}
    for url in ENTRY_POINTS:
        selector = page(newsroom, url)
        links = selector.xpath("//loc/text() | //item/link/text() | //a/@href").getall()
        found.update(urljoin(url, link.replace("http:", "https:")) for link in links)
    stories = [story for story in STORIES.values() if story.outlet not in ELSEWHERE]
    assert {story.url for story in stories} <= found


@each("section", SECTIONS)
def test_every_section_names_an_article(newsroom: Newsroom, section: str) -> None:
    rows = page(newsroom, f"{GLOBAL_TIMES}/{section}/index.html").css(".level01_list .list_info")
    assert rows.css("a::attr(href)").get()


def test_the_sitemap_holds_the_newest_twelve_only(newsroom: Newsroom) -> None:
    selector = page(newsroom, f"{GLOBAL_TIMES}/sitemap.xml")
    dates = selector.xpath("//news/publication_date/text()").getall()
    assert len(dates) == len(selector.xpath("//news/title/text()").getall()) == 12
    assert dates == sorted(dates, reverse=True)
    assert all(date.endswith("+08:00") for date in dates)
    assert selector.xpath("//news/keywords/text()").get()


def test_a_global_times_page_has_the_new_template(newsroom: Newsroom) -> None:
    story = STORIES["vertical-models-join-register"]
    assert story.url == f"{GLOBAL_TIMES}/page/202401/1306359.shtml"
    selector = page(newsroom, story.url)
    assert selector.css("div.article_title::text").get() == story.title
    assert selector.css("span.pub_time::text").get() == "Published: Jan 30, 2024 08:20 PM"
    assert selector.css("span.byline::text").get() == "By Global Times"
    assert selector.css("div.article_column a::text").getall() == ["SOURCE", "GT-VOICE"]
    body = selector.css("div.article_content > .article_right")
    assert told(story, body.xpath("string()").get() or "")
    assert body.css(".share_section")
    assert body.css(".picture .caption")
    assert body.css(".related_section a")


def test_one_global_times_page_has_the_old_template(newsroom: Newsroom) -> None:
    story = STORIES["first-5g-packages-on-sale"]
    assert story.url == f"{GLOBAL_TIMES}/content/1169007.shtml"
    selector = page(newsroom, story.url)
    assert selector.css("div.row-fluid.article-title h3::text").get() == story.title
    info = selector.css("div[class^=span].text-left::text").get() or ""
    assert info == "By Gu Yimin Source: Global Times Published: 2019-11-08 20:18:41"
    assert told(story, selector.css("div.span12.row-content").xpath("string()").get() or "")


def test_a_list_page_has_three_kinds_of_links_and_dates(newsroom: Newsroom) -> None:
    selector = page(newsroom, f"{GLOBAL_TIMES}/china/index.html")
    for name in ("ml", "ms", "ss"):
        assert selector.css(f"a.new_title_{name}::attr(href)").get()
    rows = selector.css(".list_content .level01_list li .list_info")
    assert rows.css("a::attr(href)").getall()[-1].endswith("/content/1169007.shtml")
    assert rows.css("div.source_time::text").getall()[-1] == "By Gu Yimin | 2019/11/8 20:18:41"


def test_an_ithome_page_and_its_feed(newsroom: Newsroom) -> None:
    story = STORIES["ithome-14-models-filing"]
    assert story.url == "https://www.ithome.com/0/747/306.htm"
    selector = page(newsroom, story.url)
    assert selector.css("#pubtime_baidu::text").get() == "2024/1/30 10:05:12"
    body = selector.css("#paragraph.post_content")
    assert told(story, body.xpath("string()").get() or "")
    assert body.css(".ad-tips")
    item = page(newsroom, "https://www.ithome.com/rss/").xpath(f"//item[link='{story.url}']")
    assert item.xpath("title/text()").get() == story.title
    assert item.xpath("pubDate/text()").get() == "Tue, 30 Jan 2024 02:05:12 GMT"
    assert (item.xpath("description/text()").get() or "").startswith("<p>IT之家 1 月 30 日")


def test_the_gb18030_page_is_declared_and_encoded_as_such(newsroom: Newsroom) -> None:
    story = STORIES["ithome-xiaoai-maimai-14-models"]
    answer = ask(newsroom, story.url)
    assert answer.headers["Content-Type"] == "text/html; charset=gb18030"
    text = answer.body.decode("gb18030")
    assert '<meta charset="gb18030">' in text
    assert story.title in text
    assert "\ufffd" not in text


def test_a_technode_page_and_its_feed(newsroom: Newsroom) -> None:
    story = STORIES["apple-intelligence-clears-china-filing"]
    selector = page(newsroom, story.url)
    data = json.loads(selector.xpath("//script[@type='application/ld+json']/text()").get() or "")
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == story.title
    assert data["datePublished"] == "2026-07-16T09:25:00+08:00"
    assert selector.xpath("//meta[@property='og:title']/@content").get() == story.title
    assert told(story, selector.css(".entry-content").xpath("string()").get() or "")
    item = page(newsroom, "https://technode.com/feed/").xpath(f"//item[link='{story.url}']")
    assert item.xpath("encoded/text()").get()


def test_every_page_tells_its_story_in_its_charset(newsroom: Newsroom) -> None:
    for story in STORIES.values():
        bodies = (page(newsroom, one.url).xpath("string(//body)").get() for one in story.pages)
        text = "\n".join(body or "" for body in bodies)
        assert told(story, text) is ("paid" not in story.traits), story.slug
