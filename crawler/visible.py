"""The lines of a page in, the dates that it prints beside its headline out; guesses at last."""

import importlib
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from crawler.clocks import clock_behind
from crawler.date_labels import Rank, rank, stands_alone
from crawler.lines import Lines
from crawler.printed import Printed, printed_dates

Unfit = Callable[[str], bool]
_NEAR: Final = 12
"""Lines below the headline in which its date stands."""
_BEFORE: Final = 3
_FAR: Final = 400
"""Lines of a page that are searched where no headline is found."""
_MANY: Final = 1_000
"""Lines whose dates a guess is compared with."""
_LONG: Final = 300
"""Characters; in longer lines dates are those of a story."""
_GUESSED: Final = 150_000
"""Characters that are guessed at: htmldate takes seconds for large pages."""
_NUMBER: Final = re.compile(r"\d+")
_PROSE: Final = re.compile(r"[。！？，；]|[a-z][.,;!?](?:\s|$)")
_SENTENCE: Final = 40
"""Characters of a line with stops in it that is one of the text."""
_LEADS: Final = 2
"""Lines of the text, such as a summary, behind which a date may still stand in a line of words."""
_SERIES: Final = 3
"""Dates of one form on neighbouring lines that are those of a list or a table."""
_APART: Final = 5
"""Lines from one date of a list to the next: a title, a teaser, a rubric between."""
_CROWD: Final = 6
"""Dates of a line that is a calendar's."""
_YEARLESS: Final = re.compile(r"(?<![\d./-])(\d{1,2})\s*[-/月]\s*(\d{1,2})(?![\d/-])日?")
_LABELLED: Final = re.compile(
    r"(?:发布|发表|刊发|公开|成文|更新)(?:时间|日期|于)|(?:^|\s)(?:日期|时间)\s*[:：]"
    r"|\b(?:Published|Posted|Publish date)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that may be of the publication, and its line's number."""

    at: int
    text: str
    date: Printed
    rank: Rank
    alone: bool

    @property
    def sure(self) -> bool:
        """Whether it has its line for itself or a label of publication."""
        return self.alone or self.rank is Rank.PUBLISHED


def visible_dates(page: Lines, headline: str, unfit: Unfit | None = None) -> Iterator[Shown]:
    """Yield the date printed next to the headline (given by its letters), behind a label such as
    发布时间, and the page's first; dates that are ``unfit`` are passed over.

    Dates of deadlines and the like, in sentences and in series are none.
    """
    lines = page.texts
    places = [at for at, line in enumerate(page.letters) if headline and line == headline]
    for at in places[:3]:
        below, above = lines[at + 1 : at + 1 + _NEAR], lines[max(0, at - _BEFORE) : at]
        yield from _best((*_found(below, unfit), *_found(above, unfit)))
    yield from _best(_labelled(lines, unfit))
    if not places:
        yield from _best(_found(lines[:_FAR], unfit))


def completed(page: Lines, headline: str, year: int, rest: tuple[int, ...]) -> str | None:
    """Return the month, day and time printed below the headline, with the year of the address;
    ``rest`` is what the address says of month and day."""
    places = [at for at, line in enumerate(page.letters) if headline and line == headline]
    for line in page.texts[places[0] + 1 : places[0] + 1 + _NEAR] if places else ():
        for found in _YEARLESS.finditer(line[:_LONG]):
            parts = int(found.group(1)), int(found.group(2))
            clock, end = clock_behind(line, found.end())
            if clock is None or parts[: len(rest)] != rest:
                continue
            text = f"{year}-{parts[0]:02}-{parts[1]:02} {line[found.end() : end].strip()}"
            if next(printed_dates(text), None):
                return text
    return None


def strange_days(page: Lines, unfit: Unfit) -> frozenset[str]:
    """Return the days that a page prints in sentences, series, beside other things and
    where they are ``unfit``."""
    printed = {
        date.day.isoformat()
        for line in page.texts[:_MANY]
        if len(line) <= _LONG
        for date in printed_dates(line)
    }
    fit = (one for one in _found(page.texts[:_MANY], unfit) if one.sure)
    return frozenset(printed.difference(one.date.day.isoformat() for one in fit))


def guessed_date(html: str) -> str | None:
    """Return the day that htmldate finds, a last resort: it may be any day of the page."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        find = importlib.import_module("htmldate").find_date
    try:
        found = find(html[:_GUESSED], extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return str(found) if found else None


def _found(lines: Sequence[str], unfit: Unfit | None) -> list[Shown]:
    """Return the dates of lines that may be of the publication, in their order."""
    found: list[Shown] = []
    sentences = 0
    for at, line in enumerate(lines):
        for one in _of_line(lines, at, unfit):
            if one.alone or one.rank is not Rank.PLAIN or sentences < _LEADS:
                found.append(one)
        sentences += len(line) > _SENTENCE and _PROSE.search(line) is not None
    series = {id(one) for one in _series(found)}
    return [one for one in found if id(one) not in series]


def _of_line(lines: Sequence[str], at: int, unfit: Unfit | None) -> Iterator[Shown]:
    line, above = lines[at], lines[at - 1] if at else ""
    dates = list(islice(printed_dates(line), _CROWD)) if len(line) <= _LONG else []
    for date in dates if len(dates) < _CROWD else ():
        told, text = rank(line, date, above), line[date.start : date.end]
        if told < Rank.PROSE and not (unfit is not None and unfit(text)):
            yield Shown(at, text, date, told, stands_alone(line, date))


def _labelled(lines: Sequence[str], unfit: Unfit | None) -> list[Shown]:
    """Return the dates on or right below lines with a label."""
    marked = [at for at, line in enumerate(lines) if _LABELLED.search(line[:_LONG])][:_FAR]
    near = sorted({*marked, *(at + 1 for at in marked if at + 1 < len(lines))})
    found = [one for at in near for one in _of_line(lines, at, unfit)]
    return [one for one in found if one.at in marked or one.rank is not Rank.PLAIN]


def _series(found: Sequence[Shown]) -> Iterator[Shown]:
    """Yield those of a list or a table: of one form, unlabelled, on lines near each other."""
    shapes: dict[tuple[str, bool], list[list[Shown]]] = {}
    for one in found:
        if one.rank is Rank.PLAIN:
            runs = shapes.setdefault((_NUMBER.sub("0", one.text), one.alone), [])
            if not runs or one.at - runs[-1][-1].at > _APART:
                runs.append([])
            runs[-1].append(one)
    for run in (run for runs in shapes.values() for run in runs):
        if len({one.at for one in run}) >= _SERIES:
            yield from run


def _best(found: Sequence[Shown]) -> Iterator[Shown]:
    """Yield the date of the best rank, and the next of its day that has the time it lacks."""
    if not found:
        return
    best = min(found, key=lambda one: one.rank)
    yield best
    if best.date.clock is None:
        timed = (one for one in found if one.date.clock and one.date.day == best.date.day)
        yield from islice(timed, 1)
