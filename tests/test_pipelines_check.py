"""Only sane articles pass; the others are dropped, each with its reason counted."""

from datetime import UTC, datetime, timedelta

import pytest
from each import each
from scrapy.exceptions import DropItem
from told import article

from pipelines.check import Check

AHEAD = (datetime.now(UTC) + timedelta(days=4000)).strftime("%Y-%m-%dT%H:%M:%SZ")


@each(
    ("fault", "known"),
    [
        ("no_text", {"text": " \n\t "}),
        ("short_text", {"text": "备 案。"}),
        ("long_text", {"text": "x" * 1_000_001}),
        ("unknown_language", {"language": "fr"}),
        ("future", {"published_at": AHEAD}),
        ("future", {"published_at": "9999-09-09"}),
        ("ancient", {"published_at": "0001-01-01"}),
        ("bad_date", {"published_at": "2024-01-30T20:20+08:00"}),
        ("bad_date", {"published_at": "yesterday"}),
    ],
)
def test_a_fault_drops_the_article_and_is_counted(fault: str, known: dict[str, str]) -> None:
    check = Check()
    with pytest.raises(DropItem, match=fault):
        check.process_item(article("a", **known))
    assert dict(check.counters) == {f"check/{fault}": 1}


def test_a_sane_article_passes_unchanged() -> None:
    check = Check()
    sane = article("a", text="广东省新增六款服务备案\n\n共一百三十二款。", language="zh")
    assert check.process_item(sane) == sane
    assert check.process_item(article("b", published_at="2024-01-30")).published_at == "2024-01-30"
    assert dict(check.counters) == {"check/passed": 2}


def test_an_article_without_a_date_passes_and_is_counted() -> None:
    check = Check()
    check.process_item(article("a", published_at=None))
    assert dict(check.counters) == {"check/passed": 1, "check/undated": 1}


def test_controls_and_surrogates_go_one_for_one() -> None:
    dirty = article("a", text="Four\x00teen \ud800services\x85 filed", title="A\x07 title\n")
    clean = Check().process_item(dirty)
    assert clean.text == "Four teen  services  filed"
    assert len(clean.text) == len(dirty.text)
    assert clean.title == "A  title"


def test_a_date_ahead_of_this_machines_clock_passes_and_is_counted() -> None:
    check = Check()
    ahead = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    check.process_item(article("a", published_at=ahead))
    assert check.counters["check/ahead_of_clock"] == 1
