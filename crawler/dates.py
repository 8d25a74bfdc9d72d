"""A printed date in, ``published_at`` of an Article out: a UTC instant, or a day without a time."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.clocks import BEIJING, CHINA
from crawler.date_forms import READERS, Parsed, by_dateparser
from crawler.date_labels import Rank, rank
from crawler.printed import FIRST_YEAR, LAST_YEAR, Printed, printed_dates

LONGEST: Final = 120
"""Characters read: a date is short, and long strings take dateparser seconds."""

_FIXED: Final[dict[str, tzinfo]] = {
    "Asia/Shanghai": CHINA,
    "Asia/Chongqing": CHINA,
    "PRC": CHINA,
    "Asia/Hong_Kong": CHINA,
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
_BYLINE: Final = re.compile(r"^(?:(?:信息)?(?:来源|作者|责编|编辑)\s*[:：]\s*\S+\s+)+")
_BEIJING: Final = re.compile(
    rf"[(（]?\s*(?:\bCST\b|\bBJT\b|{BEIJING}|\b(?:GMT|UTC)\s?\+0?8(?::?00)?\b)\s*[)）]?",
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
        zone, text = CHINA, _BEIJING.sub(" ", text)
    if printed := list(printed_dates(text)):
        return _best(text, printed, zone)
    text = _SECOND_LABEL.sub("", _BYLINE.sub("", _LABEL.sub("", text))).strip()[:LONGEST]
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


def _best(text: str, printed: Sequence[Printed], zone: tzinfo) -> str | None:
    """Return the date of a text that is most likely that of its publication."""

    def of_what(one: Printed) -> Rank:
        told = rank(text, one)
        return Rank.PLAIN if told is Rank.PROSE else told

    best = min(printed, key=of_what)
    return as_published(best.moment(zone)) if of_what(best) is not Rank.OTHER else None


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
        return CHINA


def day_in_china(published_at: str) -> str:
    """Return the calendar day in China of a ``published_at``."""
    if len(published_at) == 10:
        return published_at
    moment = datetime.fromisoformat(published_at).astimezone(CHINA)
    return moment.date().isoformat()
