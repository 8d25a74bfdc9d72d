"""Bytes become the text that was meant, whatever the page claims."""

import pytest
from each import each

from crawler.encoding import decode
from crawler.filetypes import binary

CHINESE = "<p>国家网信办公布新一批已经完成备案的大模型名单，这是今年的第一批。</p>" * 5
TRADITIONAL = "<p>這是一個關於人工智慧的新聞，我們在這裡說明大型語言模型的發展。</p>" * 5
WESTERN = (
    "<p>Café owners in Zürich said the naïve façade of the piñata shop was très élégant.</p>" * 3
)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312", "big5", "utf-16"])
def test_a_declared_charset_is_used(charset: str) -> None:
    text = TRADITIONAL if charset == "big5" else CHINESE
    header = f"text/html; charset={charset}"
    assert decode(text.encode(charset), header) == text


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "big5", "iso-8859-1", "windows-1252"])
def test_utf8_under_a_wrong_name_is_still_utf8(declared: str) -> None:
    page = f"<meta charset={declared}>{CHINESE}"
    assert decode(page.encode(), f"text/html; charset={declared}") == page


def test_a_wrong_header_gives_way_to_the_page() -> None:
    page = f"<meta charset=gbk>{CHINESE}"
    assert decode(page.encode("gbk"), "text/html; charset=utf-8") == page


@pytest.mark.parametrize(
    "header", [None, "text/html", "text/html; charset=utf-8", "text/html; charset=nonsense"]
)
def test_undeclared_gb18030_is_recognised(header: str | None) -> None:
    assert decode(CHINESE.encode("gb18030"), header) == CHINESE


@pytest.mark.parametrize(
    "header", [None, "text/html; charset=iso-8859-1", "text/html; charset=windows-1252"]
)
def test_one_bad_byte_makes_no_latin_of_chinese(header: str | None) -> None:
    packed = CHINESE.encode("gb18030")
    at = len("<p>国家网信办公布</p>".encode("gb18030")) - 4
    read = decode(packed[:at] + b"\xff" + packed[at:], header)
    assert read.count("\ufffd") == 1
    assert read.replace("\ufffd", "") == CHINESE


def test_undeclared_big5_is_recognised() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_undeclared_western_text_is_not_taken_for_chinese() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN


def test_latin1_means_windows_1252() -> None:
    page = "<p>“Quoted” – said the baker</p>"
    assert decode(page.encode("cp1252"), "text/html; charset=iso-8859-1") == page


def test_a_byte_order_mark_wins_and_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbf" + CHINESE.encode(), "text/html; charset=gbk") == CHINESE


def test_what_the_outlet_is_known_to_use_goes_first() -> None:
    short = "<p>联通</p>"
    assert decode(short.encode("gbk"), None, charset="gb18030") == short


def test_garbage_is_decoded_to_something() -> None:
    assert isinstance(decode(bytes(range(256)) * 20, "text/html; charset=utf-8"), str)
    assert decode(b"") == ""


@each("form", ["utf-16", "utf-16-le", "utf-16-be"])
@each("start", ["", "<!DOCTYPE html>", "\n<?xml version='1.0'?>"])
def test_utf16_of_hardly_any_ascii_is_text(form: str, start: str) -> None:
    page = f"{start}<p>{'国家网信办公布新一批已经完成备案的大模型名单' * 80}</p>"
    body = page.encode(form)
    assert not binary(body)
    assert decode(body, "text/html") == page


@each("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf8_behind_a_mark_of_utf16_is_utf8(mark: bytes) -> None:
    assert decode(mark + CHINESE.encode(), "text/html; charset=utf-8") == CHINESE
    assert decode(mark + WESTERN.encode(), None) == WESTERN


@each("form", ["utf-16-le", "utf-16-be"])
@each("text", ["中文", "中央" * 8, CHINESE])
def test_a_mark_of_utf16_is_right_before_utf16(form: str, text: str) -> None:
    mark = b"\xff\xfe" if form == "utf-16-le" else b"\xfe\xff"
    assert decode(mark + text.encode(form)) == text
