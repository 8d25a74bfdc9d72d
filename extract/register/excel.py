"""Sheets of an xlsx file, or of an old xls."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

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
MOST_TEXT = 200_000_000
"""Bytes of the texts of all cells."""
FILLED = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>")
"""A cell with something in it; calamine makes no room for others."""
PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
SHARED = re.compile(rb"\bt=\"s\"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")
STRING = re.compile(rb"<(?:\w+:)?si\b")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
UNNAMED = re.compile(r"(?:Sheet|Table|工作表|表)\s*\d*", re.IGNORECASE)
"""What programs call a sheet that nobody named."""
STRINGS = "xl/sharedStrings.xml"


def grids(body: bytes) -> Grids:
    """Every visible sheet."""
    if body.startswith(b"PK"):
        _measure(body)
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
    return Grids(tuple(filled), _heading(filled[0].lines))


def _measure(body: bytes) -> None:
    """Refuse sheets that would fill the memory: few bytes may stand for billions of cells."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        lengths = _lengths(archive.read(STRINGS)) if STRINGS in names else []
        for name in filter(SHEET.fullmatch, names):
            sheet = archive.read(name)
            bounded(_area(sheet))
            places = (int(found[1]) for found in SHARED.finditer(sheet))
            if sum(lengths[at] for at in places if at < len(lengths)) > MOST_TEXT:
                raise NotAList(f"a workbook of more than {MOST_TEXT:,} bytes of text")


def _area(sheet: bytes) -> int:
    """Cells of the rectangle around all filled ones."""
    columns: set[bytes] = set()
    rows: set[int] = set()
    count = 0
    for cell in FILLED.finditer(sheet):
        place = PLACE.search(cell[1])
        count += 1
        if place:
            columns.add(place[1])
            rows.add(int(place[2]))
    if not rows:
        return count
    wide = [_column(column) for column in columns]
    return max(count, (max(rows) - min(rows) + 1) * (max(wide) - min(wide) + 1))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _lengths(strings: bytes) -> list[int]:
    starts = [found.start() for found in STRING.finditer(strings)]
    return [end - start for start, end in zip(starts, [*starts[1:], len(strings)], strict=True)]


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


def _heading(lines: Sequence[Line]) -> str | None:
    """The first line, where it is one cell."""
    filled = [cell for cell in lines[0].cells if cell]
    return filled[0] if len(filled) == 1 else None
