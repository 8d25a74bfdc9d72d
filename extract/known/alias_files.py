"""A file of names that people decided to its rows; a wrong line is refused by file and line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal, cast, get_args

from extract.errors import RuleError

Kind = Literal["company", "service"]
WANTED = ("kind", "canonical", "aliases")
COLUMNS = (*WANTED, "ambiguous", "date", "reason", "source")
"""Columns of an alias file; those behind ``aliases`` may be left out."""
REFUSED_WANTED = ("kind", "name")
REFUSED_COLUMNS = (*REFUSED_WANTED, "date", "reason", "source")
APART_WANTED = ("kind", "name", "other")
APART_COLUMNS = (*APART_WANTED, "date", "reason", "source")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One decision: all names of one company or service."""

    kind: Kind
    canonical: str
    names: tuple[str, ...]
    """The canonical name and its aliases."""
    ambiguous: frozenset[str]
    """Those that count only where the text shows that they are meant."""


def read_aliases(path: Path) -> list[AliasRow]:
    """The rows of an alias file; RuleError where a line is wrong or an alias has two owners."""
    rows = []
    owners: dict[tuple[Kind, str], tuple[str, int]] = {}
    for number, record in csv_rows(path, WANTED, COLUMNS):
        row = _row(path, number, record)
        for name in row.names:
            owner, line = owners.setdefault((row.kind, name), (row.canonical, number))
            if owner != row.canonical:
                raise RuleError(
                    str(path), number, f"{name!r} already belongs to {owner!r} (line {line})"
                )
        rows.append(row)
    return rows


def read_refused(path: Path) -> list[tuple[Kind, str]]:
    """(kind, name) of what people refused as a name."""
    found = []
    for number, record in csv_rows(path, REFUSED_WANTED, REFUSED_COLUMNS):
        kind = _kind(path, number, record)
        if not record["name"]:
            raise RuleError(str(path), number, "name is empty")
        found.append((kind, record["name"]))
    return found


def read_apart(path: Path) -> list[tuple[Kind, str, str]]:
    """(kind, name, other) of names that people said are not one."""
    found = []
    for number, record in csv_rows(path, APART_WANTED, APART_COLUMNS):
        kind = _kind(path, number, record)
        for column in APART_WANTED[1:]:
            if not record[column]:
                raise RuleError(str(path), number, f"{column} is empty")
        if record["name"] == record["other"]:
            raise RuleError(str(path), number, f"{record['name']!r} is not two")
        found.append((kind, record["name"], record["other"]))
    return found


def _row(path: Path, number: int, record: dict[str, str]) -> AliasRow:
    kind, canonical = _kind(path, number, record), record["canonical"]
    if not canonical:
        raise RuleError(str(path), number, "canonical is empty: it is the name that stands for all")
    aliases = _parts(record["aliases"])
    names = tuple(dict.fromkeys((canonical, *aliases)))
    ambiguous = frozenset(_parts(record.get("ambiguous", "")))
    if strange := sorted(ambiguous - set(names)):
        raise RuleError(
            str(path), number, f"ambiguous names {strange[0]!r}, which is no name of this line"
        )
    for name in names:
        if len(name) > LONGEST:
            raise RuleError(
                str(path), number, f"{name[:20]!r}… is longer than {LONGEST} characters"
            )
        if not any(map(str.isalnum, name)):
            raise RuleError(str(path), number, f"{name!r} has neither letter nor digit")
    return AliasRow(kind, canonical, names, ambiguous)


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _kind(path: Path, number: int, record: dict[str, str]) -> Kind:
    if record["kind"] not in get_args(Kind):
        raise RuleError(str(path), number, f"kind is {record['kind']!r}: write company or service")
    return cast(Kind, record["kind"])


def csv_rows(
    path: Path, wanted: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and trimmed cells by column; empty lines are passed over.

    RuleError where the file is no such CSV.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(str(path), 1, "not UTF-8: save the file as CSV UTF-8") from error
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        if missing := [name for name in wanted if name not in head]:
            said = f"the first line must name the columns {', '.join(known)}"
            raise RuleError(str(path), 1, f"{said}; {', '.join(missing)} is missing")
        if strange := [name for name in head if name not in known]:
            raise RuleError(
                str(path), 1, f"unknown column {strange[0]!r}; known: {', '.join(known)}"
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != len(head):
                    said = f"{len(cells)} cells where the first line has {len(head)}"
                    raise RuleError(
                        str(path), reader.line_num, f'{said}: put a name with a comma in "…"'
                    )
                yield reader.line_num, dict(zip(head, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise RuleError(str(path), reader.line_num, f"not CSV: {error}") from error
