"""Counts of an English article beside each other: totals in pairs, parts, repeats, other places."""

import time

import pytest
from reading import told

from extract.extraction import Announcement


def mains(text: str) -> dict[str | None, Announcement]:
    """The main announcements of a text by scheme."""
    found = told(text, published="2026-09-16")
    return {a.scheme: a for a in found.announcements if a.role == "main"}


def value(quantity: object) -> int | None:
    """A count's number, None where there is no count."""
    return getattr(quantity, "value", None)


def test_two_totals_belong_to_the_two_schemes_counted_before() -> None:
    found = mains(
        "The Cyberspace Administration of China yesterday reported 31 newly filed generative AI "
        "services and 22 newly registered applications. As of August 31, the totals stand at 712 "
        "and 305."
    )
    assert value(found["genai_filing"].cumulative_services) == 712
    assert value(found["genai_registration"].cumulative_services) == 305


def test_a_count_without_a_word_of_its_own_is_a_total_like_the_one_before() -> None:
    found = mains(
        "The Cyberspace Administration of China said on Tuesday that 512 generative AI services "
        "had been placed on record nationwide by the end of June.\n\nIn addition, 188 applications "
        "that call such services through interfaces had been registered with local authorities."
    )
    assert value(found["genai_filing"].cumulative_services) == 512
    assert value(found["genai_registration"].cumulative_services) == 188


def test_what_is_told_to_be_the_whole_batch_beats_a_part() -> None:
    found = mains(
        "A robot maker in Beijing has obtained clearance for two generative AI models. The pair "
        "were part of a batch of 14 that took the number of approved services in the city to 260."
    )
    assert value(found["genai_filing"].services_in_batch) == 14
    assert value(found["genai_filing"].cumulative_services) == 260


def test_companies_that_stand_for_names_are_no_count() -> None:
    found = mains(
        "Shares of Lumo and Tiandi rose on Thursday after the two companies said they had won "
        "approval in China to open their AI chatbots to everyone."
    )
    assert found["genai_filing"].companies_in_batch is None


@pytest.mark.parametrize(
    "total",
    [
        "China had 930 approved services at mid-year.",
        "More than 900 models have been approved across the country since 2023.",
    ],
)
def test_the_total_of_the_country_is_background_in_the_story_of_a_province(total: str) -> None:
    found = mains(
        "Guangdong's cyberspace administration has approved four generative AI models.\n\n"
        f"Local firms cheered.\n\n{total}"
    )
    assert value(found["genai_filing"].services_in_batch) == 4
    assert found["genai_filing"].cumulative_services is None


def test_the_filings_and_registrations_of_one_sentence_are_two_announcements() -> None:
    found = mains(
        "Where China stands:\n1. As of April this year, China counted 731 filed generative AI "
        "services and 402 registered ones, the CAC said."
    )
    assert value(found["genai_filing"].cumulative_services) == 731
    assert value(found["genai_registration"].cumulative_services) == 402


def test_a_wrapped_number_is_no_list_item() -> None:
    found = mains(
        "Seven generative AI services from Shandong province\nhave completed filing with the "
        "Cyberspace Administration of China, the\nprovincial office said on Tuesday, raising the "
        "total in the province to\n36.\n"
    )
    assert value(found["genai_filing"].services_in_batch) == 7
    assert value(found["genai_filing"].cumulative_services) == 36


def test_a_number_behind_its_noun_counts_it() -> None:
    found = mains("New AI models, 23 of them, were approved by the internet regulator of China.")
    assert value(found["genai_filing"].services_in_batch) == 23


@pytest.mark.parametrize(
    "text",
    [
        "China's drug regulator has granted registration certificates for medical devices to three "
        "AI products.\n\nThe three bring the number of approved AI diagnostic tools to 120.",
        "Seven more car models have been admitted to China's road trials, as AI takes the wheel. "
        "\n\nThe newly approved models come from six companies.",
        "By accident Lumo began to roll out its AI features in China without having regulatory "
        "approval, a reporter says.",
        "An AI lab in Shanghai has registered more than 200 million users for its apps in China.",
    ],
)
def test_other_approvals_are_not_relevant(text: str) -> None:
    assert not told(text, published="2026-09-16").relevant


@pytest.mark.parametrize("piece", ["14 models ", "1,", "approved 14 models in China, "])
def test_numbers_are_read_in_linear_time(piece: str) -> None:
    lead = "China's cyberspace regulator approved 14 AI models on Friday. "
    took = []
    for size in (4_000, 16_000):
        start = time.perf_counter()
        told(lead + piece * (size // len(piece)))
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The Cyberspace Administration of China yesterday reported 31 newly filed generative "
            "AI services. As of August 31, the total stands at 712.",
            "2026-09-15",
        ),
        (
            "Last Friday the CAC dropped its annual tally. In 2025, 93 generative AI services in "
            "China made it through filing.",
            "2026-09-11",
        ),
        (
            "Shares of Lumo were up 5 percent in morning trade on Wednesday. In a statement to the "
            "stock exchange on Tuesday, Lumo said its AI model had been approved by China's "
            "cyberspace regulator.",
            "2026-09-15",
        ),
    ],
)
def test_the_day_of_the_announcement(text: str, day: str) -> None:
    found = told(text, published="2026-09-16")
    assert [a.event_date for a in found.announcements if a.role == "main"] == [day]
