"""The dates that a page and its list give in, ``published_at`` and the date as printed out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from crawler.dates import LONGEST, as_published, day_in_china, parse_published, zone_of
from crawler.fields import Fields
from crawler.hosts import host
from crawler.layout import Layout

Moment = tuple[str, str | None]
"""A ``published_at`` and how it was printed, None where a list told it."""
_DAY: Final = len("2024-01-30")
_CHINA: Final = re.compile(r"\b(?:China|Chinese|Beijing|Shanghai|Shenzhen)\b")
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
_CLOCK: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$"
)


Told = Callable[[], str | None]
"""Gives the publication that an outlet's list tells of a page, read only where it is needed."""


def untold() -> None:
    """Return nothing: no list has named the page."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was published, and how that is known."""

    published_at: str | None
    printed: str | None = None
    """The date as the page prints it; None where only a list told it."""
    declared: bool = False
    """Whether the page declares it, and no more than the minute is from elsewhere."""
    disputed: str | None = None
    """What the page prints beside its headline of another day than the list's, which was taken."""


def published(
    fields: Fields,
    language: str,
    url: str | None,
    layout: Layout | None,
    base: datetime | None,
    listed: Told = untold,
) -> Dated:
    """Return the first date that parses, made finer by a later one of the same day: a day by its
    time (an exact midnight is none, programs write it for want of a time), a time by its offset.

    ``listed`` gives what the outlet's list says. It comes behind what the page declares and
    before what stands around the article; a date beside the headline has to agree with it where
    nothing is declared. A date more than a day after ``base``, the fetch time, counts only where
    there is no other. Where none parses the first is returned as printed.
    """
    read = _Reading(language, zone_of_page(fields, language, url, layout), layout, base)
    for latest in (read.latest(), None) if base else (None,):
        dated = _chosen(fields, replace(read, until=latest), listed)
        if dated.published_at is not None:
            return dated
    printed = (*fields.dates, *fields.near, *fields.astray)
    return Dated(None, next((one[:LONGEST] for one in printed), None))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the dates of a page are read, and the last moment that is believed."""

    language: str
    zone: str
    layout: Layout | None
    base: datetime | None
    until: str | None = None

    def latest(self) -> str | None:
        return as_published(self.base + timedelta(days=1)) if self.base else None

    def parsed(self, dates: Iterable[str]) -> Iterator[Moment]:
        for printed in dates:
            moment = _own_format(printed, self.layout) if self.layout else None
            moment = moment or parse_published(
                printed, language=self.language, timezone=self.zone, base=self.base
            )
            if moment is not None and (self.until is None or moment <= self.until):
                midnight = _MIDNIGHT.match(printed)
                yield (midnight.group(1) if midnight else moment), printed


def _chosen(fields: Fields, read: _Reading, listed: Told) -> Dated:
    best = _finest(None, read.parsed(fields.dates))
    declared = best is not None
    told = listed() if best is None or len(best[0]) == _DAY else None
    near, disputed = list(read.parsed(fields.near)), None
    if best is None and told is not None:
        fit = [moment for moment in near if _agrees(moment[0], told)]
        disputed = next((one[1] for one in near if apart(one[0], told)), None) if not fit else None
        near = fit
    best = _finest(best, near)
    if told is not None:
        best = _finest(best, [(told, None)])
    best = _finest(best, read.parsed(fields.astray))
    return Dated(*best, declared, disputed) if best is not None else Dated(None)


def apart(one: str, other: str) -> bool:
    """Tell whether two publications are more than a day apart, whatever their zones."""
    days = [date.fromisoformat(day_in_china(moment)) for moment in (one, other)]
    return abs(days[0] - days[1]) > timedelta(days=1)


def _agrees(near: str, told: str) -> bool:
    """Whether a date beside the headline may stand before what a list tells: a day of its own is
    no better than an instant of another day."""
    if len(near) == _DAY < len(told):
        return near in _days(told)
    return not apart(near, told)


def _days(moment: str) -> tuple[str, str]:
    """The day of an instant in UTC and in China."""
    return moment[:_DAY], day_in_china(moment)


def _finest(best: Moment | None, dates: Iterable[Moment]) -> Moment | None:
    """Return the first, made finer by a later one."""
    for moment, printed in dates:
        if best is None:
            best = (moment, printed)
        elif best[1] and printed and _same_clock(best[1], printed):
            return moment, printed
        elif len(best[0]) == _DAY < len(moment) and best[0] in _days(moment):
            best = (moment, printed or best[1])
    return best


def _same_clock(naive: str, printed: str) -> bool:
    """Tell whether ``printed`` is the time of ``naive`` with the offset that it lacks."""
    one, other = _CLOCK.match(naive), _CLOCK.match(printed)
    if one is None or other is None or one.group(3) or not other.group(3):
        return False
    return one.group(1, 2) == other.group(1, 2)


def zone_of_page(fields: Fields, language: str, url: str | None, layout: Layout | None) -> str:
    """Return the zone of times without one: the outlet's own; on a page of a site of which
    nothing is known China's where it is from there or about it, else UTC."""
    if layout is not None and not layout.single:
        return layout.timezone
    chinese = language == "zh" or url is None or host(url).endswith(".cn")
    if chinese or _CHINA.search(f"{fields.title or ''}\n{fields.body}"):
        return "Asia/Shanghai"
    return "UTC"


def _own_format(printed: str, layout: Layout) -> str | None:
    """Read a date in one of the outlet's own formats; those without an hour give a day."""
    for form in layout.date_formats:
        try:
            moment = datetime.strptime(printed, form)
        except ValueError:
            continue
        if not any(mark in form for mark in ("%H", "%I", "%X", "%c")):
            return as_published(moment.date())
        return as_published(moment.replace(tzinfo=moment.tzinfo or zone_of(layout.timezone)))
    return None
