"""The forms in which dates are printed: each reader takes a string and returns what it found."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final

from crawler.clocks import clock_behind, zone_named
from crawler.printed import HAN_DAY, HAN_MONTH, MONTH, Printed, number, unclear

Parsed = datetime | date | None
"""An aware datetime, a day where no time is printed, or None."""
Now = datetime | None
"""The fetch time in the page's zone; None where it is unknown, as for a file."""

_SPLIT: Final = re.compile(
    r"(?<!\d)(\d{4})\s*(\d{1,2})\s*/\s*(\d{1,2}?)\s*(\d{2}):(\d{2})(?::(\d{2}))?(?!\d)"
)
"""Year, day and clock in boxes of their own, perhaps without a space between."""
_COMPACT: Final = re.compile(
    r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{4})?(?!\d)"
)
_YEARLESS: Final = re.compile(
    rf"(?:(今年|去年)\s*|(?<![\d年])(?<!年\s))({HAN_MONTH})\s*月\s*({HAN_DAY})(?!\d)\s*[日号]?"
)
_YEAR_LAST: Final = re.compile(
    rf"\b({MONTH})\s+(\d{{1,2}})\s+(\d{{1,2}}):(\d{{2}}):(\d{{2}})"
    r"\s+(?:(?-i:([A-Z]{1,5}))\s+)?(\d{4})\b",
    re.IGNORECASE,
)
"""As programs in Java and C write dates."""
_NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in for the fetch time where dateparser insists on one."""
_AGO: Final = re.compile(
    r"^(\d{1,3})\s*(?:(分钟|mins?|minutes?)|(小时|个小时|hrs?|hours?)|(天|days?))\s*(?:前|ago)",
    re.IGNORECASE,
)
_NEAR_DAY: Final = re.compile(
    r"^(今天|今日|today|昨天|昨日|yesterday|前天)[,\s]*(?:at\s+)?(?:(\d{1,2}):(\d{2}))?",
    re.IGNORECASE,
)
_NEAR_DAYS: Final = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "昨天": 1,
    "昨日": 1,
    "yesterday": 1,
    "前天": 2,
}


def _split(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _SPLIT.search(text)):
        return None
    year, month, day, hour, minute, second = found.groups()
    return _moment(year, month, day, hour, minute, second, zone)


def _compact(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _COMPACT.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    zone = (zone_named(offset) if offset else None) or zone
    return _moment(year, month, day, hour, minute, second, zone)


def _mail(text: str, _: tzinfo, __: Now) -> Parsed:
    if "," not in text[:5] or ":" not in text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    return moment if moment.tzinfo else None


def _yearless(text: str, zone: tzinfo, here: Now) -> Parsed:
    """Read a Chinese month and day: those that come last, or that of 去年."""
    if here is None or not (found := _YEARLESS.search(text)):
        return None
    word, month, day = found.group(1), number(found.group(2)), number(found.group(3))
    year = here.year - (word == "去年")
    if word is None and date(year, month, day) > here.date() + timedelta(days=1):
        year -= 1
    clock, _ = clock_behind(text, found.end())
    return Printed(*found.span(), date(year, month, day), clock).moment(zone)


def _year_last(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _YEAR_LAST.search(text)):
        return None
    month, day, hour, minute, second, named, year = found.groups()
    zone = (zone_named(named) if named else None) or zone
    return _moment(year, str(number(month)), day, hour, minute, second, zone)


def _relative(text: str, _: tzinfo, here: Now) -> Parsed:
    if here is None:
        return None
    if found := _AGO.match(text):
        amount, minutes, hours, _days = found.groups()
        if minutes:
            return here - timedelta(minutes=int(amount))
        if hours:
            return here - timedelta(hours=int(amount))
        return (here - timedelta(days=int(amount))).date()
    if found := _NEAR_DAY.match(text):
        word, hour, minute = found.groups()
        day = here - timedelta(days=_NEAR_DAYS[word.lower()])
        if hour is None:
            return day.date()
        return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return None


READERS: Final[tuple[Callable[[str, tzinfo, Now], Parsed], ...]] = (
    _split,
    _mail,
    _compact,
    _year_last,
    _yearless,
    _relative,
)


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    zone: tzinfo,
) -> datetime | date:
    if hour is None:
        return date(int(year), int(month), int(day))
    clock = (int(hour), int(minute or 0), int(second or 0))
    if clock == (24, 0, 0):
        return datetime(int(year), int(month), int(day), tzinfo=zone) + timedelta(days=1)
    return datetime(int(year), int(month), int(day), *clock, tzinfo=zone)


def by_dateparser(text: str, language: str, zone: tzinfo, here: Now) -> Parsed:
    """Ask dateparser, which must find day, month and year and may not read relative words."""
    if not re.search(r"\d", text) or len(text) > 60 or unclear(text):
        return None
    import dateparser

    languages = ["zh"] if language == "zh" else ["en"]
    moment = dateparser.parse(
        text,
        languages=languages,
        settings={
            "RELATIVE_BASE": (here or _NO_DAY).replace(tzinfo=None),
            "REQUIRE_PARTS": ["year", "month", "day"],
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
            "DATE_ORDER": "YMD" if language == "zh" else "DMY",
        },
    )
    if moment is None:
        return None
    if not re.search(r"\d{1,2}:\d{2}|\d\s*[ap]\.?m\b", text, re.IGNORECASE):
        return moment.date()
    return moment.replace(tzinfo=moment.tzinfo or zone)
