"""A page that comes without a URL is known by its own address, else by its layout."""

from dataclasses import asdict

import pytest
from each import each

from crawler.items import Article
from crawler.newsroom.site import Site
from crawler.page import article_from_html

STORIES = {story.url: story for story in Site().stories}
TEXT = "The harbour office said that ferries will leave on the hour from Monday. " * 5


def read(page: bytes, url: str | None = None) -> Article:
    article = article_from_html(page, url=url)
    assert article is not None
    return article


def html(head: str = "", body: str = "") -> bytes:
    text = f"<html><head><title>Ferries</title>{head}</head><body>{body}<p>{TEXT}</p></body></html>"
    return text.encode()


@each("url", STORIES)
def test_a_saved_page_of_an_outlet_gives_the_same_article_as_the_fetched_one(url: str) -> None:
    page = Site().page(url)
    assert page is not None
    saved, fetched = asdict(read(page.body)), asdict(read(page.body, url))
    for field in ("outlet", "language", "title", "text", "published_at", "author", "fetched_at"):
        assert saved[field] == fetched[field], field
    assert saved["outlet"] == STORIES[url].outlet
    assert "RELATED" not in saved["text"]


def test_pages_without_an_address_have_a_key_each() -> None:
    pages = [page for url in STORIES if (page := Site().page(url))]
    assert len({read(page.body).key for page in pages}) == len(pages)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.globaltimes.cn/page/202401/1306359.shtml?a=b">',
        '<meta property="og:url" content="http://m.globaltimes.cn/page/202401/1306359.shtml">',
        '<link rel="canonical" href="/page/1"><meta property="og:url" '
        'content="https://www.globaltimes.cn/page/202401/1306359.shtml">',
    ],
)
def test_the_pages_own_address_tells_outlet_and_key(head: str) -> None:
    article = read(html(head))
    assert (article.outlet, article.language) == ("global_times", "en")
    assert (article.key, article.id) == ("global_times:1306359", "global_times:1306359")


def test_the_given_url_goes_before_the_pages_own() -> None:
    head = '<link rel="canonical" href="https://www.globaltimes.cn/page/202401/1306359.shtml">'
    assert read(html(head), "https://technode.com/2024/01/31/ferries/").outlet == "technode"
    assert read(html(head), "https://reader.example/1").outlet == "reader.example"


def test_the_address_of_a_front_page_tells_the_outlet_but_is_no_key() -> None:
    article = read(html('<link rel="canonical" href="https://www.globaltimes.cn/">'))
    assert (article.outlet, article.url) == ("global_times", None)
    assert article.key.startswith("sha256:")
    assert read(html('<link rel="canonical" href="https://a.example/">')).outlet is None


def test_a_layout_must_fit_in_title_date_and_body() -> None:
    title, date = '<div class="article_title">T</div>', '<span class="pub_time">2024-01-30</span>'
    body = f'<div class="article_content"><div class="article_right">{TEXT}</div></div>'
    assert read(html(body=title + date + body)).outlet == "global_times"
    assert read(html(body=title + body)).outlet is None
    assert read(html(body=title + date)).outlet is None


def test_a_page_that_fits_two_layouts_is_read_as_unknown() -> None:
    both = (
        '<div class="article_title">T</div><span class="pub_time">2024-01-30</span><h1>T</h1>'
        f'<div class="article_content"><div class="article_right">{TEXT}</div></div>'
        f'<span id="pubtime_baidu">2024-01-30</span><div id="paragraph">{TEXT}</div>'
    )
    assert read(html(body=both)).outlet is None


@pytest.mark.parametrize("href", ["http://[", "https://", "javascript:1", "", "http://x:y/"])
def test_a_broken_address_is_passed_over(href: str) -> None:
    assert read(html(f'<link rel="canonical" href="{href}">')).outlet in (None, "x")
