"""Answers for people and for programs: tables on a terminal, plain columns in a pipe, JSON."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from rich.console import Console

# Controls and marks that would turn the direction of the rest of the line.
GAP = 2
READABLE = 24
"""A folding column narrower than this is hard to read."""
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Progress(Protocol):
    """What long work reports to."""

    def say(self, text: str) -> None:
        """Replace the text beside the bar."""

    def reach(self, done: int, total: int | None = None) -> None:
        """Move the bar."""


def print_json(document: object) -> None:
    """One JSON document on stdout, keys in the order given."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_json_line(document: object) -> None:
    """One object on one line of stdout."""
    print(json.dumps(document, ensure_ascii=False))


def plain(value: object) -> str:
    """A value as one printable piece of a line."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value).split())
    return text if text.isprintable() else UNPRINTABLE.sub(" ", text)


def moment(value: str | None) -> str | None:
    """An instant to the minute (UTC), or a day as it is."""
    return value[:16].replace("T", " ") if value else None


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: ``1 company``, ``3 companies``."""
    return f"{number} {one if number == 1 else many}"


def quantity(value: dict[str, Any] | None) -> str:
    """A stated number as people say it: ``14`` or ``more than 40``."""
    if not value:
        return "-"
    qualifier = value.get("qualifier") or "exact"
    said = "" if qualifier == "exact" else qualifier.replace("_", " ") + " "
    return f"{said}{value['value']}"


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str, folds: str = ""
) -> None:
    """A table on a terminal, aligned plain columns in a pipe; ``empty`` where there is no row.

    On a terminal only the column ``folds`` may break its lines, for people copy the others.
    """
    cells = [[plain(value) for value in row] for row in rows]
    if not cells:
        print(empty)
    elif sys.stdout.isatty():
        _rich_table(columns, cells, folds)
    else:
        _plain_table(columns, cells)


def _rich_table(columns: Sequence[str], cells: list[list[str]], folds: str) -> None:
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console = _console(stderr=False)
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold cyan")
    least = 0
    for at, column in enumerate(columns):
        width = max(cell_len(cell) for cell in (column, *(row[at] for row in cells)))
        least += GAP + (min(width, READABLE) if column == folds else width)
        table.add_column(column, overflow="fold", no_wrap=column != folds)
    if least - GAP > console.width:
        _plain_table(columns, cells)
        return
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _plain_table(columns: Sequence[str], cells: list[list[str]]) -> None:
    """Every column but the last as wide as its widest cell."""
    lines = [list(columns), *cells]
    wide = [[_places(cell) for cell in line[:-1]] for line in lines]
    widths = [max(line[at] for line in wide) for at in range(len(columns) - 1)]
    for line, taken in zip(lines, wide, strict=True):
        padded = (
            cell + " " * (width + GAP - own)
            for cell, width, own in zip(line[:-1], widths, taken, strict=True)
        )
        print("".join((*padded, line[-1])).rstrip())


def _places(text: str) -> int:
    """How many places a text takes on a terminal."""
    if text.isascii():
        return len(text)
    kinds = list(map(east_asian_width, text))
    wide = kinds.count("W") + kinds.count("F")
    if wide + kinds.count("Na") == len(text) and not any(map(combining, text)):
        return len(text) + wide
    from rich.cells import cell_len

    return cell_len(text)


def print_heading(text: str) -> None:
    """A line that opens a part of the answer; a line end before it stays."""
    gap = "\n" if text.startswith("\n") else ""
    if sys.stdout.isatty():
        from rich.text import Text

        _console(stderr=False).print(Text(gap + plain(text), style="bold"))
    else:
        print(gap + plain(text))


def note(text: str) -> None:
    """One line on stderr for the person at the keyboard."""
    print(plain(text), file=sys.stderr)


@contextmanager
def progress(label: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Progress]:
    """A bar on stderr while work goes on, where stderr is a terminal; silence elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=_console(stderr=True), transient=True) as bars:
        yield _Bar(bars, label, total)


class _Silent:
    def say(self, text: str) -> None:
        """Nothing to show it on."""

    def reach(self, done: int, total: int | None = None) -> None:
        """Nothing to show it on."""


class _Bar:
    def __init__(self, bars: Any, label: str, total: int | None) -> None:
        self.bars, self.label = bars, label
        self.task = bars.add_task(label, total=total)

    def say(self, text: str) -> None:
        """Replace the text beside the bar."""
        self.bars.update(self.task, description=f"{self.label}: {plain(text)}")

    def reach(self, done: int, total: int | None = None) -> None:
        """Move the bar; a total that grows is followed."""
        self.bars.update(self.task, completed=done, **({} if total is None else {"total": total}))


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)
