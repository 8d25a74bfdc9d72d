"""A line in, the dates printed in it out: one set of forms for pages, selectors and meta tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from crawler.clocks import Clock, clock_before, clock_behind

FIRST_YEAR, LAST_YEAR = 1990, 2100
_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR: Final = re.compile(r"\d{4}|年")
"""What every form has."""
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_HAN_YEAR: Final = r"\d{4}|[〇零○一二三四五六七八九]{4}"
HAN_MONTH: Final = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
HAN_DAY: Final = r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DAY: Final = re.compile(
    r"(?<!\d)(?P<year0>\d{4})\s*[-/.]\s*(?P<month0>\d{1,2})\s*[-/.]\s*(?P<day0>\d{1,2})(?!\d)日?"
    rf"|(?P<year1>{_HAN_YEAR})\s*年\s*(?P<month1>{HAN_MONTH})\s*月\s*(?P<day1>{HAN_DAY})(?!\d)"
    r"\s*[日号]?"
    rf"|\b(?P<month2>{MONTH})(?:\.\s*|\s+)(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b"
    rf"|(?<![\d.])(?P<day3>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?(?P<month3>{MONTH})\.?[\s,-]+"
    r"(?P<year3>\d{4})\b"
    r"|(?<![\dA-Za-z./-])(?P<one4>\d{1,2})(?P<mark4>[./-])(?P<two4>\d{1,2})(?P=mark4)(?P<year4>\d{4})"
    r"(?![\d./-])"
    r"|(?<!\d)(?P<year5>\d{4})\s+(?P<month5>\d{1,2})\s*/\s*(?P<day5>\d{1,2})(?=\s+\d{1,2}:\d{2})",
    re.IGNORECASE,
)
"""Years first; in Chinese; month first; day first; in numbers; as boxes of year, day and clock."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A day that a text prints, where it starts and ends with its time, and that time."""

    start: int
    end: int
    day: date
    clock: Clock | None

    def moment(self, zone: tzinfo) -> datetime | date:
        """Return the instant, its time in ``zone`` where none is printed, or the day."""
        if self.clock is None:
            return self.day
        day, clock = self.day, self.clock
        hour, minute, second = clock.hour, clock.minute, clock.second
        late = (hour, minute, second) == (24, 0, 0)
        moment = datetime(
            *(day.year, day.month, day.day, 0 if late else hour, minute, second),
            tzinfo=clock.zone or zone,
        )
        return moment + timedelta(days=late)


def printed_dates(text: str) -> Iterator[Printed]:
    """Yield the dates of a text in its order; what is no day of the calendar, and numbers of
    which day and month cannot be told apart, are none."""
    if _YEAR.search(text) is None:
        return
    at = least = 0
    while found := _DAY.search(text, at):
        at = found.end()
        if (day := _day(found)) is None:
            continue
        clock, end = clock_behind(text, found.end())
        start = found.start()
        if clock is None:
            clock, start = clock_before(text, start, least)
        if clock is not None and not clock.is_real():
            continue
        at = least = end
        yield Printed(start, end, day, clock)


def without_dates(text: str) -> str:
    """Return a text without the dates printed in it and their times."""
    parts, at = [], 0
    for found in printed_dates(text):
        parts.append(text[at : found.start])
        at = found.end
    return "".join((*parts, text[at:]))


def unclear(text: str) -> bool:
    """Tell whether a text has a date in numbers of which day and month cannot be told apart."""
    found = _DAY.search(text)
    return found is not None and found["one4"] is not None and _day(found) is None


def _day(found: re.Match[str]) -> date | None:
    part = {name[:-1]: value for name, value in found.groupdict().items() if value}
    year = int(part["year"].translate(_DIGITS))
    if "one" in part:
        ordered = _ordered(int(part["one"]), int(part["two"]), part["mark"])
    else:
        ordered = number(part["month"]), number(part["day"])
    if ordered is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, *ordered)
    except ValueError:
        return None


def _ordered(one: int, two: int, mark: str) -> tuple[int, int] | None:
    """Return month and day; with full stops the day is first everywhere."""
    if mark == "." or one > 12 or one == two:
        return two, one
    return (one, two) if two > 12 else None


def number(word: str) -> int:
    """Return what digits, Chinese numerals below a hundred or an English month mean."""
    if word.isdecimal():
        return int(word)
    if word.isascii():
        return _MONTHS[word[:3].lower()]
    tens, ten, units = word.rpartition("十")
    return (int(tens.translate(_DIGITS) or 1) * 10 if ten else 0) + int(
        units.translate(_DIGITS) or 0
    )
