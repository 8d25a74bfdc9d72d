"""The forms in which dates are printed: each reader takes a string and returns what it found."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

Parsed = datetime | date | None
"""An aware datetime, a day where no time is printed, or None."""
Now = datetime | None
"""The fetch time in the page's zone; None where it is unknown, as for a file."""

_DIGITS: Final = str.maketrans(
    "〇零○一二三四五六七八九０１２３４５６７８９：", "000" + "123456789" + "0123456789" + ":"
)
_HOURS: Final = {
    **{"Z": 0, "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3},
    **{"SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
"""Zones by the letters behind a time, as hours; CST is China's, and what means several is none."""
_PLACES: Final = {"ET": "America/New_York", "PT": "America/Los_Angeles"}
_NAMED: Final = "(?-i:" + "|".join(sorted({*_HOURS, *_PLACES}, key=len, reverse=True)) + r")\b"
_ISO: Final = re.compile(
    r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:[T ,]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    rf"\s*([+-]\d{{2}}:?\d{{2}}(?!\d)|{_NAMED})?"
)
_SPLIT: Final = re.compile(
    r"(?<!\d)(\d{4})\s*(\d{1,2})\s*/\s*(\d{1,2}?)\s*(\d{2}):(\d{2})(?::(\d{2}))?(?!\d)"
)
"""Year, day and clock in boxes of their own, perhaps without a space between."""
_COMPACT: Final = re.compile(
    r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{4})?(?!\d)"
)
_HAN: Final = re.compile(
    r"(?:(\d{4})\s*年|(今年|去年))?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?"
    r"(?:[^\d]{0,6}?(凌晨|早上|上午|中午|下午|晚上|晚)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?(?::(\d{2}))?)?"
)
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK: Final = (
    r"(?:[^\w:]{1,4}(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?"
    rf"\s*([+-]\d{{2}}:?\d{{2}}|{_NAMED})?)?"
)
_MONTH_FIRST: Final = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b{_CLOCK}", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+{_MONTH}[\s,-]+(\d{{4}})\b{_CLOCK}", re.IGNORECASE
)
_YEAR_LAST: Final = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})\s+(\d{{1,2}}):(\d{{2}}):(\d{{2}})"
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


def _iso(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _ISO.search(text)):
        return None
    year, _sep, month, day, hour, minute, second, offset = found.groups()
    return _moment(year, month, day, hour, minute, second, _offset(offset, zone))


def _split(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _SPLIT.search(text)):
        return None
    year, month, day, hour, minute, second = found.groups()
    return _moment(year, month, day, hour, minute, second, zone)


def _compact(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _COMPACT.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    return _moment(year, month, day, hour, minute, second, _offset(offset, zone))


def _mail(text: str, _: tzinfo, __: Now) -> Parsed:
    if "," not in text[:5] or ":" not in text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    return moment if moment.tzinfo else None


def _han(text: str, zone: tzinfo, here: Now) -> Parsed:
    if not (found := _HAN.search(_han_digits(text))):
        return None
    year, word, month, day, half, hour, minute, second = found.groups()
    if hour and half in ("下午", "晚上", "晚") and int(hour) < 12:
        hour = str(int(hour) + 12)
    if here is None:
        return _moment(year, month, day, hour, minute or "0", second, zone) if year else None
    chosen = int(year) if year else here.year - (word == "去年")
    moment = _moment(str(chosen), month, day, hour, minute or "0", second, zone)
    if year is None and word is None and moment is not None:
        ahead = moment.date() if isinstance(moment, datetime) else moment
        if ahead > here.date() + timedelta(days=1):
            moment = moment.replace(year=here.year - 1)
    return moment


def _han_digits(text: str) -> str:
    """Turn 二〇二四年一月三十日 into digits."""
    text = re.sub("[二三]?十[一二三四五六七八九]?", lambda m: str(_tens(m.group())), text)
    return text.translate(_DIGITS)


def _tens(word: str) -> int:
    tens, _, units = word.partition("十")
    digits = "一二三四五六七八九"
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(units) + 1 if units else 0)


def _month_first(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _MONTH_FIRST.search(text)):
        return None
    month, day, year, *clock = found.groups()
    return _english(year, month, day, clock, zone)


def _year_last(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _YEAR_LAST.search(text)):
        return None
    month, day, hour, minute, second, named, year = found.groups()
    return _english(year, month, day, [hour, minute, second, None, named], zone)


def _day_first(text: str, zone: tzinfo, _: Now) -> Parsed:
    if not (found := _DAY_FIRST.search(text)):
        return None
    day, month, year, *clock = found.groups()
    return _english(year, month, day, clock, zone)


def _english(
    year: str, month: str, day: str, clock: list[str | None], zone: tzinfo
) -> datetime | date:
    hour, minute, second, half, offset = clock
    if hour and half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    number = str(_MONTHS[month[:3].lower()])
    return _moment(year, number, day, hour, minute, second, _offset(offset, zone))


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
    _iso,
    _split,
    _mail,
    _compact,
    _month_first,
    _day_first,
    _year_last,
    _han,
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


def _offset(printed: str | None, zone: tzinfo) -> tzinfo:
    if not printed:
        return zone
    if printed.isalpha():
        if printed in _PLACES:
            return ZoneInfo(_PLACES[printed])
        return timezone(timedelta(hours=_HOURS[printed])) if printed in _HOURS else zone
    sign = -1 if printed[0] == "-" else 1
    hours, minutes = int(printed[1:3]), int(printed[-2:])
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def by_dateparser(text: str, language: str, zone: tzinfo, here: Now) -> Parsed:
    """Ask dateparser, which must find day, month and year and may not read relative words."""
    if not re.search(r"\d", text) or len(text) > 60:
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
