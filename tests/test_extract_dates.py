"""Dates are resolved from the day of publication and never from the clock."""

from datetime import date

import pytest
import time_machine

from extract.dates import find_dates, published_day

BASE = date(2024, 1, 30)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("approved on Monday", "en", "2024-01-29"),
        ("approved on Tuesday", "en", "2024-01-30"),
        ("approved yesterday", "en", "2024-01-29"),
        ("approved last week", "en", "2024-01"),
        ("approved last November", "en", "2023-11"),
        ("filed on 5 January 2024", "en", "2024-01-05"),
        ("filed on Dec 22", "en", "2023-12-22"),
        ("by the end of August", "en", "2023-08-31"),
        ("1月29日公布", "zh", "2024-01-29"),
        ("去年12月25日公布", "zh", "2023-12-25"),
        ("本周一公布", "zh", "2024-01-29"),
        ("昨日公布", "zh", "2024-01-29"),
        ("五天前公布", "zh", "2024-01-25"),
        ("日前公布", "zh", "2024-01"),
        ("2023年8月公布", "zh", "2023-08"),
    ],
)
def test_resolved(text: str, language: str, value: str) -> None:
    assert [d.value for d in find_dates(text, language, BASE)] == [value]


def test_the_clock_does_not_matter() -> None:
    with time_machine.travel("2031-05-05"):
        assert find_dates("approved on Monday", "en", BASE)[0].value == "2024-01-29"


def test_without_a_day_of_publication_a_relative_date_stays_as_printed() -> None:
    (found,) = find_dates("approved on Monday", "en", None)
    assert (found.value, found.kind) == (None, "day")


def test_a_state_on_a_day_and_a_period() -> None:
    assert [d.kind for d in find_dates("As of March 31", "en", BASE)] == ["as_of"]
    (period,) = find_dates("4月至6月", "zh", date(2025, 7, 11))
    assert period.period == ("2025-04-01", "2025-06-30")


def test_the_day_in_china() -> None:
    assert published_day("2024-01-30T20:20:00Z") == date(2024, 1, 31)
    assert published_day("2024-01-30") == date(2024, 1, 30)
    assert published_day("2024-01-30T23:20:00+08:00") == date(2024, 1, 30)
    assert published_day("2024-01") is None
    assert published_day(None) is None


@pytest.mark.parametrize("text", ["14 models", "I think so", "x", "the May Fourth road", "版本12"])
def test_no_invented_dates(text: str) -> None:
    language = "zh" if "版" in text else "en"
    assert find_dates(text, language, BASE) == []
