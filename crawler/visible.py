"""The lines of a page in, the dates that it prints beside its headline out; guesses at last."""

import importlib
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from crawler.body import Lines

Unfit = Callable[[str], bool]
_NEAR: Final = 12
"""Lines below the headline in which its date stands."""
_BEFORE: Final = 3
_FAR: Final = 400
"""Lines of a page that are searched where no headline is found."""
_LONG: Final = 300
"""Characters; in longer lines dates are those of a story."""
_GUESSED: Final = 150_000
"""Characters that are guessed at: htmldate takes seconds for large pages."""
_DATE: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)\s*日?"
    r"(?:[T\s]{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|\s{0,3}(?:凌晨|早上|上午|中午|下午|晚上?)?\s{0,3}\d{1,2}\s?[时点]\s?\d{1,2}\s?分)?"
    r"|(?<!\d)\d{4}\s+\d{1,2}\s*/\s*\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, \d{4}"
    r"(?:[ ,|at-]{1,6}\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm])?)?"
    r"|(?<!\d)\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{4}"
    r"(?:[ ,|at-]{1,6}\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm])?)?"
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])(?:[ ,|-]{1,3}\d{1,2}:\d{2})?"
)
_LABELLED: Final = re.compile(
    r"(?:发布|发表|刊发|成文|更新)(?:时间|日期|于)|(?:^|\s)(?:日期|时间)\s*[:：]"
    r"|\b(?:Published|Posted|Publish date)\b",
    re.IGNORECASE,
)


def visible_dates(page: Lines, headline: str, unfit: Unfit | None = None) -> Iterator[str]:
    """Yield the date printed next to the headline (given by its letters), behind a label such as
    发布时间, and the page's first; dates that are ``unfit`` are passed over."""
    lines = page.texts
    places = [at for at, line in enumerate(page.letters) if headline and line == headline]
    for at in places[:3]:
        beside = (*lines[at + 1 : at + 1 + _NEAR], *lines[max(0, at - _BEFORE) : at][::-1])
        yield from _first(beside, unfit)
    labelled = (line for line in lines if _LABELLED.search(line[:_LONG]))
    yield from _first(list(islice(labelled, _FAR)), unfit)
    if not places:
        yield from _first(lines[:_FAR], unfit)


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


def _first(lines: Sequence[str], unfit: Unfit | None) -> Iterator[str]:
    for line in lines:
        if len(line) <= _LONG and (found := _DATE.search(line)):
            if unfit is not None and unfit(found.group()):
                continue
            yield found.group()
            return
