"""On a page of unknown layout the article under the headline goes before a list of teasers."""

import re
import time

import pytest
from lxml.html import fromstring

from crawler.container import container_text, densest
from crawler.items import Article
from crawler.newsroom.site import Site
from crawler.newsroom.story import Story
from crawler.page import article_from_html

SITE = Site()
PRESS = [story for story in SITE.stories if story.outlet == "global_times"]
SENTENCES = [
    f"The harbour office of town {number} said that its ferries will leave on the hour from Monday."
    for number in range(8)
]
TEASERS = "".join(
    f"<li><a href=/{number}>Market {number}</a><p>In market {number} the price of apples rose by "
    "three per cent, which growers put down to a wet spring and late frosts in the valley.</p></li>"
    for number in range(6)
)


def read(page: str) -> Article:
    article = article_from_html(page.encode(), url="https://news.example/a")
    assert article is not None
    return article


@pytest.mark.parametrize("story", PRESS, ids=lambda story: story.slug)
def test_an_article_between_breaks_is_found_where_no_layout_is_known(story: Story) -> None:
    page = SITE.page(story.url)
    assert page is not None
    known = article_from_html(page.body, url=story.url)
    assert known is not None
    html = page.body.decode(story.charset).replace("<meta charset", "<meta x")
    unknown = re.sub(r'(class|id)="(?!share|related|caption|picture)', r'\1="x', html)
    lines = read(unknown).text.split("\n")
    wanted = known.text.split("\n")
    assert len(set(wanted) & set(lines)) >= 0.8 * len(wanted)
    assert len(lines) <= len(wanted) + 3


def test_teasers_in_paragraphs_are_not_the_article() -> None:
    body = "<br><br>".join(SENTENCES)
    page = f"<h1>Ferries</h1><div class=text>{body}</div><div class=more><ul>{TEASERS}</ul></div>"
    assert read(f"<html><body>{page}</body></html>").text == "\n".join(SENTENCES)


def test_what_stands_beside_the_text_inside_its_block_is_left_out() -> None:
    beside = (
        f"<div class=share-bar>Share it with all your friends</div><ul class=x>{TEASERS}</ul>"
        "<figcaption>A port in the morning</figcaption>"
    )
    page = f"<body><div class=x><h1>Ferries</h1>{'<br>'.join(SENTENCES)}{beside}</div></body>"
    container = densest(fromstring(page))
    assert container is not None
    assert container_text(container) == "\n".join(SENTENCES)


def test_a_longer_block_after_the_text_does_not_replace_it() -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    later = "<br>".join(
        f"{sentence} That was a year ago, as readers know." for sentence in SENTENCES
    )
    page = f"<article><h1>Ferries</h1>{body}</article><div class=x>{later * 2}</div>"
    text = read(f"<html><body>{page}</body></html>").text
    assert SENTENCES[0] in text.split("\n")
    assert "a year ago" not in text


def test_text_before_the_headline_is_no_article() -> None:
    before = "<br>".join(f"Old: {sentence}" for sentence in SENTENCES * 3)
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    page = f"<div class=x>{before}</div><article><h1>Ferries</h1>{body}</article>"
    assert SENTENCES[0] in read(f"<html><body>{page}</body></html>").text.split("\n")


def test_a_page_of_ten_thousand_blocks_is_read_in_seconds() -> None:
    blocks = "".join(f"<div>{SENTENCES[number % 8]} {number}</div>" for number in range(10_000))
    begun = time.monotonic()
    article_from_html(f"<html><body><h1>F</h1>{blocks}</body></html>".encode(), url=None)
    assert time.monotonic() - begun < 20
