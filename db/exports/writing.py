"""An export into an empty folder: one state of the records in every format that is asked for."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.exports.cells import csv_line
from db.exports.changed import CONDITIONS, mark
from db.exports.formats import Format, Lines, Parquet
from db.exports.provenance import (
    DICTIONARY,
    NOTE,
    README,
    SUMS,
    Asked,
    Provenance,
    document,
    provenance,
    readme,
)
from db.exports.views import View, dictionary, rows, views
from db.exports.whole import copy_store

FORMATS: Final = ("csv", "jsonl", "parquet", "xlsx", "sqlite")
_OFTEN: Final = 5_000
Report = Callable[[str, int], None]
"""Is told which view is written, and how many rows of it are."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    files: tuple[Written, ...]
    provenance: Provenance


def write_export(conn: sqlite3.Connection, folder: Path, asked: Asked, report: Report) -> Exported:
    """Writes all files; ``conn`` is in a transaction, so that they show one state."""
    # A transaction sees what is there at its first look, not at its beginning.
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if "sqlite" in asked.formats:
        report("batchwatch.db", 0)
        copy_store(conn, folder, with_text=asked.with_text)
    if asked.since:
        mark(conn, asked.since)
    chosen = views(asked.views, with_text=asked.with_text)
    formats = _formats(folder, asked.formats)
    try:
        told = _pour(conn, chosen, asked, formats, report)
    except BaseException:
        for one in formats:
            one.drop()
        raise
    _describe(folder, chosen, told)
    return Exported(_summed(folder), told)


def _formats(folder: Path, names: tuple[str, ...]) -> list[Format]:
    formats: list[Format] = [Lines(folder, name) for name in names if name in ("csv", "jsonl")]
    if "parquet" in names:
        formats.append(Parquet(folder))
    if "xlsx" in names:
        from db.exports.workbook import Workbook

        formats.append(Workbook(folder))
    return formats


def _pour(
    conn: sqlite3.Connection,
    chosen: list[View],
    asked: Asked,
    formats: list[Format],
    report: Report,
) -> Provenance:
    """Writes every view in every format; what there is to tell of it."""
    counts = {view.name: _view(conn, view, asked, formats, report) for view in chosen}
    told = provenance(conn, asked, counts, [note for one in formats for note in one.notes])
    for one in formats:
        one.about(readme(told))
        one.close()
    return told


def _view(
    conn: sqlite3.Connection, view: View, asked: Asked, formats: list[Format], report: Report
) -> int:
    """Writes a view in every format; how many rows it has."""
    count = 0
    for one in formats:
        one.begin(view)
    for cells in rows(conn, view, condition=CONDITIONS[view.name] if asked.since else None):
        for one in formats:
            one.row(cells)
        count += 1
        if count % _OFTEN == 0:
            report(view.name, count)
    for one in formats:
        one.end()
    report(view.name, count)
    return count


def _describe(folder: Path, chosen: list[View], told: Provenance) -> None:
    """Adds the dictionary and the provenance, for people and for programs."""
    names = {view.name for view in chosen}
    columns = [column for column in dictionary() if column.view in names]
    lines = [csv_line(("view", "column", "type", "holds"))]
    lines += [csv_line((one.view, one.name, one.type, one.holds)) for one in columns]
    _write(folder / DICTIONARY, "".join(lines))
    _write(folder / README, "\n".join(readme(told)) + "\n")
    files = sorted(path.name for path in folder.iterdir())
    _write(folder / NOTE, document(told, files))


def _summed(folder: Path) -> tuple[Written, ...]:
    """Writes the checksums of all files, as ``sha256sum -c`` reads them."""
    found = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found.append(Written(path.name, path.stat().st_size, digest))
    _write(folder / SUMS, "".join(f"{one.sha256}  {one.name}\n" for one in found))
    return tuple(found)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
