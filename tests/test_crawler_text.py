"""Fragments become lines, rows become cells, and offsets survive cleaning."""

import sys

import pytest
from each import each
from parsel import Selector

from crawler.fragment import tree_text
from crawler.text import clean_text, detect_language


def fragment_text(html: str) -> str:
    return tree_text(Selector(text=html, type="html").root)


def test_controls_and_lone_surrogates_are_replaced_one_for_one() -> None:
    dirty = "a\x00b\x07c\r\nd\te\x85f\ud800g\udfffh\x7fi"
    clean = clean_text(dirty)
    assert clean == "a b c \nd\te f g h i"
    assert len(clean) == len(dirty)
    clean.encode("utf-8")


def test_supplementary_characters_stay() -> None:
    assert clean_text("𠮷😀") == "𠮷😀"


@each(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("One.<br><br/>Two.", "One.\nTwo."),
        ("<p>An <b>AI</b>\n  model</p>", "An AI model"),
        ("<p>大模\n   型备案</p>", "大模型备案"),
        ("<p>\u3000\u3000段首缩进。</p>", "段首缩进。"),
        ("<p>a&nbsp;&nbsp;b\u200b</p>", "a b"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<div>Lead<p>Body</p>tail</div>", "Lead\nBody\ntail"),
        ("<p>x</p><script>var p = '<p>no</p>';</script><style>p{}</style>", "x"),
        ("<p>x</p><!-- note --><p style='display: none'>hidden</p>", "x"),
        ("", ""),
    ],
)
def test_blocks_become_lines(html: str, text: str) -> None:
    assert fragment_text(html) == text


def test_table_rows_become_lines_of_cells() -> None:
    table = (
        "<table><tr><th>序号</th><th>名称</th></tr>"
        "<tr><td>1</td><td><p>某某</p><p>模型</p></td></tr><tr><td>2</td><td></td></tr></table>"
    )
    assert fragment_text(table) == "序号 | 名称\n1 | 某某模型\n2 |"


def test_tables_that_lay_out_blocks_are_not_rows() -> None:
    layout = (
        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>"
    )
    assert fragment_text(layout) == "a | b\nc"


def test_depth_does_not_exhaust_the_stack() -> None:
    assert sys.getrecursionlimit() < 20_000
    assert "deep" in fragment_text("<p>" + "<b><i>" * 100 + "deep" + "</i></b>" * 100)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A model of Zhipu (智谱清言) was registered in Beijing", "en"),
        ("百度文心一言 ERNIE Bot 与 Kimi 完成备案", "zh"),
        ("", "en"),
        ("2024 14 13", "en"),
    ],
)
def test_the_language_is_that_of_most_words(text: str, language: str) -> None:
    assert detect_language(text) == language
