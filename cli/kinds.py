"""The kinds of values that options take, and the options that several verbs share."""

import calendar
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from db.schemes import SCHEMES

DATED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def day(value: date | None) -> str | None:
    """A day as the rooms take it."""
    return None if value is None else value.isoformat()


class Day(click.ParamType[date]):
    """A calendar day in China; a month or a year stands for its first or its last day."""

    name = "D"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows the form."""
        if isinstance(value, date):
            return value
        found = DATED.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"{value!r} is not a day: write it as 2024-01-29 (or 2024-01)", param, ctx)
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            return self._day(year or 0, month, day)
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar", param, ctx)

    def _day(self, year: int, month: int | None, day: int | None) -> date:
        month = month or (12 if self.last else 1)
        day = day or (calendar.monthrange(year, month)[1] if self.last else 1)
        return date(year, month, day)


class Address(click.ParamType[str]):
    """The address of a page on the web."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it was written, or a usage error that shows the form."""
        text = str(value).strip()
        if not _is_address(text):
            self.fail(f"{value!r} is no address of a page: write https://…", param, ctx)
        return text


class Moment(click.ParamType[str]):
    """An ISO instant with an offset, or a calendar day, kept as it was written."""

    name = "WHEN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself once it is known to be a date."""
        try:
            datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value!r} is no date: write 2024-01-30T20:20+08:00 or 2024-01-30", param, ctx
            )
        return str(value)


class Folder(click.Path):
    """A folder, whether or not it is there yet; an empty name is none, though the system takes it
    for the working directory.
    """

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder, or a usage error for nothing."""
        return super().convert(not_empty(self, value, param, ctx), param, ctx)


class Prefix(click.ParamType[str]):
    """What every address is put behind."""

    name = "PREFIX"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The prefix as it was written, or a usage error for nothing."""
        return str(not_empty(self, value, param, ctx))


def not_empty(
    kind: click.ParamType[Any],
    value: Any,
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> Any:
    """The value of an option, which the variable of a shell may have left empty."""
    if isinstance(value, str) and not value.strip():
        kind.fail("it is empty: name one, or leave the option out", param, ctx)
    return value


MOST = 10**15
"""More of anything than there is, and less than what SQLite cannot count."""
SCHEME = click.option("--scheme", type=click.Choice(SCHEMES), help="Of this register only.")
SINCE = click.option("--since", type=Day(), help="From this day on (2024-01-29, 2024-01 or 2024).")
UNTIL = click.option("--until", type=Day(last=True), help="Up to and including this day.")
LIMIT = click.option("--limit", type=click.IntRange(1, MOST), metavar="N", help="At most N.")
AS_OF = click.option("--as-of", type=Day(last=True), help="What was known on this day (in China).")

VIA = click.option(
    "--via",
    type=Prefix(),
    envvar="BATCHWATCH_VIA",
    metavar="PREFIX",
    help="Fetch every URL as PREFIX followed by the whole URL (BATCHWATCH_VIA).",
)
WORKERS = click.IntRange(1, 10_000)
"""Processes, or those of a cluster."""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False
