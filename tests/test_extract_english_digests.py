"""English digests and briefs: totals in brackets, registers side by side, an item's own date."""

import pytest
from reading import main_of, told

from extract.extraction import Announcement

DAY = "2026-03-20"
"""A Friday."""


def mains(text: str) -> dict[str | None, Announcement]:
    """The main announcements by scheme."""
    found = told(text, published=DAY).announcements
    return {a.scheme: a for a in found if a.role == "main"}


def sizes(announcement: Announcement) -> tuple[int | None, int | None]:
    """What is new and what is the total."""
    held = (announcement.services_in_batch, announcement.cumulative_services)
    new, total = (quantity.value if quantity else None for quantity in held)
    return new, total


@pytest.mark.parametrize(
    ("text", "filed", "registered"),
    [
        (
            "CAC: 640 generative AI services now filed\n\nChina's internet regulator says 52"
            " services completed filing in January and February, for a cumulative 640; 31 apps"
            " that call filed models were registered in the same period (290 in total).",
            (52, 640),
            (31, 290),
        ),
        (
            "China had 640 generative AI services on file at the end of February, the Cyberspace"
            " Administration of China said. In January and February, 52 were added.\n\n"
            "Registrations with local authorities of apps that call a filed model fell. There were"
            " 31 in the two months, bringing those to 290.",
            (52, 640),
            (31, 290),
        ),
        (
            "By the end of 2025 the CAC had let 640 generative AI services through, 152 of them in"
            " that year alone, plus 90 local app registrations.",
            (152, 640),
            (None, 90),
        ),
        (
            "China had seen 640 generative AI services complete the filing procedure as of Feb. 28,"
            " the Cyberspace Administration of China said. A total of 290 apps that call filed"
            " models had been registered by the same date.",
            (None, 640),
            (None, 290),
        ),
        (
            "By Feb. 28, 640 generative AI services had gone through filing in China, after 52 more"
            " passed in two months. Providers that connect to a filed model register with"
            " provincial offices; in January and February, 31 did so, taking that count to 290.",
            (52, 640),
            (31, 290),
        ),
        (
            "CAC: 52 new genAI filings, 31 new registrations in Jan-Feb; totals 640 / 290.",
            (52, 640),
            (31, 290),
        ),
        (
            "A total of 640 generative AI services had completed filing and 290 apps had completed"
            " registration by Feb. 28, the CAC announced. In February alone, the figures were 52"
            " and 31.",
            (52, 640),
            (31, 290),
        ),
    ],
)
def test_both_registers(
    text: str, filed: tuple[int | None, int | None], registered: tuple[int | None, int | None]
) -> None:
    found = mains(text)
    assert sizes(found["genai_filing"]) == filed
    assert sizes(found["genai_registration"]) == registered


def test_items_of_a_digest_have_their_own_days() -> None:
    found = mains(
        "AI law monthly: March\n\n1. Deep synthesis\n\nDate: 12 March 2026\n\nThe CAC published the"
        " 16th list of deep synthesis algorithms: 779 of them.\n\n2. Generative AI\n\nDate: 17"
        " March 2026\n\nThe CAC announced that 48 services had completed filing this year."
    )
    assert found["deep_synthesis"].event_date == "2026-03-12"
    assert found["genai_filing"].event_date == "2026-03-17"
    assert found["deep_synthesis"].services_in_batch is not None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Nine large models from Anhui passed the filing review for generative AI at the end of"
         " last month, the biggest group the province has brought through so far.", 9),
        ("Services from three carmakers are among 16 generative AI products filed in Anhui.", 16),
        ("Ten generative AI services based in Anhui completed filing, the largest single addition"
         " in the province since the system started in 2023.", 10),
        ("Five generative AI services were filed in Anhui. Some 11 firms had sought permission.",
         5),
    ],
)  # fmt: skip
def test_parts_and_applicants_are_no_batch(text: str, size: int) -> None:
    main = main_of(told(text, published=DAY))
    assert (sizes(main), main.companies_in_batch) == ((size, None), None)


def test_what_was_added_in_a_year() -> None:
    main = main_of(
        told(
            "China had 748 generative AI services on file as of Dec 31, including 446 that were"
            " added over the course of 2025, the Cyberspace Administration of China said.",
            published="2026-01-10",
        )
    )
    assert sizes(main) == (446, 748)


def test_another_register_that_this_one_is_separate_from() -> None:
    found = told(
        "China's cyberspace administration released the fourth batch of deep synthesis algorithms,"
        " with 266 entries. The system is separate from that for large language models, under"
        " which more than 40 have been approved.",
        published=DAY,
    )
    main = next(a for a in found.announcements if a.role == "main")
    assert (main.scheme, main.cumulative_services) == ("deep_synthesis", None)


def test_a_batch_that_was_reported_before() -> None:
    main = main_of(
        told(
            "Luma (SHE: 002230) said today that anyone can use Lanhe, its large language model."
            "\n\nThe company has completed filing for Lanhe under China's interim rules on"
            " generative AI.\n\nBaidu and SenseTime were among eight companies that got the"
            " go-ahead on March 12, as this site reported last week.",
            published=DAY,
        )
    )
    assert (main.event_date, main.companies_in_batch) == (DAY, None)


def test_a_list_that_an_office_posted() -> None:
    main = main_of(
        told(
            "Haida has obtained approval from China's internet regulator for Lanhe.\n\nLanhe is one"
            " of seven on-device services in a list the regulator posted on Wednesday.",
            published=DAY,
        )
    )
    assert (main.scheme, sizes(main)) == ("on_device", (7, None))
