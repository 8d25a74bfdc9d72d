"""English tables whose columns only spaces or line ends part, on names made up here."""

from time import process_time

import pytest
from reading import told

from extract.layout.form import normalise

LEAD = "The internet office of Hainan said on Monday that three generative AI services were filed."
ROWS = """No. Model name Filing entity Filing date

1 Moonlit Cube Hainan Radio and Television 2026/2/27

2 AI Tutor Haikou University of Science and Technology 2026/2/27

3 Qingfan Marketing Sanya Kuozhi Cloud Computing 2026/2/27"""
PARTED = [
    ("Moonlit Cube", "Hainan Radio and Television"),
    ("AI Tutor", "Haikou University of Science and Technology"),
    ("Qingfan Marketing", "Sanya Kuozhi Cloud Computing"),
]


def _services(table: str) -> list[tuple[str | None, str | None]]:
    found = told(f"{LEAD}\n\n{table}\n\nHainan now has 12 of them.", published="2026-03-03")
    return [(s.model, s.company) for s in found.services]


@pytest.mark.parametrize("table", [ROWS, ROWS.replace("\n\n", "\n")])
def test_columns_between_spaces(table: str) -> None:
    assert _services(table) == PARTED


def test_one_cell_a_line() -> None:
    cells = [["No.", "Model name", "Filing entity"]]
    cells += [[str(n), *row] for n, row in enumerate(PARTED, 1)]
    assert _services("\n".join(c for row in cells for c in row)) == PARTED


def test_company_in_the_first_column() -> None:
    rows = [
        "Company Model City",
        "Haikou Kuozhi Technology Co., Ltd. Lanhe Haikou",
        "Minfeng Software Yun Assistant Sanya",
        "Runhai Qinglan Haikou",
    ]
    assert _services("\n".join(rows)) == [
        ("Lanhe", "Haikou Kuozhi Technology Co., Ltd."),
        ("Yun Assistant", "Minfeng Software"),
        ("Qinglan", "Runhai"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Service Company\nThe office did not name it. A list is to follow.\n",
        "Model developer\nKuozhi said it was glad.\nRunhai was not.\n",
        "Products\nCompany\nNews\nContact us\nAbout\n",
    ],
)
def test_prose_and_menus_are_no_tables(text: str) -> None:
    assert "|" not in normalise(text, "en").text


@pytest.mark.parametrize(
    "line",
    ["Model\nCompany\n", "Model Company\nxx.\n", "No. Model Company\n1 " + "Ab " * 45 + "\n"],
)
def test_long_texts_of_labels_take_no_longer_than_their_length(line: str) -> None:
    took = []
    for size in (10_000, 40_000):
        begun = process_time()
        normalise(line * (size // len(line)), "en")
        took.append(process_time() - begun)
    assert took[1] < 12 * took[0] + 0.2
