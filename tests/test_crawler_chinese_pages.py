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
UTF8 = {"Content-Type": "text/html; charset=utf-8"}


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


WRAPPED = [
    "港务局表示，自周一起渡轮将整点开航，首班船早上六点出发，末班船晚上十一点返回，票价不变，"
    "乘客可以提前七天在网上购票，也可以在码头的自动售票机上用现金或银行卡买到当天的船票，"
    "老人和学生凭证件半价，行李不另收费。",
    *(f"第{number}码头的候船厅经过翻修，也将同时启用。" for number in "一二三四五六七八"),
]
WRAPPERS = {
    "two": "<div><div><p>{}</p></div></div>",
    "three": "<section><section><section><p>{}</p></section></section></section>",
    "decorated": "<section><section></section><section><p>{}</p></section></section>",
    "quotes": "<div><blockquote><p>{}</p></blockquote></div>",
}


@each("wrapper", WRAPPERS.values(), ids=list(WRAPPERS))
def test_paragraphs_in_wrappers_of_their_own_are_all_body(wrapper: str) -> None:
    body = "".join(map(wrapper.format, WRAPPED))
    page = f"<title>渡轮整点开航</title><h1>渡轮整点开航</h1><p>2024-01-30</p><div>{body}</div>"
    article = article_from_html(page.encode(), url="https://news.example/1", headers=UTF8)
    assert article is not None
    assert article.text.split("\n") == WRAPPED
