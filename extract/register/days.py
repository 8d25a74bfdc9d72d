"""The cell of a day, as printed, to the day and what stands beside it."""

import re
import unicodedata
from datetime import date

from extract.register.cells import solid

DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:[-/.年\u2010-\u2015](\d{1,2})[-/.月\u2010-\u2015](\d{1,2})[日号]?|(\d\d)(\d\d))(?!\d)"
)
MIDNIGHT = re.compile(r"[T\s]0?0:00(?::00)?(?:\.0+)?(?!\d)")
BRACKETS = re.compile(r"[()\[\]【】〔〕,;、]+")


def day_and_note(text: str) -> tuple[str | None, str | None]:
    """``2024/1/17（补登）`` to (``2024-01-17``, ``补登``); a text without a day is the note."""
    printed = solid(text)
    found = DAY.search(solid(MIDNIGHT.sub("", unicodedata.normalize("NFKC", text))))
    day = _day(found) if found else None
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
