"""What stands behind or before a printed day in, its time of day and zone out."""

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = timezone(timedelta(hours=8))
_HOURS: Final = {
    **{"Z": 0, "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3},
    **{"CST": 8, "BJT": 8, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
"""Zones by the letters behind a time, as hours; CST is China's, and what means several is none."""
_PLACES: Final = {"ET": "America/New_York", "PT": "America/Los_Angeles"}
_NAMED: Final = "|".join(sorted({*_HOURS, *_PLACES}, key=len, reverse=True))
BEIJING: Final = r"北京时间|Beijing\s+time|China\s+Standard\s+Time|Asia/Shanghai"
_ZONE: Final = (
    r"(?:GMT|UTC)\s?[+-]\d{1,2}(?::?[0-5]\d)?(?!\d)|[+-](?:0\d|1[0-4]):?[0-5]\d(?!\d)"
    rf"|(?-i:{_NAMED})(?![A-Za-z])|{BEIJING}"
)
_OFFSET: Final = re.compile(r"([+-])(\d{1,2}?):?(\d{2})?$")
_MORNING, _NOON, _NIGHT = (
    ("凌晨", "清晨", "早上", "早晨", "上午", "a"),
    "中午",
    ("晚上", "晚间", "晚"),
)
_HALF: Final = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚"
_CORE: Final = (
    rf"(?:(?P<half>{_HALF})\s{{0,2}})?(?P<hour>\d{{1,2}})"
    r"(?:\s?[:：]\s?(?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,]\d+)?)?(?!\d)"
    r"|\s?[时時点點](?:\s?(?P<han_minute>\d{1,2})\s?分?(?:\s?(?P<han_second>\d{1,2})\s?秒)?)?"
    rf"|\.(?P<dotted>[0-5]\d)(?=\s?[ap]\.?m\b|\s?\(?(?-i:{_NAMED})\b|\s*$)"
    r"|(?=\s?[ap]\.?m\b))"
    r"(?:\s?(?P<suffix>[ap])\.?\s?m\b\.?)?"
    rf"(?:\s?[(（\[]?\s?(?P<zone>{_ZONE})(?:\s?[)）\]])?)?"
)
WEEKDAY: Final = (
    r"(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b\.?)"
)
_BEHIND: Final = re.compile(
    rf"(?:T|[\s,，|/•·@_–—-]{{0,4}}(?:[(（\[【]?{WEEKDAY}[)）\]】]?[\s,，|/•·–—-]{{0,4}})?(?:at\s+)?)"
    rf"{_CORE}",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?<![\d:.]){_CORE}[\s,，|/•·–—-]{{1,4}}(?:on\s+)?(?:{WEEKDAY},?\s{{1,3}})?(?:the\s+)?$",
    re.IGNORECASE,
)
_WIDEST: Final = 48
"""Characters before a day in which its time is sought."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed; its hour may be 24."""

    hour: int
    minute: int
    second: int
    zone: tzinfo | None

    def is_real(self) -> bool:
        """Whether a day has it, its end included."""
        last = (24, 0, 0) if self.hour == 24 else (23, 59, 59)
        return all(own <= most for own, most in zip(self._parts(), last, strict=True))

    def _parts(self) -> tuple[int, int, int]:
        return self.hour, self.minute, self.second


def clock_behind(text: str, end: int) -> tuple[Clock | None, int]:
    """Return the time behind a day that ends at ``end``, and where it ends itself."""
    found = _BEHIND.match(text, end)
    clock = _read(found) if found else None
    return (clock, found.end()) if found and clock else (None, end)


def clock_before(text: str, start: int, least: int) -> tuple[Clock | None, int]:
    """Return the time before a day that starts at ``start``, and where it starts itself."""
    first = max(least, start - _WIDEST)
    found = _BEFORE.search(text[first:start])
    clock = _read(found) if found else None
    return (clock, first + found.start()) if found and clock else (None, start)


def zone_named(printed: str) -> tzinfo | None:
    """Return the zone that stands behind a time; None where the letters mean none or several."""
    if printed in _PLACES:
        return ZoneInfo(_PLACES[printed])
    if printed in _HOURS:
        return timezone(timedelta(hours=_HOURS[printed]))
    found = _OFFSET.search(printed)
    if found is None:
        return CHINA if re.fullmatch(BEIJING, printed, re.IGNORECASE) else None
    sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-ahead if sign == "-" else ahead)


def _read(found: re.Match[str]) -> Clock | None:
    part = found.groupdict()
    half = part["half"] or (part["suffix"] or "").lower()
    minute = part["minute"] or part["han_minute"] or part["dotted"] or 0
    hour = _hour(int(part["hour"]), half)
    if hour is None:
        return None
    zone = zone_named(part["zone"]) if part["zone"] else None
    return Clock(hour, int(minute), int(part["second"] or part["han_second"] or 0), zone)


def _hour(hour: int, half: str) -> int | None:
    """Return the hour of 24; None where twelve at night may be of this day or the next."""
    if not half or hour > 12:
        return hour
    if half in _MORNING:
        return hour % 12
    if half == "中午":
        return hour + 12 if hour < 10 else hour
    return None if hour == 12 and half in _NIGHT else hour % 12 + 12
