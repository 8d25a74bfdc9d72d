"""English counts told beside others: of another batch, of both registers, of all together."""

import pytest
from reading import main_of, told

from extract.extraction import Quantity

OFFICE = "The Cyberspace Administration of China said on Monday that "


@pytest.mark.parametrize(
    "text",
    [
        "538 generative AI service filings and 263 application registrations had been handled by"
        " June 30, 2026, which makes 801 approved AI services in all.",
        "by June 30, 2026, 538 generative AI services had been filed and 263 registered.",
        "538 generative AI services had been filed and 263 applications registered as of June 30.",
    ],
)
def test_both_registers_have_their_totals_and_the_sum_is_of_neither(text: str) -> None:
    found = told(OFFICE + text, published="2026-07-07")
    totals = {a.scheme: a.cumulative_services for a in found.announcements}
    assert totals == {"genai_filing": Quantity(538), "genai_registration": Quantity(263)}
    assert all(a.services_in_batch is None for a in found.announcements)


@pytest.mark.parametrize(
    "beside",
    [
        "compared with 129 in the 3rd batch in March",
        "more than twice the 129 of the third one, which came out on March 5",
        "up from 129 in the previous list",
    ],
)
def test_what_a_batch_is_compared_with_is_another_one(beside: str) -> None:
    found = told(
        "On June 12 the Cyberspace Administration of China released the fourth batch of deep"
        f" synthesis algorithm filings. It comprises 266 algorithms, {beside}.",
        published="2024-06-14",
    )
    main = main_of(found)
    assert main.services_in_batch == Quantity(266)
    other = next(c for c in found.counts if c.value == 129)
    assert (other.scheme, other.scope) == ("deep_synthesis", "batch")


def test_companies_are_counted_where_their_number_stands_behind() -> None:
    found = told(
        "China has cleared the chatbots of five tech companies, Baidu included. Chinese media put"
        " the number of firms with approvals for AI products at 11."
    )
    assert main_of(found).companies_in_batch == Quantity(11)


def test_the_only_addition_is_a_batch_of_one() -> None:
    found = told(
        "Luma's voice service has completed filing as a generative AI service in Shanghai. It is"
        " the only addition in the notice and brings the number of filed services to 158."
    )
    main = main_of(found)
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(1), Quantity(158))


def test_what_doubles_a_number_is_new() -> None:
    found = told(
        "Nine generative AI services from Shanghai have been approved, more than doubling the"
        " number of licensed models in the city. They lift the total to 17."
    )
    main = main_of(found)
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(9), Quantity(17))


def test_no_service_was_registered_before_there_was_that_register() -> None:
    text = "Registered with China's cyberspace authority are eight generative AI applications."
    assert main_of(told(text, published="2023-09-03")).scheme == "genai_filing"


def test_the_total_of_the_country_is_not_that_of_the_province() -> None:
    found = told(
        "Guangdong Province has added eight generative AI services that completed filing, taking"
        " the provincial total to 132.\n\nNationwide, 796 generative AI services had been filed and"
        " 481 applications registered as of February 28.",
        published="2026-03-19",
    )
    main = main_of(found)
    assert (main.scheme, main.cumulative_services) == ("genai_filing", Quantity(132))


def test_a_part_of_the_total_is_of_its_register_whatever_the_page_tells_of_before() -> None:
    found = told(
        "China's rules: deep synthesis algorithms are filed with the CAC, and so are AI services.\n"
        "\n302 generative AI services had been filed by the end of 2024, 238 of them in that year.",
        published="2025-01-20",
    )
    main = main_of(found)
    assert (main.scheme, main.services_in_batch) == ("genai_filing", Quantity(238))
    assert main.cumulative_services == Quantity(302)


def test_services_of_generative_ai_are_no_algorithms_of_a_digest_that_begins_with_those() -> None:
    found = told(
        "1. The CAC released the fifteenth batch of deep synthesis algorithm filings (7 January)"
        "\n\n"
        "2. The CAC published how many generative AI services were filed (9 January)\n\n"
        "In 2025, 446 generative AI services completed filing with the CAC, and 330 applications or"
        " functions that call filed models were registered with local departments. By 31 December"
        " 2025, the totals stood at 748 and 435.",
        published="2026-02-05",
    )
    mains = {a.scheme: a for a in found.announcements if a.role == "main"}
    assert mains["genai_filing"].services_in_batch == Quantity(446)
    assert mains["genai_filing"].cumulative_services == Quantity(748)
    assert mains["genai_filing"].event_date == "2026-01-09"
    assert mains["deep_synthesis"].event_date == "2026-01-07"


@pytest.mark.parametrize("sign", ["two of the services are among", "Luma Chat is one of"])
def test_the_batch_is_what_some_are_among(sign: str) -> None:
    found = told(f"In Beijing {sign} 34 AI services newly filed with the internet regulator.")
    assert main_of(found).services_in_batch == Quantity(34)


