"""Values of a named query's parameters: from what a person writes to what SQL takes."""

import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from typing import Final

from db.errors import WrongQuestion
from db.schemes import SCHEMES

Value = str | int | None
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_LARGEST: Final = 2**63 - 1


def read_value(connection: sqlite3.Connection | None, name: str, kind: str, text: str) -> Value:
    """The value of a parameter; WrongQuestion where the text is none of its type."""
    return TYPES[kind](connection, name, text)


def _text(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    return text.replace("\0", "")


def _integer(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    if not (text.isascii() and text.isdecimal()):
        raise WrongQuestion(f"{name}: {shown(text)} is not a whole number from 0 on")
    if len(text) > 19 or (number := int(text)) > _LARGEST:
        raise WrongQuestion(f"{name}: {shown(text)} is too large")
    return number


def _first_day(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    return _day(name, text, last=False)


def _last_day(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    return _day(name, text, last=True)


def _day(name: str, text: str, *, last: bool) -> str:
    found = _DAY.fullmatch(text)
    if found is None:
        raise WrongQuestion(
            f"{name}: {shown(text)} is not a day: write it as 2024-01-29 (or 2024-01, or 2024)"
        )
    year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), int(found[3] or 0)
    longest = monthrange(year, month)[1] if year and 1 <= month <= 12 else 0
    day = day if found[3] else (longest if last else 1)
    if not 1 <= day <= longest:
        raise WrongQuestion(f"{name}: {shown(text)} is no day of the calendar")
    return f"{year:04d}-{month:02d}-{day:02d}"


def _scheme(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    wanted = text.lower().replace("-", "_")
    if wanted not in SCHEMES:
        from difflib import get_close_matches

        near = get_close_matches(wanted, SCHEMES, n=2, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(SCHEMES)}"
        raise WrongQuestion(f"{name}: there is no register {shown(text)}; {hint}")
    return wanted


def _province(connection: sqlite3.Connection | None, name: str, text: str) -> Value:
    if connection is None:
        return text
    rows = connection.execute("SELECT province, english, printed FROM provinces").fetchall()
    known = {form.casefold(): str(row[0]) for row in rows for form in row}
    wanted = " ".join(text.split()).casefold()
    if wanted not in known:
        from difflib import get_close_matches

        near = get_close_matches(wanted, known, n=2)
        hint = f"did you mean {' or '.join(near)}?" if near else "write it as 北京 or Beijing"
        raise WrongQuestion(f"{name}: there is no province {shown(text)}; {hint}")
    return known[wanted]


def shown(text: str) -> str:
    """A person's words within a message: short, and printable."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


TYPES: Final[dict[str, Callable[[sqlite3.Connection | None, str, str], Value]]] = {
    "text": _text,
    "integer": _integer,
    "first_day": _first_day,
    "last_day": _last_day,
    "scheme": _scheme,
    "province": _province,
}
"""Type of a parameter to what reads it; a month or year is its first or its last day."""
