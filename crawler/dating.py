"""The dates that a reader found in, ``published_at`` and the date as printed out."""

import re
from datetime import datetime
from typing import Final

from crawler.dates import LONGEST, as_published, day_in_china, parse_published, zone_of
from crawler.fields import Fields
from crawler.layout import Layout
from crawler.urls import host

_CHINA: Final = re.compile(r"\b(?:China|Chinese|Beijing|Shanghai|Shenzhen)\b")


_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
_CLOCK: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$"
)


def published(
    fields: Fields, language: str, url: str | None, layout: Layout | None, base: datetime | None
) -> tuple[str | None, str | None]:
    """Return the first date that parses, made finer by a later one of the same day: a day by its
    time (an exact midnight is none, programs write it for want of a time), a time by its offset.

    Where none parses the first is returned as printed.
    """
    zone = layout.timezone if layout else _zone(fields, language, url)
    best: tuple[str, str] | None = None
    for printed in fields.dates:
        moment = _own_format(printed, layout) if layout else None
        moment = moment or parse_published(printed, language=language, timezone=zone, base=base)
        if moment is None:
            continue
        if found := _MIDNIGHT.match(printed):
            moment = found.group(1)
        if best is None:
            best = (moment, printed)
        elif _same_clock(best[1], printed):
            return moment, printed
        elif len(best[0]) == 10 < len(moment) and best[0] in (moment[:10], day_in_china(moment)):
            best = (moment, printed)
    return best or (None, next((printed[:LONGEST] for printed in fields.dates), None))


def _same_clock(naive: str, printed: str) -> bool:
    """Tell whether ``printed`` is the time of ``naive`` with the offset that it lacks."""
    one, other = _CLOCK.match(naive), _CLOCK.match(printed)
    if one is None or other is None or one.group(3) or not other.group(3):
        return False
    return one.group(1, 2) == other.group(1, 2)


def _zone(fields: Fields, language: str, url: str | None) -> str:
    """Return China's zone for a page of unknown layout that is from there or about it."""
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
