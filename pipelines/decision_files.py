"""Files of what people decided about batches to their rows; a wrong row is refused by its line."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from extract.errors import RuleError
from extract.known.alias_files import csv_rows
from extract.own import BATCHES, own_file, when_changed
from pipelines.decided_values import Value, one_of, read_value

Action = Literal["merge", "split", "correct", "accept", "reject"]
Field = Literal[
    "event_date",
    "scheme",
    "province",
    "level",
    "authority",
    "ordinal",
    "services",
    "companies",
    "cumulative",
    "title",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
FIELDS: tuple[Field, ...] = get_args(Field)
WANTED = ("date", "action", "batch", "article", "other", "other_article", "field", "value")
COLUMNS = (*WANTED, "reason", "source")
PACKAGE = Path(__file__).parent / "decisions" / BATCHES
"""The project's own decisions, which everybody's records follow."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what a person decided about a batch, found again by its slug or its articles."""

    date: str
    action: Action
    batch: str
    article: str
    """Id or URL of an article that tells of the batch."""
    other: str
    other_article: str
    field: str
    value: str
    reason: str
    source: str
    file: str = ""
    line: int = 0

    @property
    def cells(self) -> dict[str, str]:
        """What a file has of it, by column."""
        return {column: getattr(self, column) for column in COLUMNS}

    @property
    def corrected(self) -> Value:
        """The value that a correction sets, as a batch has it."""
        return read_value(self.field, self.value)


Stamp = tuple[tuple[str, int, int], ...]
_read: dict[tuple[Path, ...], tuple[Stamp, tuple[Decision, ...]]] = {}
_refused: set[Stamp] = set()
_logger = logging.getLogger(__name__)


def decisions() -> tuple[Decision, ...]:
    """Every decision in force, by date: the package's before the user's of the same day.

    A file that changed is read again. RuleError names file, line and reason of a wrong row; in a
    run that has read the file before, the decisions of then stay in force and the error is logged.
    """
    own = own_file(BATCHES)
    paths = (PACKAGE,) if own is None else (PACKAGE, own)
    stats = [(path, path.stat()) for path in paths]
    stamp = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
    known = _read.get(paths)
    if known is not None and (known[0] == stamp or stamp in _refused):
        return known[1]
    try:
        rows = [row for path in paths for row in read_decisions(path)]
    except RuleError as error:
        if known is None:
            raise
        _refused.add(stamp)
        _logger.error("%s; the decisions read before stay in force", error)
        return known[1]
    found = tuple(sorted(rows, key=lambda row: row.date))
    _read[paths] = stamp, found
    return found


when_changed(_read.clear)


def read_decisions(path: Path) -> list[Decision]:
    """The rows of a file in its order; RuleError where one is wrong."""
    name = PACKAGE.relative_to(PACKAGE.parents[2]).as_posix() if path == PACKAGE else str(path)
    found = []
    for line, cells in csv_rows(path, WANTED, COLUMNS):
        row = of_cells(cells)
        if reason := wrong(row):
            raise RuleError(str(path), line, reason)
        found.append(replace(row, file=name, line=line))
    return found


def of_cells(cells: Mapping[str, str]) -> Decision:
    """A row of its cells by column; ``wrong`` says whether it can be followed."""
    known: dict[str, Any] = {column: cells.get(column, "") for column in COLUMNS}
    return Decision(**known)


def wrong(row: Decision) -> str | None:
    """What a row lacks or has wrongly; None where it can be followed."""
    try:
        day = date.fromisoformat(row.date).isoformat()
    except ValueError:
        day = None
    if row.date != day:
        return f"date is {row.date!r}: write the day as 2024-01-29"
    if row.action not in ACTIONS:
        return f"action is {row.action!r}: write {one_of(ACTIONS)}"
    if not (row.batch or row.article):
        return "batch and article are empty: name the batch or an article that tells of it"
    if not row.reason:
        return "reason is empty: say why, for those who read it later"
    return _wrong_parts(row) or _wrong_value(row)


def _wrong_parts(row: Decision) -> str | None:
    if row.action == "merge":
        if not (row.other or row.other_article):
            return "other and other_article are empty: a merge needs two batches"
        if (row.batch, row.article) == (row.other, row.other_article):
            return "a batch cannot be merged with itself"
    elif row.action == "split":
        if not row.article:
            return "article is empty: a split says which article is not of the batch"
        if row.article == row.other_article:
            return "an article cannot be parted from itself"
        if not (row.batch or row.other_article):
            return "batch and other_article are empty: say from what the article is parted"
    elif row.other or row.other_article:
        return f"other and other_article mean nothing to {row.action}"
    return None


def _wrong_value(row: Decision) -> str | None:
    if row.action != "correct":
        said = row.field or row.value
        return f"field and value mean nothing to {row.action}" if said else None
    if row.field not in FIELDS:
        return f"field is {row.field!r}: write {one_of(FIELDS)}"
    try:
        read_value(row.field, row.value)
    except ValueError as error:
        return str(error)
    return None
