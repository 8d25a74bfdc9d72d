"""Cells as each format writes them: text stays text, and nothing is ever run as a formula."""

import json
from collections.abc import Sequence
from typing import Any, Final

from db.defused import defused

_LINE_ENDS: Final = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})
_PICTURES: Final = {code: 0x2400 + code for code in range(0x20) if code not in (9, 10)}
_EXCEL: Final = str.maketrans(_PICTURES | {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
EXCEL_LONGEST: Final = 32_767
"""Characters (UTF-16) that a cell of Excel may have."""
CUT: Final = "… [cut]"


def csv_line(cells: Sequence[Any]) -> str:
    """A line of CSV: texts in quotation marks, numbers bare, a null as nothing at all."""
    return ",".join(map(_csv_cell, cells)) + "\n"


def _csv_cell(cell: Any) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return '"' + str(defused(cell)).replace('"', '""') + '"'


def json_line(names: Sequence[str], cells: Sequence[Any]) -> str:
    """A row as one object on one line, whatever a reader takes for the end of a line."""
    row = dict(zip(names, cells, strict=True))
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def excel_text(text: str) -> tuple[str, bool]:
    """A text that a cell of Excel can have, and whether it was cut.

    Control characters but tab and line feed, which its files cannot hold, stand as their
    pictures, such as ␀.
    """
    shown = text.translate(_EXCEL)
    if len(shown) <= EXCEL_LONGEST // 2 or _units(shown) <= EXCEL_LONGEST:
        return shown, False
    kept = shown.encode("utf-16-le")[: 2 * (EXCEL_LONGEST - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT, True


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
