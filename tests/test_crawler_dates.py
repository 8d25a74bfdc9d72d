"""Printed dates become UTC instants, days stay days, and nothing is invented."""

from datetime import UTC, datetime
from time import perf_counter

import pytest
from each import each

from crawler.dates import day_in_china, parse_published

BASE = datetime(2024, 1, 31, 2, 0, tzinfo=UTC)
EVENING = "2024-01-30T12:20:00Z"


def parse(text: str, language: str = "en", timezone: str = "Asia/Shanghai") -> str | None:
    return parse_published(text, language=language, timezone=timezone, base=BASE)


@each(
    "text",
    [
        "Published: Jan 30, 2024 08:20 PM",
        "Published: Jan 30, 2024 08:20 PM Updated: Jan 31, 2024 09:00 AM",
        "January 30, 2024, 8:20 p.m.",
        "30 January 2024 20:20",
        "Jan 30, 2024 20:20 CST",
        "2024-01-30 20:20 (Beijing time)",
        "2024-01-30 20:20:00 Asia/Shanghai",
        "2024-01-30T20:20+08:00",
        "2024-01-30T20:20:00+0800",
        "2024-01-30T12:20:00Z",
        "2024/1/30 20:20:00",
        "Tue, 30 Jan 2024 12:20:00 GMT",
        "Tue, 30 Jan 2024 20:20:00 +0800",
        "20240130202000",
        "2024-01-30T12:20:00.000Z",
        "2024年1月30日 20:20",
        "2024年01月30日 下午8:20",
        "2024年1月30日20时20分",
        "二〇二四年一月三十日 20:20",
        "发布时间：2024-01-30 20:20 来源：本报",
        "昨天 20:20",
        "来源：市网信办　2024-01-30 20:20",
        "信息来源：市网信办 发布时间：2024-01-30 20:20",
        "Source: Harbour News 2024-01-30 20:20",
        "作者：小荷 2024-01-30 20:20",
        "编辑：小荷 时间：2024-01-30 20:20",
        "来源：本报 昨天 20:20",
        "2024-01-30 08:20 PM",
        "2024/1/30 8:20:00 PM",
        "2024年1月30日 星期二 20:20",
        "2024年1月30日（星期二）晚上8:20",
        "20:20, 30 January 2024",
        "8:20 p.m. on January 30, 2024",
        "30 Jan 2024 15.20 MSK",
        "January 30, 2024 / 8:20 PM",
        "01/30/2024 8:20 PM",
        "2024-01-30 20:20 GMT+8",
        "2024-01-30 07:20 UTC-5",
        "更新时间：2024-02-03 10:10 发布时间：2024-01-30 20:20",
        "Updated: Feb 3, 2024 10:00 am | Published: Jan 30, 2024 8:20 pm",
    ],
)
def test_an_instant_is_stored_in_utc(text: str) -> None:
    assert parse(text) == EVENING


@each(
    ("text", "day"),
    [
        ("2024-01-30", "2024-01-30"),
        ("Jan. 30, 2024", "2024-01-30"),
        ("30th January 2024", "2024-01-30"),
        ("20240130", "2024-01-30"),
        ("30.01.2024", "2024-01-30"),
        ("二〇二三年十二月二十五日", "2023-12-25"),
        ("1月30日", "2024-01-30"),
        ("12月30日", "2023-12-30"),
        ("去年12月3日", "2023-12-03"),
        ("yesterday", "2024-01-30"),
        ("3天前", "2024-01-28"),
        ("２０２４年１月３０日", "2024-01-30"),
        ("JANUARY 30th, 2024", "2024-01-30"),
        ("30/01/2024", "2024-01-30"),
        ("成文日期：2024年1月20日 发布日期：2024年1月30日", "2024-01-30"),
        ("有效期至：2029-01-30 公开日期：2024-01-30", "2024-01-30"),
        ("2024年1月30日 晚上12:20", "2024-01-30"),
    ],
)
def test_a_day_without_a_time_stays_a_day(text: str, day: str) -> None:
    assert parse(text) == day


@each(
    "text",
    [
        *("14", "2024", "May", "I", "x", "now", "90 days", "2024-01", "Monday", "", "   "),
        *("9999-09-09", "1889-01-01", "2024-13-45", "2024-02-30 10:00", "2024-01-30 25:61"),
        *("version 3.10.2", "10:30", "五月", "三十日", "第2024号", "Jan 2024", "0000-00-00"),
        *("12/2024", "q1 2024", "1.5 million", "13家", "240余个", "first", "tomorrow-ish"),
        *("01/02/2024", "截止日期：2024-01-30", "会议时间：2024-01-30 09:00", "1885年3月4日"),
        *("2024-01-30至2024-02-05", "Deadline: January 30, 2024", "自2024年1月30日起", "v2.1.2024"),
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert parse(text) is None
    assert parse(text, language="zh") is None


def test_relative_times_count_from_the_fetch() -> None:
    assert parse("3小时前") == "2024-01-30T23:00:00Z"
    assert parse("5 minutes ago") == "2024-01-31T01:55:00Z"


@each(
    ("printed", "hour"),
    [
        *(("凌晨12:20", 0), ("上午8:20", 8), ("中午12:20", 12), ("中午1:20", 13), ("下午3:20", 15)),
        *(("晚8:20", 20), ("12:20 AM", 0), ("12:20 p.m.", 12), ("20:20 PM", 20)),
    ],
)
def test_halves_of_the_day_count(printed: str, hour: int) -> None:
    for day in ("2024年1月30日", "2024-01-30", "January 30, 2024"):
        assert parse(f"{day} {printed}", timezone="UTC") == f"2024-01-30T{hour:02}:20:00Z"


def test_a_naive_time_is_in_the_zone_of_the_outlet() -> None:
    assert parse("2024-01-30 20:20", timezone="UTC") == "2024-01-30T20:20:00Z"
    assert parse("2024-07-01 12:00", timezone="America/New_York") == "2024-07-01T16:00:00Z"
    assert parse("2024-01-30 20:20 CST", timezone="UTC") == EVENING


@pytest.mark.parametrize("text", ["jan " * 3000, "1" * 100_000, "2024年" * 20_000, "a:" * 16_000])
def test_long_strings_cost_nothing(text: str) -> None:
    start = perf_counter()
    parse(text)
    assert perf_counter() - start < 1


def test_a_late_instant_belongs_to_the_next_day_in_china() -> None:
    assert day_in_china("2024-01-30T16:00:00Z") == "2024-01-31"
    assert day_in_china("2024-01-30") == "2024-01-30"


@each(
    ("printed", "instant"),
    [
        ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T17:20:36Z"),
        ("Fri Apr 28 19:20:36 CST 2023", "2023-04-28T11:20:36Z"),
        ("Fri Apr 28 19:20:36 2023", "2023-04-28T11:20:36Z"),
        ("January 30, 2024 8:20 p.m. ET", "2024-01-31T01:20:00Z"),
        ("July 30, 2024 08:20 PM EDT", "2024-07-31T00:20:00Z"),
        ("2024-01-30 20:20 JST", "2024-01-30T11:20:00Z"),
        ("01. April 2025, 15:25", "2025-04-01T07:25:00Z"),
    ],
)
def test_a_zone_that_is_named_counts(printed: str, instant: str) -> None:
    read = parse_published(printed, language="en", timezone="Asia/Shanghai", base=None)
    assert read == instant
