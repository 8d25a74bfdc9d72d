"""Sheets of an xlsx file, or of an old xls."""

import datetime
import io
import re
from collections.abc import Iterable

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from extract.errors import NotAList
from extract.register.cells import clean
from extract.register.grids import Grid, Grids, Line, bounded, narrow
from extract.register.workbook_checks import check_workbook

Value = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)
UNNAMED = re.compile(r"(?:Sheet|Table|工作表|表)\s*\d*", re.IGNORECASE)
"""What programs call a sheet that nobody named."""


def grids(body: bytes) -> Grids:
    """Every visible sheet."""
    if body.startswith(b"PK"):
        check_workbook(body)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    except PasswordError:
        raise NotAList("an encrypted office file") from None
    found = [
        _grid(number, book.get_sheet_by_name(sheet.name))
        for number, sheet in enumerate(book.sheets_metadata, start=1)
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    filled = [grid for grid in found if grid.lines]
    if not filled:
        raise NotAList("a workbook without a filled cell")
    return Grids(tuple(filled), None)


def _grid(number: int, sheet: CalamineSheet) -> Grid:
    told = "" if UNNAMED.fullmatch(sheet.name) else clean(sheet.name)
    if sheet.start is None:
        return Grid(number, told, ())
    bounded(sheet.height * sheet.width)
    narrow(sheet.width)
    rows = [[clean(_text(value)) for value in row] for row in sheet.iter_rows()]
    wide = _merge(rows, sheet.merged_cell_ranges or (), sheet.start)
    lines = (Line(tuple(row), at in wide) for at, row in enumerate(rows) if any(row))
    return Grid(number, told, tuple(lines))


def _merge(
    rows: list[list[str]],
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
    start: tuple[int, int],
) -> set[int]:
    """Texts merged downwards go into every line; the lines in which one covers most columns."""
    wide: set[int] = set()
    for (top, left), (bottom, right) in ranges:
        first, last = max(top - start[0], 0), min(bottom - start[0], len(rows) - 1)
        column = left - start[1]
        if first > last or not 0 <= column < len(rows[0]):
            continue
        if 2 * (right - left + 1) > len(rows[0]):
            wide.update(range(first, last + 1))
        else:
            for at in range(first + 1, last + 1):
                rows[at][column] = rows[first][column]
    return wide


def _text(value: Value) -> str:
    """As the sheet shows it: whole numbers without a point, days as days."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
