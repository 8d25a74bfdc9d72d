"""English rows without a header and names in brackets, on firms and services made up here."""

import pytest
from reading import named, told

LEAD = "The internet office of Hainan said on Monday that three generative AI services were filed."


def _services(said: str) -> list[tuple[str | None, str | None]]:
    return named(told(f"{LEAD}\n\n{said}", published="2026-03-03"))


@pytest.mark.parametrize(
    ("rows", "services"),
    [
        (
            "Hainan Radio and Television | Moonlit Cube (short video)\n"
            'Haikou University of Economics | "AI" teaching model\nKuozhi Group | Lanhe',
            [
                ("Hainan Radio and Television", "Moonlit Cube"),
                ("Haikou University of Economics", None),
                ("Kuozhi Group", "Lanhe"),
            ],
        ),
        (
            "1 | Lanhe | Kuozhi Technology | Feb 27\n2 | Yun Assistant | Runhai | Feb 27",
            [("Kuozhi Technology", "Lanhe"), ("Runhai", "Yun Assistant")],
        ),
        (
            "| Haikou | Kuozhi Technology | Lanhe |\n| Sanya | Runhai | Yun |",
            [("Kuozhi Technology", "Lanhe"), ("Runhai", "Yun")],
        ),
    ],
)
def test_rows_without_a_header(rows: str, services: list[tuple[str, str | None]]) -> None:
    assert _services(rows) == services


@pytest.mark.parametrize(
    "rows",
    [
        "| Country | Law | Status |\n|---|---|---|\n| China | AI Rules | filed |\n"
        "| Laos | Digital Act | passed |\n| Korea | Basic Act | in force |",
        "Platform | Labelled items | Complaints\nRunhai | 310 million | 42,000\nKuozhi | 8 | 9",
    ],
)
def test_other_tables_name_no_services(rows: str) -> None:
    assert _services(rows) == []


def test_names_in_brackets_that_nothing_else_tells_apart() -> None:
    found = _services("Also filed were those of 37 Interactive (Lanhe) and Kuozhi (Yun).")
    assert found == [("37 Interactive", "Lanhe"), ("Kuozhi", "Yun")]


def test_new_names_continue_what_was_told() -> None:
    found = _services("New names include Kuozhi Group (video model) and Runhai Bank (voice bot).")
    assert found == [("Kuozhi Group", None), ("Runhai Bank", None)]


def test_a_numbered_heading_of_a_digest_is_no_item() -> None:
    assert _services("3. Deep synthesis: 17th list\nIt has 608 algorithms.") == []
