"""The sample newsroom speaks HTTP as its outlets do: validators, redirects, refusals."""

from collections.abc import Iterator

import pytest
from newsroom_client import ask

from crawler.newsroom.server import Newsroom

SEED = "https://www.globaltimes.cn/page/202401/1306359.shtml"
EDITED = "https://www.globaltimes.cn/page/202502/1328734.shtml"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def test_an_unchanged_page_is_answered_with_304(newsroom: Newsroom) -> None:
    first = ask(newsroom, SEED)
    assert first.headers["Last-Modified"] == "Tue, 30 Jan 2024 12:20:00 GMT"
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = ask(newsroom, SEED, headers=headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 01 Jan 2027 00:00:00 GMT"},
    ],
)
def test_a_stale_or_unreadable_validator_gets_the_page(
    newsroom: Newsroom, headers: dict[str, str]
) -> None:
    assert ask(newsroom, SEED, headers=headers).status == 200


def test_the_second_edition_changes_the_edited_page_only(newsroom: Newsroom) -> None:
    seed, edited = ask(newsroom, SEED), ask(newsroom, EDITED)
    newsroom.edition = 2
    assert ask(newsroom, SEED, headers={"If-None-Match": seed.headers["ETag"]}).status == 304
    again = ask(newsroom, EDITED, headers={"If-None-Match": edited.headers["ETag"]})
    assert again.status == 200
    assert "Updated:" not in edited.text
    assert "Published: Feb 18, 2025 09:46 PM Updated: Feb 19, 2025 09:12 AM" in again.text
    assert "KnowS" in again.text


def test_head_answers_as_get_without_a_body(newsroom: Newsroom) -> None:
    answer = ask(newsroom, SEED, method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(ask(newsroom, SEED).body)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "favicon.ico",
        "https://www.globaltimes.cn/page/202402/1306359.shtml",
        "https://www.globaltimes.cn/rss.xml",
        "https://www.example.org/robots.txt",
        "https://search.globaltimes.cn/",
        "http://www.example.org/",
    ],
)
def test_what_is_not_there_is_not_found(newsroom: Newsroom, url: str) -> None:
    assert ask(newsroom, url).status == 404
    assert ask(newsroom, url, method="HEAD").status == 404


def test_plain_http_is_redirected_to_the_original_https_address(newsroom: Newsroom) -> None:
    answer = ask(newsroom, SEED.replace("https://", "http://"))
    assert (answer.status, answer.headers["Location"]) == (301, SEED)


@pytest.mark.parametrize(
    "host",
    [
        "www.globaltimes.cn",
        "search.globaltimes.cn",
        "www.ithome.com",
        "technode.com",
        "www.tmtpost.com",
        "api.tmtpost.com",
    ],
)
def test_every_host_has_its_robots(newsroom: Newsroom, host: str) -> None:
    answer = ask(newsroom, f"https://{host}/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text.startswith("User-agent: *\n")


def test_requests_are_logged_by_their_original_url(newsroom: Newsroom) -> None:
    ask(newsroom, SEED)
    ask(newsroom, "https://search.globaltimes.cn/SearchCtrl?tempkey=a%20b&page_no=1")
    assert newsroom.requests == [
        SEED,
        "https://search.globaltimes.cn/SearchCtrl?tempkey=a%20b&page_no=1",
    ]
    assert newsroom.prefix.startswith("http://127.0.0.1:")
