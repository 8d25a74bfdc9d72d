"""A text to its dates, resolved from the day of publication and never from the clock."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from extract.dates.days import month_end
from extract.dates.forms import RESOLVERS, DateForm, Parts, date_forms, steps
from extract.matching.scanner import Scanner
from extract.quick import quick

AS_OF = {
    "en": re.compile(
        r"(?:\bas of|\bby|\buntil|\bup to|\bas at|\bto|\bend(?:ed|ing)"
        r"|(?<!let )(?<!get )(?<!got )(?<!went )(?<!gone )(?<!came )(?<!put )(?<!waved )\bthrough)"
        r"(?: the)?(?: late| early| mid-?)?\s*$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:截至|截止|截止到|截至到|到|至|截)\s*$"),
}
SINCE = re.compile(r"(?:\bsince|\bafter|\bbefore|\bfrom|自从?|从|在)\s*$", re.IGNORECASE)
SINCE_WORD = re.compile(r"\bsince\s*$|\bsince (?!(?:been|then)\b)(?:[\w'-]+ ){1,9}$", re.IGNORECASE)
SINCE_REACH = 72
SINCE_THEN = re.compile(r"[^，。；;\d]{1,16}以来")
"""Behind a Chinese date that something is told of since: ``自2023年8月实施备案管理以来``."""
"""Characters before a date in which its ``since`` stands: ``since the first three in May``."""
BACK_TO = re.compile(r"\bdat(?:es?|ed|ing) (?:all the way )?back to (?:the )?\Z", re.IGNORECASE)
"""Before a day on which something began: no state as of it is told."""
BY = re.compile(r"by the end\b", re.IGNORECASE)
"""How a printed date begins that a state is told of."""
STOOD = re.compile(
    r"\b(?:stood|stands|standing|numbered|totall?ed|amounted)\b[^.;]{0,40}?\d[^.;\d]{0,40}$"
)
"""What an English text says before the end of a month on which a total stood."""
STOOD_REACH = 90
HAD_BEEN = re.compile(
    r"(?:^|(?<=\n)|(?<=[.”\"] ))At the (?:end|close) of [^.;]{3,100}? had (?:been|already|\d)"
)
"""How a sentence goes on that such an end begins: ``At the end of May, 40 had been``."""
COMPARED = re.compile(r"(?:[与较比]|相比于?|对比)$")
"""What stands before a Chinese date with whose state a later one is compared."""
IN_FORCE = re.compile(
    r"\b(?:t(?:ook|ake[sn]?) effect|into (?:force|effect)|effective|applied)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
ACT_IN_FORCE = re.compile(
    r"\b(?:filings?|registrations?|approvals?|clearances?|permits?|licen[cs]es?|entry|entries)\b"
    r"(?:(?!\b(?:rules?|measures|regulations?|laws?|provisions|requirements?|standards?"
    r"|mandatory|compulsory|regime|system|guidelines)\b)[^.;]){0,60}"
    r"\b(?:took effect|came into (?:force|effect)|became effective)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
"""A filing that takes effect is granted then; no rule comes into force."""
IN_FORCE_REACH = 130
DATELINE = re.compile(
    r"\s*(?:,? ?\d{4})?\s*(?:\(\w+\)|\([\w ]{2,24}\)\s*[-–—]|/\w+/|--|—"
    r"|电(?![话影视子商动])|讯(?![息问飞号速])|(?:[上下]午|[早晚]间)?消息(?![面称]|人士|传出|显示))"
)
PAGE = re.compile(r"\s*(?:,? ?\d{4})?,?\s*\d{1,2}:\d\d")
ACCOUNT = re.compile(r"[”\"办委府局]$")
"""Whose day ``消息`` stands under where it is no medium's: an account or an office."""
DAY = "2024-01-30"
LATELY = 45
"""Days from the end of a month to the report up to which ``that day`` is one of that month."""
MONTH_ONLY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
AGO = re.compile(r"(?:[天日周]|星期)(?:之|以)?前$")
"""How a Chinese day or week ends that is counted back."""
OPENS = re.compile(r"[，。；;\n]\)?[而早就还仅在]{0,3}$")
"""What stands before a date with which a clause begins."""
BACK = ("back_0", "back_1", "back_2")
"""How today, yesterday and the day before are resolved."""
PRINTED = timedelta(days=2)
"""From the day on which a Chinese report is written to that on which it is printed."""
CALENDAR = ("day", "month", "month_end", "last_day", "days", "months")
"""How dates are resolved that name their month: the month of publication tells their year."""
CHINA = timezone(timedelta(hours=8))


