"""Pages of common Chinese sites that no outlet declares are read whole, with title and minute."""

from collections import Counter
from statistics import mean

import pytest
from each import each

from bench.chinese_pages import Written, written
from crawler.dates import parse_published
from crawler.items import Article
from crawler.page import article_from_html

PAGES = list(written())


def shingles(text: str) -> Counter[str]:
    dense = "".join(filter(str.isalnum, text))
    return Counter(dense[at : at + 4] for at in range(len(dense) - 3))


def likeness(found: str, wanted: str) -> float:
    """F1 of the runs of four letters of both texts."""
    one, other = shingles(found), shingles(wanted)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


@pytest.fixture(scope="module")
def read() -> dict[str, Article | None]:
    return {
        page.layout: article_from_html(page.html.encode(), url="https://news.example/1")
        for page in PAGES
    }


@each("page", PAGES, ids=lambda page: page.layout)
def test_title_date_and_body(page: Written, read: dict[str, Article | None]) -> None:
    article = read[page.layout]
    assert article is not None
    assert article.title == page.title
    wanted = parse_published(page.published, language="zh", timezone="Asia/Shanghai", base=None)
    assert wanted is not None
    shown = article.published_at
    assert shown is not None
    assert shown[: 16 if page.minute else 10] == wanted[: 16 if page.minute else 10]
    assert article.language == "zh"
    assert likeness(article.text, page.body) > 0.8


def test_hardly_a_word_is_missed_or_added(read: dict[str, Article | None]) -> None:
    found = [(read[page.layout], page) for page in PAGES]
    assert mean(likeness(article.text, page.body) for article, page in found if article) > 0.97
