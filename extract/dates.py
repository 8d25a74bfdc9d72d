"""Dates in a text, resolved from the day of publication and never from the clock."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {m: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
MONTHS |= {m[:3]: i for m, i in list(MONTHS.items())} | {"sept": 9}
DAYS = {
    d: i
    for i, d in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
HAN_DAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed; ``value`` is ``YYYY-MM-DD``, ``YYYY-MM`` or None where it can't be told."""

    start: int
    end: int
    value: str | None
    kind: str
    """``day``, ``month``, ``as_of`` (a state on that day) or ``period``."""
    period: tuple[str, str] | None = None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    try:
        return (
            date(year, month, day).isoformat()
            if day
            else f"{year:04d}-{date(year, month, 1).month:02d}"
        )
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return (date(year + (month == 12), month % 12 + 1, 1)) - timedelta(days=1)


def _year_of(month: int, day: int | None, base: date | None) -> int | None:
    """The year of a month without one: the latest that is not after the day of publication."""
    if base is None:
        return None
    try:
        this_year = date(base.year, month, day or 1)
    except ValueError:
        return base.year
    return base.year - 1 if this_year > base + timedelta(days=7) else base.year


def _named(base: date | None, month: int, day: int | None, year: str | None) -> str | None:
    chosen = int(year) if year else _year_of(month, day, base)
    return _iso(chosen, month, day) if chosen else None


def _weekday(base: date | None, index: int, weeks: int = 0) -> str | None:
    """The latest such weekday up to the day of publication; with ``weeks``, of that week."""
    if base is None:
        return None
    if weeks:
        monday = base - timedelta(days=base.weekday())
        return (monday + timedelta(days=index, weeks=-weeks)).isoformat()
    return (base - timedelta(days=(base.weekday() - index) % 7)).isoformat()


def _shift(base: date | None, days: int) -> str | None:
    return (base - timedelta(days=days)).isoformat() if base else None


def _month_back(base: date | None, months: int) -> str | None:
    if base is None:
        return None
    index = base.year * 12 + base.month - 1 - months
    return _iso(index // 12, index % 12 + 1)


Resolver = Callable[[re.Match[str], date | None], str | None]
Pattern = tuple[re.Pattern[str], str, Resolver]


def _en_month(name: str) -> int:
    return (
        MONTHS[name.lower().rstrip(".")[:4].rstrip(".")]
        if name.lower()[:4] == "sept"
        else MONTHS[name.lower()[:3]]
    )


def _en_last_month(match: re.Match[str], base: date | None) -> str | None:
    """``last November``: the latest one that is over."""
    month = _en_month(match["m"])
    if base is None:
        return None
    return _iso(base.year if month < base.month else base.year - 1, month)


def _week_month(base: date | None) -> str | None:
    """``last week``: the month that most of that week lies in."""
    return (base - timedelta(days=base.weekday() + 4)).strftime("%Y-%m") if base else None


@lru_cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    return _english() if language == "en" else _chinese()


def _english() -> tuple[Pattern, ...]:
    def rule(regex: str, kind: str, resolve: Resolver) -> Pattern:
        return re.compile(regex, re.IGNORECASE), kind, resolve

    return (
        rule(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", "day",
             lambda m, b: _iso(int(m["y"]), int(m["m"]), int(m["d"]))),
        rule(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTH})(?:,? (?P<y>20\d\d))?\b(?! \d{{1,2}}\b)", "day",
             lambda m, b: _named(b, _en_month(m["m"]), int(m["d"]), m["y"])),
        rule(rf"\b(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?P<y>20\d\d)\b)?", "day",
             lambda m, b: _named(b, _en_month(m["m"]), int(m["d"]), m["y"])),
        rule(rf"\b(?:(?:at )?the )?end of (?P<m>{MONTH})(?:,? (?P<y>20\d\d))?\b", "day",
             lambda m, b: _end_of(b, _en_month(m["m"]), m["y"])),
        rule(r"\b(?:at |by )?the end of (?P<y>20\d\d)\b", "day", lambda m, b: f"{m['y']}-12-31"),
        rule(rf"\blast (?P<m>{MONTH})\b", "month", _en_last_month),
        rule(rf"\b(?P<m>(?-i:{MONTH}))(?: of|,)? (?P<y>20\d\d)\b", "month",
             lambda m, b: _named(b, _en_month(m["m"]), None, m["y"])),
        rule(rf"\b(?P<m>(?-i:{MONTH})) (?P<y>last year|this year)\b", "month",
             lambda m, b: _iso(b.year - (m["y"] == "last year"), _en_month(m["m"])) if b else None),
        rule(rf"\b(?:in|during|since|by|until|that|and|this|of|began in|early|mid-|late|earlier in) ?(?P<m>(?-i:{MONTH}))(?= |\b)(?! \d)", "month",
             lambda m, b: _named(b, _en_month(m["m"]), None, None)),
        rule(rf"\blast (?P<w>{WEEKDAY})\b", "day", lambda m, b: _weekday(b, DAYS[m["w"].lower()])),
        rule(rf"\b(?:(?:on|last|this|a|since) )?(?P<w>(?-i:{WEEKDAY}))(?:'s)?\b", "day",
             lambda m, b: _weekday(b, DAYS[m["w"].lower()])),
        rule(r"\byesterday\b", "day", lambda m, b: _shift(b, 1)),
        rule(r"\b(?:today|tonight|this morning|this evening)\b", "day", lambda m, b: _shift(b, 0)),
        rule(r"\blast week\b", "month", lambda m, b: _week_month(b)),
        rule(r"\b(?:earlier |later )?(?:this (?:month|week)|in recent days|recently|in the same month|earlier this week)\b", "month",
             lambda m, b: _month_back(b, 0)),
        rule(r"\blast month\b", "month", lambda m, b: _month_back(b, 1)),
    )  # fmt: skip


