"""A text to its dates, resolved from the day of publication and never from the clock."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from extract.days import month_end, year_of
from extract.english_dates import MONTH, english_dates, month_number
from extract.han_dates import han_dates, han_year

FORMS = {"en": english_dates, "zh": han_dates}
AS_OF = {
    "en": re.compile(
        r"(?:\bas of|\bby|\buntil|\bthrough|\bup to|\bas at|\bto)(?: the)?\s*$", re.IGNORECASE
    ),
    "zh": re.compile(r"(?:截至|截止|截止到|截至到|到|至|截)\s*$"),
}
SINCE = re.compile(r"(?:\bsince|\bafter|\bbefore|\bfrom|自从?|从|在)\s*$", re.IGNORECASE)
SINCE_WORD = re.compile(r"\bsince\s*$", re.IGNORECASE)
IN_FORCE = re.compile(
    r"\b(?:t(?:ook|ake[sn]?) effect|into (?:force|effect)|effective|applied)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"\s*(?:,? ?\d{4})?\s*(?:\(\w+\)|/\w+/|--|—"
    r"|电(?![话影视子商动])|(?:讯|消息)(?=[(（ ，,：:]))"
)
PAGE = re.compile(r"\s*(?:,? ?\d{4})?,?\s*\d{1,2}:\d\d")
ACCOUNT = re.compile(r"[”\"办委府局]$")
"""Whose day ``消息`` stands under where it is no medium's: an account or an office."""
PERIOD = {
    "en": re.compile(
        rf"\b(?:in|during|between|from)? ?(?P<a>{MONTH})(?: (?P<y1>20\d\d))?"
        rf" (?:and|to|through|-) (?P<b>{MONTH})(?:,? (?P<y>20\d\d))?\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:(?P<y1>20\d\d年|今年|去年))?(?P<a>\d{1,2})月?\s*[至到\-—~]\s*"
        r"(?P<y>20\d\d年)?(?P<b>\d{1,2})月(?!\d)"
    ),
}
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed; ``value`` is ``YYYY-MM-DD``, ``YYYY-MM`` or None where none is sure."""

    start: int
    end: int
    value: str | None
    kind: str
    """``day``, ``month``, ``period``, ``as_of`` (a state), ``since``, ``dateline`` or ``page``."""
    period: tuple[str, str] | None = None


def published_day(published_at: str | None) -> date | None:
    """The calendar day in China (UTC+8) of an Article's ``published_at``.

    None without a day: from a month (``2026-05``) no weekday and no "yesterday" can be told.
    """
    if not published_at or len(published_at) < 10:
        return None
    if len(published_at) == 10:
        return date.fromisoformat(published_at)
    instant = datetime.fromisoformat(published_at)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(CHINA).date()


def find_dates(
    text: str, language: str, base: date | None, hidden: Sequence[tuple[int, int]] = ()
) -> list[DateMention]:
    """Dates in order of position, without overlaps; earlier patterns are the more specific.

    ``hidden`` are spans in which no date is sought, such as the names of newspapers.
    """
    found = list(_periods(text, language, base))
    taken = bytearray(len(text))
    for start, end in (*hidden, *((d.start, d.end) for d in found)):
        taken[start:end] = b"\1" * (end - start)
    for pattern, kind, resolve in FORMS[language]():
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            mention = _mention(text, match, resolve(match, base), kind, language)
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            found.append(mention)
    return sorted(found, key=lambda d: d.start)


def _mention(
    text: str, match: re.Match[str], value: str | None, kind: str, language: str
) -> DateMention:
    as_of = AS_OF[language].search(text[max(0, match.start() - 12) : match.start()])
    if as_of:
        return DateMention(match.start() - len(as_of.group()), match.end(), value, "as_of")
    return DateMention(match.start(), match.end(), value, _kind(text, match, kind))


def _kind(text: str, match: re.Match[str], kind: str) -> str:
    """What the words around a date make of it."""
    head = text[max(0, match.start() - 8) : match.start()]
    if text.startswith(("起", "以来", "开始"), match.end()) and SINCE.search(head):
        return "since"
    if SINCE_WORD.search(head) or match.group().lower().startswith("since"):
        return "since"
    if IN_FORCE.search(text[max(0, match.start() - 40) : match.start()]):
        return "since"
    if PAGE.match(text, match.end()):
        return "page"
    told = DATELINE.match(text, match.end()) and not ACCOUNT.search(head)
    return "dateline" if told else kind


def _periods(text: str, language: str, base: date | None) -> Iterator[DateMention]:
    """``March to April``, 5月至6月: from the first day to the last."""
    number = month_number if language == "en" else int
    for match in PERIOD[language].finditer(text):
        first, last = number(match["a"]), number(match["b"])
        if not (1 <= first <= 12 and 1 <= last <= 12):
            continue
        year = _year(match, last, base)
        if year is None:
            yield DateMention(*match.span(), None, "period")
            continue
        begin, end = date(year - (first > last), first, 1), month_end(year, last)
        period = (begin.isoformat(), end.isoformat())
        yield DateMention(*match.span(), end.isoformat(), "period", period)


def _year(match: re.Match[str], month: int, base: date | None) -> int | None:
    printed = match["y"] or match["y1"]
    year = printed if printed and printed.isdigit() else han_year(printed, base)
    return int(year) if year else year_of(month, 28, base)
