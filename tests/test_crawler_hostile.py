"""No page makes the reader raise, and none keeps it for long."""

from time import perf_counter

import pytest
from each import each

from crawler.page import article_from_html

TEXT = "This is a sentence of an article that says something of note. " * 8
PARAGRAPH = f"<p>{TEXT}</p>"
NEW = "<div class=article_title>T</div><div class=article_content><div class=article_right>"
PAGES = {
    "deep": "<div>" * 20_000 + PARAGRAPH,
    "deep and closed": "<div>" * 20_000 + PARAGRAPH + "</div>" * 20_000,
    "deep spans": "<article>" + "<span>" * 20_000 + PARAGRAPH,
    "deep unknown": "<foo>" * 20_000 + PARAGRAPH,
    "nested tables": "<table><tr><td>" * 5_000 + PARAGRAPH,
    "many rows": "<table>" + "<tr><td>a" * 20_000,
    "ten megabytes": "<article>" + PARAGRAPH * 18_500,
    "eleven megabytes": "<article>" + PARAGRAPH * 22_000,
    "links": "<a href=x>link</a> " * 500_000,
    "brackets": "<" * 2_900_000,
    "attributes": "<div " + "x='y' " * 100_000 + ">" + PARAGRAPH,
    "meta": "<meta " + "a=b " * 500_000,
    "open scripts": "<script type='application/ld+json'>" * 20_000 + PARAGRAPH,
    "deep JSON": f"<script type='application/ld+json'>{'[' * 90_000}</script>{PARAGRAPH}",
    "odd JSON": '<script type="application/ld+json">{"@type":["NewsArticle",5,null],"headline":7,'
    f'"author":[{{"name":{{}}}},null]}}</script>{PARAGRAPH}',
    "separators": f"<title>{'a | ' * 200_000}</title>{PARAGRAPH}",
    "headings": "<h1>" * 50_000 + PARAGRAPH,
    "comments": "<!--" * 100_000 + PARAGRAPH,
    "entities": "<p>" + "&#x110000;&#0;&#xD800;" * 5_000 + PARAGRAPH,
    "controls": "".join(map(chr, range(1, 32))) * 100 + PARAGRAPH,
    "NUL": "\x00<html>\x00" + PARAGRAPH * 3,
    "not a page": "\x7fELF" + "\x01\x02\x00" * 10_000,
    "date": f"<h1>T</h1><span class=pub_time>{'1' * 50_000}</span>" + PARAGRAPH,
    "nothing": "",
}


@each("page", PAGES.values(), ids=PAGES.keys())
@each("url", ["https://www.globaltimes.cn/page/202401/1.shtml", None])
def test_a_hostile_page_is_read_or_refused_in_time(page: str, url: str | None) -> None:
    body = (NEW + page if url else page).encode("utf-8", "surrogatepass")
    start = perf_counter()
    article = article_from_html(body, url=url, headers={"Content-Type": "text/html"})
    assert perf_counter() - start < 15
    if article is not None:
        assert not set(article.text) & {chr(code) for code in range(32) if code not in (9, 10)}
        article.text.encode("utf-8")


@pytest.mark.parametrize("url", ["", "http://[", "no url", "https://x.example:port/"])
def test_an_odd_address_does_not_matter(url: str) -> None:
    article = article_from_html(f"<article><h1>T</h1>{PARAGRAPH}</article>".encode(), url=url)
    assert article is not None


def test_an_unknown_outlet_name_reads_generically() -> None:
    body = f"<article><h1>T</h1>{PARAGRAPH}</article>".encode()
    article = article_from_html(body, url="https://a.example/1", outlet="nobody")
    assert article is not None
    assert article.outlet == "a.example"