def test_a_total_pushed_up_to_a_number_is_exact() -> None:
    found = told(
        "16 generative AI services completed filing in Shanghai on Jan 27. The batch pushed the"
        " city's total up to 185."
    )
    assert main_of(found).cumulative_services == Quantity(185)


def test_since_the_first_in_may_is_no_day_of_the_total() -> None:
    found = told(
        "Luma is one of 10 generative AI services filed in Shanghai on Jan 29. The number of filed"
        " services in Shanghai has climbed to 30 since the first three in May."
    )
    assert main_of(found).cumulative_services == Quantity(30)


def test_what_others_got_days_before_is_not_the_news_of_one_firm() -> None:
    found = told(
        "Luma Tech opened its Spark large language model to everyone today, the Chinese firm said,"
        " having been added to the list of approved models.\n\n"
        "Eight developers, including Baidu and ByteDance, got the green light on Aug. 31.",
        published="2023-09-05",
    )
    main = main_of(found)
    assert (main.event_date, main.companies_in_batch) == ("2023-09-05", None)


@pytest.mark.parametrize(
    "text",
    [
        "with 99 added in July and August. Registered apps numbered 27, for an overall 263.",
        "and 99 were added in July. Guangdong trails only Beijing in the number of filed services,"
        " at 263.",
        "which filed 99 services. The number of newly filed ones was down from 77 in the second"
        " quarter, for a total of 263.",
    ],
)
def test_numbers_without_a_noun(text: str) -> None:
    found = told(
        "The pace at which generative AI services are filed in Guangdong picked up, " + text
    )
    counted = {(c.scope, c.value) for c in found.counts if c.of == "services"}
    assert {("batch", 99), ("cumulative", 263)} <= counted
    assert ("cumulative", 77) not in counted


def test_a_day_after_the_announcement_is_counted_from_a_day_that_is_past() -> None:
    found = told(
        "The CAC announced on Wednesday that 538 generative AI services had been filed. An analyst"
        " said on Friday that more will come. A day after the announcement, the CAC issued the 13th"
        " batch of deep synthesis algorithms. A total of 586 algorithms are on that list.",
        published="2025-09-12",
    )
    days = {a.scheme: a.event_date for a in found.announcements if a.role == "main"}
    assert days == {"genai_filing": "2025-09-10", "deep_synthesis": "2025-09-11"}


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("That makes it one of 158 AI tools on record in the city.", 158),
        ("The city's cyberspace administration said 185 services have now been filed.", 185),
        ("More than half of its 36 filed services were added this month.", 36),
        ("The official record of the city now shows 215 of them.", 215),
        ("It brings the city's total to 65, of which five were filed in November.", 65),
    ],
)
def test_totals_told_by_the_way(sentence: str, total: int) -> None:
    text = "Luma's voice assistant was filed as a generative AI service in Shanghai on Jan 29. "
    main = main_of(told(text + sentence))
    assert (main.cumulative_services, main.services_in_batch) == (Quantity(total), None)


def test_a_rate_is_no_count_and_an_act_may_sum_up() -> None:
    found = told(
        "The CAC published 99 newly filed generative AI services on Wednesday. Approvals come at a"
        " pace of almost 50 models a month. By Aug. 31, 538 services were on file. Another 27 apps"
        " were registered in July and August to make 263 in all.",
        published="2025-09-12",
    )
    mains = {a.scheme: a for a in found.announcements if a.role == "main"}
    filed, registered = mains["genai_filing"], mains["genai_registration"]
    assert (filed.services_in_batch, filed.cumulative_services) == (Quantity(99), Quantity(538))
    assert registered.services_in_batch == Quantity(27)
    assert registered.cumulative_services == Quantity(263)


def test_the_office_s_day_goes_before_the_day_that_it_tells_of_in_one_sentence() -> None:
    found = told(
        "Seven generative AI services from Shandong completed filing on Jan. 26, the province's"
        " cyberspace regulator announced on Monday."
    )
    assert main_of(found).event_date == "2024-01-29"


@pytest.mark.parametrize(
    ("text", "batch", "total"),
    [
        (
            "Zhejiang's cyberspace office put another nine generative AI services on its register"
            " on Tuesday, so that the province now counts 65.",
            9,
            65,
        ),
        (
            "Guangdong, which approved 25 generative AI services on January 18, has 191 on file.",
            25,
            191,
        ),
        (
            "Beijing's cyberspace office cleared three more generative AI services on January 10."
            " The capital's total: 215.",
            3,
            215,
        ),
        (
            "Some 140 large models have now been cleared in China, among them 14 that got the nod"
            " last week.",
            14,
            140,
        ),
    ],
)
def test_a_cue_right_before_a_number_is_that_number_s(text: str, batch: int, total: int) -> None:
    main = main_of(told(text))
    assert main.services_in_batch == Quantity(batch)
    assert main.cumulative_services is not None
    assert main.cumulative_services.value == total
