"""A list of articles with their teasers is no article; one that sums up others is."""

import pytest

from crawler.page import article_from_html

TEASER = (
    "Some words of summary tell what it is about, and then a bit more, to make readers curious."
)


def page(entries: int, form: str, words: int = 1, head: str = "") -> bytes:
    rows = "".join(
        form.format(f"Headline number {n} of the day in town", n) + f"<p>{TEASER * words}</p>"
        for n in range(entries)
    )
    return f"<html><head>{head}<title>News</title></head><body>{rows}</body></html>".encode()


@pytest.mark.parametrize(
    "form", ["<h3><a href=/p/{1}>{0}</a></h3>", "<a href=/p/{1}><h2>{0}</h2></a>"]
)
def test_headings_that_are_links_with_teasers_are_no_article(form: str) -> None:
    assert article_from_html(page(30, form), url="https://harbour.example/news/") is None


@pytest.mark.parametrize(
    "body",
    [
        page(30, "<h3>{0}</h3>"),
        page(12, "<h3><a href=/p/{1}>{0}</a></h3>", words=8),
        page(30, "<h3><a href=/p/{1}>{0}</a></h3>", head="<meta property=og:type content=article>"),
    ],
)
def test_an_article_with_many_headings_is_one(body: bytes) -> None:
    assert article_from_html(body, url="https://harbour.example/2024/1") is not None
