"""What headline and head say for the sentences below them, on stories invented here."""

import pytest
from reading import main_of, told

from extract.extraction import Quantity

ROLL = "Regulators cleared 9 of them last week, the internet office of Hainan said on Monday."


def test_headline_names_the_field() -> None:
    found = told(ROLL, title="More AI models get the nod", published="2026-03-03")
    assert found.relevant
    assert not told(ROLL, title="More ferries get the nod", published="2026-03-03").relevant


def test_headline_of_a_guide() -> None:
    text = "Generative AI services are filed in China. As of May, 300 services had been filed."
    assert not told(text, title="How to file a model in China: a guide").relevant


@pytest.mark.parametrize(
    "text",
    [
        "Kuozhi, whose Lanhe AI model was filed in China in 2024, has raised 1 billion yuan.",
        "Kuozhi's AI suite has not won approval in China, its founder said on Thursday, though"
        " Runhai's Qinglan, which would power it, was filed in 2024. China has cleared over 800"
        " generative AI services.",
    ],
)
def test_approvals_of_an_earlier_year_are_no_news(text: str) -> None:
    assert not told(text, published="2026-03-27").relevant


def test_two_procedures_in_one_sentence() -> None:
    found = told(
        "China approved 44 generative AI services in May and registered 30 applications that plug"
        " into them, the cyberspace office said on Friday, bringing the totals to 748 and 435.",
        published="2026-06-05",
    )
    counted = {a.scheme: a.services_in_batch for a in found.announcements if a.role == "main"}
    assert counted == {
        "genai_filing": Quantity(44, "exact"),
        "genai_registration": Quantity(30, "exact"),
    }


def test_names_count_with_the_unnamed() -> None:
    found = told(
        "Kuozhi, Runhai and seven other companies had generative AI models filed in Hainan on"
        " Monday, the province's internet office said.",
        published="2026-03-03",
    )
    assert main_of(found).companies_in_batch == Quantity(9, "exact")
