"""The figures of ``evaluate`` are those of the reference scorer."""

import json
from pathlib import Path

import pytest

from cli.comparing import folded, matched, same
from cli.scoring import Scores

GOLD = Path(__file__).parent / "scored"


def test_figures_equal_the_reference() -> None:
    lines = (GOLD / "predictions.jsonl").read_text(encoding="utf-8").splitlines()
    said = {row["id"]: row for row in map(json.loads, lines)}
    scores = Scores()
    for path in sorted(GOLD.glob("*/*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        scores.add(document, said.get(document["id"]))
    wanted = json.loads((GOLD / "_figures.json").read_text(encoding="utf-8"))
    assert scores.figures() == wanted


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Beijing Zhidemai Technology Co., Ltd.", "beijing zhidemai technology", True),
        ("“文心一言”大模型", "文心一言", True),
        ("上海望江智能科技有限公司", "望江智能科技", True),
        ("Baidu", "Baidu Online Network Technology", False),
        ("!!", "!!", False),
    ],
)
def test_names_are_the_same(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


def test_a_legal_form_is_no_name() -> None:
    assert folded("Group") == "group"


def test_equal_names_match_before_similar_ones() -> None:
    assert matched(["abc", "abcd"], ["abcd", "abc"], same) == (2, [], [])
    assert matched(["abc", "xyz"], ["klm", "abc"], same) == (1, ["xyz"], ["klm"])
