"""The views as one Excel workbook, a sheet a view, written row by row."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from db.exports.cells import excel_text
from db.exports.formats import Cells
from db.exports.views import View, dictionary

NAME: Final = "batchwatch.xlsx"
LONGEST_SHEET: Final = 1_048_576
"""Rows that a sheet may have, its heading among them."""
_EXACT: Final = 10**15
"""Excel keeps fifteen digits of a number; longer ones are written as text."""
_MADE: Final = datetime(2000, 1, 1)
_WIDTHS: Final = {"integer": 10, "text": 24, "any": 16}
_WIDE: Final = {"text", "title", "names", "url", "holds"}


class Workbook:
    """One workbook; rows that a sheet has no room for go on in a further sheet."""

    def __init__(self, folder: Path, longest: int = LONGEST_SHEET) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(folder),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(folder / NAME), options)
        self._book.use_zip64()
        # The time of the making would make two workbooks of the same records differ.
        self._book.set_properties({"title": "batchwatch export", "created": _MADE})
        self._bold = self._book.add_format({"bold": True})
        self._longest = longest
        self.notes: list[str] = []

    def begin(self, view: View) -> None:
        """Open the view's sheet."""
        self._view, self._part, self._cut = view, 1, 0
        self._open(view.name)

    def row(self, cells: Cells) -> None:
        """Write one row."""
        if self._at == self._longest:
            self._part += 1
            self._open(f"{self._view.name} ({self._part})")
        self._write(cells)

    def end(self) -> None:
        """Note what the sheet could not hold as it is."""
        name = self._view.name
        if self._part > 1:
            self.notes.append(f"{NAME}: {name} goes on in {self._part - 1} further sheets")
        if self._cut:
            self.notes.append(
                f"{NAME}: {self._cut} texts of {name} are longer than a cell and end with … [cut];"
                " the other formats have them whole"
            )

    def about(self, lines: Iterable[str]) -> None:
        """Add the provenance and the data dictionary as the last sheets."""
        self._sheet = self._book.add_worksheet("about")
        self._sheet.set_column(0, 0, 110)
        for at, line in enumerate(lines):
            self._sheet.write_string(at, 0, excel_text(line)[0])
        self._start("dictionary", ("view", "column", "type", "holds"), (16, 22, 10, 90))
        for column in dictionary():
            self._write((column.view, column.name, column.type, column.holds))

    def close(self) -> None:
        """Put the sheets together; OSError where there is no room."""
        try:
            self._book.close()
        except XlsxFileError as error:
            raise OSError(f"{NAME}: {error}") from error

    def drop(self) -> None:
        """Close the sheets' files."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()

    def _open(self, name: str) -> None:
        widths = [
            48 if column.name in _WIDE else _WIDTHS[column.type] for column in self._view.columns
        ]
        self._start(name, self._view.names, widths)

    def _start(self, name: str, heading: Sequence[str], widths: Sequence[int]) -> None:
        self._sheet, self._at = self._book.add_worksheet(name), 1
        for at, width in enumerate(widths):
            self._sheet.set_column(at, at, width)
        self._sheet.freeze_panes(1, 0)
        for at, title in enumerate(heading):
            self._sheet.write_string(0, at, title, self._bold)

    def _write(self, cells: Sequence[Any]) -> None:
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                text, cut = excel_text(cell)
                self._cut += cut
                self._sheet.write_string(self._at, at, text)
            elif cell is not None and abs(cell) >= _EXACT:
                self._sheet.write_string(self._at, at, str(cell))
            elif cell is not None:
                self._sheet.write_number(self._at, at, cell)
        self._at += 1
