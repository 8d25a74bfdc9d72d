"""The file formats: each takes views row by row and holds few rows at a time."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, Protocol

from db.exports.cells import csv_line, json_line
from db.exports.views import View

Cells = tuple[Any, ...]
_ROWS: Final = 20_000
_CHARACTERS: Final = 8_000_000
"""A group of rows in a Parquet file ends after so many rows, or texts of so many characters."""


class Format(Protocol):
    """One format of an export in the making."""

    notes: list[str]
    """What the format could not hold as it is, for people."""

    def begin(self, view: View) -> None:
        """Open a view; its rows follow."""

    def row(self, cells: Cells) -> None:
        """Take one row."""

    def end(self) -> None:
        """Close the view."""

    def about(self, lines: Iterable[str]) -> None:
        """Take the provenance, once all views are written."""

    def close(self) -> None:
        """Finish what spans all views."""

    def drop(self) -> None:
        """Let go of the files of an export that failed."""


class Lines:
    """A text file a view, of one line a row: CSV or JSON Lines."""

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder, self._ending = folder, ending
        self.notes: list[str] = []
        self._file: IO[str] | None = None
        self._line: Callable[[Cells], str]

    def begin(self, view: View) -> None:
        """Open the view's file; CSV begins with the names of the columns."""
        path = self._folder / f"{view.name}.{self._ending}"
        self._file = path.open("w", encoding="utf-8", newline="")
        self._write = self._file.write
        if self._ending == "csv":
            self._line = csv_line
            self._write(csv_line(view.names))
        else:
            self._line = lambda cells: json_line(view.names, cells)

    def row(self, cells: Cells) -> None:
        """Write a line."""
        self._write(self._line(cells))

    def end(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()

    def about(self, lines: Iterable[str]) -> None:
        """It has a file of its own."""

    def close(self) -> None:
        """Nothing spans the views."""

    def drop(self) -> None:
        """Close the file; what cannot be written is given up."""
        with suppress(OSError):
            self.end()


class Parquet:
    """A Parquet file a view, with typed columns that carry their description."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.notes: list[str] = []
        self._file: IO[bytes] | None = None
        self._kept: list[Cells] = []
        self._characters = 0

    def begin(self, view: View) -> None:
        """Open the view's file."""
        import pyarrow
        from pyarrow import parquet

        kinds = {"integer": pyarrow.int64()}
        self._schema = pyarrow.schema(
            pyarrow.field(
                column.name,
                kinds.get(column.type, pyarrow.string()),
                metadata={"description": column.holds},
            )
            for column in view.columns
        )
        self._file = (self._folder / f"{view.name}.parquet").open("wb")
        self._into = parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        self._texts = [column.type != "integer" for column in view.columns]

    def row(self, cells: Cells) -> None:
        """Keep a row; write the kept ones where they are many."""
        shown = tuple(
            str(cell) if text and cell is not None else cell
            for cell, text in zip(cells, self._texts, strict=True)
        )
        self._kept.append(shown)
        self._characters += sum(len(cell) for cell in shown if isinstance(cell, str))
        if len(self._kept) >= _ROWS or self._characters >= _CHARACTERS:
            self._write()

    def end(self) -> None:
        """Write what is kept and close the file."""
        self._write()
        self._into.close()
        if self._file:
            self._file.close()

    def about(self, lines: Iterable[str]) -> None:
        """It has a file of its own."""

    def close(self) -> None:
        """Nothing spans the views."""

    def drop(self) -> None:
        """Close the file; what cannot be written is given up."""
        if self._file and not self._file.closed:
            self._into.is_open = False
            with suppress(OSError):
                self._file.close()

    def _write(self) -> None:
        import pyarrow

        if self._kept:
            columns = zip(*self._kept, strict=True)
            arrays = [
                pyarrow.array(column, type=field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
            self._into.write_batch(pyarrow.record_batch(arrays, schema=self._schema))
        self._kept, self._characters = [], 0
