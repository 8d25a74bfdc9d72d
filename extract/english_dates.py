"""English forms of dates, the more specific first, and how each is resolved."""

import re
from datetime import date
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

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
NAMED = rf"(?P<m>(?-i:{MONTH}))"
YEAR = r"(?P<y>20\d\d)"
BEFORE_MONTH = r"(?:in|during|since|by|until|that|and|this|of|began in|early|mid-|late|earlier in)"
THIS_MONTH = r"(?:this (?:month|week)|in recent days|recently|in the same month|earlier this week)"


def month_number(name: str) -> int:
    """``Sept.`` to 9."""
    return MONTHS.index(name.lower()[:3]) + 1


def _full(match: re.Match[str], base: date | None) -> str | None:
    return iso(int(match["y"]), int(match["m"]), int(match["d"]))


def _day(match: re.Match[str], base: date | None) -> str | None:
    return named_day(base, month_number(match["m"]), int(match["d"]), match["y"])


def _month(match: re.Match[str], base: date | None) -> str | None:
    year = match["y"] if "y" in match.re.groupindex else None
    return named_day(base, month_number(match["m"]), None, year)


def _end(match: re.Match[str], base: date | None) -> str | None:
    return last_day(base, month_number(match["m"]), match["y"])


def _relative_year(match: re.Match[str], base: date | None) -> str | None:
    if base is None:
        return None
    return iso(base.year - (match["y"] == "last year"), month_number(match["m"]))


def _last(match: re.Match[str], base: date | None) -> str | None:
    """``last November``: the latest one that is over."""
    month = month_number(match["m"])
    if base is None:
        return None
    return iso(base.year if month < base.month else base.year - 1, month)


def _weekday(match: re.Match[str], base: date | None) -> str | None:
    return weekday(base, DAYS.index(match["w"].lower()[:3]))


def _form(regex: str, kind: str, resolve: Resolver) -> Pattern:
    return re.compile(regex, re.IGNORECASE), kind, resolve


@lru_cache
def english_dates() -> tuple[Pattern, ...]:
    """The forms in order of precedence."""
    nth = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    return (
        _form(rf"\b{YEAR}-(?P<m>\d\d)-(?P<d>\d\d)\b", "day", _full),
        _form(rf"\b{nth}(?: of)? (?P<m>{MONTH})(?:,? {YEAR})?\b(?! \d{{1,2}}\b)", "day", _day),
        _form(rf"\b(?P<m>{MONTH}) {nth}\b(?!,\d)(?:,? {YEAR}\b)?", "day", _day),
        _form(rf"\b(?:(?:at )?the )?end of (?P<m>{MONTH})(?:,? {YEAR})?\b", "day", _end),
        _form(
            rf"\b(?:at |by )?the end of {YEAR}\b", "day", lambda match, base: f"{match['y']}-12-31"
        ),
        _form(rf"\blast (?P<m>{MONTH})\b", "month", _last),
        _form(rf"\b{NAMED}(?: of|,)? {YEAR}\b", "month", _month),
        _form(rf"\b{NAMED} (?P<y>last year|this year)\b", "month", _relative_year),
        _form(rf"\b{BEFORE_MONTH} ?{NAMED}(?= |\b)(?! \d)", "month", _month),
        _form(rf"\blast (?P<w>{WEEKDAY})\b", "day", _weekday),
        _form(rf"\b(?:(?:on|last|this|a|since) )?(?P<w>(?-i:{WEEKDAY}))(?:'s)?\b", "day", _weekday),
        _form(r"\byesterday\b", "day", lambda match, base: days_back(base, 1)),
        _form(
            r"\b(?:today|tonight|this morning|this evening)\b",
            "day",
            lambda match, base: days_back(base, 0),
        ),
        _form(r"\blast week\b", "month", lambda match, base: last_week(base)),
        _form(
            rf"\b(?:earlier |later )?{THIS_MONTH}\b",
            "month",
            lambda match, base: month_back(base, 0),
        ),
        _form(r"\blast month\b", "month", lambda match, base: month_back(base, 1)),
    )
