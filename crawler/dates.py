"""A printed date in, ``published_at`` of an Article out: a UTC instant, or a day without a time."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.date_forms import READERS, Parsed, by_dateparser

LONGEST: Final = 120
"""Characters read: a date is short, and long strings take dateparser seconds."""
FIRST_YEAR, LAST_YEAR = 1990, 2100

_CHINA: Final = timezone(timedelta(hours=8))
_FIXED: Final[dict[str, tzinfo]] = {
    "Asia/Shanghai": _CHINA,
    "Asia/Chongqing": _CHINA,
    "PRC": _CHINA,
    "Asia/Hong_Kong": _CHINA,
    "UTC": UTC,
}
_LABEL: Final = re.compile(
    r"^\s*(?:published|posted|publish(?:ed)? (?:time|date)|pub(?:date)?|date|time|updated"
    r"|last updated|发布时间|发布日期|发表时间|发布于|发表于|更新时间|更新于|日期|时间|来源时间)"
    r"(?:\s+(?:on|at))?\s*[:：]?\s*",
    re.IGNORECASE,
)
_SECOND_LABEL: Final = re.compile(
    r"\s*[(\[|]?\s*\b(?:last\s+)?(?:updated|modified)\b.*|\bsource\s*[:：].*"
    r"|更新.*|来源.*|作者.*|责编.*|编辑.*",
    re.IGNORECASE | re.DOTALL,
)
_BEIJING: Final = re.compile(
    r"[(（]?\s*(?:\bCST\b|\bBJT\b|北京时间|\bBeijing\s+time\b|\bChina\s+Standard\s+Time\b"
    r"|\bAsia/Shanghai\b|\b(?:GMT|UTC)\s?\+0?8(?::?00)?\b)\s*[)）]?",
    re.IGNORECASE,
)


def parse_published(
    text: str, *, language: str, timezone: str, base: datetime | None
) -> str | None:
    """Return ``2024-01-30T12:20:00Z``, or ``2024-01-30`` where the text prints no time, or None.

    A time without an offset is in ``timezone``; ``CST`` is China's; ``base`` (the fetch time)
    resolves relative dates and days without a year, None leaves them unread. Years outside 1990
    to 2100 are refused, as are parts of dates.
    """
    zone = zone_of(timezone)
    text = text.strip()[: 4 * LONGEST].replace("：", ":")
    if _BEIJING.search(text):
        zone, text = _CHINA, _BEIJING.sub(" ", text)
    text = _SECOND_LABEL.sub("", _LABEL.sub("", text)).strip()[:LONGEST]
    if not text:
        return None
    here = base.astimezone(zone) if base else None
    for read in READERS:
        try:
            found = read(text, zone, here)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            return as_published(found)
    return as_published(by_dateparser(text, language, zone, here))


def as_published(moment: Parsed) -> str | None:
    """Return the ``published_at`` form of an aware datetime or a day, None outside the bounds."""
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return moment.isoformat()


def published_from_user(text: str) -> str | None:
    """Return the ``published_at`` form of what a file or an option says, times taken as China's."""
    return parse_published(text, language="en", timezone="Asia/Shanghai", base=None)


def zone_of(name: str) -> tzinfo:
    """Return the zone called ``name``; China's where the name is unknown."""
    if name in _FIXED:
        return _FIXED[name]
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _CHINA


def day_in_china(published_at: str) -> str:
    """Return the calendar day in China of a ``published_at``."""
    if len(published_at) == 10:
        return published_at
    moment = datetime.fromisoformat(published_at).astimezone(_CHINA)
    return moment.date().isoformat()
