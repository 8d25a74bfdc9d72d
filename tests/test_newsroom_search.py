"""The sample search behaves as the outlet's: oldest first, ten a page, the last page repeats."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from newsroom_client import ask
from parsel import Selector

from crawler.newsroom.server import Newsroom

HOST = "https://search.globaltimes.cn"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def search(newsroom: Newsroom, **form: str) -> list[str]:
    """The links of one page of results."""
    answer = ask(newsroom, f"{HOST}/SearchCtrl?{urlencode(form)}")
    rows = Selector(text=answer.text).css(".row-fluid .span9")
    assert all(row.css("small::text").get() for row in rows)
    return rows.css("h4 > a::attr(href)").getall()


def test_results_come_oldest_first_ten_a_page(newsroom: Newsroom) -> None:
    first, second = (search(newsroom, tempkey="", page_no=number) for number in ("1", "2"))
    assert len(first) == 10
    assert first[0].endswith("/content/1169007.shtml")
    assert second
    assert not set(first) & set(second)


def test_a_page_out_of_range_repeats_the_last(newsroom: Newsroom) -> None:
    last = search(newsroom, tempkey="", page_no="3")
    assert last != search(newsroom, tempkey="", page_no="2")
    assert search(newsroom, tempkey="", page_no="4") == last
    assert search(newsroom, tempkey="", page_no="999999") == last


def test_words_and_dates_narrow_the_results(newsroom: Newsroom) -> None:
    found = search(
        newsroom,
        tempkey="generative AI",
        page_no="1",
        begin_date="2024-01-30",
        end_date="2024-02-02",
    )
    assert found == [
        "https://www.globaltimes.cn/page/202401/1306359.shtml",
        "https://www.globaltimes.cn/page/202402/1306594.shtml",
    ]
    assert not search(newsroom, tempkey="zeppelin", page_no="1")


def test_the_form_may_be_posted(newsroom: Newsroom) -> None:
    answer = ask(
        newsroom,
        f"{HOST}/QuickSearchCtrl",
        method="POST",
        body="page_no=1&search_txt=half+marathon",
    )
    links = Selector(text=answer.text).css(".span9 h4 > a::attr(href)").getall()
    assert links == ["https://www.globaltimes.cn/page/202504/1332587.shtml"]


def test_a_post_elsewhere_is_refused(newsroom: Newsroom) -> None:
    assert ask(newsroom, "https://technode.com/feed/", method="POST", body="x=1").status == 404
