"""Makes official files: paragraphs and tables in, the bytes of a docx, xlsx, PDF or HTML file out.

A part of a file is a text (a paragraph) or a table (lists of cells, the header first). Cells may
have line breaks.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from extract.register import read_file
from extract.register.records import RegisterFile

Cells = Sequence[Sequence[str]]
Part = str | Cells
Maker = Callable[..., bytes]

FILINGS = ["序号", "属地", "模型名称", "备案单位", "备案号", "备案时间"]
FILINGS_2025 = ["序号", "属地", "大模型名称", "备案单位", "备案编号", "备案时间"]
REGISTRATIONS = ["序号", "属地", "应用/功能名称", "登记单位", "上线编号", "登记时间"]
ON_DEVICE = [*FILINGS_2025, "适用场景"]
SYNTHESIS = [
    *("序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"),
]
RECOMMENDED = [
    *("序号", "算法名称", "算法类别", "主体名称", "应用产品", "主要用途", "备案编号", "备注"),
]
CANCELLED = [
    *("序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "注销时间"),
]
ROWS = Path(__file__).parent.parent / "extract" / "register" / "bundled" / "rows.csv"
FONT = "STSong-Light"
NEW_PAGE = "\f"
"""A part that ends a page of a PDF."""


def listed(name: str, *, most: int | None = None) -> list[list[str]]:
    """The rows of a bundled list (all that begin with ``name``) as six cells, as printed."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list"].startswith(name)]
    return [
        [
            *(row["seq"], row["province"], row["name"], row["company"], row["number"]),
            printed_day(row["date"]) + (f"（{row['date_note']}）" if row["date_note"] else ""),
        ]
        for row in rows[:most]
    ]


def printed_day(day: str) -> str:
    """``2024-01-17`` as the lists have it, ``2024/1/17``."""
    found = date.fromisoformat(day)
    return f"{found.year}/{found.month}/{found.day}"


def docx_of(*parts: Part) -> bytes:
    """A Word file."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), max(map(len, part)))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
    return _saved(document.save)


def xlsx_of(*parts: Part) -> bytes:
    """A workbook with everything on one sheet; days are cells of days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for part in parts:
        for row in [[part]] if isinstance(part, str) else part:
            sheet.append([_value(cell) for cell in row])
    return _saved(book.save)


def html_of(*parts: Part, title: str = "") -> bytes:
    """A page."""
    made = "".join(f"<p>{escape(p)}</p>" if isinstance(p, str) else _html_table(p) for p in parts)
    head = f"<meta charset=utf-8><title>{escape(title)}</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{made}</body></html>".encode()


def pdf_of(
    *parts: Part,
    ruled: bool = True,
    split: bool = False,
    repeat: int = 0,
    align: str = "MIDDLE",
    widths: Sequence[float] = (30, 50, 110, 150, 120, 70),
    password: str | None = None,
) -> bytes:
    """A PDF; ``split`` cuts rows at page ends, ``repeat`` header lines stand on every page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=11, wordWrap="CJK")
    grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if ruled else []
    flow: list[Flowable] = []
    for part in parts:
        if part == NEW_PAGE:
            flow.append(PageBreak())
        elif isinstance(part, str):
            flow += [Paragraph(escape(part), style), Spacer(1, 8)]
        else:
            cells = [[_paragraph(cell, style) for cell in row] for row in part]
            own = list(widths[: len(part[0])])
            table = Table(cells, colWidths=own, repeatRows=repeat, splitInRow=int(split))
            table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), align), *grid]))
            flow += [table, Spacer(1, 8)]
    out = io.BytesIO()
    locked = StandardEncryption(password) if password else None
    SimpleDocTemplate(out, pagesize=A4, leftMargin=30, rightMargin=30, encrypt=locked).build(flow)
    return out.getvalue()


MAKERS: dict[str, Maker] = {"docx": docx_of, "xlsx": xlsx_of, "html": html_of, "pdf": pdf_of}


def read_back(body: bytes, name: str | None = None) -> RegisterFile:
    """What the file yields; every row of it is read."""
    file = read_file(body, name=name)
    assert not file.unread
    return file


def six(file: RegisterFile) -> list[list[str]]:
    """The rows as six cells, as the lists print them."""
    return [
        [
            *(str(row.seq), row.province or "", row.name or "", row.company or ""),
            row.number or "",
            (printed_day(row.date) if row.date else "")
            + (f"（{row.date_note}）" if row.date_note else ""),
        ]
        for row in file.rows
    ]


def _value(cell: str) -> str | int | date:
    if re.fullmatch(r"\d{1,6}", cell):
        return int(cell)
    found = re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", cell)
    try:
        return date(*map(int, found.groups())) if found else cell
    except ValueError:
        return cell


def _paragraph(cell: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(cell).replace("\n", "<br/>"), style)


def _html_table(rows: Cells) -> str:
    made = "".join(
        "<tr>" + "".join(f"<td>{escape(c).replace(chr(10), '<br>')}</td>" for c in row) + "</tr>"
        for row in rows
    )
    return f"<table>{made}</table>"


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()
