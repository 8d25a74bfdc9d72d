"""What a number counts, and whether it is the batch or the total."""

import pytest
from each import each
from reading import main_of, told

from extract.extraction import Quantity


@each(
    ("text", "services", "companies", "total"),
    [
        (
            "China approved 14 AI models from 13 firms last week, lifting the total to 54.",
            Quantity(14),
            Quantity(13),
            Quantity(54),
        ),
        (
            "More than 40 AI models have been approved in China so far.",
            None,
            None,
            Quantity(40, "more_than"),
        ),
        (
            "A dozen more generative AI services from nearly ten companies in China were"
            " approved on Monday.",
            Quantity(12),
            Quantity(10, "nearly"),
            None,
        ),
        (
            "As of March 31, a total of 346 generative AI services had been filed with the"
            " Cyberspace Administration of China.",
            None,
            None,
            Quantity(346),
        ),
        (
            "In July and August 124 generative AI services were newly filed in China, taking the"
            " cumulative number to 1,112, the regulator said.",
            Quantity(124),
            None,
            Quantity(1112),
        ),
        (
            "In Gansu 24 generative AI services were filed this week. Such filings totaled 105 by"
            " the end of May.",
            Quantity(24),
            None,
            Quantity(105),
        ),
    ],
)
def test_slots(
    text: str, services: Quantity | None, companies: Quantity | None, total: Quantity | None
) -> None:
    main = main_of(told(text))
    assert main.services_in_batch == services
    assert main.companies_in_batch == companies
    assert main.cumulative_services == total


@pytest.mark.parametrize(
    "distractor",
    [
        "Ernie Bot has more than 100 million users.",
        "The model has 13 billion parameters.",
        "China had 130 large language models by then, a brokerage said.",
        "At least 30 further applications were under review.",
    ],
)
def test_other_numbers_fill_no_slot(distractor: str) -> None:
    main = main_of(told(f"China approved 14 generative AI models on Monday. {distractor}"))
    assert main.services_in_batch == Quantity(14)
    assert main.cumulative_services is None


def test_a_year_is_no_count() -> None:
    found = told("China approved 14 generative AI models in 2024 services were listed.")
    assert 2024 not in [c.value for c in found.counts]