def _end_of(base: date | None, month: int, year: str | None) -> str | None:
    chosen = int(year) if year else _year_of(month, 28, base)
    return _month_end(chosen, month).isoformat() if chosen else None


def _han_year(word: str | None, base: date | None) -> str | None:
    if not word:
        return None
    if word[0].isdigit():
        return word.rstrip("年")
    back = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "上年": 1}.get(word, 0)
    return str(base.year - back) if base else None


def _han_day(match: re.Match[str], base: date | None) -> str | None:
    return _named(base, int(match["m"]), int(match["d"]), _han_year(match["y"], base))


def _han_month(match: re.Match[str], base: date | None) -> str | None:
    return _named(base, int(match["m"]), None, _han_year(match["y"], base))


def _han_end(match: re.Match[str], base: date | None) -> str | None:
    if not match["m"]:
        year = _han_year(match["y"], base)
        return f"{year}-12-31" if year else None
    return _end_of(base, int(match["m"]), _han_year(match["y"], base))


def _own_month_day(match: re.Match[str], base: date | None) -> str | None:
    """``本月22日`` and a bare ``8日``: in the month of publication, or the one before."""
    if base is None:
        return None
    day = int(match["d"])
    if day <= base.day:
        return _iso(base.year, base.month, day)
    before = base.replace(day=1) - timedelta(days=1)
    return _iso(before.year, before.month, day)


def _chinese() -> tuple[Pattern, ...]:
    year = r"(?P<y>20\d\d年|今年|去年|前年|本年|上年)"

    def rule(regex: str, kind: str, resolve: Resolver) -> Pattern:
        return re.compile(regex), kind, resolve

    return (
        rule(r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", "day",
             lambda m, b: _iso(int(m["y"]), int(m["m"]), int(m["d"]))),
        rule(rf"(?:{year}的?)?(?<!\d)(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]", "day", _han_day),
        rule(rf"{year}?(?:(?<!\d)(?P<m>\d{{1,2}})月)底", "day", _han_end),
        rule(rf"{year}(?P<m>)年?底", "day", _han_end),
        rule(rf"{year}(?:的)?(?P<m>\d{{1,2}})月(?:份|初|中旬|下旬|上旬)?(?!\d)", "month", _han_month),
        rule(r"(?P<y>)(?<![\d\-至到~—])(?P<m>\d{1,2})月(?:份|初|中旬|下旬|上旬)?(?![\d至到\-])", "month", _han_month),
        rule(r"本月(?P<d>\d{1,2})[日号]", "day", _own_month_day),
        rule(r"(?:本|上|这)?(?P<p>)(?:周|星期)(?P<w>[一二三四五六日天])", "day",
             lambda m, b: _weekday(b, HAN_DAY[m["w"]], 1 if m.group().startswith("上") else 0)),
        rule(r"(?<![\d月年])(?P<d>\d{1,2})[日号](?=[，,\s]|从|发布|公布|晚|上午|下午|获悉|宣布|在|消息|电)", "day", _own_month_day),
        rule(r"昨[日天晚]", "day", lambda m, b: _shift(b, 1)),
        rule(r"前[日天]", "day", lambda m, b: _shift(b, 2)),
        rule(r"今[日天晚]|即日", "day", lambda m, b: _shift(b, 0)),
        rule(r"(?P<n>[一二三四五六七八九十]|\d{1,2})天前", "day", lambda m, b: _shift(b, _days(m["n"]))),
        rule(r"日前|近日|近期|本月|最近|日内|此前不久", "month", lambda m, b: _month_back(b, 0)),
        rule(r"上周", "month", lambda m, b: _week_month(b)),
        rule(r"上月|上个月", "month", lambda m, b: _month_back(b, 1)),
    )  # fmt: skip


