"""Lines of a table that are neither its header nor rows: titles, units, dates, signatures."""

import pytest
from each import each
from official_files import FILINGS, MAKERS, REGISTRATIONS, docx_of, listed, read_back, six

from extract.register import read_file

TITLE = "生成式人工智能服务已备案信息（2024年4月）"
FORMATS = sorted(MAKERS)
ROWS = [row for row in listed("genai_filing/2024-04", most=9) if "·" not in row[2]]
REGISTERED = listed("genai_registration/2024-08", most=3)
LINES = {
    "unit and day": ["单位：款", "", "", "", "", "截至2024年4月2日"],
    "who reports": ["填报单位", "某某办公室", "", "", "", ""],
    "in the middle": ["", "", "制表", "某某处", "", ""],
    "column words with their values": ["申报单位", "某某处", "备案时间", "2024年4月", "", ""],
    "number of the attachment": ["附件1", "生成式人工智能服务名单", "", "", "", ""],
    "one title in every cell": ["生成式人工智能服务名单"] * 6,
    "day": ["", "", "", "", "填报日期", "2024年4月2日"],
    "labels beside values": ["制表：", "甲", "", "审核：", "乙", ""],
    "contact": ["填报单位", "某某处", "", "联系电话", "010-12345678", ""],
    "columns counted": ["1", "2", "3", "4", "5", "6"],
    "labels": ["制表人：甲", "", "审核人：乙", "", "单位：丙", "日期：2024年4月2日"],
}


@each("kind", FORMATS)
@each("line", LINES.values(), ids=LINES)
def test_lines_above_the_header(kind: str, line: list[str]) -> None:
    file = read_back(MAKERS[kind](TITLE, [line, FILINGS, *ROWS[:4]]))
    assert six(file) == ROWS[:4]
    assert {row.list for row in file.rows} == {"genai_filing/2024-04"}


@each("kind", FORMATS)
@each("line", LINES.values(), ids=LINES)
def test_lines_between_rows_and_below_them(kind: str, line: list[str]) -> None:
    table = [FILINGS, *ROWS[:2], line, *ROWS[2:4], line]
    assert six(read_back(MAKERS[kind](TITLE, table))) == ROWS[:4]


@pytest.mark.parametrize("kind", FORMATS)
def test_several_lines_above_each_of_two_headers(kind: str) -> None:
    above = [LINES["number of the attachment"], LINES["who reports"], LINES["unit and day"]]
    table = [*above, FILINGS, *ROWS[:3], *above, ["已登记"] * 6, REGISTRATIONS, *REGISTERED]
    file = read_back(MAKERS[kind](TITLE, table))
    assert six(file) == [*ROWS[:3], *REGISTERED]
    assert [row.scheme for row in file.rows] == [
        *["genai_filing"] * 3,
        *["genai_registration"] * 3,
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_title_inside_the_table_tells_the_period(kind: str) -> None:
    table = [["附件1", TITLE, "", "", "", ""], ["填报日期：2024年6月3日", *[""] * 5]]
    found = read_back(MAKERS[kind]([*table, FILINGS, *ROWS[:2]], [REGISTRATIONS, *REGISTERED]))
    assert {row.list for row in found.rows} == {
        "genai_filing/2024-04",
        "genai_registration/2024-04",
    }


OVER_NAME_AND_COMPANY = "in the middle"
"""Alone such a line may be the rest of a row."""
SECOND = [line for name, line in LINES.items() if name != OVER_NAME_AND_COMPANY]


@each("line", [*SECOND, ["", "", "登记", "", "某月", ""]])
def test_lines_above_the_header_of_a_second_table(line: list[str]) -> None:
    second = [line, LINES["unit and day"], REGISTRATIONS, *REGISTERED]
    assert six(read_back(docx_of([FILINGS, *ROWS[:3]], second))) == [*ROWS[:3], *REGISTERED]


@pytest.mark.parametrize("kind", FORMATS)
def test_rows_above_a_header_go_on_under_the_one_before(kind: str) -> None:
    second = [*ROWS[3:5], ["已登记"] * 6, REGISTRATIONS, *REGISTERED]
    file = read_back(MAKERS[kind](TITLE, [FILINGS, *ROWS[:3]], second))
    assert six(file) == [*ROWS[:5], *REGISTERED]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_row_without_serial_number_and_day_is_told_not_dropped(kind: str) -> None:
    odd = ["", "北京市", "甲模型", "甲有限公司", "", ""]
    table = [FILINGS, *ROWS[:2], odd, *ROWS[2:4]]
    file = read_file(MAKERS[kind](TITLE, table), name=None)
    assert six(file) == ROWS[:4]
    assert [unread.row for unread in file.unread] == [3]
