"""Titles between the tables of a PDF that has no lines around its cells."""

import io
from collections.abc import Sequence
from itertools import pairwise

import pytest
from each import each
from official_files import FILINGS, FONT, REGISTRATIONS, listed, pdf_of, read_back, six
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

TITLE = "生成式人工智能服务已备案和已登记信息（2024年8月）"
ROWS = [row for row in listed("genai_filing/2024-04", most=9) if "·" not in row[2]]
REGISTERED = listed("genai_registration/2024-08", most=3)
EDGES = (40, 80, 160, 300, 480, 730, 810)
WIDTH, HEIGHT = landscape(A4)
CENTRE = WIDTH / 2
TITLES_AT = (EDGES[3] + EDGES[4]) / 2
"""The middle of a column, where a centred title stands as the texts of that column do."""
END = None
"""A page ends."""
Printing = str | Sequence[str] | None


def printed(*lines: Printing, size: int = 9, title: int = 14, centred: bool = False) -> bytes:
    """Rows with 20 points each and titles, each in one line."""
    pdf_of()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    y = HEIGHT - 50
    for line in lines:
        if line is END:
            canvas.showPage()
            y = HEIGHT - 50
        elif isinstance(line, str):
            canvas.setFont(FONT, title)
            canvas.drawCentredString(TITLES_AT if centred else CENTRE, y, line)
            y -= 30
        else:
            canvas.setFont(FONT, size)
            for (left, right), text in zip(pairwise(EDGES), line, strict=True):
                if centred:
                    canvas.drawCentredString((left + right) / 2, y, text)
                else:
                    canvas.drawString(left, y, text)
            y -= 20
    canvas.save()
    return out.getvalue()


TITLES: dict[str, list[Printing]] = {
    "short": ["已登记"],
    "numbered": ["二、已登记"],
    "long": ["生成式人工智能服务已登记信息"],
    "two lines": ["附件2", "登记信息"],
}


@each("end", [[END], []], ids=["next page", "same page"])
@each("title", [14, 9], ids=["large", "as large as the rows"])
@each("lines", TITLES.values(), ids=TITLES)
def test_a_title_over_the_second_table(
    lines: list[Printing], title: int, end: list[Printing]
) -> None:
    first, second = [FILINGS, *ROWS[:5]], [REGISTRATIONS, *REGISTERED]
    file = read_back(printed(TITLE, *first, *end, *lines, *second, title=title))
    assert six(file) == [*ROWS[:5], *REGISTERED]
    assert {row.list for row in file.rows} == {
        "genai_filing/2024-08",
        "genai_registration/2024-08",
    }


def test_the_title_tells_what_the_second_table_is() -> None:
    header = ["序号", "属地", "名称", "单位", "编号", "时间"]
    lines = [header, *ROWS[:3], END, "手机端侧模型备案信息", header, *ROWS[3:5]]
    file = read_back(printed(TITLE, *lines))
    assert [row.scheme for row in file.rows] == [*["genai_filing"] * 3, *["on_device"] * 2]


def test_two_titles_at_one_height() -> None:
    over = ["", "", "     单位：款", "", "           截至某月", ""]
    lines = [FILINGS, *ROWS[:4], END, over, REGISTRATIONS, *REGISTERED]
    assert six(read_back(printed(TITLE, *lines))) == [*ROWS[:4], *REGISTERED]


def test_the_rest_of_a_cut_row_above_the_next_table() -> None:
    (seq, place, name, company, number, day) = ROWS[3]
    cut = [seq, place, name, company[:6], number, day]
    rest = ["", "", "", company[6:], "", ""]
    lines = [FILINGS, *ROWS[:3], cut, END, rest, REGISTRATIONS, *REGISTERED]
    assert six(read_back(printed(TITLE, *lines))) == [*ROWS[:4], *REGISTERED]


def test_the_lines_of_the_last_row_may_be_far_apart() -> None:
    parts: list[Printing] = []
    for seq, place, name, company, number, day in ROWS[:4]:
        parts += [[seq, place, name, company[:6], number, day]]
        parts += [["", "", "", company[6:], "", ""], ["", "", "", "", "", ""]]
    assert six(read_back(printed(TITLE, FILINGS, *parts, title=9))) == ROWS[:4]


@pytest.mark.parametrize("line", ["已登记", "登记信息"])
def test_a_title_in_the_middle_of_a_column_of_centred_texts(line: str) -> None:
    lines = [FILINGS, *ROWS[:6], END, line, REGISTRATIONS, *REGISTERED]
    file = read_back(printed(TITLE, *lines, title=9, centred=True))
    assert six(file) == [*ROWS[:6], *REGISTERED]