@quick
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


def published_month(published_at: str | None) -> date | None:
    """The last day of a date of publication that is no more than a month (``2026-05``)."""
    if not published_at or not MONTH_ONLY.fullmatch(published_at.strip()):
        return None
    year, month = published_at.strip().split("-")
    return month_end(int(year), int(month))


def find_dates(
    text: str,
    language: str,
    base: date | None,
    hidden: Sequence[tuple[int, int]] = (),
    month: date | None = None,
) -> list[DateMention]:
    """Dates in order of position, without overlaps; earlier forms are the more specific.

    ``hidden`` are spans in which no date is sought, such as the names of newspapers. ``month`` is
    the end of the month of publication where no more is known: it gives printed days their year.
    """
    found: list[tuple[DateMention, int | None]] = []
    written: dict[int, int] = {}
    ago: dict[int, int] = {}
    taken = bytearray(len(text))
    for start, end in hidden:
        taken[start:end] = b"\1" * (end - start)
    for form, match in _matches(text, language):
        if any(taken[match.start() : match.end()]):
            continue
        parts = Parts(match, base or (month if form.how in CALENDAR else None), language)
        mention = _mention(text, form, parts)
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        if form.how in BACK:
            written[mention.start] = BACK.index(form.how)
        sign = {"before": -1, "after": 1}.get(form.how)
        if form.how == "parse" and AGO.search(match.group()):
            ago[mention.start] = -steps(parts)
        found.append((mention, sign * steps(parts) if sign else None))
    found.sort(key=lambda d: d[0].start)
    if ago:
        found = list(_ago_then(found, ago, text))
    out = _counted_on(_of_one_day(found, text), base, language)
    return _as_written(out, written, base) if language == "zh" and base else out


def _ago_then(
    found: Sequence[tuple[DateMention, int | None]], ago: Mapping[int, int], text: str
) -> Iterator[tuple[DateMention, int | None]]:
    """``5月13日公布。一周之前，清单公布``: counted from the day its paragraph names before."""
    last: DateMention | None = None
    for mention, distance in found:
        opens = OPENS.search(text, max(0, mention.start - 5), mention.start) is not None
        if mention.start in ago and opens and last and "\n" not in text[last.end : mention.start]:
            yield replace(mention, kind="day"), ago[mention.start]
        else:
            yield mention, distance
            last = mention if mention.kind == "day" and mention.value else last


def _as_written(
    found: Sequence[DateMention], written: Mapping[int, int], base: date
) -> list[DateMention]:
    """``某报海口10月10日讯 今天``, printed the day after: counted from the day of the dateline."""
    line = next((d for d in found[:2] if d.kind == "dateline" and len(d.value or "") > 7), None)
    day = date.fromisoformat(line.value) if line and line.value else base
    if not timedelta(0) < base - day <= PRINTED:
        return list(found)
    return [
        replace(d, value=(day - timedelta(days=written[d.start])).isoformat())
        if d.start in written and d.kind == "day"
        else d
        for d in found
    ]


def _matches(text: str, language: str) -> Iterator[tuple[DateForm, re.Match[str]]]:
    """What each form finds, in the order of the forms."""
    forms = date_forms(language)
    found = sorted(_scanner(language).find(text), key=lambda x: (x[0], x[1].start()))
    return ((forms[index], match) for index, match in found)


@lru_cache
def _scanner(language: str) -> Scanner:
    return Scanner([form.written for form in date_forms(language)])


def _counted_on(
    found: Sequence[tuple[DateMention, int | None]], base: date | None, language: str
) -> list[DateMention]:
    """Resolves days that are counted from the last one named (次日, ``two days later``).

    The same day as one that is not named is the day of the report, in English a day of the month
    told last; a state ``by the same date`` is of the day of the last one.
    """
    out: list[DateMention] = []
    if language == "en" and base is not None:
        found = list(_of_a_month(found, base))
    last: date | None = None
    stood: date | None = None
    named: list[date] = []
    for mention, distance in found:
        origin = last or (base if distance == 0 else None)
        if distance == 0 and mention.kind == "as_of":
            origin = stood or origin
        if distance is not None and origin is not None:
            day = _past(origin, named, distance, base)
            out.append(replace(mention, value=day.isoformat()))
            continue
        out.append(mention)
        if mention.kind == "as_of" and mention.value and len(mention.value) == 10:
            stood = date.fromisoformat(mention.value)
        if _may_count_on(mention, base) and mention.value and len(mention.value) == len(DAY):
            last = date.fromisoformat(mention.value)
            named.append(last)
    return out


