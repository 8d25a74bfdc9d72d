"""A person's decisions to the files of his folder: all rows or none."""

import csv
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from extract.errors import RuleError
from extract.known.alias_files import (
    APART_COLUMNS,
    COLUMNS,
    REFUSED_COLUMNS,
    Kind,
    read_aliases,
    read_apart,
    read_refused,
)
from extract.own import ALIASES, APART, BATCHES, REFUSED
from pipelines.decision_files import COLUMNS as BATCH_COLUMNS
from pipelines.decision_files import Decision as BatchDecision
from pipelines.decision_files import read_decisions

Verdict = Literal["accept", "refuse", "apart"]
FILES: dict[Verdict, tuple[str, tuple[str, ...], Callable[[Path], object]]] = {
    "accept": (ALIASES, COLUMNS, read_aliases),
    "refuse": (REFUSED, REFUSED_COLUMNS, read_refused),
    "apart": (APART, APART_COLUMNS, read_apart),
}
"""The file of each verdict, its columns, and what reads it as a check."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row to write: a name accepted for ``other``, refused, or kept apart from ``other``."""

    kind: Kind
    verdict: Verdict
    name: str
    other: str
    date: str
    reason: str
    source: str

    @property
    def row(self) -> dict[str, str]:
        """The cells by column, of whichever file."""
        said = {"kind": self.kind, "date": self.date, "reason": self.reason, "source": self.source}
        if self.verdict != "accept":
            return said | {"name": self.name, "other": self.other}
        aliases = self.name if self.name != self.other else ""
        return said | {"canonical": self.other, "aliases": aliases}


def write_decisions(folder: Path, decisions: Iterable[Decision]) -> list[Path]:
    """Appends all rows or none; the folder and its files are made where absent.

    RuleError where a row would contradict what stands in a file, which then stays as it was.
    """
    written = []
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(decisions)
    with _alone(folder):
        for verdict, (name, columns, check) in FILES.items():
            if some := [decision.row for decision in rows if decision.verdict == verdict]:
                written.append(_append(folder / name, columns, check, some))
    return written


def write_batch_decisions(folder: Path, decisions: Iterable[BatchDecision]) -> Path:
    """Appends decisions about batches, all or none; the folder and its file are made where absent.

    RuleError where a row is wrong or the file was before; it then stays as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [decision.cells for decision in decisions]
    with _alone(folder):
        return _append(folder / BATCHES, BATCH_COLUMNS, read_decisions, rows)


def _append(
    path: Path,
    columns: tuple[str, ...],
    check: Callable[[Path], object],
    rows: Iterable[dict[str, str]],
) -> Path:
    """Writes a new file beside the old one, reads it as a check, and puts it in its place."""
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(columns) + "\n"
    head = [cell.strip() for cell in next(csv.reader(StringIO(before, newline="")))]
    text = StringIO(newline="")
    writer = csv.DictWriter(text, head, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writerows(rows)
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(before if before.endswith("\n") else before + "\n")
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        check(new)
        new.replace(path)
    except RuleError as error:
        raise RuleError(str(path), error.line, error.reason) from error
    finally:
        new.unlink(missing_ok=True)
    return path


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
