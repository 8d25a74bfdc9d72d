"""Notices of listed firms, on firms and services made up here: whose ``the Company`` is."""

import pytest
from reading import named, told

PASSED = "completed filing as a generative AI service with the CAC on March 2"


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            'Kuozhi Inc. ("Kuozhi" or the "Company") (HKEX: 06086), a leader in health care, today'
            f" announced that Lanhe, its large language model, has {PASSED}.",
            ("Kuozhi", "Lanhe"),
        ),
        (
            f"Kuozhi Inc. (NASDAQ: KZ) today announced that Lanhe, its large model, has {PASSED}.",
            ("Kuozhi Inc", "Lanhe"),
        ),
        (
            'Kuozhi Tools Co., Ltd. (the "Company", together with its subsidiaries, the "Group") is'
            f" pleased to announce that Lanhe, a large model of the Company, has {PASSED}.",
            ("Kuozhi Tools Co., Ltd", "Lanhe"),
        ),
        (
            "Kuozhi Tools (300288.SZ): Announcement on the filing of a generative AI service\n\n"
            "Recently, the Lanhe product developed by the Company passed the filing for generative"
            " artificial intelligence services with the CAC.",
            ("Kuozhi Tools", "Lanhe"),
        ),
        (
            'Kuozhi Tools Limited (the "Company") met its targets.\n\n'
            "The Company's Lanhe model has been filed as a generative AI service by the CAC.",
            ("Kuozhi Tools Limited", "Lanhe"),
        ),
    ],
)
def test_the_company_is_who_gives_notice(text: str, pair: tuple[str, str]) -> None:
    assert pair in named(told(text, published="2026-03-03"))


def test_what_a_firm_only_says_of_another_is_not_its() -> None:
    text = f"Lanhe by Runhai {PASSED}. Kuozhi Bank said Runhai was the first."
    assert named(told(text, published="2026-03-03")) == [("Runhai", "Lanhe")]
