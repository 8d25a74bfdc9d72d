"""A date without a day, as ``last week``, to the days that it may mean."""

import re
from datetime import date, timedelta

from extract.dates.days import month_end
from extract.dates.read import DateMention
from extract.facts import Facts
from extract.printed.numbers import words

WEEK = 7
ABOUT = 4
"""Days by which ``two weeks ago`` may be off."""
LATEST = 2
"""Days before the report up to which ``earlier this month`` reaches."""
VAGUE = re.compile(
    r"\brecent(?:ly)?\b|\b(?:a few|several|a couple of) days ago\b"
    r"|\bthe other day\b|\bin the (?:past|last) (?:few|week|fortnight|two)\b",
    re.IGNORECASE,
)
"""English words that only say that it was not long ago."""
AGO = re.compile(r"\b(?P<n>\w+) (?P<unit>weeks?|fortnights?) ago\b", re.IGNORECASE)

Window = tuple[date, date]


def is_vague(facts: Facts, mention: DateMention) -> bool:
    """Is no more said than that it was not long ago?"""
    return VAGUE.search(facts.form.text, mention.start, mention.end) is not None


def window(facts: Facts, mention: DateMention) -> Window | None:
    """The first and the last day that an English date counted from the report may mean.

    None for a month by its name: what was filed in March is announced in April.
    """
    base, value = facts.published, mention.value
    if base is None or not value or mention.kind != "month" or is_vague(facts, mention):
        return None
    said = facts.form.text[mention.start : mention.end].lower()
    monday = base - timedelta(days=base.weekday())
    ago = AGO.search(said)
    if ago:
        count = words("en").get(ago["n"], 1) * (1 if ago["unit"].startswith("week") else 2)
        day = base - timedelta(days=WEEK * count)
        return day - timedelta(days=ABOUT), day + timedelta(days=ABOUT)
    if "weekend" in said:
        saturday = base - timedelta(days=(base.weekday() - 5) % WEEK)
        return saturday, min(base, saturday + timedelta(days=1))
    if "before last" in said:
        return monday - timedelta(days=2 * WEEK), monday - timedelta(days=WEEK + 1)
    if "last week" in said:
        return monday - timedelta(days=WEEK), monday - timedelta(days=1)
    if "this week" in said:
        return monday, base
    if "this month" not in said and "last month" not in said:
        return None
    year, month = int(value[:4]), int(value[5:7])
    last = min(base, month_end(year, month))
    if "earlier" in said:
        last = min(last, base - timedelta(days=LATEST))
    return date(year, month, 1), last


def lies_in(mention: DateMention, span: Window) -> bool:
    """Does a day lie within these days?"""
    if not mention.value or len(mention.value) == len("2024-01"):
        return True
    return span[0] <= date.fromisoformat(mention.value) <= span[1]