def _of_one_day(
    found: Sequence[tuple[DateMention, int | None]], text: str
) -> Sequence[tuple[DateMention, int | None]]:
    """``同一天拿到两类手续…均于10月17日办结``: a story's first day is one that it names behind."""
    first = next((i for i, (d, _) in enumerate(found) if d.kind == "day"), -1)
    if first < 0 or found[first][0].value or not text.startswith("同一", found[first][0].start):
        return found
    named = (d.value for d, _ in found[first + 1 :] if d.kind == "day" and d.value)
    day = replace(found[first][0], value=next(named, None))
    return [*found[:first], (day, None if day.value else found[first][1]), *found[first + 1 :]]


def _of_a_month(
    found: Sequence[tuple[DateMention, int | None]], base: date
) -> Iterator[tuple[DateMention, int | None]]:
    """``approved in June. On the same day``: such a day is of that month, or of the report's."""
    month = base.isoformat()[:7]
    known = False
    for mention, distance in found:
        value = mention.value or ""
        known = known or (len(value) == len(DAY) and _may_count_on(mention, base))
        if mention.kind == "month" and value and (base - _end_of(value)).days <= LATELY:
            month = value
        if distance == 0 and not known and mention.kind == "day":
            yield replace(mention, value=month, kind="month"), None
        else:
            yield mention, distance


def _may_count_on(mention: DateMention, base: date | None) -> bool:
    """Is it a day that ``that day`` may mean: one that is named, or up to now not long ago?"""
    if mention.kind != "since" or not mention.value or base is None:
        return mention.kind in ("day", "dateline")
    day = mention.value
    return len(day) == len(DAY) and (base - date.fromisoformat(day)).days <= LATELY


def _end_of(month: str) -> date:
    year, number = month.split("-")
    return month_end(int(year), int(number))


def _past(last: date, named: Sequence[date], distance: int, base: date | None) -> date:
    """A day counted from the last one named, or from the newest that leads to no day to come."""
    step = timedelta(days=distance)
    if base is None or last + step <= base:
        return last + step
    return max((d + step for d in named if d + step <= base), default=last + step)


def _mention(text: str, form: DateForm, parts: Parts) -> DateMention:
    match, value = parts.match, RESOLVERS[form.how](parts)
    period: tuple[str, str] | None = None
    kind = form.kind
    if kind == "period" and value:
        first, _, value = value.partition("/")
        period = (first, value)
    elif kind == "day" and value and len(value) == 7:
        kind = "month"
    as_of = AS_OF[parts.language].search(text[max(0, match.start() - 12) : match.start()])
    if (
        as_of
        and kind != "period"
        and not BACK_TO.search(text, max(0, match.start() - 40), match.start())
    ):
        return DateMention(match.start() - len(as_of.group()), match.end(), value, "as_of")
    if kind == "day" and BY.match(match.group()):
        return DateMention(match.start(), match.end(), value, "as_of")
    english_year = form.how == "year_end" and parts.language == "en"
    if kind == "day" and (form.how == "month_end" or english_year) and value:
        if parts.language == "en" and _stood(text, match):
            return DateMention(match.start(), match.end(), value, "as_of")
        kind, value = "month", value[:7]
    if kind != "period":
        kind = _kind(text, match, kind)
    return DateMention(match.start(), match.end(), value, kind, period)


def _stood(text: str, match: re.Match[str]) -> bool:
    """Does a total stand at the end of an English month or year?"""
    low = max(0, match.start() - STOOD_REACH)
    return bool(STOOD.search(text, low, match.start()) or HAD_BEEN.match(text, match.start()))


def _kind(text: str, match: re.Match[str], kind: str) -> str:
    """What the words around a date make of it."""
    head = text[max(0, match.start() - 8) : match.start()]
    if text.startswith(("起", "以来", "开始"), match.end()) and SINCE.search(head):
        return "since"
    if head.endswith(("自", "自从", "从")) and SINCE_THEN.match(text, match.end()):
        return "since"
    if (
        COMPARED.search(head)
        or SINCE_WORD.search(text[max(0, match.start() - SINCE_REACH) : match.start()])
        or match.group().lower().startswith("since")
    ):
        return "since"
    if IN_FORCE.search(text[max(0, match.start() - 40) : match.start()]):
        granted = ACT_IN_FORCE.search(text[max(0, match.start() - IN_FORCE_REACH) : match.start()])
        return kind if granted else "since"
    if PAGE.match(text, match.end()):
        return "page"
    told = DATELINE.match(text, match.end()) and not ACCOUNT.search(head)
    return "dateline" if told else kind
