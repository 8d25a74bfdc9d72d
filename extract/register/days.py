"""The cell of a day, as printed, to the day and what stands beside it."""

import re
import unicodedata
from datetime import date, timedelta

from extract.register.cells import solid

DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:[-/.年\u2010-\u2015](\d{1,2})[-/.月\u2010-\u2015](\d{1,2})[日号]?|(\d\d)(\d\d))(?!\d)"
)
MIDNIGHT = re.compile(r"[T\s]0?0:00(?::00)?(?:\.0+)?(?!\d)")
SERIAL = re.compile(r"4[3-9]\d{3}|5[0-4]\d{3}")
"""A day of a sheet without the form of one: days since FIRST, from 2017 to 2050."""
FIRST = date(1899, 12, 30)
BRACKETS = re.compile(r"[()\[\]【】〔〕,;、]+")


def day_and_note(text: str) -> tuple[str | None, str | None]:
    """``2024/1/17（补登）`` to (``2024-01-17``, ``补登``); a text without a day is the note."""
    printed = solid(text)
    found = DAY.search(solid(MIDNIGHT.sub("", unicodedata.normalize("NFKC", text))))
    day = _day(found) if found else None
    if SERIAL.fullmatch(printed):
        return (FIRST + timedelta(int(printed))).isoformat(), None
    if found is None or day is None:
        return None, printed or None
    beside = found.string[: found.start()] + "；" + found.string[found.end() :]
    parts = [part for part in re.split("；", BRACKETS.sub("；", beside)) if part]
    return day, "；".join(parts) or None


def _day(found: re.Match[str]) -> str | None:
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
