"""Parts of a printed date and the day of publication to ISO days and months."""

from datetime import date, timedelta


def iso(year: int, month: int, day: int | None = None) -> str | None:
    """``2024-01-30``, without a day ``2024-01``; None where there is no such day."""
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else f"{year:04d}-{month:02d}"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)


def year_of(month: int, day: int | None, base: date | None) -> int | None:
    """The year of a month without one: the latest that is not after the day of publication."""
    if base is None:
        return None
    try:
        this_year = date(base.year, month, day or 1)
    except ValueError:
        return base.year
    return base.year - 1 if this_year > base + timedelta(days=7) else base.year


def named_day(base: date | None, month: int, day: int | None, year: int | None) -> str | None:
    """A day or month whose year may be missing."""
    chosen = year or year_of(month, day, base)
    return iso(chosen, month, day) if chosen else None


def last_day(base: date | None, month: int, year: int | None) -> str | None:
    """The end of a month whose year may be missing."""
    chosen = year or year_of(month, 28, base)
    if not chosen or not 1 <= month <= 12:
        return None
    return month_end(chosen, month).isoformat()


def past_month(base: date | None, month: int) -> str | None:
    """``last November``: the latest one that is over."""
    if base is None:
        return None
    return iso(base.year if month < base.month else base.year - 1, month)


def span(base: date | None, first: int, last: int, year: int | None) -> str | None:
    """The first and the last day of a run of months that ends in a year, by default the latest."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    chosen = year or year_of(last, 28, base)
    if chosen is None:
        return None
    begin = date(chosen - (first > last), first, 1)
    return f"{begin.isoformat()}/{month_end(chosen, last).isoformat()}"


def weekday(base: date | None, index: int) -> str | None:
    """The latest such weekday up to the day of publication."""
    return days_back(base, (base.weekday() - index) % 7) if base else None


def past_weekday(base: date | None, index: int) -> str | None:
    """The latest such weekday before the day of publication."""
    return days_back(base, (base.weekday() - index - 1) % 7 + 1) if base else None


def weekday_of_week(base: date | None, index: int, weeks: int) -> str | None:
    """A weekday of the week so many weeks before that of publication."""
    return days_back(base, base.weekday() - index + 7 * weeks) if base else None


def day_of_month(base: date | None, day: int) -> str | None:
    """A bare ``13日``: in the month of publication, or the one before."""
    if base is None:
        return None
    last = base.replace(day=1) - timedelta(days=1)
    return iso(base.year, base.month, day) if day <= base.day else iso(last.year, last.month, day)


def day_of_last_month(base: date | None, day: int) -> str | None:
    """上月30日: in the month before that of publication."""
    last = base.replace(day=1) - timedelta(days=1) if base else None
    return iso(last.year, last.month, day) if last else None


def days_back(base: date | None, days: int) -> str | None:
    """The day so many days before publication."""
    return (base - timedelta(days=days)).isoformat() if base else None


def month_back(base: date | None, months: int) -> str | None:
    """The month so many months before that of publication."""
    if base is None:
        return None
    index = base.year * 12 + base.month - 1 - months
    return iso(index // 12, index % 12 + 1)


def past_week(base: date | None, weeks: int) -> str | None:
    """``last week``, or one before it: the month that most of that week lies in."""
    if base is None:
        return None
    thursday = base - timedelta(days=base.weekday() - 3 + 7 * weeks)
    return thursday.strftime("%Y-%m")


def weekend(base: date | None) -> str | None:
    """``the weekend``: the month of the latest Saturday."""
    day = weekday(base, 5)
    return day[:7] if day else None
