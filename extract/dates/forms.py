"""Forms of printed dates, one file a language, and how each is resolved to ISO days and months."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from extract.dates import days
from extract.errors import RuleError
from extract.matching.regexes import Regex
from extract.matching.word_lists import RULES, read_lines, vocabulary
from extract.printed.numbers import han_value, words

KEYS = {"id", "kind", "how", "regex", "yes", "no"}
KINDS = ("day", "month", "period")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
WEEKDAYS |= {c: i for i, c in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
YEARS_BACK = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2, "this year": 0, "last year": 1}


@dataclass(frozen=True, slots=True)
class Parts:
    """A match of a form, its named groups read as numbers, and the day of publication."""

    match: re.Match[str]
    base: date | None
    language: str

    def word(self, name: str) -> str | None:
        """A group's text; None where the form has no such group, or it is empty."""
        return self.match[name] if name in self.match.re.groupindex else None

    def number(self, name: str) -> int | None:
        """A month, a day or a count, in digits or words."""
        word = (self.word(name) or "").lower()
        if not word:
            return None
        if word.isdigit():
            return int(word)
        if word[:3] in MONTHS and name != "n":
            return MONTHS.index(word[:3]) + 1
        if word in ORDER:
            return ORDER[word]
        if self.language == "zh":
            return han_value(word)
        return words("en").get(word, 1)

    def year(self, name: str = "y") -> int | None:
        """A printed year, or one named from that of publication."""
        word = (self.word(name) or "").lower()
        if word in YEARS_BACK:
            return self.base.year - YEARS_BACK[word] if self.base else None
        digits = word.rstrip("年")
        return int(digits) if digits.isdigit() else han_value(digits) if digits else None

    @property
    def weekday(self) -> int:
        """0 for Monday."""
        word = (self.word("w") or self.word("v") or "").lower()
        return WEEKDAYS[word if len(word) == 1 else word[:3]]


Resolver = Callable[[Parts], str | None]
"""To ``YYYY-MM-DD``, ``YYYY-MM``, for a period two days with a slash between, or None."""


def _full(parts: Parts) -> str | None:
    year, month, day = (parts.number(name) for name in "ymd")
    return days.iso(year or 0, month or 0, day or 0)


def _day(parts: Parts) -> str | None:
    return days.named_day(parts.base, parts.number("m") or 0, parts.number("d"), parts.year())


def _month(parts: Parts) -> str | None:
    return days.named_day(parts.base, parts.number("m") or 0, None, parts.year())


def _month_end(parts: Parts) -> str | None:
    return days.last_day(parts.base, parts.number("m") or 0, parts.year())


def _year_end(parts: Parts) -> str | None:
    year = parts.year()
    return f"{year}-12-31" if year else None


def _year_start(parts: Parts) -> str | None:
    year = parts.year()
    return f"{year}-01" if year else None


def _months(parts: Parts) -> str | None:
    """``March to April``, 5月至6月: from the first day to the last."""
    return days.span(
        parts.base, parts.number("a") or 0, parts.number("b") or 0, parts.year() or parts.year("y1")
    )


def _days(parts: Parts) -> str | None:
    """6月1日至6月30日, ``June 1-30``: from the first day to the last."""
    begins = parts.number("a") or parts.number("b") or 0
    ends = parts.number("b") or begins
    last = days.named_day(parts.base, ends, parts.number("d"), parts.year() or parts.year("y1"))
    if last is None:
        return None
    year = parts.year("y1") or int(last[:4]) - (begins > ends)
    first = days.iso(year, begins, parts.number("c") or 0)
    return f"{first}/{last}" if first and first <= last else None


def _quarter(parts: Parts) -> str | None:
    last = 3 * (parts.number("n") or 0)
    return days.span(parts.base, last - 2, last, parts.year())


def _half(parts: Parts) -> str | None:
    last = 6 * (parts.number("n") or 0)
    return days.span(parts.base, last - 5, last, parts.year())


