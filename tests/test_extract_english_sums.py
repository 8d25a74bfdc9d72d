"""English counts by what adds up, by the noun that governs them and by a noun that they share."""

import pytest
from reading import main_of, told

from extract.extraction import Quantity


@pytest.mark.parametrize(
    ("text", "services", "total"),
    [
        (
            "China's internet regulator cleared 31 generative AI services in March. Add the 402"
            " of the months before and there are 433.",
            31,
            433,
        ),
        (
            "Guizhou registered four generative AI apps in May. Fifteen have gone through"
            " registration in the province.",
            4,
            15,
        ),
        (
            "The tally of generative AI services filed in Shanghai has moved past 150 after 12"
            " more were filed this week, the city's cyberspace office said.",
            12,
            150,
        ),
        (
            "Hubei's filings of generative AI services grew by 11 in June and July to 58, the"
            " provincial internet office said.",
            11,
            58,
        ),
        (
            "Seven of the 18 generative AI services that China approved on Monday are for doctors."
            " Two of the seven come from hospitals.",
            18,
            None,
        ),
        (
            "Nine generative AI services were filed in Henan this month. The list was last changed"
            " in May, when it had 33 services. It now has 42.",
            9,
            42,
        ),
        (
            "China's internet regulator has for the first time published a list of all generative"
            " AI services filed with it. The list has 117 names.",
            None,
            117,
        ),
        (
            "The list of generative AI services filed in Hunan was lengthened by six to 61 on"
            " Monday, the provincial cyberspace office said.",
            6,
            61,
        ),
        (
            "With the approval of eight more on Friday, Chinese regulators have pushed the number"
            " of AI models open to the public past 150.",
            8,
            150,
        ),
        (
            "China's internet regulator has approved five generative AI services since its notice"
            " of May 6, when it had reported 390. This brings the figure to 395.",
            5,
            395,
        ),
        (
            "An AI guide is one of three generative AI services that Tibet's cyberspace office"
            " registered last week. Eleven had been registered before.",
            3,
            None,
        ),
        (
            "Huaxi had five of the 38 generative AI services filed in China in May. The company"
            " now has 24 filed services.",
            38,
            None,
        ),
        (
            "China approved 40 of 71 generative AI services submitted in April, the internet"
            " regulator said.",
            40,
            None,
        ),
    ],
)
def test_new_and_total(text: str, services: int | None, total: int | None) -> None:
    main = main_of(told(text))
    found = [q and q.value for q in (main.services_in_batch, main.cumulative_services)]
    assert found == [services, total]


def test_what_shares_a_noun_shares_what_is_said_of_it() -> None:
    found = told(
        "By December 31, 2025, 120 generative AI services had been filed in Sichuan and 64"
        " registered, the provincial cyberspace administration said on January 9.",
        published="2026-01-10",
    )
    totals = {a.scheme: a.cumulative_services for a in found.announcements}
    assert totals == {"genai_filing": Quantity(120), "genai_registration": Quantity(64)}


def test_what_one_province_has_of_the_countrys_list_is_no_batch() -> None:
    main = main_of(
        told(
            "China's internet regulator on Tuesday released its first register of generative AI"
            " services. It runs to 117 services. Beijing leads with 51 entries."
        )
    )
    assert (main.services_in_batch, main.cumulative_services) == (None, Quantity(117))
