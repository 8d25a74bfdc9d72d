"""Chinese forms of dates, the more specific first, and how each is resolved."""

import re
from datetime import date, timedelta
from functools import lru_cache

from extract.days import (
    Pattern,
    Resolver,
    days_back,
    iso,
    last_day,
    last_week,
    month_back,
    named_day,
    weekday,
)

DIGITS = "一二三四五六七八九十"
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
YEARS_BACK = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "上年": 1}
YEAR = r"(?P<y>20\d\d年|今年|去年|前年|本年|上年)"
PART = r"(?:份|初|中旬|下旬|上旬)?"
AFTER_DAY = r"(?=[，,\s]|从|发布|公布|晚|上午|下午|获悉|宣布|在|消息|电)"
RECENT = r"日前|近日|近期|本月|最近|日内|此前不久"


def han_year(word: str | None, base: date | None) -> str | None:
    """``2024年``, 今年 or 去年 to the year's digits."""
    if not word:
        return None
    if word[0].isdigit():
        return word.rstrip("年")
    return str(base.year - YEARS_BACK.get(word, 0)) if base else None


def _full(match: re.Match[str], base: date | None) -> str | None:
    return iso(int(match["y"]), int(match["m"]), int(match["d"]))


def _day(match: re.Match[str], base: date | None) -> str | None:
    return named_day(base, int(match["m"]), int(match["d"]), han_year(match["y"], base))


def _month(match: re.Match[str], base: date | None) -> str | None:
    return named_day(base, int(match["m"]), None, han_year(match["y"], base))


def _month_end(match: re.Match[str], base: date | None) -> str | None:
    return last_day(base, int(match["m"]), han_year(match["y"], base))


def _year_end(match: re.Match[str], base: date | None) -> str | None:
    year = han_year(match["y"], base)
    return f"{year}-12-31" if year else None


def _own_month_day(match: re.Match[str], base: date | None) -> str | None:
    """``本月22日`` and a bare ``8日``: in the month of publication, or the one before."""
    if base is None:
        return None
    day = int(match["d"])
    if day <= base.day:
        return iso(base.year, base.month, day)
    before = base.replace(day=1) - timedelta(days=1)
    return iso(before.year, before.month, day)


def _weekday(match: re.Match[str], base: date | None) -> str | None:
    return weekday(base, WEEKDAYS[match["w"]], int(match.group().startswith("上")))


def _days_ago(match: re.Match[str], base: date | None) -> str | None:
    word = match["n"]
    return days_back(base, int(word) if word.isdigit() else DIGITS.index(word) + 1)


def _form(regex: str, kind: str, resolve: Resolver) -> Pattern:
    return re.compile(regex), kind, resolve


@lru_cache
def han_dates() -> tuple[Pattern, ...]:
    """The forms in order of precedence."""
    month = r"(?P<m>\d{1,2})月"
    day = r"(?P<d>\d{1,2})[日号]"
    return (
        _form(r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", "day", _full),
        _form(rf"(?:{YEAR}的?)?(?<!\d){month}{day}", "day", _day),
        _form(rf"{YEAR}?(?:(?<!\d){month})底", "day", _month_end),
        _form(rf"{YEAR}年?底", "day", _year_end),
        _form(rf"{YEAR}的?{month}{PART}(?!\d)", "month", _month),
        _form(rf"(?P<y>)(?<![\d\-至到~—]){month}{PART}(?![\d至到\-])", "month", _month),
        _form(rf"本月{day}", "day", _own_month_day),
        _form(r"(?:本|上|这)?(?:周|星期)(?P<w>[一二三四五六日天])", "day", _weekday),
        _form(rf"(?<![\d月年]){day}{AFTER_DAY}", "day", _own_month_day),
        _form(r"昨[日天晚]", "day", lambda match, base: days_back(base, 1)),
        _form(r"前[日天]", "day", lambda match, base: days_back(base, 2)),
        _form(r"今[日天晚]|即日", "day", lambda match, base: days_back(base, 0)),
        _form(rf"(?P<n>[{DIGITS}]|\d{{1,2}})天前", "day", _days_ago),
        _form(RECENT, "month", lambda match, base: month_back(base, 0)),
        _form(r"上周", "month", lambda match, base: last_week(base)),
        _form(r"上月|上个月", "month", lambda match, base: month_back(base, 1)),
    )
