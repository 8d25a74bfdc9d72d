"""English counts by ordinals, brackets and updates; corrections and goals count nothing."""

import pytest
from each import each
from reading import main_of, told

from extract.extraction import Quantity
from extract.printed.numbers import find_numbers

HEAD = "The Cyberspace Administration of China's Hunan branch spoke of generative AI on Monday. "


@pytest.mark.parametrize(
    ("text", "services", "total"),
    [
        (
            "A design model from Luma Tech has become the 62nd generative AI service in"
            " Hangzhou to be filed with the authorities.",
            None,
            Quantity(62),
        ),
        (
            "Guizhou has filed 2 new generative AI services (total 12).",
            Quantity(2),
            Quantity(12),
        ),
        (
            "An updated list from the CAC shows 188 filed generative AI services as of Jan 25,"
            " with 71 approved since the previous update in November.",
            Quantity(71),
            Quantity(188),
        ),
        (
            "The model is one of six generative AI services that Hunan's cyberspace office put"
            " on record at the end of December.",
            Quantity(6),
            None,
        ),
        (
            "CORRECTION: An earlier version of this story said that 12 generative AI services"
            " had been filed in Sichuan. Ten generative AI services passed filing in Sichuan,"
            " the provincial cyberspace office said on Monday.",
            Quantity(10),
            None,
        ),
    ],
)
def test_what_is_new_and_what_is_the_total(
    text: str, services: Quantity | None, total: Quantity | None
) -> None:
    main = main_of(told(text))
    assert (main.services_in_batch, main.cumulative_services) == (services, total)


def test_another_number_beside_a_total_is_a_total_too() -> None:
    found = told(
        "By the end of 2024, 48 generative AI services had completed filing with the Cyberspace"
        " Administration of China. Another 35 applications and functions that call a filed model"
        " were registered with provincial authorities.",
        published="2025-01-30",
    )
    totals = {a.scheme: a.cumulative_services for a in found.announcements}
    assert totals == {"genai_filing": Quantity(48), "genai_registration": Quantity(35)}


@each(
    "text",
    [
        "It wants to have 50 filed models by 2026 and gather over 3,000 AI companies.",
        "It fined a firm for offering a chatbot without completing generative AI filing.",
        "The number of AI companies registered in the city passed 1,000. Some 140 of them were"
        " added this year.",
        "Zhipu AI has completed filing for pre-listing tutoring with a Beijing bureau.",
        "Education bureaus in Beijing have approved 23 AI tools for classrooms.",
        "The academy CAICT said 12 large models had passed its trustworthy AI assessment.",
    ],
)
def test_goals_fines_firms_and_certificates_are_no_approvals(text: str) -> None:
    assert not told(HEAD + text).relevant


@pytest.mark.parametrize(
    ("text", "services", "total"),
    [
        (
            "China had filed 988 generative AI services and registered 598 applications by the"
            " end of December, the cyberspace administration said.",
            None,
            Quantity(988),
        ),
        (
            "For generative AI services Guangdong forwarded 19 applications, of which 12 were"
            " approved by China's cyberspace regulator.",
            Quantity(12),
            None,
        ),
        (
            "As of mid-January, China's cyberspace administration had approved 180-odd AI models.",
            None,
            Quantity(180, "more_than"),
        ),
    ],
)
def test_a_state_of_two_numbers_and_what_was_only_asked_for(
    text: str, services: Quantity | None, total: Quantity | None
) -> None:
    first = next(a for a in told(text).announcements if a.role == "main")
    assert (first.services_in_batch, first.cumulative_services) == (services, total)


def test_both_registers_stand_by_the_day_told_first() -> None:
    found = told(
        "By 31 December the Hunan office had let through 48 filed generative AI services"
        " and 35 registered applications."
    )
    mains = [a for a in found.announcements if a.role == "main"]
    assert [a.cumulative_services for a in mains] == [Quantity(48), Quantity(35)]


def test_services_of_a_year_beside_the_total() -> None:
    main = main_of(
        told(
            "China approved 46 generative AI services in 2025, more than in all previous years"
            " combined, as banks joined a register once kept for others. The total stood at 78 at"
            " the end of December, the Cyberspace Administration of China said on Friday."
        )
    )
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(46), Quantity(78))


def test_a_stock_code_counts_nothing() -> None:
    main = main_of(
        told(
            "Haida (0200.HK) and other Chinese tech firms opened generative AI chatbots to the"
            " public on Thursday, having obtained approval from the Cyberspace Administration of"
            " China. In all 11 firms have received approvals."
        )
    )
    assert main.companies_in_batch == Quantity(11)


def test_a_ticker_before_its_code_counts_nothing() -> None:
    assert not list(find_numbers("Haida (SHE:002230) opened its model", "en"))


@pytest.mark.parametrize(
    ("text", "services", "total"),
    [
        (
            "Its Lanhe model is one of five that the Hunan cyberspace office approved on Monday.",
            Quantity(5),
            None,
        ),
        (
            "By the end of 2025 the office had 148 generative AI services on file, 46 of them"
            " added that year.",
            Quantity(46),
            Quantity(148),
        ),
        (
            "As of 31 August 2025, 138 generative AI services had been filed with the office."
            " July and August accounted for 29 of the filings.",
            Quantity(29),
            Quantity(138),
        ),
        (
            "Seven generative AI services have been filed in Hunan. With the new entries, 36"
            " services from the province have passed the procedure.",
            Quantity(7),
            Quantity(36),
        ),
    ],
)
def test_what_is_new_beside_or_within_a_total(
    text: str, services: Quantity | None, total: Quantity | None
) -> None:
    main = main_of(told(HEAD + text))
    assert (main.services_in_batch, main.cumulative_services) == (services, total)
