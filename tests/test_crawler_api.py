"""JSON lists and details are read as they are declared, and nothing in them does harm."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from each import each

from crawler.answers import instant
from crawler.api import Api, Detail, Envelope, Flag, Kind, Row
from crawler.api_reading import ApiPage, read_api, read_detail
from crawler.dates import parse_published
from crawler.discovery import HINT, Listed, ListForm
from crawler.errors import BadApi
from crawler.layout import Layout
from crawler.outlets import by_url
from crawler.page import Page, read_page
from crawler.spiders.tmtpost import TMTPost
from crawler.weight import DEEPEST, MOST_TAGS

NEW, COLUMN, FLASHES = TMTPost.apis
POST = "https://www.tmtpost.com/7.html"
DATED = {"guid": "7", "item_type": "post", "title": "备案", "time_published": "1706617200"}
TEXT = "<p>新一批大模型完成备案。</p>"
NO_TIMES: list[Any] = [
    *(None, "", "0", 0, 1, "1", -1706617200, "20240130", True),
    *(10**11, 10**30, "9" * 5_000, 1e308, float("inf"), "soon"),
    *([], {}, ["1706617200"], "0000-00-00 00:00:00", "１２"),
]
NOT_JSON = [
    *(b"", b"<html>", b"[", b'{"result":"ok","data":[', b"\xff\xfe\x00", b"\x80{}", b"0x1"),
    *(b"[" * 200_000, b'{"data":' * 200_000, b'{"a":' + b"9" * 5_000 + b"}"),
]
ODD: list[Any] = [
    *(None, True, 0, -1, 1.5, 1e308, float("nan"), "", "x" * 9_000, [], [[]], {}, {"id": "1"}, "0")
]


def body(data: Any, **more: Any) -> bytes:
    return json.dumps({"result": "ok", "errors": [], "data": data, **more}).encode()


def read(*rows: Any, api: Api = NEW) -> ApiPage:
    return read_api(body(list(rows)), api)


def one(**changes: Any) -> Listed:
    (listed,) = read(DATED | changes).articles
    return listed


def page_of(data: Any, **changes: Any) -> Page | None:
    return read_page(
        data if isinstance(data, bytes) else body(data),
        url=POST,
        headers={"Content-Type": "application/json; charset=utf-8"} | changes,
        layout=Layout.of(TMTPost),
        fetched_at=None,
    )


def test_a_post_has_a_public_address_and_another_to_fetch() -> None:
    listed = one(time_updated=1706620000)
    assert listed == Listed(
        POST,
        "备案",
        "2024-01-30T12:20:00Z",
        fetch="https://api.tmtpost.com/v1/posts/7?fields=authors;tags;categories;share_link",
        changed="1706620000",
    )


def test_the_text_in_a_row_is_a_hint_where_nothing_marks_changes() -> None:
    api = replace(NEW, row=replace(NEW.row, told=("summary",)))

    def mark(**row: Any) -> str | None:
        (listed,) = read(DATED | row, api=api).articles
        return listed.changed

    told = mark(summary="新增14款")
    assert (told or "").startswith(HINT)
    assert mark(summary="<p>新增 14款</p>") == told
    assert mark(summary="新增15款") != told
    assert mark(summary="新增14款", time_updated=1706620000) == "1706620000"
    assert mark() is None


def test_a_flash_is_its_own_page_and_needs_no_type() -> None:
    (listed,) = read({"guid": 8, "title": "快报"}, api=FLASHES).articles
    assert (listed.url, listed.fetch) == ("https://www.tmtpost.com/nictation/8.html", None)


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ({"guid": 7}, POST),
        ({"guid": None, "post_guid": "7"}, POST),
        ({"guid": "0", "post_guid": 7}, POST),
        ({"guid": " 7 "}, POST),
    ],
)
def test_the_id_is_a_number_or_a_string_under_either_key(row: dict[str, Any], url: str) -> None:
    assert [listed.url for listed in read(row).articles] == [url]


@each(
    "row",
    [
        *(None, 7, "7", [], True, {}, {"guid": None}, {"guid": 0}, {"guid": True}, {"guid": ["7"]}),
        *({"guid": "../users/1"}, {"guid": "7?a=b"}, {"guid": "七"}, {"guid": "7" * 65}),
    ],
)
def test_a_row_without_an_id_is_counted(row: Any) -> None:
    found = read(row, DATED)
    assert (found.rows, found.nameless, len(found.articles)) == (2, 1, 1)


@each(
    ("flags", "reason"),
    [
        ({"is_popularize": "1"}, "promoted"),
        ({"is_popularize": True}, "promoted"),
        ({"is_popularize": "0", "is_pro_post": "1"}, "paid"),
        ({"is_paid_special_column_post": 1}, "paid"),
        ({"available": False}, "unavailable"),
        ({"available": "0"}, "unavailable"),
        ({"available": None, "is_pro_post": None}, None),
        ({"available": True, "is_popularize": "0", "is_pro_post": "false"}, None),
        ({"available": "1", "is_pro_post": 0, "is_popularize": []}, None),
        ({"item_type": "video_article"}, "video"),
        ({"item_type": "fm_audios"}, "audio"),
        ({"item_type": "atlas"}, "pictures"),
    ],
)
def test_a_row_to_pass_over_says_why(flags: dict[str, Any], reason: str | None) -> None:
    assert one(**flags).passed == reason


def test_nested_rows_stand_where_their_group_stands() -> None:
    group = {"item_type": "pc_power_pos", "items": [{"guid": 1}, {"guid": 2, "items": []}, None]}
    deeper = {"items": [{"items": [{"guid": 3}]}]}
    found = read(group, {"guid": 9}, deeper, api=FLASHES)
    numbers = [listed.url.rpartition("/")[2] for listed in found.articles]
    assert numbers == ["1.html", "2.html", "9.html", "3.html"]
    assert (found.rows, found.nameless) == (3, 1)


def test_a_row_of_another_type_is_counted_and_left() -> None:
    found = read({"guid": 1, "item_type": "ad"}, {"item_type": "pc_power_pos", "items": "x"}, DATED)
    assert (found.rows, found.unknown, len(found.articles)) == (3, 2, 1)


def test_an_article_named_twice_keeps_what_either_row_says() -> None:
    bare = {"guid": "7", "is_popularize": "1"}
    (listed,) = read(bare, DATED, DATED | {"title": "另一个标题"}).articles
    assert (listed.title, listed.passed) == ("备案", "promoted")
    assert listed.published_text == "2024-01-30T12:20:00Z"


@each(
    ("title", "line"),
    [
        ("<em>大模型</em>备案", "大模型备案"),
        ("A &amp; B\n备案", "A & B 备案"),
        ("<script>x()</script><p>一</p><p>二</p>", "一 二"),
        ("3 < 5 款", "3 < 5 款"),
        ("\ud800款", "款"),
        (14, "14"),
        (None, None),
        (["a"], None),
        ("", None),
        ("<p></p>", None),
    ],
)
def test_a_title_is_one_line_of_text(title: Any, line: str | None) -> None:
    assert one(title=title).title == line


@each(
    ("value", "moment"),
    [
        ("1706617200", "2024-01-30T12:20:00Z"),
        (1706617200, "2024-01-30T12:20:00Z"),
        (1706617200000, "2024-01-30T12:20:00Z"),
        ("1706617200000", "2024-01-30T12:20:00Z"),
        (1706617200.5, "2024-01-30T12:20:00Z"),
        ("2024-01-30 20:20:00", "2024-01-30T12:20:00Z"),
        *((value, None) for value in NO_TIMES),
    ],
)
def test_a_time_is_read_or_none_and_never_invented(value: Any, moment: str | None) -> None:
    text = instant(value)
    zone = {"language": "zh", "timezone": "Asia/Shanghai"}
    assert (parse_published(text, base=None, **zone) if text else None) == moment


@each("answer", NOT_JSON)
def test_what_is_no_json_is_one_line(answer: bytes) -> None:
    with pytest.raises(BadApi) as caught:
        read_api(answer, NEW)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert page_of(answer) is None


@each(
    ("answer", "words"),
    [
        ({"errors": [{"message": "miss app_version header"}]}, "miss app_version header"),
        ({"result": "error", "errors": []}, "result is error"),
        ({"result": "error", "errors": [{"message": "a\nb" * 500}, 7]}, "a b"),
        ({"result": ["ok"], "data": []}, "result is missing"),
        ({"result": "ok"}, "holds no data"),
        ({"result": "ok", "data": None}, "holds no data"),
        ({"result": "ok", "data": {"list": []}}, "no array"),
        ({"result": "ok", "data": "none"}, "no array"),
        ([], "an array"),
        (7, "a number"),
        (None, "null"),
    ],
)
def test_an_answer_of_another_form_says_what_came(answer: Any, words: str) -> None:
    with pytest.raises(BadApi, match=words) as caught:
        read_api(json.dumps(answer).encode(), NEW)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_an_empty_list_is_the_end_and_no_error() -> None:
    assert read() == ApiPage((), 0)


@each("value", ODD)
def test_no_value_of_any_key_makes_it_raise(value: Any) -> None:
    for key in ("guid", "post_guid", "item_type", "items", "title", "time_published"):
        read(DATED | {key: value}, value)
    for key in ("main", "title", "time_published", "authors", "is_pro_post", "available"):
        page_of({"title": "备案", "main": TEXT, key: value})


def test_the_pages_of_a_list_are_addressed_by_offset() -> None:
    assert NEW.paged
    assert [NEW.address(number).split("&")[1] for number in range(3)] == [
        "offset=0",
        "offset=30",
        "offset=60",
    ]
    assert "limit=50&offset=100" in COLUMN.address(2)
    single = Api("https://news.example/ds.json", NEW.row)
    assert (single.paged, single.address(5)) == (False, "https://news.example/ds.json")


def test_further_pages_may_have_another_address() -> None:
    api = Api("https://news.example/list/", NEW.row, 1, more="https://news.example/p?page={page}")
    assert api.paged
    assert [api.address(number) for number in range(3)] == [
        "https://news.example/list/",
        "https://news.example/p?page=2",
        "https://news.example/p?page=3",
    ]


def test_another_outlets_list_needs_no_envelope_and_no_types() -> None:
    row = Row((Kind("", "https://news.example/{id}.html"),), published=("time",))
    envelope = Envelope(data="content.rows")
    api = Api("https://news.example/list.json", row, envelope=envelope)
    answer = {"content": {"rows": [{"id": 5, "time": 1706617200000}]}}
    (listed,) = read_api(json.dumps(answer).encode("utf-8-sig"), api).articles
    assert listed == Listed("https://news.example/5.html", None, "2024-01-30T12:20:00Z")


PIECE = (
    '<li><div class="tt"><a href="/a/7.html">备案</a></div>'
    '<div class="text"><a href="/a/7.html">x</a></div>'
    '<div class="info"><span>人民财讯</span><span>2024-01-30 20:20</span></div></li>'
    '<li><div class="side"><a href="/a/8.html">图</a></div></li>'
)
FORM = ListForm(re.compile(r"/a/\d+\.html"), rows=("li",), row_date=(".info span:last-child",))
IN_HTML = Api(
    "https://news.example/list?page={page}", NEW.row, 1, envelope=Envelope(), links=(".tt a",)
)


@pytest.mark.parametrize(
    "answer", [json.dumps({"state": 1, "data": PIECE}), f"<!DOCTYPE html><ul>{PIECE}</ul>", PIECE]
)
def test_rows_may_come_as_html(answer: str) -> None:
    found = read_api(answer.encode(), IN_HTML, FORM)
    listed = Listed("https://news.example/a/7.html", "备案", "2024-01-30 20:20")
    assert found == ApiPage((listed,), rows=1)


def test_a_piece_of_html_without_rows_is_the_end_and_a_page_without_is_no_list() -> None:
    assert read_api(json.dumps({"data": ""}).encode(), IN_HTML, FORM) == ApiPage((), 0)
    for answer in (b"<html><body>Just a moment...</body></html>", b"<?xml version='1.0'?><rss/>"):
        with pytest.raises(BadApi, match="names no article"):
            read_api(answer, IN_HTML, FORM)


def test_html_is_no_list_where_none_is_declared() -> None:
    with pytest.raises(BadApi, match="no array"):
        read_api(body(PIECE), NEW, FORM)
    with pytest.raises(BadApi, match="no JSON"):
        read_api(PIECE.encode(), NEW, FORM)


def test_a_detail_is_an_article_under_its_public_address() -> None:
    authors = [{"username": "甲"}, {"username": "乙"}, {"username": "甲"}, {"username": None}, 7]
    more = (
        "<table><tr><td>一</td><td>二</td></tr></table><p>更多精彩内容，关注钛媒体App</p><p>x</p>"
    )
    found = page_of(
        {"title": "<b>备案</b>", "main": TEXT + more, "time_published": "1706617200"}
        | {"authors": authors}
    )
    assert found is not None
    assert found.reader == "outlet"
    article = found.article
    assert (article.key, article.url) == ("tmtpost:7", POST)
    assert (article.outlet, article.language) == ("tmtpost", "zh")
    assert (article.title, article.author) == ("备案", "甲、乙")
    assert article.text == "新一批大模型完成备案。\n一 | 二"
    assert article.published_at == "2024-01-30T12:20:00Z"


@each(
    "data",
    [
        *({}, [], "x", {"title": "备案"}, {"main": None}, {"main": ""}, {"main": "  "}),
        *({"main": "<p></p><img src=x>"}, {"main": 7}, {"main": ["<p>x</p>"]}),
        *({"main": TEXT, "is_pro_post": True}, {"main": TEXT, "is_popularize": "1"}),
        {"main": TEXT, "available": False},
        {"main": "<div>" * (DEEPEST + 1) + TEXT},
        {"main": "<b>x</b>" * MOST_TAGS},
    ],
)
def test_a_detail_without_a_whole_text_is_no_article(data: Any) -> None:
    assert page_of(data) is None


def test_an_error_instead_of_a_detail_is_no_article() -> None:
    error = {"result": "error", "errors": [{"message": "gone"}], "data": {"main": TEXT}}
    assert page_of(json.dumps(error).encode()) is None


def test_a_detail_without_a_time_has_none() -> None:
    for value in (None, "0", "", 1):
        found = page_of({"main": TEXT, "time_published": value})
        assert found is not None
        assert (found.article.published_at, found.article.published_text) == (None, None)


def test_controls_and_surrogates_are_replaced_in_the_text() -> None:
    found = page_of({"title": "\x00题", "main": "<p>一\x00二\ud800三</p>"})
    assert found is not None
    assert found.article.text == "一 二 三"


def test_json_is_told_by_its_type_or_its_first_byte() -> None:
    answer = body({"main": TEXT})
    assert page_of(b"\xef\xbb\xbf \n" + answer, **{"Content-Type": "text/html"}) is not None
    html = f"<html><body><article><h1>备案</h1>{TEXT * 9}</article></body></html>".encode()
    read_as_page = page_of(html, **{"Content-Type": "text/html"})
    assert read_as_page is not None
    assert read_as_page.reader == "generic"


def test_an_outlet_without_a_detail_reads_no_json() -> None:
    layout = replace(Layout.of(TMTPost), detail=None)
    found = read_page(body({"main": TEXT}), url=POST, headers={}, layout=layout, fetched_at=None)
    assert found is None or found.reader == "generic"


def test_a_detail_of_another_form_is_declared_by_paths() -> None:
    detail = Detail(
        ("content.html", "html"), ("head",), ("at",), ("by.name",), (Flag("vip", "paid"),)
    )
    answer = {"data": {"head": "T", "html": "<p>x</p>", "at": "2024-01-30", "by": {"name": "A"}}}
    fields = read_detail(json.dumps(answer).encode(), detail)
    assert fields is not None
    assert (fields.title, fields.author, fields.dates) == ("T", "A", ("2024-01-30",))
    answer["data"]["vip"] = "1"
    assert read_detail(json.dumps(answer).encode(), detail) is None


def test_the_english_site_is_another_outlet() -> None:
    assert by_url("https://m.tmtpost.com/7.html") is TMTPost
    assert by_url("https://en.tmtpost.com/post/7") is None