def _days(word: str) -> int:
    return int(word) if word.isdigit() else "一二三四五六七八九十".index(word) + 1


AS_OF = {
    "en": re.compile(r"(?:\bas of|\bby|\buntil|\bthrough|\bup to|\bas at|\bto)(?: the)?\s*$", re.IGNORECASE),
    "zh": re.compile(r"(?:截至|截止|截止到|截至到|到|至|截)\s*$"),
}  # fmt: skip
SINCE = re.compile(r"(?:\bsince|\bafter|\bbefore|\bfrom|自从?|从|在)\s*$", re.IGNORECASE)
IN_FORCE = re.compile(
    r"\b(?:t(?:ook|ake[sn]?) effect|into (?:force|effect)|effective|applied)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
DATELINE = re.compile(r"\s*(?:,? ?\d{4})?\s*(?:\(\w+\)|--|电[(（ ]|\d{1,2}:\d\d)")
PERIOD = {
    "en": re.compile(
        rf"\b(?:in|during|between|from)? ?(?P<a>{MONTH})(?: (?P<y1>20\d\d))? (?:and|to|through|-) (?P<b>{MONTH})(?:,? (?P<y>20\d\d))?\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:(?P<y1>20\d\d年|今年|去年))?(?P<a>\d{1,2})月?\s*[至到\-—~]\s*(?P<y>20\d\d年)?(?P<b>\d{1,2})月(?!\d)"
    ),
}


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
    for pattern, kind, resolve in _patterns(language):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            as_of = AS_OF[language].search(text[max(0, match.start() - 12) : match.start()])
            start = match.start() - (len(as_of.group()) if as_of else 0)
            taken[start : match.end()] = b"\1" * (match.end() - start)
            value = resolve(match, base)
            found.append(
                DateMention(start, match.end(), value, _kind(text, match, bool(as_of), kind))
            )
    return sorted(found, key=lambda d: d.start)


def _kind(text: str, match: re.Match[str], as_of: bool, kind: str) -> str:
    head = text[max(0, match.start() - 8) : match.start()]
    if as_of:
        return "as_of"
    if text.startswith(("起", "以来", "开始"), match.end()) and SINCE.search(head):
        return "since"
    if re.search(r"\bsince\s*$", head, re.IGNORECASE) or match.group().lower().startswith("since"):
        return "since"
    if IN_FORCE.search(text[max(0, match.start() - 40) : match.start()]):
        return "since"
    if DATELINE.match(text, match.end()):
        return "dateline"
    return kind


def _periods(text: str, language: str, base: date | None) -> Iterator[DateMention]:
    for match in PERIOD[language].finditer(text):
        months = (match["a"], match["b"])
        first, last = (
            tuple(_en_month(m) for m in months)
            if language == "en"
            else tuple(int(m) for m in months)
        )
        if not (1 <= first <= 12 and 1 <= last <= 12):
            continue
        given = (match["y"] or match["y1"] or "").rstrip("年")
        year = given if given.isdigit() else _han_year(given + "年" if given else None, base)
        chosen = int(year) if year else _year_of(last, 28, base)
        if chosen is None:
            yield DateMention(match.start(), match.end(), None, "period")
            continue
        end = _month_end(chosen, last)
        start = date(chosen - (first > last), first, 1)
        yield DateMention(
            match.start(),
            match.end(),
            end.isoformat(),
            "period",
            (start.isoformat(), end.isoformat()),
        )


def published_day(published_at: str | None) -> date | None:
    """The calendar day in China (UTC+8) of an Article's ``published_at``."""
    from datetime import datetime

    if not published_at:
        return None
    if len(published_at) == 10:
        return date.fromisoformat(published_at)
    instant = datetime.fromisoformat(published_at.replace("Z", "+00:00"))
    return (instant + timedelta(hours=8)).date()
