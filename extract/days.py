"""Parts of a printed date and the day of publication to ISO days and months."""

import re
from collections.abc import Callable
from datetime import date, timedelta

Resolver = Callable[[re.Match[str], date | None], str | None]
"""A match and the day of publication to ``YYYY-MM-DD``, ``YYYY-MM`` or None."""
Pattern = tuple[re.Pattern[str], str, Resolver]
"""A form of date, its kind (``day`` or ``month``), and how it is resolved."""


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


def named_day(base: date | None, month: int, day: int | None, year: str | None) -> str | None:
    """A day or month whose year may be missing."""
    chosen = int(year) if year else year_of(month, day, base)
    return iso(chosen, month, day) if chosen else None


def last_day(base: date | None, month: int, year: str | None) -> str | None:
    """The end of a month whose year may be missing."""
    chosen = int(year) if year else year_of(month, 28, base)
    return month_end(chosen, month).isoformat() if chosen else None


def weekday(base: date | None, index: int, weeks: int = 0) -> str | None:
    """The latest such weekday up to the day of publication; with ``weeks``, of that week."""
    if base is None:
        return None
    if weeks:
        monday = base - timedelta(days=base.weekday())
        return (monday + timedelta(days=index, weeks=-weeks)).isoformat()
    return (base - timedelta(days=(base.weekday() - index) % 7)).isoformat()


def days_back(base: date | None, days: int) -> str | None:
    """The day so many days before publication."""
    return (base - timedelta(days=days)).isoformat() if base else None


def month_back(base: date | None, months: int) -> str | None:
    """The month so many months before that of publication."""
    if base is None:
        return None
    index = base.year * 12 + base.month - 1 - months
    return iso(index // 12, index % 12 + 1)


def last_week(base: date | None) -> str | None:
    """``last week``: the month that most of that week lies in."""
    return (base - timedelta(days=base.weekday() + 4)).strftime("%Y-%m") if base else None
