"""Lists in docx, xlsx, PDF and HTML come back row for row."""

from collections.abc import Sequence

import pytest
from each import each
from official_files import (
    CANCELLED,
    FILINGS,
    FILINGS_2025,
    MAKERS,
    ON_DEVICE,
    RECOMMENDED,
    REGISTRATIONS,
    SYNTHESIS,
    listed,
    pdf_of,
    read_back,
    six,
)

NAME = "生成式人工智能服务已备案和已登记信息（2025年8月）"
FORMATS = sorted(MAKERS)
ROWS = [row for row in listed("genai_filing/2024-04", most=60) if "·" not in row[2]]
"""Without the dot that the PDF maker's font does not have."""


@pytest.mark.parametrize("kind", FORMATS)
def test_a_list_comes_back(kind: str) -> None:
    file = read_back(MAKERS[kind](NAME, [FILINGS, *ROWS]))
    assert (file.type, file.title) == (kind, NAME)
    assert six(file) == ROWS
    assert {(row.scheme, row.list) for row in file.rows} == {
        ("genai_filing", "genai_filing/2025-08")
    }
    assert [row.row for row in file.rows] == list(range(1, len(ROWS) + 1))


@pytest.mark.parametrize("kind", FORMATS)
def test_two_schemes_in_one_file(kind: str) -> None:
    registered = listed("genai_registration/2024-08", most=5)
    parts = (
        *(NAME, "一、已备案信息", [FILINGS_2025, *ROWS[:5]]),
        *("二、已登记信息", [REGISTRATIONS, *registered]),
    )
    file = read_back(MAKERS[kind](*parts), NAME)
    assert six(file) == [*ROWS[:5], *registered]
    assert [row.list for row in file.rows] == [
        *["genai_filing/2025-08"] * 5,
        *["genai_registration/2025-08"] * 5,
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_header_comes_again_in_the_middle(kind: str) -> None:
    table = [FILINGS, *ROWS[:3], FILINGS, *ROWS[3:6]]
    assert six(read_back(MAKERS[kind](NAME, table))) == ROWS[:6]


@pytest.mark.parametrize("kind", FORMATS)
def test_columns_in_another_order_with_broken_headings_and_an_unknown_one(kind: str) -> None:
    order = [4, 2, 0, 3, 5, 1]
    header = ["备案\n编号", "模 型 名 称", "序\n号", "备案单位（全称）", "备案\n时间", "属地"]
    header[3] = "备案单位\n名称"
    table = [[*header, "联系人"], *([*(row[i] for i in order), "张三"] for row in ROWS[:4])]
    widths = (120, 100, 30, 120, 60, 50, 50)
    options = {"widths": widths} if kind == "pdf" else {}
    file = read_back(MAKERS[kind](NAME, table, **options))
    assert six(file) == ROWS[:4]
    assert {row.details["联系人"] for row in file.rows} == {"张三"}


@each("kind", FORMATS)
@each(
    ("header", "scheme", "details"),
    [
        (ON_DEVICE, "on_device", {"scenario": "手机"}),
        (SYNTHESIS, "deep_synthesis", {"role": "服务提供者", "products": "甲（APP）、乙（网站）"}),
        (RECOMMENDED, "algorithm_recommendation", {"category": "检索过滤类"}),
        (CANCELLED, "algorithm_cancelled", {"role": "服务技术支持者", "products": "--"}),
    ],
)
def test_the_header_tells_the_scheme(
    kind: str, header: list[str], scheme: str, details: dict[str, str]
) -> None:
    keys = {"role": "角色", "products": "应用产品", "category": "算法类别", "scenario": "适用场景"}
    cells = {
        **{"序号": "1", "算法名称": "甲算法", "大模型名称": "甲模型", "属地": "北京市"},
        **{"主体名称": "甲有限公司", "备案单位": "甲有限公司", "主要用途": "聊天"},
        **{"备案编号": "网信算备110108823483901240093号", "备案时间": "2025/7/1"},
        **{"注销时间": "2025年7月14日"},
        **{keys[key]: text for key, text in details.items()},
    }
    if scheme == "on_device":
        cells["备案编号"] = "Beijing-JiaMoXing-202507010001"
    options = {"widths": (25, 70, 60, 70, 80, 60, 120, 50)} if kind == "pdf" else {}
    table = [header, [cells.get(heading, "") for heading in header]]
    (row,) = read_back(MAKERS[kind](table, **options)).rows
    assert (row.scheme, row.company, row.number) == (scheme, "甲有限公司", cells["备案编号"])
    assert {key: row.details[key] for key in details} == details
    assert row.list == f"{scheme}/unnamed"


@each(
    ("ruled", "split", "repeat"),
    [(True, False, 0), (True, True, 0), (True, True, 1), (False, False, 0), (False, True, 0)],
)
@each("align", ["TOP", "MIDDLE"])
def test_a_pdf_table_goes_on_over_pages(ruled: bool, split: bool, repeat: int, align: str) -> None:
    body = pdf_of(NAME, [FILINGS, *ROWS], ruled=ruled, split=split, repeat=repeat, align=align)
    file = read_back(body)
    assert six(file) == ROWS
    assert {row.page for row in file.rows} >= {1, 2}


def rest(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_without_header_goes_on(kind: str) -> None:
    parts = (NAME, [FILINGS, *ROWS[:3]], rest(ROWS[3:6]))
    assert six(read_back(MAKERS[kind](*parts))) == ROWS[:6]
