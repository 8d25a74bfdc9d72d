"""Answers are plain in a pipe, whole in JSON, and carry no control of the terminal."""

import json

import pytest

from cli.evidence import LONGEST, sentence
from cli.output import plain, print_json, print_table, progress, quantity


def test_plain_columns_line_up_for_wide_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name", "n"], [["百度", 1], ["Zhipu", None]], empty="none")
    assert capsys.readouterr().out.splitlines() == ["name   n", "百度   1", "Zhipu  -"]


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name"], [], empty="nothing here")
    assert capsys.readouterr().out == "nothing here\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (True, "yes"),
        ("a\x1b[31mb\x07", "a [31mb "),
        ("line\nbreak\tand  gap", "line break and gap"),
        ("abc\u202edef", "abc def"),
    ],
)
def test_one_printable_piece(value: object, text: str) -> None:
    assert plain(value) == text


def test_quantities_in_words() -> None:
    assert quantity({"value": 40, "qualifier": "more_than"}) == "more than 40"
    assert quantity({"value": 14, "qualifier": "exact"}) == "14"
    assert quantity(None) == "-"


def test_json_keeps_order_and_characters(capsys: pytest.CaptureFixture[str]) -> None:
    document = {"b": "备案", "a": [1, None]}
    print_json(document)
    out = capsys.readouterr().out
    assert "备案" in out
    assert list(json.loads(out)) == ["b", "a"]


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("work", 2) as bar:
        bar.reach(1)
        bar.say("half")
    assert capsys.readouterr() == ("", "")


def test_the_sentence_around_a_span() -> None:
    text = "One came. Two of them passed at 3.5 percent! 第三句在这里。第四句。"
    assert sentence(text, text.index("3.5"), text.index("3.5") + 3) == (
        "Two of them passed at 3.5 percent!"
    )
    assert sentence(text, text.index("第三"), text.index("第三") + 2) == "第三句在这里。"


def test_a_very_long_sentence_is_cut_around_the_span() -> None:
    text = "word " * 400 + "HERE " + "word " * 400
    cut = sentence(text, text.index("HERE"), text.index("HERE") + 4)
    assert "HERE" in cut
    assert len(cut) <= LONGEST + 2
    assert cut[0] == cut[-1] == "…"
