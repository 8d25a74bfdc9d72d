"""The sample interface of TMT Post: its header, its pages of rows, its traps."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from newsroom_client import Answer, ask

from crawler.newsroom.server import Newsroom
from crawler.newsroom.story import Story, load_stories

API = "https://api.tmtpost.com/v1"
NEW = f"{API}/lists/new"
FIELDS = "authors;is_pro_post;is_paid_special_column_post;available"
HEADERS = {"app-version": "web1.0"}
STORIES = {story.slug: story for story in load_stories() if story.outlet == "tmtpost"}


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def rows(newsroom: Newsroom, url: str, **query: object) -> list[dict[str, Any]]:
    answer = json.loads(ask(newsroom, f"{url}?{urlencode(query)}", headers=HEADERS).body)
    assert answer["result"] == "ok"
    found: list[dict[str, Any]] = answer["data"]
    return found


def row_of(newsroom: Newsroom, slug: str, **query: object) -> dict[str, Any]:
    title = STORIES[slug].title
    return next(row for row in rows(newsroom, NEW, **query) if row.get("title") == title)


def detail(newsroom: Newsroom, story: Story, query: str = "fields=authors") -> Answer:
    number = story.url.rpartition("/")[2].removesuffix(".html")
    return ask(newsroom, f"{API}/posts/{number}?{query}", headers=HEADERS)


@pytest.mark.parametrize("path", ["lists/new?limit=3", "word/list", "posts/6902771"])
def test_the_interface_refuses_whoever_does_not_say_its_version(
    newsroom: Newsroom, path: str
) -> None:
    answer = ask(newsroom, f"{API}/{path}")
    assert answer.status == 406
    assert json.loads(answer.body)["errors"][0]["message"] == "miss app_version header"
    assert ask(newsroom, f"{API}/{path}", headers=HEADERS).status == 200


def test_limit_and_offset_go_over_the_whole_list(newsroom: Newsroom) -> None:
    whole = rows(newsroom, NEW, limit=200)
    parts = [rows(newsroom, NEW, limit=4, offset=start) for start in range(0, 16, 4)]
    assert [len(part) for part in parts] == [4, 4, 1, 0]
    assert [row for part in parts for row in part] == whole
    assert rows(newsroom, NEW, limit="x", offset="-1") == whole


def test_the_newest_posts_come_first_and_the_column_holds_its_own(newsroom: Newsroom) -> None:
    titles = [row["title"] for row in rows(newsroom, NEW, limit=99)]
    posts = [story for story in STORIES.values() if "flash" not in story.traits]
    assert titles == [story.title for story in posts]
    column = f"{API}/categories/multi_content/list"
    found = {row["title"] for row in rows(newsroom, column, category_guid=6916385, limit=99)}
    assert found == {story.title for story in posts if story.section == "agi"}
    assert ask(newsroom, f"{column}?category_guid=1", headers=HEADERS).status == 404


def test_times_are_seconds_in_strings_and_may_be_missing(newsroom: Newsroom) -> None:
    dated = row_of(newsroom, "tmtpost-fourteen-models-one-trade")
    assert (dated["time_published"], dated["guid"]) == ("1706575338", "6902771")
    seven = STORIES["tmtpost-on-device-first-seven"]
    assert row_of(newsroom, seven.slug)["time_published"] is None
    assert json.loads(detail(newsroom, seven).body)["data"]["time_published"] == "1784113531"
    lockers = STORIES["tmtpost-coffee-lockers"]
    assert row_of(newsroom, lockers.slug)["time_published"] is None
    assert json.loads(detail(newsroom, lockers).body)["data"]["time_published"] is None
    assert "2024" not in ask(newsroom, lockers.url).text


def test_one_post_has_its_number_elsewhere(newsroom: Newsroom) -> None:
    row = row_of(newsroom, "tmtpost-shanghai-applications-74")
    assert (row["guid"], row["post_guid"]) == (None, "7451206")


def test_what_is_paid_or_promoted_says_so_where_it_is_asked(newsroom: Newsroom) -> None:
    paid, promoted = "tmtpost-paid-chip-ledger", "tmtpost-promoted-cloud-voucher"
    assert "is_pro_post" not in row_of(newsroom, paid)
    row = row_of(newsroom, paid, post_fields=FIELDS)
    assert (row["is_pro_post"], row["available"]) == (True, False)
    assert row_of(newsroom, promoted)["is_popularize"] == "1"
    whole = STORIES[paid].blocks[-1].text
    assert whole not in detail(newsroom, STORIES[paid]).text
    assert whole not in ask(newsroom, STORIES[paid].url).text


def test_flashes_begin_with_a_group_of_leading_ones(newsroom: Newsroom) -> None:
    group, *flashes = rows(newsroom, f"{API}/word/list", limit=40)
    assert (group["item_type"], "guid" in group) == ("pc_power_pos", False)
    assert group["items"] == flashes[:1]
    assert isinstance(flashes[0]["guid"], int)
    assert [row["item_type"] for row in rows(newsroom, f"{API}/word/list", offset=1)] == ["word"]


def test_answers_have_validators(newsroom: Newsroom) -> None:
    first = detail(newsroom, STORIES["tmtpost-fourteen-models-one-trade"])
    assert first.headers["Content-Type"] == "application/json; charset=utf-8"
    assert first.headers["Last-Modified"] == "Tue, 30 Jan 2024 00:42:18 GMT"
    url = f"{API}/posts/6902771?fields=authors"
    again = ask(newsroom, url, headers=HEADERS | {"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert ask(newsroom, f"{API}/posts/1", headers=HEADERS).status == 404