def _past_week(parts: Parts) -> str | None:
    """``last week``, ``the week before last`` or ``the weekend``: the month it lies in."""
    said = parts.match.group().lower()
    if "weekend" in said:
        return days.weekend(parts.base)
    return days.past_week(parts.base, 2 if "before last" in said else 1)


@lru_cache(maxsize=4096)
def parsed(text: str, language: str, base: date) -> str | None:
    """A relative date by dateparser, counted from the day of publication; weeks give a month."""
    from dateparser.date import DateDataParser

    settings = {"RELATIVE_BASE": datetime(base.year, base.month, base.day)}
    found = DateDataParser(languages=[language], settings=settings).get_date_data(text)
    if found.date_obj is None:
        return None
    day = found.date_obj.date().isoformat()
    return str(day if found.period == "day" else day[:7])


def _digits(parts: Parts) -> str:
    """The match with a Chinese numeral in digits, as dateparser wants it."""
    text, numeral = parts.match.group(), parts.word("n")
    text = text.replace("之前", "前").replace("以前", "前")
    return text.replace(numeral, str(parts.number("n")), 1) if numeral else text


RESOLVERS: dict[str, Resolver] = {
    "full": _full,
    "day": _day,
    "month": _month,
    "month_end": _month_end,
    "last_day": _month_end,
    "year_end": _year_end,
    "year_start": _year_start,
    "past_month": lambda p: days.past_month(p.base, p.number("m") or 0),
    "months": _months,
    "days": _days,
    "quarter": _quarter,
    "half": _half,
    "weekday": lambda p: days.weekday(p.base, p.weekday),
    "past_weekday": lambda p: days.past_weekday(p.base, p.weekday),
    "weekday_this_week": lambda p: days.weekday_of_week(p.base, p.weekday, 0),
    "weekday_last_week": lambda p: days.weekday_of_week(p.base, p.weekday, 1),
    "day_of_month": lambda p: days.day_of_month(p.base, p.number("d") or 0),
    "day_of_last_month": lambda p: days.day_of_last_month(p.base, p.number("d") or 0),
    "back_0": lambda p: days.days_back(p.base, 0),
    "back_1": lambda p: days.days_back(p.base, 1),
    "back_2": lambda p: days.days_back(p.base, 2),
    "past_week": _past_week,
    "months_back_0": lambda p: days.month_back(p.base, 0),
    "months_back_1": lambda p: days.month_back(p.base, 1),
    "parse": lambda p: parsed(_digits(p), p.language, p.base) if p.base else None,
    "before": lambda p: None,
    "after": lambda p: None,
}
"""By the ``how`` of a form; ``before`` and ``after`` are told from the day named before them."""


@dataclass(frozen=True, slots=True)
class DateForm:
    """A line of ``dates.jsonl``."""

    id: str
    kind: str
    """``day``, ``month`` or ``period``."""
    how: str
    written: Regex
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled regex."""
        return self.written.pattern


@lru_cache
def date_forms(language: str) -> tuple[DateForm, ...]:
    """The forms of a language in order of precedence."""
    out = []
    for number, record in read_lines(RULES / language / "dates.jsonl"):
        if set(record) != KEYS:
            raise RuleError("dates.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
        if record["kind"] not in KINDS or record["how"] not in RESOLVERS:
            raise RuleError("dates.jsonl", number, "unknown kind or how")
        regex = vocabulary(language).regex(record["regex"])
        out.append(
            DateForm(
                record["id"], record["kind"], record["how"], regex,
                tuple(record["yes"]), tuple(record["no"]),
            )
        )  # fmt: skip
    return tuple(out)


def steps(parts: Parts) -> int:
    """The days by which ``two days later`` or 次日 lies from the day named before it."""
    if re.search(r"same|that|[同当]", parts.match.group().lower()):
        return 0
    weeks = (parts.word("u") or "").startswith(("week", "周", "个", "星"))
    return (parts.number("n") or 1) * (7 if weeks else 1)
