"""A table in, a Word document out, the same bytes every time."""

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OPEN: Final = "http://schemas.openxmlformats.org"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES: Final = (
    f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)
_RELATIONS: Final = (
    f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1"'
    f' Type="{_OPEN}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def document(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a document of a heading and a table, its first row the header."""
    table = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * max(map(len, rows))
    inside = (
        f"{_paragraph(title)}<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl>"
        f"{_paragraph('')}<w:sectPr/>"
    )
    word = f"{_OPEN}/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body>{inside}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": body,
    }
    return _zipped({name: f"{_HEAD}{text}" for name, text in parts.items()})


def _cell(text: str) -> str:
    return f"<w:tc><w:tcPr/>{_paragraph(text)}</w:tc>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _zipped(parts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return packed.getvalue()
