"""The name of a list: its scheme, and its number or period as titles give it."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from extract.extraction import Scheme
from extract.printed.numbers import han_value
from extract.register.cells import plain

BATCH = re.compile(r"第([0-9]{1,3}|[一二三四五六七八九十百零〇]{1,5})批|(首)批")
MONTH = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:年|[-_.])(?P<month>\d{1,2})(?:月(?:\d{1,2}日)?"
    r"(?:(?:至|到|[-~—–])(?:(?P<year2>20\d\d)年)?(?P<month2>\d{1,2})月)?|(?!\d))"
)
SHORT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年(?P<month>\d{1,2})(?:至|到|[-~—–])(?P<month2>\d{1,2})月"
)
YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d)")
KEPT = re.compile(r"[^\w.()-]+")


def list_name(scheme: Scheme, *texts: str | None) -> str:
    """``genai_filing/2025-08``, ``deep_synthesis/batch-15``, ``genai_filing/<name's stem>``.

    ``texts``: the file's name first, then headings and titles; the first that tells is believed.
    Without any that tells, the stem of the name; ``unnamed`` where there is no name either.
    """
    told = [plain(text) for text in texts if text]
    if scheme == "deep_synthesis":
        found = _first(map(batch, told)) or _first(map(period, told))
    else:
        found = _first(map(period, told)) or _first(map(batch, told))
    name = found or _first(map(_year, told)) or stem(texts[0] if texts else None)
    return f"{scheme}/{name}"


def batch(text: str) -> str | None:
    """第十五批 to ``batch-15``."""
    found = BATCH.search(text)
    if not found:
        return None
    word = found[1] or "一"
    value = int(word) if word.isascii() else han_value(word)
    return f"batch-{value}" if value else None


def period(text: str) -> str | None:
    """The month that a list goes up to: 2025年7月至8月 to ``2025-08``."""
    found = SHORT.search(text) or MONTH.search(text)
    if not found:
        return None
    parts = found.groupdict()
    year, month = parts.get("year2") or parts["year"], parts.get("month2") or parts["month"]
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def stem(name: str | None) -> str:
    """A file's name without folder and extension, fit for a list's name."""
    if not name:
        return "unnamed"
    last = PurePosixPath(name.replace("\\", "/")).name
    bare = re.sub(r"\.[A-Za-z]{2,5}$", "", last)
    return KEPT.sub("-", bare).strip("-.") or "unnamed"


def _year(text: str) -> str | None:
    """A list of a whole year goes up to December."""
    found = YEAR.search(text)
    return f"{found[1]}-12" if found else None


def _first(found: Iterable[str | None]) -> str | None:
    return next((value for value in found if value), None)
