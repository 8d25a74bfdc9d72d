"""What a workbook must be before anything makes room for its cells.

Few bytes may stand for billions of cells, or for one long text in each; the library that reads
workbooks makes room for all of them and ends the process where there is none.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.errors import NotAList
from extract.register.grids import bounded

MOST_TEXT = 200_000_000
"""Characters of the texts of all cells."""
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet, by the format."""


@dataclass(slots=True)
class Sheet:
    """The rectangle around the filled cells of a sheet."""

    rows: tuple[int, int] | None = None
    columns: tuple[int, int] | None = None
    row: int = 0
    column: int = 0

    def begin(self, printed: str | None) -> None:
        """A row, by its number or after the one before."""
        self.row = (
            int(printed) if printed and printed.isascii() and printed.isdigit() else self.row + 1
        )
        self.column = 0

    def add(self, printed: str | None, *, filled: bool) -> None:
        """A cell, by its place or after the one before."""
        place = PLACE.fullmatch(printed) if printed else None
        if printed and not place:
            raise NotAList(f"a workbook with a cell at {printed[:20]!r}")
        if place:
            self.column, self.row = _column(place[1]), int(place[2])
        else:
            self.column += 1
        if not (0 < self.row <= LAST_ROW and self.column <= LAST_COLUMN):
            raise NotAList(f"a workbook with a cell in row {self.row}, column {self.column}")
        if filled:
            self.rows = _around(self.rows, self.row)
            self.columns = _around(self.columns, self.column)

    @property
    def area(self) -> int:
        """Cells of the rectangle."""
        if self.rows is None or self.columns is None:
            return 0
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)


@dataclass(slots=True)
class Texts:
    """The texts that cells share, and how often each one is used."""

    lengths: list[int] = field(default_factory=list)
    used: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Characters when every cell has its own."""
        known = (at for at in self.used if at < len(self.lengths))
        return sum(self.lengths[at] * self.used[at] for at in known)


def check_workbook(body: bytes) -> None:
    """Raises NotAList for a workbook that would fill the memory, lxml's error for a broken one."""
    texts = Texts()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")[:1] == b"<":
                bounded(_read(content, texts))
    if texts.total > MOST_TEXT:
        raise NotAList(f"a workbook of more than {MOST_TEXT:,} characters")


def _read(content: bytes, texts: Texts) -> int:
    """The area of a sheet; what is no sheet has none."""
    sheet = Sheet()
    for event, element in _elements(content):
        name = etree.QName(element).localname
        if event == "start" and name == "row":
            sheet.begin(element.get("r"))
        elif event == "end" and name == "c":
            sheet.add(element.get("r"), filled=len(element) > 0)
            _count(element, texts)
            element.clear()
        elif event == "end" and name == "si":
            texts.lengths.append(sum(len(text) for text in element.itertext()))
            element.clear()
        elif event == "end" and name == "row":
            element.clear()
    return sheet.area


def _elements(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    tags = ("{*}row", "{*}c", "{*}si")
    yield from etree.iterparse(
        io.BytesIO(content), events=("start", "end"), tag=tags, resolve_entities=False
    )


def _count(cell: etree._Element, texts: Texts) -> None:
    value = cell.findtext("{*}v") if cell.get("t") == "s" else None
    if value and value.strip().isdigit():
        texts.used[int(value)] += 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _around(limits: tuple[int, int] | None, value: int) -> tuple[int, int]:
    return (value, value) if limits is None else (min(limits[0], value), max(limits[1], value))
