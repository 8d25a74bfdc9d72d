"""What official lists have beside plain rows: notes, cut rows, odd numbers, swapped cells."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document
from each import each
from official_files import (
    CANCELLED,
    FILINGS,
    FONT,
    MAKERS,
    NEW_PAGE,
    REGISTRATIONS,
    docx_of,
    html_of,
    listed,
    pdf_of,
    read_back,
    six,
)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extract.register import read_file

TITLE = "生成式人工智能服务已备案信息（2024年4月）"
FORMATS = sorted(MAKERS)
ROWS = [row for row in listed("genai_filing/2024-04", most=30) if "·" not in row[2]]


@pytest.mark.parametrize("kind", FORMATS)
def test_odd_values_stay_as_printed(kind: str) -> None:
    rows = [
        ["1", "国资委", "甲", "甲集团", "ZhongYangQiYe-Jia-20230821", "2024/1/17（补登）"],
        ["2", "上海市", "乙", "司珠海乙", "Shinghai-Yi-20250609000026", "2024年1月7日"],
        ["3", "江苏省", "丙", "丙有限公司", "Beijing-BingBing-", "2024.1.17"],
        ["4", "山西省", "丁", "丁有限公司", "ShanXi-Ding-202301010001", "２０２４－１－１７"],
        ["5", "陕西省", "戊", "戊有限公司", "ShaanXi-\nWu-2023\n0101", "2024/2/30"],
        ["6", "陕西省", "己", "己有限公司", "", "待定"],
    ]
    found = read_back(MAKERS[kind](TITLE, [FILINGS, *rows])).rows
    assert [row.number for row in found] == [
        *(row[4] for row in rows[:4]),
        "ShaanXi-Wu-20230101",
        None,
    ]
    days = ["2024-01-17", "2024-01-07", "2024-01-17", "2024-01-17", None, None]
    assert [row.date for row in found] == days
    notes = ["补登", None, None, None, "2024/2/30", "待定"]
    assert [row.date_note for row in found] == notes
    assert [row.province for row in found] == [row[1] for row in rows]


@pytest.mark.parametrize("kind", FORMATS)
def test_swapped_cells_are_put_right_only_where_it_is_clear(kind: str) -> None:
    rows = [
        [
            "1",
            "广东省",
            "广州甲科技有限公司",
            "甲大模型",
            "Guangdong-Jia-202503050020",
            "2025/3/28",
        ],
        ["2", "广东省", "中铝集团大模型", "中铝集团", "Guangdong-Yi-202503050021", "2025/3/28"],
        ["3", "广东省", "丙研究院", "丙信息", "Guangdong-Bing-202503050022", "2025/3/28"],
        ["4", "广东省", "丁大学（深圳）", "丁AI助手", "Guangdong-Ding-202503050023", "2025/3/28"],
    ]
    found = read_back(MAKERS[kind](TITLE, [FILINGS, *rows])).rows
    assert [(row.name, row.company) for row in found] == [
        ("甲大模型", "广州甲科技有限公司"),
        ("中铝集团大模型", "中铝集团"),
        ("丙研究院", "丙信息"),
        ("丁AI助手", "丁大学（深圳）"),
    ]
    assert [row.details.get("swapped") for row in found] == ["1", None, None, "1"]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_cannot_be_read_is_told(kind: str) -> None:
    rows = [ROWS[0], ["2", "北京市", "", "", "", ""], ["3"] + [""] * 5, ROWS[1]]
    file = read_file(MAKERS[kind](TITLE, [FILINGS, *rows]), name=None)
    assert six(file) == [ROWS[0], ROWS[1]]
    assert [(u.row, u.reason) for u in file.unread] == [
        (2, "no name and no number"),
        (3, "no name and no number"),
    ]
    assert [row.row for row in file.rows] == [1, 4]


@pytest.mark.parametrize("kind", FORMATS)
def test_rows_without_header_are_told(kind: str) -> None:
    file = read_file(MAKERS[kind](TITLE, ROWS[:2]), name=None)
    assert file.rows == ()
    assert len(file.unread) == 2
    assert {u.reason for u in file.unread} == {"no header tells what its columns are"}


@pytest.mark.parametrize("kind", FORMATS)
def test_notes_sums_and_empty_rows_are_no_rows(kind: str) -> None:
    table = [
        *(["全国已备案信息"] + [""] * 5, FILINGS, *ROWS[:2], [""] * 6, *ROWS[2:4]),
        *(["合计", "", "4", "", "", ""], ["注：以上按属地报送。"] + [""] * 5),
    ]
    assert six(read_back(MAKERS[kind](TITLE, table))) == ROWS[:4]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_row_cut_by_a_page_break(kind: str) -> None:
    seq, place, name, company, number, day = ROWS[2]
    above = [seq, place, name[:2], company, number[:11], ""]
    below = ["", "", name[2:], "", number[11:], day]
    first, second = [FILINGS, *ROWS[:2], above], [below, *ROWS[3:5]]
    between = {"docx": "— 2 —", "pdf": NEW_PAGE}[kind]
    assert six(read_back(MAKERS[kind](TITLE, first, between, second))) == ROWS[:5]


def test_the_rest_of_a_row_that_has_the_only_serial_number() -> None:
    seq, place, name, company, number, day = ROWS[2]
    above = ["", "", name, company, number[:11], ""]
    below = [seq, place, "", "", number[11:], day]
    body = docx_of([FILINGS, *ROWS[:2], above], [below, *ROWS[3:5]])
    assert six(read_back(body)) == ROWS[:5]


def made(build: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_merged_cells_of_a_word_table() -> None:
    def build(document: Document) -> None:
        table = document.add_table(6, 6)
        for row, cells in zip(table.rows[1:], [FILINGS, *ROWS[:4]], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.cell(0, 0).merge(table.cell(0, 5)).text = TITLE
        for line in (3, 4):
            table.cell(line, 1).text = ""
        table.cell(2, 1).merge(table.cell(4, 1))

    file = read_back(made(build))
    assert six(file) == ROWS[:4]
    assert {row.list for row in file.rows} == {"genai_filing/2024-04"}


def test_a_table_inside_a_cell() -> None:
    def build(document: Document) -> None:
        table = document.add_table(1, 1).cell(0, 0).add_table(3, 6)
        for row, cells in zip(table.rows, [FILINGS, *ROWS[:2]], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    assert six(read_back(made(build))) == ROWS[:2]


def test_sheets_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    filed = book.active
    assert filed is not None
    filed.title = "已备案"
    filed.append(["广东省服务信息（截至2024年3月）"])
    filed.merge_cells("A1:F1")
    hidden = book.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    for row in [FILINGS, *ROWS[:2]]:
        filed.append(row)
        hidden.append(row)
    registered = book.create_sheet("已登记")
    registered.append(["序号", "名称", "企业", "编号", "时间"])
    registered.append([1, "甲助手", "甲公司", "Guangdong-Jia-20240101", "2024-1-5"])
    out = io.BytesIO()
    book.save(out)
    found = read_back(out.getvalue()).rows
    assert [(row.list, row.seq, row.page) for row in found] == [
        ("genai_filing/2024-03", 1, 1),
        ("genai_filing/2024-03", 2, 1),
        ("genai_registration/2024-03", 1, 3),
    ]


def test_spans_nested_tables_and_prose_of_a_page() -> None:
    (one, two) = ROWS[:2]
    title = (
        "关于发布7款提供手机端侧生成式人工智能服务已备案信息的公告_中央网络安全和信息化委员会办公室"
    )
    cells = "".join(f"<td>{text}" for text in two[2:])
    page = f"""<html><head><meta charset=gb2312><title>{title}</title></head><body>
        <script>var table = "<table>";</script>
        <table><tr><td>导航<td><table><tr><td>首页</table></table>
        <p>截至2025年3月31日，共有若干款服务完成备案，公告如下。</p>
        <table><tr><th colspan=6>名单<tr>{"".join(f"<th>{h}" for h in FILINGS)}
        <tr><td>1<td rowspan=2>{one[1]}<td>{one[2]}<td>{one[3][:4]}<br>
          {one[3][4:]}<td>{one[4]}<td>{one[5]}
        <tr><td>2{cells}</table></body></html>"""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        file = read_back(page.encode(encoding), "c_1785861480767004.htm")
        assert six(file) == ROWS[:2]
        assert {row.list for row in file.rows} == {"on_device/c_1785861480767004"}


LINES = {
    "inner lines": [("INNERGRID", (0, 0), (-1, -1), 1, (0, 0, 0))],
    "lines below": [("LINEBELOW", (0, 0), (-1, -1), 1, (0, 0, 0))],
    "a box": [("BOX", (0, 0), (-1, -1), 1, (0, 0, 0))],
    "lines around the header": [("GRID", (0, 0), (-1, 0), 1, (0, 0, 0))],
    "stripes": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [(1, 1, 1), (0.8, 0.8, 0.8)])],
    "columns": [("LINEBEFORE", (0, 0), (-1, -1), 1, (0, 0, 0))],
}


@each("lines", LINES.values(), ids=LINES)
@each("align", ["LEFT", "CENTER"])
def test_pdf_tables_with_some_lines(lines: list[Any], align: str) -> None:
    out = io.BytesIO()
    table = Table([FILINGS, *ROWS])
    style: list[Any] = [("FONT", (0, 0), (-1, -1), FONT, 8), ("ALIGN", (0, 0), (-1, -1), align)]
    table.setStyle(TableStyle([*style, *lines]))
    pdf_of()
    SimpleDocTemplate(out, pagesize=landscape(A4), bottomMargin=200).build([table])
    assert six(read_back(out.getvalue())) == ROWS


def test_pdf_texts_that_are_longer_than_their_cells() -> None:
    out = io.BytesIO()
    table = Table([FILINGS, *ROWS], colWidths=[30, 50, 60, 90, 100, 60])
    style: list[Any] = [("FONT", (0, 0), (-1, -1), FONT, 8)]
    table.setStyle(TableStyle([*style, ("GRID", (0, 0), (-1, -1), 1, (0, 0, 0))]))
    SimpleDocTemplate(out).build([table])
    assert six(read_back(out.getvalue())) == ROWS


def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """A head, a page number and a watermark."""
    canvas.saveState()
    canvas.setFont(FONT, 9)
    canvas.drawString(50, 820, "国家互联网信息办公室")
    canvas.drawString(280, 20, str(document.page))
    canvas.setFont(FONT, 60)
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "国家网信办")
    canvas.restoreState()


@pytest.mark.parametrize("lines", [[], [("GRID", (0, 0), (-1, -1), 1, (0, 0, 0))]])
def test_heads_feet_and_watermarks_of_a_pdf(lines: list[Any]) -> None:
    out = io.BytesIO()
    table = Table([FILINGS, *ROWS])
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), FONT, 8), *lines]))
    pdf_of()
    SimpleDocTemplate(out, bottomMargin=400).build(
        [table], onFirstPage=furnish, onLaterPages=furnish
    )
    assert six(read_back(out.getvalue())) == ROWS


def test_registrations_by_their_numbers() -> None:
    header = ["序号", "名称", "单位", "编号", "时间"]
    rows = [
        ["1", "甲", "甲公司", "Shanghai-Jia-20260608S0183", "2026/6/8"],
        ["2", "乙", "乙公司", "Shanghai-Yi-202606080057", "2026/6/8"],
    ]
    file = read_back(html_of("上海市服务信息（备案、登记）", [header, *rows]))
    assert [row.scheme for row in file.rows] == ["genai_registration", "genai_filing"]


def test_cancelled_algorithms_of_a_notice() -> None:
    row = ["1", "甲算法", "服务提供者", "甲公司", "甲（APP）", "聊天"]
    number = "网信算备110108823483901240093号"
    table = [CANCELLED, [*row, number, "2025年\n7月14日"]]
    body = pdf_of("关于注销算法备案的公告", table, widths=(25, 60, 60, 60, 60, 60, 120, 60))
    (found,) = read_back(body, "注销公告2025年7月").rows
    assert (found.list, found.number, found.date) == (
        *("algorithm_cancelled/2025-07", number, "2025-07-14"),
    )


def test_a_heading_of_registrations_with_a_fullwidth_slash() -> None:
    header = [cell.replace("/", "／\n") for cell in REGISTRATIONS]
    rows = listed("genai_registration/2024-08", most=3)
    assert six(read_back(docx_of([header, *rows]))) == rows
