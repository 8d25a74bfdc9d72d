"""Dates are resolved from the day of publication and never from the clock."""

from datetime import date

import time_machine
from each import each

from extract.dates.read import find_dates, published_day

BASE = date(2024, 1, 30)


@each(
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
        ("as of last Friday", "en", "2024-01-26"),
        ("approved on Tuesday last week", "en", "2024-01-23"),
        ("said late Monday", "en", "2024-01-29"),
        ("passed on Monday, January 29,", "en", "2024-01-29"),
        ("passed on Monday (29th)", "en", "2024-01-29"),
        ("approved three days ago", "en", "2024-01-27"),
        ("approved two months ago", "en", "2023-11"),
        ("approved the day before yesterday", "en", "2024-01-28"),
        ("filed on the 16th.", "en", "2024-01-16"),
        ("29.01.2024", "en", "2024-01-29"),
        ("29/01/2024", "en", "2024-01-29"),
        ("approved over the weekend", "en", "2024-01"),
        ("approved the week before last", "en", "2024-01"),
        ("approved in the last week of November", "en", "2023-11"),
        ("approved at the end of last year", "en", "2023-12"),
        ("approved by the end of last year", "en", "2023-12-31"),
        ("filed by end-November", "en", "2023-11-30"),
        ("announced late last night", "en", "2024-01-29"),
        ("1月29日公布", "zh", "2024-01-29"),
        ("去年12月25日公布", "zh", "2023-12-25"),
        ("本周一公布", "zh", "2024-01-29"),
        ("上周五公布", "zh", "2024-01-26"),
        ("周三公布", "zh", "2024-01-24"),
        ("昨日公布", "zh", "2024-01-29"),
        ("前天公布", "zh", "2024-01-28"),
        ("两周前公布", "zh", "2024-01"),
        ("网信办29日举行发布会", "zh", "2024-01-29"),
        ("二〇二四年一月二十九日", "zh", "2024-01-29"),
        ("2024年底", "zh", "2024-12-31"),
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


@each(
    ("text", "language", "period"),
    [
        ("in November and December", "en", ("2023-11-01", "2023-12-31")),
        ("from November 2023 to January 2024", "en", ("2023-11-01", "2024-01-31")),
        ("between 1 and 31 December 2023", "en", ("2023-12-01", "2023-12-31")),
        ("from 1 November to 31 December", "en", ("2023-11-01", "2023-12-31")),
        ("in the fourth quarter of 2023", "en", ("2023-10-01", "2023-12-31")),
        ("11月至1月", "zh", ("2023-11-01", "2024-01-31")),
        ("2023年第三季度", "zh", ("2023-07-01", "2023-09-30")),
        ("去年上半年", "zh", ("2023-01-01", "2023-06-30")),
    ],
)
def test_periods(text: str, language: str, period: tuple[str, str]) -> None:
    assert [d.period for d in find_dates(text, language, BASE)] == [period]


@each(
    ("text", "language", "value"),
    [
        ("Filed on Dec. 30. Ten days before, a list came out.", "en", "2023-12-20"),
        ("Filed on Dec. 30. A week earlier, a list came out.", "en", "2023-12-23"),
        ("Filed on Dec. 30. Two days later, a list came out.", "en", "2024-01-01"),
        ("Filed on Dec. 30. The same day a list came out.", "en", "2023-12-30"),
        ("12月30日备案，次日公布。", "zh", "2023-12-31"),
        ("12月30日备案，此前五天公布名单。", "zh", "2023-12-25"),
        ("12月30日备案，同日公布。", "zh", "2023-12-30"),
    ],
)
def test_days_counted_from_the_last_one_named(text: str, language: str, value: str) -> None:
    assert [d.value for d in find_dates(text, language, BASE)][1] == value


def test_the_day_in_china() -> None:
    assert published_day("2024-01-30T20:20:00Z") == date(2024, 1, 31)
    assert published_day("2024-01-30") == date(2024, 1, 30)
    assert published_day("2024-01-30T23:20:00+08:00") == date(2024, 1, 30)
    assert published_day("2024-01") is None
    assert published_day(None) is None


@each(
    "text",
    [
        "14 models",
        "I think so",
        "x",
        "the May Fourth road",
        "the 14 may serve",
        "版本12",
        "目前日均",
    ],
)
def test_no_invented_dates(text: str) -> None:
    language = "en" if text.isascii() else "zh"
    assert find_dates(text, language, BASE) == []
